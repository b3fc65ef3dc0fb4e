import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  parseDay,
  pick,
  pickWeighted,
  type Random,
} from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-21'
const firstDay = parseDay('2024-09-02')
const soldLines = 2400

const shops = [
  { name: 'Gastown', province: 'British Columbia', staff: ['Maya Lindgren', 'Tyler Okafor'], weight: 16 },
  { name: 'Squamish Depot', province: 'British Columbia', staff: ['Jesse Tremaine'], weight: 9 },
  { name: 'Banff Avenue', province: 'Alberta', staff: ['Keiko Arnold', 'Ben Haverstock'], weight: 13 },
  { name: 'Inglewood', province: 'Alberta', staff: ['Sanjay Rao'], weight: 10 },
  { name: 'Queen West', province: 'Ontario', staff: ['Chloe Duquette', 'Marcus Webb'], weight: 15 },
  { name: 'ByWard Market', province: 'Ontario', staff: ['Fiona MacAskill'], weight: 8 },
  { name: 'Mile End', province: 'Quebec', staff: ['Étienne Roy', 'Luc Bouchard'], weight: 11 },
]
const webProvinces = ['Ontario', 'British Columbia', 'Quebec', 'Alberta', 'Manitoba', 'Nova Scotia']

const range = [
  { product: 'Ridgeline 2 Tent', group: 'Backpacking Tents', category: 'Tents', price: 420, weight: 6 },
  { product: 'Basecamp 6 Tent', group: 'Family Tents', category: 'Tents', price: 690, weight: 3 },
  { product: 'Storm Tarp', group: 'Tarps & Shelters', category: 'Tents', price: 115, weight: 4 },
  { product: 'Down Quilt -5', group: 'Quilts', category: 'Sleeping', price: 310, weight: 4 },
  { product: 'Glacier Mummy Bag', group: 'Sleeping Bags', category: 'Sleeping', price: 365, weight: 5 },
  { product: 'Trail Sleeping Bag', group: 'Sleeping Bags', category: 'Sleeping', price: 149, weight: 7 },
  { product: 'Airlite Pad', group: 'Sleeping Pads', category: 'Sleeping', price: 129, weight: 7 },
  { product: 'Traverse 55 Pack', group: 'Hiking Packs', category: 'Packs', price: 259, weight: 7 },
  { product: 'Commuter 22 Pack', group: 'Daypacks', category: 'Packs', price: 98, weight: 10 },
  { product: 'Granite Hiking Boots', group: 'Hiking Boots', category: 'Footwear', price: 229, weight: 12 },
  { product: 'Larch Trail Runners', group: 'Trail Running Shoes', category: 'Footwear', price: 165, weight: 12 },
  { product: 'Canyon Sandals', group: 'Sandals', category: 'Footwear', price: 89, weight: 7 },
  { product: 'Squall Rain Shell', group: 'Rain Jackets', category: 'Clothing', price: 249, weight: 9 },
  { product: 'Cirrus Down Jacket', group: 'Insulated Jackets', category: 'Clothing', price: 319, weight: 8 },
  { product: 'Merino Crew', group: 'Base Layers', category: 'Clothing', price: 95, weight: 14 },
  { product: 'Wool Hiking Socks', group: 'Socks', category: 'Clothing', price: 24, weight: 20 },
  { product: 'Crux Harness', group: 'Harnesses', category: 'Climbing', price: 92, weight: 5 },
  { product: 'Dynamic Rope 60m', group: 'Ropes', category: 'Climbing', price: 235, weight: 4 },
  { product: 'Screwgate Carabiner', group: 'Carabiners', category: 'Climbing', price: 19, weight: 10 },
  { product: 'Pocket Stove', group: 'Stoves', category: 'Camp Kitchen', price: 74, weight: 8 },
  { product: 'Titanium Cook Set', group: 'Cookware', category: 'Camp Kitchen', price: 109, weight: 5 },
  { product: 'Beacon 400 Headlamp', group: 'Headlamps', category: 'Lighting & Navigation', price: 69, weight: 9 },
  { product: 'Lantern Mini', group: 'Lanterns', category: 'Lighting & Navigation', price: 39, weight: 6 },
  { product: 'Orienteering Compass', group: 'Compasses', category: 'Lighting & Navigation', price: 45, weight: 3 },
]

const brands = ['Summit Own', 'Arvik', 'Black Larch', 'Nordhorn', 'Kestrel Peak', 'Tamarack']

const channels = [
  { name: 'In Store', weight: 58 },
  { name: 'Click & Collect', weight: 12 },
  { name: 'Web', weight: 30 },
]

const tiers = ['Trailhead', 'Ridge', 'Summit', 'Trailhead', 'Trailhead', 'Ridge', null]

const givenNames = ['Abigail', 'Darius', 'Elena', 'Graham', 'Hyun', 'Ines', 'Kofi', 'Leanne', 'Pavel', 'Rosalie']
const familyNames = ['Boyd', 'Castellan', 'Dhaliwal', 'Fraser', 'Gauthier', 'Hoang', 'Ivany', 'Penner', 'Stavros']

const columns = [
  ...['Order No', 'Order Date', 'Shop', 'Province', 'Channel', 'cust_name', 'Loyalty Tier', 'Category'],
  ...['Sub-Category', 'Product', 'Brand', 'Qty', 'Unit Price', 'Discount Amt', 'Net Amt', 'Cost', 'Returned?'],
  'Sales Assistant',
]

/** Web orders are nobody's: they name no assistant, and any province. */
function placeOf(random: Random) {
  const channel = pickWeighted(random, channels).name
  if (channel === 'Web') return { channel, shop: 'Webshop', province: pickFavorite(random, webProvinces), seller: null }
  const { name, province, staff } = pickWeighted(random, shops)
  return { channel, shop: name, province, seller: random() < 0.02 ? null : pickFavorite(random, staff) }
}

function* rows() {
  const random = createRandom('summitgear')
  const span = parseDay(asOf) - firstDay
  let order = 71200
  let place = placeOf(random)
  let shopper = 0
  for (let line = 0; line < soldLines; line++) {
    if (random() < 0.65) {
      order++
      place = placeOf(random)
      shopper = Math.floor(90 * random() ** 1.3)
    }
    const { channel, shop, province, seller } = place
    const { product, group, category, price: usual } = pickWeighted(random, range)
    const qty = usual > 100 ? 1 : integer(random, 1, 4)
    const price = cents(around(random, usual, 0.04))
    const discount = random() < 0.66 ? 0 : cents(price * qty * pick(random, [0.05, 0.1, 0.15, 0.3]))
    const back = random() < (category === 'Footwear' ? 0.17 : 0.06)
    yield [
      ...[`SG-${order}`, formatDay(firstDay + Math.floor((line * span) / soldLines)), shop],
      ...[random() < 0.009 ? ` ${province}` : province, channel],
      `${itemAt(givenNames, shopper % 10)} ${itemAt(familyNames, Math.floor(shopper / 10))}`,
      ...[itemAt(tiers, shopper % 7), category, group, product, pickFavorite(random, brands), qty, price, discount],
      ...[cents(price * qty - discount), cents(usual * qty * 0.54 * noise(random, 0.05))],
      ...[back ? 'Yes' : random() < 0.01 ? null : 'No', seller],
    ]
  }
}

/** An outdoor equipment retailer: one row per order line, in seven shops and on the web. */
export const company: EvaluationCompany = {
  id: 'summitgear',
  asOf,
  description:
    'An outdoor equipment retailer in Canada with seven shops and a web shop: one row per order line, some discounted, some returned.',
  datasets: [table('sales_lines', columns, rows)],
}
