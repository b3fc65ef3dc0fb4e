import { cents, createRandom, formatDay, integer, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-14'
const days = 365 + 366 + 286
const shipments = 3400

const brands = [
  { name: 'Foghorn IPA', price: 31, cost: 0.52, weight: 28 },
  { name: 'Copperhart Lager', price: 25, cost: 0.55, weight: 24 },
  { name: 'Night Ferry Stout', price: 34, cost: 0.49, weight: 12 },
  { name: 'Salt Marsh Gose', price: 36, cost: 0.57, weight: 7 },
  { name: 'Orchard Gate Cider', price: 29, cost: 0.46, weight: 13 },
  { name: 'Little Harbor Wheat', price: 28, cost: 0.53, weight: 10 },
  { name: 'Pilot Zero', price: 27, cost: 0.44, weight: 6 },
]

const packs = [
  { name: '6-Pack Cans', factor: 1, weight: 36 },
  { name: '12-Pack Cans', factor: 1.7, weight: 26 },
  { name: '4-Pack Tallboys', factor: 0.9, weight: 16 },
  { name: '22oz Bottle', factor: 1.25, weight: 8 },
  { name: 'Half Barrel Keg', factor: 4.4, weight: 14 },
]

const distributors = [
  { name: 'Granite State Beverage', state: 'New Hampshire', region: 'New England', weight: 10 },
  { name: 'Casco Bay Distributing', state: 'Maine', region: 'New England', weight: 16 },
  { name: 'Beacon Hill Wholesale', state: 'Massachusetts', region: 'New England', weight: 22 },
  { name: 'Green Mountain Beer & Wine', state: 'Vermont', region: 'New England', weight: 8 },
  { name: 'Hudson Valley Beverage', state: 'New York', region: 'Mid-Atlantic', weight: 18 },
  { name: 'Keystone Distributors', state: 'Pennsylvania', region: 'Mid-Atlantic', weight: 13 },
  { name: 'Garden State Wholesale', state: 'New Jersey', region: 'Mid-Atlantic', weight: 11 },
  { name: 'Blue Ridge Beverage', state: 'Virginia', region: 'Southeast', weight: 9 },
  { name: 'Tar Heel Distributing', state: 'North Carolina', region: 'Southeast', weight: 7 },
  { name: 'Peachtree Wholesale', state: 'Georgia', region: 'Southeast', weight: 6 },
]

const columns = [
  ...['Ship Date', 'Brand', 'Pack Size', 'Distributor', 'Region', 'State', 'Cases', 'Gross Sales', 'Promotions'],
  ...['Net Sales', 'Cost', 'Returns'],
]

function* rows() {
  const random = createRandom('copperhart')
  const first = parseDay(asOf) - days
  for (let index = 0; index < shipments; index++) {
    const brand = pickWeighted(random, brands)
    const pack = pickWeighted(random, packs)
    const distributor = pickWeighted(random, distributors)
    const cases = integer(random, 6, 140)
    const gross = cents(cases * brand.price * pack.factor * (1 + (0.06 * index) / shipments))
    const promotions = random() < 0.42 ? cents(gross * 0.11 * noise(random, 0.3)) : 0
    yield [
      formatDay(first + Math.floor((index * days) / shipments)),
      ...[brand.name, pack.name, distributor.name, distributor.region, distributor.state, cases, gross, promotions],
      ...[cents(gross - promotions), cents(gross * brand.cost * noise(random, 0.05))],
      random() < 0.09 ? integer(random, 1, 8) : 0,
    ]
  }
}

/** A brewery that ships to distributors in three regions: one row per shipment of a brand and pack. */
export const company: EvaluationCompany = {
  id: 'copperhart',
  asOf,
  description: 'A brewery of beers and a cider shipping to ten distributors: one row per shipment, returns in cases.',
  datasets: [table('shipments', columns, rows)],
}
