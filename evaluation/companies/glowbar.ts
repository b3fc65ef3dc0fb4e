import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const firstDay = '2024-10-28'
const lines = 2600

const items = [
  { name: 'Dew Drops Serum', collection: 'Hydra Glow', price: 38 },
  { name: 'Velvet Matte Lipstick', collection: 'Lip Lab', price: 22 },
  { name: 'Cloud Cleanser', collection: 'Everyday Clean', price: 18 },
  { name: 'Midnight Repair Cream', collection: 'Night Ritual', price: 54 },
  { name: 'Barrier Balm', collection: 'Everyday Clean', price: 26 },
  { name: 'Glass Skin Mist', collection: 'Hydra Glow', price: 24 },
  { name: 'Plump It Gloss', collection: 'Lip Lab', price: 17 },
  { name: 'Feather Brow Gel', collection: 'Brow & Lash', price: 19 },
  { name: 'Sunset Blush Stick', collection: 'Color Pop', price: 23 },
  { name: 'Invisible Shield SPF 50', collection: 'Sun Club', price: 29 },
  { name: 'Skyhigh Mascara', collection: 'Brow & Lash', price: 25 },
  { name: 'Retinol Night Oil', collection: 'Night Ritual', price: 62 },
  { name: 'Golden Hour Highlighter', collection: 'Color Pop', price: 31 },
  { name: 'After Sun Gel', collection: 'Sun Club', price: 16 },
  { name: 'Lash Growth Serum', collection: 'Brow & Lash', price: 44 },
  { name: 'Peel Pads', collection: 'Everyday Clean', price: 33 },
  { name: 'Hydra Sheet Mask', collection: 'Hydra Glow', price: 9 },
  { name: 'Lip Liner Duo', collection: 'Lip Lab', price: 20 },
  { name: 'Silk Pillow Mask', collection: 'Night Ritual', price: 28 },
  { name: 'Neon Eyeshadow Palette', collection: 'Color Pop', price: 45 },
  { name: 'Holiday Glow Box', collection: 'Gift Sets', price: 89 },
  { name: 'Travel Minis Set', collection: 'Gift Sets', price: 35 },
]

const countries = [
  { name: 'United States', weight: 38 },
  { name: 'United Kingdom', weight: 20 },
  { name: 'Canada', weight: 12 },
  { name: 'Australia', weight: 9 },
  { name: 'Germany', weight: 8 },
  { name: 'France', weight: 6 },
  { name: 'Ireland', weight: 4 },
  { name: 'United Arab Emirates', weight: 3 },
]
const channels = [
  { name: 'Own Website', weight: 52 },
  { name: 'Instagram Shop', weight: 20 },
  { name: 'TikTok Shop', weight: 17 },
  { name: 'Marketplace', weight: 11 },
]
const payments = [
  { name: 'Visa', weight: 36 },
  { name: 'Mastercard', weight: 22 },
  { name: 'PayPal', weight: 20 },
  { name: 'Apple Pay', weight: 14 },
  { name: 'Klarna', weight: 8 },
]
const statuses = [
  { name: 'Delivered', weight: 84 },
  { name: 'Returned', weight: 7 },
  { name: 'Cancelled', weight: 5 },
  { name: 'Partially Refunded', weight: 4 },
]
const codes = [
  { name: null, weight: 66 },
  { name: 'GLOW10', weight: 12 },
  { name: 'HELLO15', weight: 9 },
  { name: 'BFCM30', weight: 6 },
  { name: 'VIPONLY', weight: 4 },
  { name: 'MAYA20', weight: 3 },
]

const givenNames = ['Aaliyah', 'Beatrix', 'Chidi', 'Delphine', 'Esme', 'Farah', 'Gwen', 'Imani', 'Jolie', 'Keira']
const familyNames = ['Abbott', 'Castellano', 'Dupree', 'Eriksen', 'Fontaine', 'Grady', 'Huang', 'Iyer', 'Jankowski']

const columns = [
  ...['Order ID', 'Ordered At', 'customer', 'Cust Segment', 'SKU Title', 'Collection', 'Units', 'Item Price'],
  ...['Discount Code', 'Ship Country', 'Sales Channel', 'pay_method', 'Order Status', 'Refund Amt', 'Ship Cost'],
  'First Order?',
]

function* rows() {
  const random = createRandom('glowbar')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  const known = new Set<number>()
  let order = 204400
  let head: (string | null)[] = []
  let tail: string[] = []
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.58) {
      order++
      const person = Math.floor(90 * random() ** 1.3)
      const day = first + Math.floor((index * days) / lines)
      const clock = `${String(integer(random, 7, 23)).padStart(2, '0')}:${integer(random, 10, 59)}`
      const segment = person < 12 ? 'VIP' : person < 40 ? 'Loyal' : person < 70 ? 'Occasional' : 'Lapsed'
      const country = pickWeighted(random, countries).name
      head = [
        ...[`GB${order}`, `${formatDay(day)} ${clock}`],
        `${itemAt(givenNames, person % 10)} ${itemAt(familyNames, Math.floor(person / 10))}`,
        ...[segment, country === 'France' && random() < 0.15 ? 'france' : country],
      ]
      const status = index > lines - 40 && random() < 0.7 ? 'Processing' : pickWeighted(random, statuses).name
      tail = [pickWeighted(random, channels).name, pickWeighted(random, payments).name, status]
      head.push(pickWeighted(random, codes).name, known.has(person) ? 'No' : 'Yes')
      known.add(person)
    }
    const [id = null, ordered = null, customer = null, segment = null, country = null, code = null, fresh = null] = head
    const [channel = null, payment = null, status = null] = tail
    const item = pickFavorite(random, items)
    const units = random() < 0.68 ? 1 : integer(random, 2, 4)
    const price = cents(item.price * (1 + (0.05 * index) / lines) * (code ? 0.85 : 1))
    const refund = status === 'Returned' ? price * units : status === 'Partially Refunded' ? price * 0.4 : 0
    yield [
      ...[id, ordered, customer, random() < 0.008 ? null : segment, item.name],
      ...[random() < 0.01 ? `${item.collection} ` : item.collection, units, price, code, country, channel, payment],
      ...[status, random() < 0.006 ? '-' : cents(refund), cents(around(random, 5.9, 0.4) * noise(random, 0.05)), fresh],
    ]
  }
}

/** A cosmetics brand that sells online: one row per item of an order, with its discount code, refund and shipping. */
export const company: EvaluationCompany = {
  id: 'glowbar',
  asOf,
  description: 'A cosmetics brand that sells online: one row per item of an order, with its code, refund and shipping.',
  datasets: [table('web_orders', columns, rows)],
}
