import { cents, createRandom, formatDay, integer, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-03-05'
const firstDay = '2024-01-02'
const orderLines = 3100

/** Product group, part, brand, price, share of the price that it costs, core charge, usual quantity, weight. */
const parts = [
  ['Brake Parts', 'Front Brake Pad Set', 'Bremex', 38, 0.61, 0, 14, 13],
  ['Brake Parts', 'Rear Brake Pad Set', 'Bremex', 33, 0.62, 0, 12, 10],
  ['Brake Parts', 'Brake Disc 300mm', 'Bremex', 52, 0.66, 0, 8, 8],
  ['Brake Parts', 'Brake Caliper Reman', 'Secondlife', 94, 0.58, 35, 4, 5],
  ['Filters', 'Oil Filter Spin-On', 'Nordfilter', 6.4, 0.52, 0, 48, 15],
  ['Filters', 'Cabin Air Filter', 'Nordfilter', 11.2, 0.49, 0, 24, 9],
  ['Filters', 'Engine Air Filter', 'Prime', 12.5, 0.51, 0, 20, 8],
  ['Gaskets & Seals', 'Head Gasket Set', 'Torvald', 78, 0.57, 0, 5, 8],
  ['Gaskets & Seals', 'Valve Cover Gasket', 'Torvald', 19, 0.5, 0, 10, 7],
  ['Gaskets & Seals', 'Crankshaft Oil Seal', 'Prime', 8.9, 0.47, 0, 18, 5],
  ['Engine Parts', 'Timing Belt Kit', 'Kaido Bearings', 112, 0.64, 0, 5, 8],
  ['Engine Parts', 'Spark Plug Iridium', 'Spark & Sons', 9.6, 0.55, 0, 40, 10],
  ['Electrical', 'Alternator 120A Reman', 'Secondlife', 168, 0.6, 60, 3, 6],
  ['Electrical', 'Starter Motor Reman', 'Secondlife', 139, 0.59, 45, 3, 5],
  ['Electrical', 'Battery 70Ah AGM', 'Spark & Sons', 121, 0.72, 12, 6, 7],
  ['Suspension', 'Front Shock Absorber', 'Kaido Bearings', 64, 0.63, 0, 6, 7],
  ['Suspension', 'Control Arm Bushing', 'Prime', 14, 0.53, 0, 12, 5],
  ['Suspension', 'Wheel Bearing Kit', 'Kaido Bearings', 43, 0.6, 0, 8, 8],
  ['Cooling', 'Radiator Aluminium', 'Torvald', 131, 0.65, 0, 3, 5],
  ['Cooling', 'Water Pump', 'Torvald', 57, 0.6, 0, 5, 6],
  ['Clutch & Transmission', 'Clutch Kit 3-Piece', 'Kaido Bearings', 186, 0.67, 0, 3, 5],
  ['Lighting', 'LED Headlamp H7', 'Spark & Sons', 47, 0.54, 0, 8, 6],
  ['Lighting', 'Tail Light Bulb', 'Prime', 2.9, 0.45, 0, 50, 4],
] as const

type Region = 'EMEA' | 'NA' | 'APAC'

/** Name, country, type, account manager, and how big it buys. */
const customers: Readonly<Record<Region, readonly (readonly [string, string, string, string, number])[]>> = {
  EMEA: [
    ['Autohaus Bergmann', 'Germany', 'Franchise Dealer', 'Anke Vogel', 1.7],
    ['Pitstop Garages', 'United Kingdom', 'Independent Garage', 'Daniel Price', 1.1],
    ['Al Noor Auto Parts', 'United Arab Emirates', 'Parts Retailer', 'Omar Haddad', 2.2],
    ['Garage Dumas', 'France', 'Independent Garage', 'Claire Lawson', 0.7],
    ['Midland Fleet Services', 'United Kingdom', 'Fleet Operator', 'Daniel Price', 1.6],
    ['Autohaus Keller', 'Germany', 'Franchise Dealer', 'Anke Vogel', 1.3],
    ['Werkstatt Lindner', 'Germany', 'Independent Garage', 'Anke Vogel', 0.6],
    ['Cape Motor Spares', 'South Africa', 'Parts Retailer', 'Omar Haddad', 1.4],
    ['Garage du Parc', 'France', 'Independent Garage', 'Claire Lawson', 0.6],
    ['Desert Star Motors', 'United Arab Emirates', 'Franchise Dealer', 'Omar Haddad', 1.2],
    ['Kwik Lane Motors', 'United Kingdom', 'Franchise Dealer', 'Daniel Price', 0.9],
  ],
  NA: [
    ['Prairie Auto Group', 'United States', 'Franchise Dealer', 'Brett Lawson', 2],
    ['Main Street Auto', 'United States', 'Independent Garage', 'Brett Lawson', 0.8],
    ['Big Sky Truck & Fleet', 'United States', 'Fleet Operator', 'Will Parker', 1.9],
    ['Lone Star Collision', 'United States', 'Body Shop', 'Will Parker', 1],
    ['Northern Auto Group', 'Canada', 'Franchise Dealer', 'Sofia Reyes', 1.4],
    ['Maple Leaf Garage', 'Canada', 'Independent Garage', 'Sofia Reyes', 0.7],
    ['Refacciones Monterrey', 'Mexico', 'Parts Retailer', 'Sofia Reyes', 1.5],
    ['Precision Auto Body', 'United States', 'Body Shop', 'Will Parker', 0.8],
    ['Taller Hidalgo', 'Mexico', 'Independent Garage', 'Sofia Reyes', 0.5],
  ],
  APAC: [
    ['Outback Motors', 'Australia', 'Franchise Dealer', 'Mei Tan', 1.4],
    ['Star Auto Spares', 'India', 'Parts Retailer', 'Ravi Menon', 1.8],
    ['Kanto Motor Works', 'Japan', 'Independent Garage', 'Mei Tan', 1],
    ['Lion City Motors', 'Singapore', 'Franchise Dealer', 'Mei Tan', 1.1],
    ['Harbour Auto Electrics', 'Australia', 'Independent Garage', 'Mei Tan', 0.7],
    ['Sharma Motor Stores', 'India', 'Parts Retailer', 'Ravi Menon', 1.2],
    ['Southern Cross Autos', 'New Zealand', 'Independent Garage', 'Mei Tan', 0.6],
  ],
}

const regions: readonly { name: Region; weight: number }[] = [
  { name: 'EMEA', weight: 46 },
  { name: 'NA', weight: 34 },
  { name: 'APAC', weight: 20 },
]

const warehouses: Readonly<Record<Region, readonly { name: string; weight: number }[]>> = {
  EMEA: [
    { name: 'Rotterdam', weight: 7 },
    { name: 'Dubai', weight: 3 },
  ],
  NA: [
    { name: 'Memphis', weight: 7 },
    { name: 'Toronto', weight: 3 },
  ],
  APAC: [
    { name: 'Singapore', weight: 6 },
    { name: 'Sydney', weight: 4 },
  ],
}

const statuses = [
  { name: 'Shipped', weight: 90 },
  { name: 'Backordered', weight: 4 },
  { name: 'Returned', weight: 4 },
  { name: 'Cancelled', weight: 2 },
]

const stock = parts.map((part) => ({ part, weight: part[7] }))

const columns = [
  ...['Order No', 'Order Date', 'Sales Region', 'Country', 'Customer Name', 'Cust Type', 'Account Manager', 'Whse'],
  ...['Product Group', 'Part Description', 'Brand', 'Line Status', 'Qty', 'Net Amount', 'Cost Amount', 'Core Charge'],
]

function* rows() {
  const random = createRandom('gasketway')
  const opening = parseDay(firstDay)
  const days = parseDay(asOf) - opening
  let order = 880140
  let region: Region = 'EMEA'
  let customer = customers.EMEA[0]
  let day = opening
  let warehouse = 'Rotterdam'
  for (let line = 0; line < orderLines; line++) {
    if (line === 0 || random() < 0.42) {
      order += integer(random, 1, 3)
      region = pickWeighted(random, regions).name
      customer = pickFavorite(random, customers[region])
      day = workday(opening + Math.floor((line * days) / orderLines))
      warehouse = pickWeighted(random, warehouses[region]).name
    }
    const [name, country, type, manager, scale] = customer ?? customers.EMEA[0] ?? []
    const [group, part, brand, price, costShare, core, lot] = pickWeighted(random, stock).part
    const quantity = Math.max(1, Math.round(around(random, lot * (scale ?? 1), 0.6)))
    const drift = 1 + (0.07 * line) / orderLines
    const net = cents(quantity * price * drift * (type === 'Fleet Operator' ? 0.9 : 1) * noise(random, 0.06))
    const cost = cents(quantity * price * costShare * (1 + (0.1 * line) / orderLines) * noise(random, 0.04))
    const status = line > orderLines * 0.985 && random() < 0.5 ? 'Open' : pickWeighted(random, statuses).name
    yield [
      ...[order, formatDay(day), region, country ?? null, random() < 0.008 ? `${name} ` : (name ?? null)],
      ...[type ?? null, random() < 0.006 ? null : (manager ?? null), warehouse],
      ...[random() < 0.01 ? group.toUpperCase() : group, part, brand, status, quantity, net],
      ...[random() < 0.005 ? 'n/a' : cost, cents(core * quantity)],
    ]
  }
}

/** Orders that come in on a weekend are booked on the Friday before. */
function workday(day: number): number {
  const weekday = new Date(`${formatDay(day)}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? day - 2 : weekday === 6 ? day - 1 : day
}

/** A wholesaler of car parts: one row per order line. */
export const company: EvaluationCompany = {
  id: 'gasketway',
  asOf,
  description:
    'A wholesaler of car parts to garages and dealers in EMEA, NA and APAC: order lines of its ERP, with their cost.',
  datasets: [table('sales_order_lines', columns, rows)],
}
