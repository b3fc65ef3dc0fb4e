import { cents, createRandom, formatDay, integer, noise, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-19'
const days = 365 + 366 + 229
const projects = 2600

const cities = [
  { name: 'Bristol', region: 'South West', weight: 16 },
  { name: 'Exeter', region: 'South West', weight: 11 },
  { name: 'Plymouth', region: 'South West', weight: 7 },
  { name: 'Cardiff', region: 'Wales', weight: 10 },
  { name: 'Swansea', region: 'Wales', weight: 6 },
  { name: 'Birmingham', region: 'Midlands', weight: 13 },
  { name: 'Nottingham', region: 'Midlands', weight: 9 },
  { name: 'Leicester', region: 'Midlands', weight: 7 },
  { name: 'Leeds', region: 'Yorkshire', weight: 9 },
  { name: 'Sheffield', region: 'Yorkshire', weight: 7 },
  { name: 'York', region: 'Yorkshire', weight: 5 },
]

const products = [
  { name: 'Rooftop Solar', base: 1900, perKilowatt: 1050, material: 0.46, labour: 0.2, solar: true, weight: 34 },
  { name: 'Solar + Battery', base: 5200, perKilowatt: 1100, material: 0.53, labour: 0.17, solar: true, weight: 26 },
  { name: 'Air Source Heat Pump', base: 11800, perKilowatt: 0, material: 0.48, labour: 0.25, solar: false, weight: 20 },
  {
    name: 'Ground Source Heat Pump',
    base: 24500,
    perKilowatt: 0,
    material: 0.44,
    labour: 0.31,
    solar: false,
    weight: 6,
  },
  { name: 'Battery Retrofit', base: 6100, perKilowatt: 0, material: 0.61, labour: 0.12, solar: false, weight: 8 },
  { name: 'EV Charger', base: 1150, perKilowatt: 0, material: 0.5, labour: 0.22, solar: false, weight: 6 },
]

const salespeople = [
  { name: 'Gareth Pugh', weight: 17 },
  { name: 'Nadia Rahman', weight: 19 },
  { name: 'Tom Ashworth', weight: 14 },
  { name: 'Lucy Penrose', weight: 15 },
  { name: 'Declan Foy', weight: 11 },
  { name: 'Sunita Mehta', weight: 13 },
  { name: 'Oliver Brandt', weight: 11 },
]

const leadSources = [
  { name: 'Referral', weight: 28 },
  { name: 'Website', weight: 26 },
  { name: 'Google Ads', weight: 17 },
  { name: 'Door Knocking', weight: 11 },
  { name: 'Trade Show', weight: 7 },
  { name: 'Partner', weight: 11 },
]

const customerTypes = [
  { name: 'Homeowner', size: 1, weight: 74 },
  { name: 'Landlord', size: 1.1, weight: 10 },
  { name: 'Small Business', size: 2.4, weight: 10 },
  { name: 'Public Sector', size: 4.2, weight: 6 },
]

const columns = [
  ...['Project ID', 'Sold Date', 'Installed Date', 'Region', 'City', 'Product', 'Salesperson', 'Lead Source'],
  ...['Customer Type', 'Panels kW', 'Contract Value', 'Material Cost', 'Labour Cost', 'Status', 'Financing'],
]

function* rows() {
  const random = createRandom('sunharrow')
  const today = parseDay(asOf)
  for (let index = 0; index < projects; index++) {
    const sold = today - days + Math.floor((index * days) / projects)
    const product = pickWeighted(random, products)
    const city = pickWeighted(random, cities)
    const type = pickWeighted(random, customerTypes)
    const kilowatts = product.solar ? Math.round(10 * type.size * (2.4 + 4.4 * random())) / 10 : null
    const size = product.solar ? 1 : type.size
    const value = (product.base * size + product.perKilowatt * (kilowatts ?? 0)) * noise(random, 0.08)
    const installed = sold + integer(random, 18, 120)
    const cancelled = random() < 0.07
    const done = !cancelled && installed < today
    const status = cancelled ? 'Cancelled' : done ? 'Installed' : pick(random, ['Survey', 'Permitting', 'Scheduled'])
    yield [
      ...[`SH-${10400 + index}`, formatDay(sold), done ? formatDay(installed) : null, city.region, city.name],
      ...[product.name, pickWeighted(random, salespeople).name, pickWeighted(random, leadSources).name, type.name],
      ...[kilowatts, cents(value), cents(value * product.material * noise(random, 0.05))],
      ...[cents(value * product.labour * noise(random, 0.09)), status, random() < 0.38 ? 'Yes' : 'No'],
    ]
  }
}

/** An installer of solar panels and heat pumps: one row per project, from the day it was sold. */
export const company: EvaluationCompany = {
  id: 'sunharrow',
  asOf,
  description: 'An installer of solar panels, batteries and heat pumps in four regions: one row per project sold.',
  datasets: [table('projects', columns, rows)],
}
