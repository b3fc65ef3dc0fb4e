import { cents, createRandom, formatDay, integer, itemAt, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-17'
const days = 746
const lines = 5200

const stores = [
  { name: 'Canal House', area: 'Ranelagh', city: 'Dublin', weight: 16 },
  { name: 'Foundry Yard', area: 'Smithfield', city: 'Dublin', weight: 13 },
  { name: 'Grand Canal Kiosk', area: 'Docklands', city: 'Dublin', weight: 12 },
  { name: 'Old Post Office', area: 'Rathmines', city: 'Dublin', weight: 10 },
  { name: 'Harbour Corner', area: 'Douglas', city: 'Cork', weight: 11 },
  { name: 'MacCurtain Street', area: 'Victorian Quarter', city: 'Cork', weight: 12 },
  { name: 'Harbour Lights', area: 'Salthill', city: 'Galway', weight: 9 },
  { name: 'Quay Lane', area: 'Latin Quarter', city: 'Galway', weight: 9 },
  { name: 'Milk Market', area: 'City Centre', city: 'Limerick', weight: 8 },
]

const items = [
  { name: 'Flat White', category: 'Coffee', price: 3.9, weight: 20 },
  { name: 'Cappuccino', category: 'Coffee', price: 3.9, weight: 15 },
  { name: 'Americano', category: 'Coffee', price: 3.4, weight: 14 },
  { name: 'Caffe Latte', category: 'Coffee', price: 4, weight: 15 },
  { name: 'Espresso', category: 'Coffee', price: 2.8, weight: 6 },
  { name: 'Cold Brew', category: 'Coffee', price: 4.4, weight: 6 },
  { name: 'Mocha', category: 'Coffee', price: 4.5, weight: 5 },
  { name: 'Breakfast Tea', category: 'Tea & Chocolate', price: 2.9, weight: 9 },
  { name: 'Chai Latte', category: 'Tea & Chocolate', price: 4.2, weight: 5 },
  { name: 'Matcha Latte', category: 'Tea & Chocolate', price: 4.7, weight: 4 },
  { name: 'Hot Chocolate', category: 'Tea & Chocolate', price: 4.1, weight: 6 },
  { name: 'Butter Croissant', category: 'Pastries', price: 3.2, weight: 11 },
  { name: 'Almond Croissant', category: 'Pastries', price: 3.8, weight: 6 },
  { name: 'Cinnamon Bun', category: 'Pastries', price: 3.6, weight: 8 },
  { name: 'Banana Bread', category: 'Pastries', price: 3.5, weight: 7 },
  { name: 'Ham & Cheese Toastie', category: 'Hot Food', price: 7.5, weight: 6 },
  { name: 'Avocado Toast', category: 'Hot Food', price: 8.9, weight: 4 },
  { name: 'Soup of the Day', category: 'Hot Food', price: 6.8, weight: 3 },
  { name: 'House Blend Beans', category: 'Retail', price: 12, weight: 3 },
  { name: 'Keep Cup', category: 'Retail', price: 14, weight: 1 },
]

const dayparts = [
  { name: 'Morning', weight: 46 },
  { name: 'Lunch', weight: 26 },
  { name: 'Afternoon', weight: 20 },
  { name: 'Evening', weight: 8 },
]
const payments = [
  { name: 'Contactless', weight: 52 },
  { name: 'Mobile Wallet', weight: 28 },
  { name: 'Cash', weight: 13 },
  { name: 'Gift Voucher', weight: 7 },
]
const sizes = ['Small', 'Regular', 'Large']
const baristas =
  'Aoife Brennan|Ciarán Walsh|Dimitri Kostas|Elena Popescu|Fiadh Molloy|Hugo Santos|Kasia Wójcik|Luca Ferri|Niamh Casey|Niamh Doherty|Oisín Kelly|Paulo Mendes|Rosa Lindqvist|Tadhg Burke|Yusuf Demir'.split(
    '|',
  )

const columns = [
  ...['Receipt No', 'Sale Date', 'Daypart', 'Store', 'Neighbourhood', 'City', 'Item', 'Category', 'Size', 'Barista'],
  ...['Payment Method', 'Loyalty Member', 'Qty', 'Net Sales', 'Discount', 'Tip'],
]

function* rows() {
  const random = createRandom('kettlerow')
  const first = parseDay(asOf) - days
  let receipt = 310000
  for (let index = 0; index < lines; index++) {
    if (random() < 0.65) receipt++
    const store = pickWeighted(random, stores)
    const item = pickWeighted(random, items)
    const drink = item.category === 'Coffee' || item.category === 'Tea & Chocolate'
    const size = drink ? pick(random, sizes) : null
    const qty = random() < 0.82 ? 1 : integer(random, 2, 4)
    const member = random() < 0.41
    const gross = item.price * (size === 'Large' ? 1.18 : size === 'Small' ? 0.88 : 1) * qty
    const discount = member && random() < 0.5 ? cents(gross * 0.1) : 0
    // Every store has three or four people of its own, so that a barista belongs to one place.
    const person = itemAt(baristas, (stores.indexOf(store) * 4 + integer(random, 0, 3)) % baristas.length)
    yield [
      ...[`R${receipt}`, formatDay(first + Math.floor((index * days) / lines)), pickWeighted(random, dayparts).name],
      ...[store.name, store.area, store.city, item.name, item.category, size, person],
      ...[pickWeighted(random, payments).name, member ? 'Yes' : 'No', qty, cents(gross - discount), discount],
      random() < 0.22 ? cents(gross * (0.05 + 0.1 * random())) : 0,
    ]
  }
}

/** A chain of coffee shops: the export of its tills, one row per item sold. */
export const company: EvaluationCompany = {
  id: 'kettlerow',
  asOf,
  description: 'Nine coffee shops in four Irish cities: what their tills export, one row per item on a receipt.',
  datasets: [table('till_export', columns, rows)],
}
