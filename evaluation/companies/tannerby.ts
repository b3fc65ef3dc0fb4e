import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-07-08'
const firstDay = '2024-05-02'
const lines = 2600

const places = [
  {
    country: 'United Kingdom',
    city: 'Leeds',
    rep: 'Helen Marsh',
    customers: [
      'Aldgate Legal',
      'Calder Valley Council',
      'Pennine Water',
      'Wharfedale Homes',
      'Norfolk Data',
      'Sterling Bakeries',
    ],
  },
  {
    country: 'United Kingdom',
    city: 'Bristol',
    rep: 'Dominic Okafor',
    customers: ['Bellweather Insurance', 'Emberly Studios', 'Finch & Rowe', 'Oakhurst Academy', 'Quay Street Law'],
  },
  {
    country: 'United Kingdom',
    city: 'Glasgow',
    rep: 'Helen Marsh',
    customers: [
      'Ashworth Primary School',
      'Cathedral Dental',
      'Kilbride College',
      'Kestrel Freight',
      'Hollis Recruitment',
    ],
  },
  {
    country: 'Ireland',
    city: 'Dublin',
    rep: 'Ciara Nolan',
    customers: ['Claddagh Software', 'Eastgate Surgery', 'Tolka Ventures', 'Brennan Architects', 'Fairlight Trust'],
  },
  {
    country: 'Ireland',
    city: 'Cork',
    rep: 'Ciara Nolan',
    customers: ['Foyle Accountants', 'Lagan Engineering', 'Shannon Biotech', 'Riverside Clinic'],
  },
  {
    country: 'France',
    city: 'Lyon',
    rep: 'Antoine Mercier',
    customers: ['Banque du Rhône', 'Mairie de Villeurbanne', 'Institut Moreau', 'Petit Atelier'],
  },
  { country: 'France', city: 'Lille', rep: 'Antoine Mercier', customers: ['Clinique Saint-Roch', 'Cardinal Press'] },
  { country: 'Belgium', city: 'Ghent', rep: 'Femke Claes', customers: ['Gentse Drukkerij', 'Granta Research'] },
  {
    country: 'Belgium',
    city: 'Antwerp',
    rep: 'Femke Claes',
    customers: ['Scheldt Shipping', 'Vandenberg Advocaten', 'Meridian Translations'],
  },
  {
    country: 'Netherlands',
    city: 'Utrecht',
    rep: 'Femke Claes',
    customers: ['Bakker Logistiek', 'Dekker & Zonen', 'Mulder Notarissen'],
  },
  {
    country: 'Germany',
    city: 'Cologne',
    rep: 'Jonas Weidner',
    customers: ['Domplatz Hotels', 'Hartmann Steuerberatung', 'Lindenhof Klinik', 'Rheinufer Verlag'],
  },
  {
    country: 'Germany',
    city: 'Leipzig',
    rep: 'Sabine Roth',
    customers: ['Sachsen Medien', 'Stadt Leipzig', 'Wintergarten Events'],
  },
]

const segments = ['Corporate', 'Small Business', 'Public Sector', 'Home Office']

const products = [
  { name: 'Arlo Task Chair', group: 'Chairs', category: 'Furniture', price: 149, weight: 11 },
  { name: 'Arlo Executive Chair', group: 'Chairs', category: 'Furniture', price: 329, weight: 5 },
  { name: 'Stackable Visitor Chair', group: 'Chairs', category: 'Furniture', price: 58, weight: 9 },
  { name: 'Ridge Standing Desk', group: 'Desks', category: 'Furniture', price: 489, weight: 6 },
  { name: 'Ridge Corner Desk', group: 'Desks', category: 'Furniture', price: 345, weight: 4 },
  { name: 'Oak Bookcase 5 Shelf', group: 'Bookcases', category: 'Furniture', price: 179, weight: 5 },
  { name: 'Lockable Filing Cabinet', group: 'Storage', category: 'Furniture', price: 212, weight: 6 },
  { name: 'Archive Box 10 Pack', group: 'Storage', category: 'Office Supplies', price: 19, weight: 10 },
  { name: 'Copy Paper A4', group: 'Paper', category: 'Office Supplies', price: 24, weight: 22 },
  { name: 'Recycled Paper A4', group: 'Paper', category: 'Office Supplies', price: 27, weight: 12 },
  { name: 'Gel Pen Box', group: 'Pens & Markers', category: 'Office Supplies', price: 11, weight: 14 },
  { name: 'Whiteboard Marker Set', group: 'Pens & Markers', category: 'Office Supplies', price: 9, weight: 11 },
  { name: 'Ring Binder Blue', group: 'Binders', category: 'Office Supplies', price: 4, weight: 13 },
  { name: 'Padded Envelopes 100', group: 'Envelopes', category: 'Office Supplies', price: 16, weight: 9 },
  { name: 'Shipping Labels Roll', group: 'Labels', category: 'Office Supplies', price: 13, weight: 8 },
  { name: 'Laser Printer M40', group: 'Printers', category: 'Technology', price: 269, weight: 6 },
  { name: 'Toner Cartridge Black', group: 'Printers', category: 'Technology', price: 74, weight: 10 },
  { name: 'Conference Phone C2', group: 'Phones', category: 'Technology', price: 198, weight: 4 },
  { name: 'Docking Station Duo', group: 'Accessories', category: 'Technology', price: 134, weight: 6 },
  { name: 'Noise Cancelling Headset', group: 'Accessories', category: 'Technology', price: 96, weight: 8 },
]

const customers = places
  .flatMap(({ customers: names, ...place }) => names.map((name) => ({ name, ...place })))
  .map((customer, index) => ({ ...customer, segment: itemAt(segments, (index * 7 + 3) % 4), turn: (index * 19) % 46 }))
  .sort((one, other) => one.turn - other.turn)

const discounts = [
  { value: 0, weight: 58 },
  { value: 0.05, weight: 14 },
  { value: 0.1, weight: 14 },
  { value: 0.2, weight: 10 },
  { value: 0.4, weight: 4 },
]

const columns = [
  ...['Order Date', 'Ship Date', 'Customer Name', 'Segment', 'Country', 'City', 'Sales Rep', 'Category'],
  ...['Sub-Category', 'Product Name', 'Qty', 'Unit Price', 'Discount', 'Sales', 'Profit'],
]

function* rows() {
  const random = createRandom('tannerby')
  const first = parseDay(firstDay)
  const days = parseDay(asOf) - first
  let customer = pickFavorite(random, customers)
  for (let index = 0; index < lines; index++) {
    const day = first + Math.floor((index * days) / lines)
    if (random() < 0.6) customer = pickFavorite(random, customers)
    const product = pickWeighted(random, products)
    const quantity = integer(random, 1, product.price > 100 ? 12 : 60)
    const price = cents(product.price * (1 + (0.06 * index) / lines))
    const discount = pickWeighted(random, discounts).value
    const sales = cents(price * quantity * (1 - discount))
    const cost = price * quantity * (product.category === 'Furniture' ? 0.71 : 0.62) * noise(random, 0.05)
    const shipping = day + integer(random, 1, 9)
    const shipped = random() < 0.012 || shipping >= first + days ? null : formatDay(shipping)
    const rep = random() < 0.01 ? null : customer.rep
    const city = random() < 0.008 ? `${customer.city} ` : customer.city
    yield [
      ...[formatDay(day), shipped, customer.name, customer.segment, customer.country, city, rep],
      ...[product.category, product.group, product.name, quantity, price, discount, sales, cents(sales - cost)],
    ]
  }
}

/** A wholesaler of office furniture and supplies: one row per line of an order, without order numbers. */
export const company: EvaluationCompany = {
  id: 'tannerby',
  asOf,
  description:
    'A wholesaler of office furniture and supplies in six countries: one row per line ordered, with its discount and profit.',
  datasets: [table('orders_export', columns, rows)],
}
