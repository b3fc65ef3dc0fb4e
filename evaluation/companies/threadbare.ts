import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-05-20'
const days = 365 + 365 + 139
const lines = 3600
const customers = 620

const stores = [
  { name: 'Online', city: 'Online', weight: 40 },
  { name: 'Oxford Street', city: 'London', weight: 14 },
  { name: 'Covent Garden', city: 'London', weight: 9 },
  { name: 'Arndale', city: 'Manchester', weight: 10 },
  { name: 'Bullring', city: 'Birmingham', weight: 9 },
  { name: 'Princes Street', city: 'Edinburgh', weight: 8 },
  { name: 'Buchanan Galleries', city: 'Glasgow', weight: 6 },
  { name: 'Cabot Circus', city: 'Bristol', weight: 4 },
]

const products = [
  { name: 'Linen Shirt', category: 'Shirts', price: 49, weight: 10 },
  { name: 'Oxford Shirt', category: 'Shirts', price: 59, weight: 8 },
  { name: 'Crew Neck Tee', category: 'T-Shirts', price: 19, weight: 16 },
  { name: 'Striped Tee', category: 'T-Shirts', price: 24, weight: 9 },
  { name: 'Slim Jeans', category: 'Jeans', price: 69, weight: 11 },
  { name: 'Wide Leg Jeans', category: 'Jeans', price: 75, weight: 7 },
  { name: 'Wrap Dress', category: 'Dresses', price: 89, weight: 8 },
  { name: 'Midi Dress', category: 'Dresses', price: 95, weight: 6 },
  { name: 'Trench Coat', category: 'Coats & Jackets', price: 189, weight: 4 },
  { name: 'Puffer Jacket', category: 'Coats & Jackets', price: 139, weight: 5 },
  { name: 'Merino Jumper', category: 'Knitwear', price: 79, weight: 8 },
  { name: 'Canvas Sneakers', category: 'Shoes', price: 65, weight: 8 },
]

const brands = [
  { name: 'Threadbare', weight: 40 },
  { name: 'Northline', weight: 18 },
  { name: 'Maison Clio', weight: 14 },
  { name: 'Fjell', weight: 12 },
  { name: 'Atlas & Co', weight: 10 },
  { name: 'Rosehip', weight: 6 },
]

const colors = ['Black', 'White', 'Navy', 'Olive', 'Burgundy', 'Sky Blue', 'Sand']
const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL']
const genders = [
  { name: 'Women', weight: 54 },
  { name: 'Men', weight: 36 },
  { name: 'Unisex', weight: 10 },
]
const payments = [
  { name: 'Credit Card', weight: 44 },
  { name: 'PayPal', weight: 24 },
  { name: 'Apple Pay', weight: 16 },
  { name: 'Gift Card', weight: 6 },
  { name: 'Cash', weight: 10 },
]
const coupons = ['WELCOME10', 'SUMMER20', 'VIP15', 'FREESHIP']
const firstNames = ['Amelia', 'Noah', 'Priya', 'Callum', 'Zofia', 'Isla', 'Mateo', 'Hannah', 'Tariq', 'Freya', 'Owen']
const lastNames = ['Baker', 'Nwosu', 'Fletcher', 'Kowalska', 'Ahmed', 'Sinclair', 'Moreno', 'Doyle', 'Patel', 'Larsen']

const columns = [
  ...['Order Number', 'Order Date', 'Customer Name', 'Store', 'Store City', 'Product', 'Category', 'Brand', 'Gender'],
  ...['Color', 'Size', 'Quantity', 'List Price', 'Net Price', 'Discount Amount', 'Unit Cost', 'Sales Amount'],
  ...['Payment Method', 'Coupon Code', 'Returned'],
]

function* rows() {
  const random = createRandom('threadbare')
  const first = parseDay(asOf) - days
  let order = 50000
  for (let index = 0; index < lines; index++) {
    if (random() < 0.7) order++
    const person = Math.floor(customers * random() ** 1.4)
    const store = pickWeighted(random, stores)
    const product = pickWeighted(random, products)
    const coupon = random() < 0.28 ? itemAt(coupons, integer(random, 0, coupons.length - 1)) : null
    const quantity = random() < 0.8 ? 1 : integer(random, 2, 4)
    const list = cents(product.price * (1 + (0.08 * index) / lines))
    const net = cents(list * (coupon ? 0.85 : random() < 0.2 ? 0.75 : 1))
    const name = `${itemAt(firstNames, person % 11)} ${itemAt(lastNames, Math.floor(person / 11) % 10)}`
    yield [
      ...[`TB-${order}`, formatDay(first + Math.floor((index * days) / lines)), name, store.name, store.city],
      ...[product.name, product.category, pickWeighted(random, brands).name, pickWeighted(random, genders).name],
      ...[itemAt(colors, integer(random, 0, 6)), itemAt(sizes, integer(random, 0, 5)), quantity, list, net],
      ...[cents((list - net) * quantity), cents(list * 0.42 * noise(random, 0.06)), cents(net * quantity)],
      pickWeighted(random, payments).name,
      ...[coupon, random() < (store.name === 'Online' ? 0.24 : 0.08) ? 'Yes' : 'No'],
    ]
  }
}

/** A fashion retailer: one row per order line, online and in seven stores. */
export const company: EvaluationCompany = {
  id: 'threadbare',
  asOf,
  description:
    'A fashion retailer online and in seven stores: one row per order line, some returned, some with a coupon.',
  datasets: [table('order_lines', columns, rows)],
}
