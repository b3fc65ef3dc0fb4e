import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-05-12'
const firstDay = '2024-05-01'
const orderLines = 3200

const retailers = [
  { name: 'Galaxy Superstores', country: 'USA', channel: 'Mass Market' },
  { name: 'Kinderwelt', country: 'Germany', channel: 'Specialty' },
  { name: 'Hamblin & Rowe', country: 'United Kingdom', channel: 'Department Store' },
  { name: 'Amberline.com', country: 'USA', channel: 'Online' },
  { name: 'Jouets Mercier', country: 'France', channel: 'Specialty' },
  { name: 'Buckner Mart', country: 'USA', channel: 'Mass Market' },
  { name: 'Playfield Stores', country: 'United Kingdom', channel: 'Specialty' },
  { name: 'Maple Kids', country: 'Canada', channel: 'Specialty' },
  { name: 'Speelhoek', country: 'Netherlands', channel: 'Specialty' },
  { name: 'Juguetes Alonso', country: 'Spain', channel: 'Specialty' },
  { name: 'Giochi Ferri', country: 'Italy', channel: 'Distributor' },
  { name: 'Playfield Online', country: 'United Kingdom', channel: 'Online' },
  { name: 'Toy Harbor', country: 'USA', channel: 'Specialty' },
  { name: 'Supermarchés Belcour', country: 'France', channel: 'Grocery' },
  { name: 'Sparfuchs Markt', country: 'Germany', channel: 'Grocery' },
  { name: 'Prairie Trading Co', country: 'Canada', channel: 'Mass Market' },
  { name: 'Spielzeug Brandner', country: 'Germany', channel: 'Distributor' },
  { name: "Whitlock's", country: 'USA', channel: 'Department Store' },
  { name: 'Bol & Blok', country: 'Netherlands', channel: 'Online' },
  { name: 'Corner Toybox', country: 'Canada', channel: 'Specialty' },
  { name: 'Fennimore Grocers', country: 'United Kingdom', channel: 'Grocery' },
  { name: 'Almacenes Rivera', country: 'Spain', channel: 'Department Store' },
  { name: 'Lone Star Toys', country: 'USA', channel: 'Distributor' },
  { name: 'Casa dei Bimbi', country: 'Italy', channel: 'Specialty' },
]

const items = [
  {
    name: 'Comet Rocket Base',
    brand: 'Brickadoo',
    licence: 'Captain Comet',
    category: 'Construction',
    age: '6-8 yrs',
    price: 34.99,
    weight: 12,
  },
  {
    name: 'Brickadoo City Garage',
    brand: 'Brickadoo',
    licence: 'Own IP',
    category: 'Construction',
    age: '6-8 yrs',
    price: 29.99,
    weight: 9,
  },
  {
    name: 'Brickadoo Marble Tower',
    brand: 'Brickadoo',
    licence: 'Own IP',
    category: 'Construction',
    age: '9-12 yrs',
    price: 44.99,
    weight: 5,
  },
  {
    name: 'Dino Rangers T-Rex',
    brand: 'Robo Rascals',
    licence: 'Dino Rangers',
    category: 'Action Figures',
    age: '3-5 yrs',
    price: 19.99,
    weight: 13,
  },
  {
    name: 'Dino Rangers Jeep',
    brand: 'Robo Rascals',
    licence: 'Dino Rangers',
    category: 'Vehicles',
    age: '3-5 yrs',
    price: 24.99,
    weight: 9,
  },
  {
    name: 'Rascal RC Buggy',
    brand: 'Robo Rascals',
    licence: 'Own IP',
    category: 'Vehicles',
    age: '9-12 yrs',
    price: 39.99,
    weight: 7,
  },
  {
    name: 'Pip Cuddle Penguin',
    brand: 'Snugglies',
    licence: 'Pip the Penguin',
    category: 'Plush',
    age: '0-2 yrs',
    price: 14.99,
    weight: 12,
  },
  {
    name: 'Snugglies Sleepy Bear',
    brand: 'Snugglies',
    licence: 'Own IP',
    category: 'Plush',
    age: '0-2 yrs',
    price: 12.99,
    weight: 9,
  },
  {
    name: 'Pip Stacking Igloo',
    brand: 'Tumbletown',
    licence: 'Pip the Penguin',
    category: 'Preschool',
    age: '0-2 yrs',
    price: 16.99,
    weight: 8,
  },
  {
    name: 'Tumbletown Wooden Train',
    brand: 'Tumbletown',
    licence: 'Own IP',
    category: 'Preschool',
    age: '3-5 yrs',
    price: 27.99,
    weight: 7,
  },
  {
    name: 'Lulabelle Ballet Doll',
    brand: 'Lulabelle',
    licence: 'Own IP',
    category: 'Dolls',
    age: '3-5 yrs',
    price: 22.99,
    weight: 8,
  },
  {
    name: 'Starfall Academy Doll',
    brand: 'Lulabelle',
    licence: 'Starfall Academy',
    category: 'Dolls',
    age: '6-8 yrs',
    price: 26.99,
    weight: 9,
  },
  {
    name: 'Starfall Spell Book Craft Kit',
    brand: 'Lulabelle',
    licence: 'Starfall Academy',
    category: 'Arts & Crafts',
    age: '6-8 yrs',
    price: 18.99,
    weight: 5,
  },
  {
    name: 'Alpine Map Jigsaw 500',
    brand: 'PuzzlePeak',
    licence: 'Own IP',
    category: 'Games & Puzzles',
    age: '9-12 yrs',
    price: 11.99,
    weight: 6,
  },
  {
    name: 'Captain Comet Board Game',
    brand: 'PuzzlePeak',
    licence: 'Captain Comet',
    category: 'Games & Puzzles',
    age: '6-8 yrs',
    price: 21.99,
    weight: 6,
  },
  {
    name: 'PuzzlePeak Escape Box',
    brand: 'PuzzlePeak',
    licence: 'Own IP',
    category: 'Games & Puzzles',
    age: 'Teen+',
    price: 24.99,
    weight: 4,
  },
]

const northAmerica = ['USA', 'Canada']
const costShare: Readonly<Record<string, number>> = {
  Brickadoo: 0.44,
  'Robo Rascals': 0.56,
  Lulabelle: 0.49,
  PuzzlePeak: 0.4,
}
const discounts = [0, 0, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2]

const columns = [
  ...['PO No', 'Ord Date', 'Ship Date', 'Retailer', 'Sales Chnl', 'Region', 'Country', 'Brand', 'Licence', 'Category'],
  ...['Age Grp', 'Item Desc', 'Units', 'List Price', 'Disc Amt', 'Net Sales', 'Cost Amt', 'Rtn Units'],
]

/** How much the trade orders in a month: it stocks up for Christmas from August on. */
function season(day: number): number {
  const month = Number(formatDay(day).slice(5, 7))
  return month >= 8 && month <= 11 ? 1.7 : month <= 2 ? 0.65 : 1
}

/** The lines of the retailers' orders, a few of them written carelessly. */
function* rows() {
  const random = createRandom('toybarn')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  let order = 4500310
  let buyer = itemAt(retailers, 0)
  let day = opening
  for (let line = 0; line < orderLines; line++) {
    if (line === 0 || random() < 0.42) {
      order += 1
      buyer = pickFavorite(random, retailers)
      day = opening + Math.floor((line / orderLines) * span)
    }
    const item = pickWeighted(random, items)
    const lot = buyer.channel === 'Mass Market' ? 420 : buyer.channel === 'Specialty' ? 90 : 180
    const units = Math.max(6, Math.round(around(random, lot * season(day), 0.7) / 6) * 6)
    const list = cents(item.price * 0.56)
    const gross = units * list
    const discount = cents(gross * itemAt(discounts, integer(random, 0, discounts.length - 1)))
    const net = cents(gross - discount)
    const cost = cents(gross * (costShare[item.brand] ?? 0.47) * noise(random, 0.06))
    const shipped = day + integer(random, 2, 19)
    const returned = random() < 0.16 ? Math.min(units, Math.ceil(units * 0.2 * random())) : 0
    yield [
      ...[`PO${order}`, formatDay(day), shipped < opening + span ? formatDay(shipped) : null],
      ...[random() < 0.008 ? `${buyer.name} ` : buyer.name, buyer.channel],
      ...[northAmerica.includes(buyer.country) ? 'North America' : 'Europe', buyer.country, item.brand],
      ...[random() < 0.008 ? null : item.licence, item.category, item.age, item.name, units, list, discount, net],
      ...[random() < 0.003 ? 'TBA' : cost, returned],
    ]
  }
}

/** A maker of toys that sells through retailers. */
export const company: EvaluationCompany = {
  id: 'toybarn',
  asOf,
  description:
    'A toy maker selling through retailers in North America and Europe: one row per order line, with licence, age group, discount, cost and returns.',
  datasets: [table('order_lines', columns, rows)],
}
