import { cents, createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-11'
const firstDay = '2024-01-01'
const orders = 3200
const customers = 600

const places = [
  { country: 'United States', state: 'California', city: 'Los Angeles', weight: 14 },
  { country: 'United States', state: 'California', city: 'San Diego', weight: 8 },
  { country: 'United States', state: 'Texas', city: 'Austin', weight: 11 },
  { country: 'United States', state: 'Texas', city: 'Houston', weight: 8 },
  { country: 'United States', state: 'New York', city: 'Brooklyn', weight: 12 },
  { country: 'United States', state: 'Washington', city: 'Seattle', weight: 10 },
  { country: 'United States', state: 'Oregon', city: 'Portland', weight: 9 },
  { country: 'United States', state: 'Colorado', city: 'Denver', weight: 7 },
  { country: 'Canada', state: 'Ontario', city: 'Toronto', weight: 10 },
  { country: 'Canada', state: 'British Columbia', city: 'Vancouver', weight: 7 },
  { country: 'Canada', state: 'Quebec', city: 'Montreal', weight: 4 },
]

const products = [
  { name: 'Sunrise Blend', category: 'Coffee Beans', price: 17.5, weight: 18 },
  { name: 'Midnight Espresso', category: 'Coffee Beans', price: 18.5, weight: 15 },
  { name: 'Decaf Harbor', category: 'Coffee Beans', price: 18, weight: 7 },
  { name: 'Ethiopia Guji', category: 'Coffee Beans', price: 22, weight: 9 },
  { name: 'Monthly Roast Box', category: 'Subscriptions', price: 32, weight: 16 },
  { name: 'Office Roast Box', category: 'Subscriptions', price: 79, weight: 6 },
  { name: 'Burr Grinder', category: 'Equipment', price: 129, weight: 5 },
  { name: 'Pour Over Kit', category: 'Equipment', price: 44, weight: 8 },
  { name: 'Cold Brew Pitcher', category: 'Equipment', price: 36, weight: 6 },
  { name: 'Enamel Mug', category: 'Merchandise', price: 16, weight: 9 },
  { name: 'Roaster Tote', category: 'Merchandise', price: 21, weight: 4 },
  { name: 'Gift Card', category: 'Gift Cards', price: 50, weight: 5 },
]

const channels = [
  { name: 'Website', weight: 52 },
  { name: 'Mobile App', weight: 24 },
  { name: 'Amazon', weight: 15 },
  { name: 'Instagram Shop', weight: 9 },
]
const segments = [
  { name: 'Consumer', weight: 74 },
  { name: 'Office', weight: 17 },
  { name: 'Wholesale', weight: 9 },
]
const statuses = [
  { name: 'paid', weight: 88 },
  { name: 'refunded', weight: 7 },
  { name: 'cancelled', weight: 5 },
]
const coupons = ['HELLO10', 'SPRING15', 'BREWCREW', 'FREEMUG']
const firstNames = [
  ...['Maya', 'Ethan', 'Sofia', 'Liam', 'Grace', 'Diego', 'Hana', 'Jonah', 'Chloe', 'Amir', 'Ruth', 'Felix', 'Nadia'],
  ...['Peter', 'Ines', 'Marcus', 'Leona', 'Victor', 'Joan', 'Samuel'],
]
const lastNames = [
  ...['Whitaker', 'Okafor', 'Delgado', 'Tremblay', 'Nguyen', 'Callahan', 'Berg', 'Rossi', 'Singh', 'Park', 'Holloway'],
  ...['Mendes', 'Larkin', 'Fontaine', 'Ivanov', 'Sutton', 'Tanaka', 'Cole', 'Harper', 'Voss', 'Quinn', 'Adeyemi'],
  ...['Lindgren', 'Marsh', 'Pruitt', 'Castillo', 'Yates', 'Bishop', 'Keane', 'Roy'],
]

const columns = [
  ...['order_date', 'order_id', 'customer_name', 'segment', 'country', 'state', 'city', 'channel', 'product'],
  ...['category', 'quantity', 'unit_price', 'discount', 'shipping', 'total', 'status', 'coupon'],
]

function* rows() {
  const random = createRandom('roastmill')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  for (let index = 0; index < orders; index++) {
    const person = Math.floor(customers * random() ** 1.5)
    const ofPerson = createRandom(`roastmill ${person}`)
    const place = pickWeighted(ofPerson, places)
    const segment = pickWeighted(ofPerson, segments).name
    const name = `${itemAt(firstNames, person % 20)} ${itemAt(lastNames, Math.floor(person / 20))}`
    const product = pickWeighted(random, products)
    const quantity = segment === 'Consumer' ? integer(random, 1, 3) : integer(random, 3, 14)
    const coupon = random() < 0.27 ? itemAt(coupons, integer(random, 0, coupons.length - 1)) : null
    const discount = coupon === null ? 0 : cents(product.price * quantity * 0.12)
    const shipping = product.category === 'Gift Cards' || random() < 0.3 ? 0 : cents(4.95 + quantity * 0.4)
    yield [
      ...[formatDay(first + Math.floor((index * days) / orders)), `RM${100200 + index}`, name, segment],
      ...[place.country, place.state, place.city, pickWeighted(random, channels).name, product.name, product.category],
      ...[quantity, product.price, discount, shipping, cents(product.price * quantity - discount + shipping)],
      ...[pickWeighted(random, statuses).name, coupon],
    ]
  }
}

/** A shop for coffee on the web: one row per order, some refunded or cancelled, some with a coupon. */
export const company: EvaluationCompany = {
  id: 'roastmill',
  asOf,
  description:
    'A web shop for coffee, subscriptions and brewing equipment: one row per order with its status and coupon.',
  datasets: [table('orders', columns, rows)],
}
