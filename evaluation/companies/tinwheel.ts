import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  parseDay,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const opened = parseDay('2024-11-04')
const orders = 780

/** Each line of products: the scale its codes begin with, what a piece costs about, how often it is ordered. */
const productLines = [
  { name: 'Classic Cars', scale: 'TW18', price: 96, weight: 27 },
  { name: 'Motorcycles', scale: 'TW10', price: 84, weight: 14 },
  { name: 'Tin Robots', scale: 'TW06', price: 58, weight: 13 },
  { name: 'Trains', scale: 'TW32', price: 112, weight: 11 },
  { name: 'Planes', scale: 'TW72', price: 88, weight: 12 },
  { name: 'Tall Ships', scale: 'TW70', price: 135, weight: 9 },
  { name: 'Trucks and Buses', scale: 'TW24', price: 99, weight: 10 },
  { name: 'Wind-Up Animals', scale: 'TW04', price: 31, weight: 4 },
]

const reps = {
  Americas: ['Dana Whitlock', 'Luis Carmona'],
  EMEA: ['Sabine Hartl', 'Giles Pomeroy', 'Noor van Dam'],
  APAC: ['Kenji Morita', 'Alice Tran'],
} as const

/** City, country and territory, then those who order from there. */
const places = [
  ['Boston', 'USA', 'Americas', 'Back Bay Collectables', 'Minute Hobby Co.', 'Harbor Light Toys'],
  [
    'New York',
    'USA',
    'Americas',
    'Land of Little Wheels',
    'Madison Miniatures',
    'Gotham Gift Depot',
    'Classic Legends Inc.',
  ],
  ['San Francisco', 'USA', 'Americas', 'Golden Gate Gifts', 'Mini Wheels West'],
  ['Chicago', 'USA', 'Americas', 'Lakeside Model Shop', 'Windy City Trains'],
  ['Toronto', 'Canada', 'Americas', 'Maple Leaf Hobbies', 'Québec Home Shopping Network'],
  ['Mexico City', 'Mexico', 'Americas', 'Juguetes del Valle'],
  ['Paris', 'France', 'EMEA', 'La Corne du Jouet', 'Atelier Miniature', 'Auto Canal Petit'],
  ['Lyon', 'France', 'EMEA', 'Saveurs et Jouets', 'Le Petit Hangar'],
  ['Nantes', 'France', 'EMEA', 'La Rochelle Gifts'],
  ['Madrid', 'Spain', 'EMEA', 'Euro Juguete Plus', 'Corrida Auto Replicas'],
  ['London', 'United Kingdom', 'EMEA', 'Stylish Desk Decors', 'Oakham Toy Fayre', 'Double Decker Gift Stores'],
  ['Manchester', 'United Kingdom', 'EMEA', 'Northern Model Exchange'],
  ['Munich', 'Germany', 'EMEA', 'Blauer See Autos', 'Spielwaren Kranz'],
  ['Frankfurt', 'Germany', 'EMEA', 'Toms Spezialitäten'],
  ['Milan', 'Italy', 'EMEA', 'Rovelli Giocattoli', 'Mini Auto Milano'],
  ['Oslo', 'Norway', 'EMEA', 'Herkku Gifts', 'Fjord Replica AS'],
  ['Helsinki', 'Finland', 'EMEA', 'Suominen Souvenirs', 'Oulu Toy Supplies'],
  ['Copenhagen', 'Denmark', 'EMEA', 'Danish Wholesale Imports'],
  ['Tokyo', 'Japan', 'APAC', 'Tokyo Collectables Ltd', 'Osaka Souvenirs Co.', 'Kaminari Hobby'],
  ['Singapore', 'Singapore', 'APAC', 'Dragon Souvenirs', 'Handji Gifts'],
  ['Sydney', 'Australia', 'APAC', 'Souvenirs and Things', 'Anna Decorations Ltd'],
  ['Melbourne', 'Australia', 'APAC', 'Australian Collectors Co.', 'Yarra Gauge Models'],
  ['Auckland', 'New Zealand', 'APAC', 'Down Under Souvenirs', 'Kiwi Kit Supply'],
] as const

const customers = places.flatMap(([city, country, territory, ...names]) =>
  names.map((name) => ({ name, city, country, territory })),
)
// Sorted by nothing a reader would know, so that the big customers come from everywhere.
const bySize = customers.map((_, index) => itemAt(customers, (index * 17 + 39) % customers.length))

const endings = [
  { name: 'Shipped', weight: 88 },
  { name: 'Cancelled', weight: 5 },
  { name: 'Resolved', weight: 3 },
  { name: 'Disputed', weight: 3 },
  { name: 'On Hold', weight: 1 },
]

const columns = [
  ...['Order No', 'Qty Ordered', 'Price Each', 'Sales', 'Disc %', 'Order Date', 'Ship Date', 'Status'],
  ...['Product Line', 'Prod_Code', 'cust_name', 'City', 'Country', 'Territory', 'Sales Rep', 'Deal Size'],
]

function dealSizeOf(sales: number): string {
  if (sales < 2500) return 'Small'
  return sales < 6000 ? 'Medium' : 'Large'
}

/** What each of an order's lines says again: when, how it stands, by whom and from whom. */
function headOf(random: Random, index: number) {
  const today = parseDay(asOf)
  const day = opened + Math.floor((index * (today - opened)) / orders)
  const status = day > today - 12 && random() < 0.8 ? 'In Process' : pickWeighted(random, endings).name
  const left = ['Shipped', 'Resolved', 'Disputed'].includes(status) && day < today - 8
  const { name, city, country, territory } = pickFavorite(random, bySize)
  return {
    order: 20100 + index,
    dates: [formatDay(day), left ? formatDay(day + integer(random, 1, 7)) : null, status],
    buyer: [
      name,
      random() < 0.01 ? ` ${city}` : city,
      country === 'Norway' && random() < 0.2 ? 'NORWAY' : country,
      territory,
    ],
    rep: random() < 0.01 ? null : pickFavorite(random, reps[territory]),
  }
}

function* rows() {
  const random = createRandom('tinwheel')
  for (let index = 0; index < orders; index++) {
    const { order, dates, buyer, rep } = headOf(random, index)
    const discounted = random() < 0.35 ? 0.05 * integer(random, 1, 4) : 0
    for (let left = integer(random, 1, 6); left > 0; left--) {
      const line = pickWeighted(random, productLines)
      const quantity = integer(random, 18, 66)
      const price = cents(around(random, line.price, 0.35))
      const sales = cents(quantity * price * (1 - discounted))
      const code = `${line.scale}_${1200 + 37 * integer(random, 1, 14)}`
      const discount = random() < 0.005 ? '-' : `${Math.round(100 * discounted)}%`
      yield [order, quantity, price, sales, discount, ...dates, line.name, code, ...buyer, rep, dealSizeOf(sales)]
    }
  }
}

/** A wholesaler of collectible toys and models that sells all over the world: one row per order line. */
export const company: EvaluationCompany = {
  id: 'tinwheel',
  asOf,
  description:
    'A worldwide wholesaler of collectible toys and models: one row per order line, its discount and how it stands.',
  datasets: [table('sales_data', columns, rows)],
}
