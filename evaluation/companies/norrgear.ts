import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-05-12'
const firstDay = '2024-05-01'
const orderLines = 3400

const lettered = ['S', 'M', 'L', 'XL', 'XXL']
const numbered = ['38', '40', '42', '44', '46']
const single = ['One Size']

const goods = [
  { group: 'Jackets', name: 'Fjell Shell Jacket', price: 219, lot: 10, sizes: lettered, weight: 13 },
  { group: 'Jackets', name: 'Regn Rain Jacket', price: 149, lot: 12, sizes: lettered, weight: 11 },
  { group: 'Jackets', name: 'Dun Down Jacket', price: 259, lot: 7, sizes: lettered, weight: 8 },
  { group: 'Trousers', name: 'Stig Trail Pant', price: 129, lot: 11, sizes: lettered, weight: 10 },
  { group: 'Trousers', name: 'Stig Shorts', price: 79, lot: 12, sizes: lettered, weight: 7 },
  { group: 'Base Layers', name: 'Ull Merino Crew', price: 85, lot: 16, sizes: lettered, weight: 11 },
  { group: 'Helmets', name: 'Hjelm Commuter', price: 89, lot: 9, sizes: ['S', 'M', 'L'], weight: 9 },
  { group: 'Helmets', name: 'Hjelm Enduro MIPS', price: 179, lot: 6, sizes: ['S', 'M', 'L'], weight: 7 },
  { group: 'Bike Bags', name: 'Vind Pannier 22L', price: 95, lot: 9, sizes: single, weight: 9 },
  { group: 'Bike Bags', name: 'Vind Handlebar Bag', price: 55, lot: 10, sizes: single, weight: 6 },
  { group: 'Footwear', name: 'Spor Clipless Shoe', price: 165, lot: 8, sizes: numbered, weight: 8 },
  { group: 'Footwear', name: 'Myr Hiking Boot', price: 199, lot: 7, sizes: numbered, weight: 7 },
  { group: 'Gloves', name: 'Hand Winter Glove', price: 49, lot: 18, sizes: ['S', 'M', 'L', 'XL'], weight: 7 },
  { group: 'Tents', name: 'Lavvo 2P Tent', price: 429, lot: 4, sizes: single, weight: 5 },
]

const costShare: Readonly<Record<string, number>> = {
  Jackets: 0.42,
  Trousers: 0.44,
  'Base Layers': 0.39,
  Helmets: 0.5,
  'Bike Bags': 0.46,
  Footwear: 0.53,
  Gloves: 0.4,
  Tents: 0.56,
}

const dealers = [
  ...dealersIn('Sweden', ['Cykelkraft Göteborg', 'Vasa Cykel', 'Friluftsbolaget', 'Åre Fjällsport', 'Malmö Velo']),
  ...dealersIn('Germany', ['Radhaus München', 'Bergzeit Outfitters', 'Zweirad Lorenz', 'Radhaus Köln', 'Isar Bikes']),
  ...dealersIn('Norway', ['Oslo Sykkelsport', 'Tindegg Sport', 'Bergen Fritid', 'Lofoten Outdoor']),
  ...dealersIn('Netherlands', ['Fietsenwinkel De Boer', 'Wielerhuis Utrecht', 'Buitensport Van Dam']),
  ...dealersIn('Denmark', ['Københavns Cykler', 'Aarhus Outdoor', 'Fri Cykler']),
  ...dealersIn('United Kingdom', ['Peak Pedals', 'Cairn Outdoors', 'Wheelhouse Bristol']),
  ...dealersIn('Austria', ['Alpenrad Innsbruck', 'Sport Gruber']),
  ...dealersIn('Finland', ['Pyörä Helsinki', 'Lapin Retki']),
  ...dealersIn('France', ['Cycles Moreau', 'Vieux Campement']),
  ...dealersIn('Switzerland', ['Velo Zürich', 'Bergpunkt Bern']),
]

function dealersIn(country: string, names: readonly string[]): { name: string; country: string; standing: number }[] {
  return names.map((name, index) => ({ name, country, standing: (index * 7 + name.length) % 31 }))
}

const webCountries = [
  { name: 'Sweden', weight: 28 },
  { name: 'Germany', weight: 26 },
  { name: 'Norway', weight: 14 },
  { name: 'Denmark', weight: 11 },
  { name: 'Netherlands', weight: 9 },
  { name: 'United Kingdom', weight: 6 },
  { name: 'Finland', weight: 6 },
]

const columns = [
  ...['OrdNo', 'OrdDate', 'OrdTyp', 'Dealer', 'Cntry', 'PrdGrp', 'ItemDesc', 'Seas', 'Size', 'Qty'],
  ...['ListVal', 'DiscVal', 'NetVal', 'CostVal', 'RetQty'],
]

/** The season ordered on a day: pre-orders are for the season after. */
function seasonOf(day: string, ahead: boolean): string {
  const year = Number(day.slice(2, 4))
  const month = Number(day.slice(5, 7))
  const half = 2 * year + (month < 3 ? -1 : month < 9 ? 0 : 1) + (ahead ? 1 : 0)
  return `${half % 2 === 0 ? 'SS' : 'FW'}${Math.floor(half / 2)}`
}

/** What dealers and web customers ordered on one day: a line of an order, a few of them written carelessly. */
function* rows() {
  const random = createRandom('norrgear')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const ranked = [...dealers].sort((left, right) => left.standing - right.standing)
  let order = 510200
  let buyer = { type: 'Reorder', name: 'Vasa Cykel', country: 'Sweden' }
  for (let line = 0; line < orderLines; line++) {
    const offset = Math.floor((line / orderLines) * span)
    if (random() < 0.5) {
      order += 1
      buyer = nextBuyer(random, ranked)
    }
    const web = buyer.type === 'Web'
    const { group, name: item, price, lot, sizes } = pickWeighted(random, goods)
    const quantity = web ? integer(random, 1, 2) : Math.max(1, Math.round(around(random, lot, 0.7)))
    const list = cents(quantity * price * (web ? 1 : 0.62) * (1 + (0.05 * line) / orderLines))
    const off = { 'Pre-order': 0.12, Reorder: 0.04, Web: 0.08, Closeout: 0.38 }[buyer.type] ?? 0.05
    const discount = random() < 0.2 ? 0 : cents(list * off * noise(random, 0.3))
    const cost = cents(quantity * price * 0.58 * (costShare[group] ?? 0.45) * noise(random, 0.06))
    const day = formatDay(opening + offset)
    const returned = random() < (web ? 0.17 : 0.05) ? integer(random, 1, Math.max(1, Math.round(quantity / 3))) : 0
    yield [
      ...[order, day, buyer.type, random() < 0.01 ? `${buyer.name} ` : buyer.name, buyer.country, group],
      ...[random() < 0.008 ? `${item}  ` : item, seasonOf(day, buyer.type === 'Pre-order')],
      ...[random() < 0.012 ? null : itemAt(sizes, integer(random, 0, sizes.length - 1)), quantity, list, discount],
      ...[cents(list - discount), random() < 0.004 ? '-' : cost, returned],
    ]
  }
}

function nextBuyer(random: ReturnType<typeof createRandom>, ranked: readonly { name: string; country: string }[]) {
  if (random() < 0.3) return { type: 'Web', name: 'Norrgear Webshop', country: pickWeighted(random, webCountries).name }
  const drawn = random()
  const type = drawn < 0.42 ? 'Pre-order' : drawn < 0.92 ? 'Reorder' : 'Closeout'
  const { name, country } = pickFavorite(random, ranked)
  return { type, name, country }
}

/** A bike and outdoor brand: one row per line of a dealer's or a web customer's order. */
export const company: EvaluationCompany = {
  id: 'norrgear',
  asOf,
  description:
    'A Scandinavian bike and outdoor brand that sells to dealers and online across Europe: one row per order line of its ERP, with list, discount, net, cost and returned quantity.',
  datasets: [table('order_lines', columns, rows)],
}
