import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-08'
const firstDay = '2024-09-16'
const lines = 2900

const catalog = [
  ['Pots & Planters', 'Terracotta Pot 20cm', 6, 'Terracotta Pot 35cm', 14, 'Zinc Planter', 39, 'Hanging Basket', 17],
  ['Seeds & Bulbs', 'Tulip Bulb Mix', 9, 'Wildflower Seed Mix', 5, 'Heirloom Tomato Seeds', 4, 'Daffodil Bulbs', 8],
  ['Garden Tools', 'Bypass Secateurs', 27, 'Border Spade', 34, 'Telescopic Lopper', 46, 'Hand Trowel', 11],
  ['Lawn Care', 'Lawn Feed 10kg', 29, 'Moss Killer', 16, 'Robot Mower R300', 749, 'Grass Seed 5kg', 25],
  ['Outdoor Furniture', 'Acacia Bench', 189, 'Bistro Set', 139, 'Parasol 3m', 95, 'Hammock', 69],
  ['Watering', 'Garden Hose 25m', 32, 'Drip Kit', 44, 'Rain Barrel', 79, 'Watering Can', 18],
  ['Dog', 'Dog Kibble 12kg', 52, 'Puppy Starter Pack', 36, 'Orthopedic Dog Bed', 84, 'Rope Toy', 8],
  ['Cat', 'Cat Litter 10L', 12, 'Scratching Post', 48, 'Salmon Cat Treats', 4, 'Cat Flap', 41],
  ['Aquarium', 'Aquarium Starter Kit', 119, 'Canister Filter', 88, 'Fish Flakes', 7, 'LED Tank Light', 54],
  ['Wild Birds', 'Bird Feeder', 19, 'Suet Balls 50pc', 15, 'Nesting Box', 23, 'Sunflower Hearts 5kg', 21],
  ['Small Pets', 'Rabbit Hutch', 129, 'Timothy Hay 4kg', 14, 'Hamster Wheel', 16, 'Guinea Pig Pellets', 13],
] as const

const skus = catalog.flatMap(([category, ...cells]) =>
  cells.flatMap((cell, index) => {
    const price = cells[index + 1]
    return typeof cell === 'string' && typeof price === 'number' ? [{ name: cell, category, price }] : []
  }),
)

const countries = [
  { name: 'Netherlands', weight: 34 },
  { name: 'Germany', weight: 26 },
  { name: 'Belgium', weight: 14 },
  { name: 'France', weight: 9 },
  { name: 'Austria', weight: 6 },
  { name: 'Denmark', weight: 5 },
  { name: 'Sweden', weight: 4 },
  { name: 'Ireland', weight: 2 },
]
const channels = [
  { name: 'Webshop', weight: 50 },
  { name: 'App', weight: 22 },
  { name: 'Amazon', weight: 14 },
  { name: 'eBay', weight: 8 },
  { name: 'Phone Order', weight: 6 },
]
const devices = [
  { name: 'Smartphone', weight: 52 },
  { name: 'Desktop', weight: 36 },
  { name: 'Tablet', weight: 12 },
]
const payments = [
  { name: 'iDEAL', weight: 30 },
  { name: 'PayPal', weight: 26 },
  { name: 'Credit Card', weight: 22 },
  { name: 'Klarna', weight: 16 },
  { name: 'Gift Voucher', weight: 6 },
]
const campaigns = [
  { name: null, weight: 48 },
  { name: 'Spring Planting', weight: 14 },
  { name: 'Newsletter', weight: 12 },
  { name: 'Google Shopping', weight: 11 },
  { name: 'Puppy Welcome', weight: 6 },
  { name: 'Bird Week', weight: 5 },
  { name: 'Winback', weight: 4 },
]
const statuses = [
  { name: 'Delivered', weight: 82 },
  { name: 'Returned', weight: 9 },
  { name: 'Cancelled', weight: 6 },
  { name: 'Lost in Transit', weight: 3 },
]

const firstNames = ['anna', 'bram', 'lotte', 'jonas', 'sofie', 'pieter', 'greta', 'marc', 'fenna', 'ole', 'claire']
const lastNames = [
  'devries',
  'schmidt',
  'peeters',
  'moreau',
  'gruber',
  'nielsen',
  'lindberg',
  'bakker',
  'wolf',
  'jansen',
]
const hosts = ['tuinpost.example', 'mailbox.example', 'inbox.example']

const columns = [
  ...['Order Date', 'order_no', 'Status', 'cust_email', 'Ship Country', 'Channel', 'Device', 'Campaign'],
  ...['Pay Method', 'SKU Name', 'Category', 'Qty', 'Gross Sales', 'Discount', 'Shipping', 'Refund Amt'],
]

function* rows() {
  const random = createRandom('petalmart')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let order = 880210
  let head: (string | null)[] = []
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.62) {
      order++
      const person = Math.floor(440 * random() ** 1.5)
      const name = `${itemAt(firstNames, person % 11)}.${itemAt(lastNames, Math.floor(person / 11) % 10)}`
      const status = index > lines - 30 && random() < 0.7 ? 'Processing' : pickWeighted(random, statuses).name
      const country = pickWeighted(random, countries).name
      const channel = pickWeighted(random, channels).name
      head = [
        ...[formatDay(first + Math.floor((index * days) / lines)), `PM${order}`, status],
        `${name}${person >= 110 ? Math.floor(person / 110) : ''}@${itemAt(hosts, person % 3)}`,
        ...[random() < 0.01 ? `${country} ` : random() < 0.1 && country === 'Denmark' ? 'DENMARK' : country, channel],
        channel === 'Phone Order' ? null : pickWeighted(random, devices).name,
        ...[pickWeighted(random, campaigns).name, pickWeighted(random, payments).name],
      ]
    }
    const sku = pickFavorite(random, skus)
    const quantity = sku.price > 60 || random() < 0.55 ? 1 : integer(random, 2, 6)
    const gross = cents(sku.price * quantity * (1 + (0.06 * index) / lines))
    const discount = head[7] ? cents(gross * 0.1 * noise(random, 0.3)) : random() < 0.1 ? cents(gross * 0.05) : 0
    const refund = head[2] === 'Returned' || random() < 0.02 ? cents(gross - discount) : 0
    yield [
      ...head,
      ...[sku.name, random() < 0.004 ? null : sku.category, quantity, gross],
      ...[random() < 0.006 ? 'n/a' : discount, cents((sku.price > 80 ? 14.9 : 3.95) * noise(random, 0.1)), refund],
    ]
  }
}

/** An online shop for gardens and pets: one row per order line, some of them discounted or refunded. */
export const company: EvaluationCompany = {
  id: 'petalmart',
  asOf,
  description: 'An online shop for gardens and pets: one row per order line, with its discount, shipping and refund.',
  datasets: [table('orders_export', columns, rows)],
}
