import { cents, createRandom, formatDay, integer, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-07-08'
const firstDay = '2024-07-01'
const lines = 2700

const depots = [
  { name: 'Leeds', region: 'Yorkshire', reps: ['Sharon Oakes', 'Dominik Wrona'] },
  { name: 'Hull', region: 'Yorkshire', reps: ['Sharon Oakes'] },
  { name: 'Stockport', region: 'North West', reps: ['Imran Sheikh', 'Bethan Pryce'] },
  { name: 'Carlisle', region: 'North West', reps: ['Bethan Pryce'] },
  { name: 'Gateshead', region: 'North East', reps: ['Gary Telford'] },
  { name: 'Motherwell', region: 'Scotland', reps: ['Eilidh Munro', 'Craig Baxter'] },
] as const

const [leeds, hull, stockport, carlisle, gateshead, motherwell] = depots

const customers = [
  { name: 'The Copper Kettle', type: 'Restaurant', depot: leeds },
  { name: 'Trattoria Bonomi', type: 'Restaurant', depot: stockport },
  { name: 'Royal Tyne Hotel', type: 'Hotel', depot: gateshead },
  { name: 'Golden Dragon', type: 'Restaurant', depot: stockport },
  { name: 'The Fox & Hounds', type: 'Pub', depot: leeds },
  { name: 'Clydeside Grill', type: 'Restaurant', depot: motherwell },
  { name: 'Spice Junction', type: 'Takeaway', depot: leeds },
  { name: 'Harbour Lights Hotel', type: 'Hotel', depot: hull },
  { name: 'Bistro Marengo', type: 'Restaurant', depot: stockport },
  { name: 'St Oswald School', type: 'School', depot: gateshead },
  { name: 'The Wheatsheaf', type: 'Pub', depot: stockport },
  { name: 'Maple Court Care Home', type: 'Care Home', depot: leeds },
  { name: 'Lakeland View Hotel', type: 'Hotel', depot: carlisle },
  { name: 'Sakura Noodle Bar', type: 'Restaurant', depot: gateshead },
  { name: 'Bean & Crumb', type: 'Cafe', depot: leeds },
  { name: 'Glen Avon Lodge', type: 'Hotel', depot: motherwell },
  { name: 'Pizzeria Volpe', type: 'Takeaway', depot: gateshead },
  { name: 'The Anchor Inn', type: 'Pub', depot: hull },
  { name: 'Taj Lounge', type: 'Restaurant', depot: leeds },
  { name: 'Kirkgate Chippy', type: 'Takeaway', depot: leeds },
  { name: 'Northfield Academy', type: 'School', depot: stockport },
  { name: 'Cafe Lumen', type: 'Cafe', depot: stockport },
  { name: 'The Drovers Arms', type: 'Pub', depot: carlisle },
  { name: 'Brasserie Odette', type: 'Restaurant', depot: motherwell },
  { name: 'Rosewood Care Home', type: 'Care Home', depot: gateshead },
  { name: 'Smokehouse 47', type: 'Restaurant', depot: leeds },
  { name: 'Pelican Fish Bar', type: 'Takeaway', depot: hull },
  { name: 'The Thistle Tavern', type: 'Pub', depot: motherwell },
  { name: 'Priory Lane Primary', type: 'School', depot: leeds },
  { name: 'Teapot Corner', type: 'Cafe', depot: carlisle },
  { name: 'Villa Serena', type: 'Restaurant', depot: gateshead },
  { name: 'The Bay Horse', type: 'Pub', depot: gateshead },
  { name: 'Lantern Street Kitchen', type: 'Restaurant', depot: stockport },
  { name: 'Ashgrove Care Home', type: 'Care Home', depot: stockport },
  { name: 'Wok This Way', type: 'Takeaway', depot: stockport },
  { name: 'Hillhead High School', type: 'School', depot: motherwell },
  { name: 'Cinnamon Yard', type: 'Cafe', depot: motherwell },
  { name: 'Minster Gate Hotel', type: 'Hotel', depot: leeds },
  { name: 'Doner Palace', type: 'Takeaway', depot: motherwell },
  { name: 'The Railway Arms', type: 'Pub', depot: stockport },
  { name: 'Oyster & Vine', type: 'Restaurant', depot: hull },
  { name: 'Millstone Cafe', type: 'Cafe', depot: leeds },
  { name: 'Solway Bay Hotel', type: 'Hotel', depot: carlisle },
  { name: 'El Olivo', type: 'Restaurant', depot: leeds },
  { name: 'Fern Bank Care Home', type: 'Care Home', depot: motherwell },
  { name: 'Burger Foundry', type: 'Takeaway', depot: gateshead },
] as const

const products = [
  { sku: 'D-101', name: 'Mature Cheddar 5kg', group: 'Dairy', brand: 'Moorland Dairy', price: 34.5, weight: 9 },
  { sku: 'D-104', name: 'Mozzarella Grated 2kg', group: 'Dairy', brand: 'Castello Rosso', price: 28, weight: 10 },
  { sku: 'D-110', name: 'Salted Butter 250g x 40', group: 'Dairy', brand: 'Moorland Dairy', price: 72, weight: 8 },
  { sku: 'D-115', name: 'Double Cream 2L', group: 'Dairy', brand: 'Moorland Dairy', price: 41, weight: 7 },
  { sku: 'M-201', name: 'Chicken Breast 5kg', group: 'Meat & Poultry', brand: 'Hollin Farm', price: 38.9, weight: 13 },
  { sku: 'M-206', name: 'Beef Mince 2.5kg', group: 'Meat & Poultry', brand: 'Hollin Farm', price: 47.5, weight: 8 },
  { sku: 'M-212', name: 'Streaky Bacon 2.27kg', group: 'Meat & Poultry', brand: 'Hollin Farm', price: 33, weight: 8 },
  { sku: 'F-301', name: 'Cod Fillets 10lb', group: 'Fish & Seafood', brand: 'Northsea Catch', price: 68, weight: 6 },
  { sku: 'F-305', name: 'King Prawns 1kg', group: 'Fish & Seafood', brand: 'Northsea Catch', price: 94, weight: 4 },
  { sku: 'V-401', name: 'Baking Potatoes 25kg', group: 'Produce', brand: 'Larder Basics', price: 14.5, weight: 9 },
  { sku: 'V-407', name: 'Vine Tomatoes 5kg', group: 'Produce', brand: 'Larder Basics', price: 12.8, weight: 8 },
  { sku: 'G-501', name: 'Basmati Rice 20kg', group: 'Dry Goods', brand: 'Saffron Road', price: 31, weight: 8 },
  { sku: 'G-504', name: 'Plain Flour 16kg', group: 'Dry Goods', brand: 'Larder Basics', price: 11.9, weight: 8 },
  { sku: 'G-509', name: 'Penne Pasta 5kg', group: 'Dry Goods', brand: 'Castello Rosso', price: 19.4, weight: 7 },
  {
    sku: 'G-513',
    name: 'Chopped Tomatoes 2.5kg x 6',
    group: 'Dry Goods',
    brand: 'Castello Rosso',
    price: 17.2,
    weight: 9,
  },
  { sku: 'G-518', name: 'Rapeseed Oil 20L', group: 'Dry Goods', brand: 'Larder Basics', price: 36, weight: 11 },
  { sku: 'Z-601', name: 'Straight Cut Chips 10kg', group: 'Frozen', brand: 'Golden Ridge', price: 16.4, weight: 13 },
  { sku: 'Z-604', name: 'Garden Peas 10kg', group: 'Frozen', brand: 'Golden Ridge', price: 15.2, weight: 6 },
  { sku: 'Z-609', name: 'Vanilla Ice Cream 4L', group: 'Frozen', brand: 'Moorland Dairy', price: 22.5, weight: 5 },
  { sku: 'B-701', name: 'Burger Buns x 48', group: 'Bakery', brand: 'Golden Ridge', price: 13.6, weight: 8 },
  { sku: 'B-705', name: 'Garlic Naan x 40', group: 'Bakery', brand: 'Saffron Road', price: 18.8, weight: 5 },
  { sku: 'K-801', name: 'Cola Post Mix 10L', group: 'Drinks', brand: 'Fizzwell', price: 44, weight: 6 },
  { sku: 'K-803', name: 'Sparkling Water 24 x 330ml', group: 'Drinks', brand: 'Fizzwell', price: 9.8, weight: 7 },
  { sku: 'K-806', name: 'Coffee Beans 6kg', group: 'Drinks', brand: 'Saffron Road', price: 88, weight: 5 },
] as const

const statuses = [
  { name: 'Delivered', weight: 84 },
  { name: 'Short Delivered', weight: 8 },
  { name: 'Refused', weight: 4 },
  { name: 'Cancelled', weight: 4 },
]

const columns = [
  ...['Order No', 'Order Date', 'Depot', 'region', 'cust_name', 'Cust Type', 'Sales Rep', 'SKU', 'Product'],
  ...['Product Grp', 'Brand', 'Qty (cases)', 'List Amt', 'Net Amt', 'Cost Amt', 'Delivery Status'],
]

function* rows() {
  const random = createRandom('larderhouse')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let order = 410200
  let day = first
  let customer = pickFavorite(random, customers)
  let rep = customer.depot.reps[0] as string
  for (let index = 0; index < lines; index++) {
    if (index === 0 || random() < 0.42) {
      order++
      day = first + Math.floor((index * days) / lines)
      customer = pickFavorite(random, customers)
      rep = pickFavorite(random, customer.depot.reps)
    }
    const product = pickWeighted(random, products)
    const cases = integer(random, 1, product.price > 40 ? 8 : 24)
    const list = cents(product.price * cases * (1 + (0.06 * index) / lines))
    const net = cents(list * (1 - 0.18 * random()))
    const cost = cents(list * (product.group === 'Fish & Seafood' ? 0.79 : 0.68) * noise(random, 0.05))
    const status = pickWeighted(random, statuses).name
    yield [
      ...[`SO${order}`, formatDay(day), random() < 0.01 ? `${customer.depot.name} ` : customer.depot.name],
      ...[customer.depot.region, customer.name, customer.type, random() < 0.012 ? null : rep],
      ...[product.sku, product.name, product.group, product.brand, cases, list],
      random() < 0.01 ? `£${net.toFixed(2)}` : net,
      ...[random() < 0.006 ? 'n/a' : cost, random() < 0.015 ? `${status} ` : status],
    ]
  }
}

/** A wholesale food distributor: one row per order line of its restaurants, pubs, hotels and schools. */
export const company: EvaluationCompany = {
  id: 'larderhouse',
  asOf,
  description:
    'A wholesale food distributor with six depots: one row per order line of the restaurants, pubs, hotels and schools it delivers to.',
  datasets: [table('order_lines', columns, rows)],
}
