import { customerName, productName } from './names.ts'
import { seededRandom } from './random.ts'

export interface OrdersShape {
  readonly rows: number
  readonly seed: number
  readonly customers: number
  readonly products: number
}

export const defaultShape: Omit<OrdersShape, 'rows'> = { seed: 20260101, customers: 5000, products: 500 }

/** Orders lie in these three years; questions are asked as of the day after. */
export const firstDay = '2023-01-01'
export const asOf = '2026-01-01'

/** Order numbers count on from here. */
export const firstOrder = 100_000_000

export const orderColumns = [
  ...['order_id', 'order_date', 'customer', 'region', 'segment', 'product'],
  ...['category', 'channel', 'quantity', 'unit_price', 'revenue', 'cost'],
] as const

const regions = ['North', 'South', 'East', 'West', 'Central']
const segments = ['Consumer', 'Small Business', 'Enterprise']
const channels = ['Online', 'Retail', 'Partner', 'Phone']
const categories = [
  ...['Furniture', 'Lighting', 'Storage', 'Kitchen', 'Garden', 'Office'],
  ...['Textiles', 'Hardware', 'Outdoor', 'Bathroom', 'Nursery', 'Workshop'],
]
const millisecondsPerDay = 86_400_000
const dayCount = (Date.parse(asOf) - Date.parse(firstDay)) / millisecondsPerDay
const rowsPerPiece = 2000

/** A CSV of orders in order of time, in pieces: the same shape gives the same bytes. */
export function* generateOrders(shape: OrdersShape): Generator<string> {
  const random = seededRandom(shape.seed)
  const pick = (count: number) => Math.floor(random() * count)
  // A few names occur often, most of them rarely.
  const pickSkewed = (count: number) => Math.floor(random() ** 2 * count)
  const customers = Array.from({ length: shape.customers }, (_, index) => quoted(customerName(index)))
  const products = Array.from({ length: shape.products }, (_, index) => productName(index))
  const days = Array.from({ length: dayCount }, (_, day) => dayText(day))
  let piece = `${orderColumns.join(',')}\n`
  for (let row = 0; row < shape.rows; row += 1) {
    const customer = pickSkewed(shape.customers)
    const product = pickSkewed(shape.products)
    const quantity = 1 + pickSkewed(20)
    const cents = 500 + ((product * 7919) % 40_000) + pick(100)
    const total = quantity * cents
    const cost = Math.round(total * (0.45 + random() * 0.3))
    const day = days[Math.floor((row / shape.rows) * dayCount)]
    piece += `${firstOrder + row},${day},${customers[customer]},${regions[customer % regions.length]},`
    piece += `${segments[customer % segments.length]},${products[product]},${categories[product % categories.length]},`
    piece += `${channels[pick(channels.length)]},${quantity},${money(cents)},${money(total)},${money(cost)}\n`
    if (row % rowsPerPiece === rowsPerPiece - 1) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
}

function dayText(day: number): string {
  return new Date(Date.parse(firstDay) + day * millisecondsPerDay).toISOString().slice(0, 10)
}

function money(cents: number): string {
  const fraction = cents % 100
  return `${Math.floor(cents / 100)}.${fraction < 10 ? '0' : ''}${fraction}`
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
