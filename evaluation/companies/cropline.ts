import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-05-14'
const firstDay = '2024-05-01'
const noteLines = 3000

const depots = [
  { name: 'Sleaford', county: 'Lincolnshire', weight: 24, agronomists: ['Tom Aske', 'Fiona Drewery'] },
  { name: 'Louth', county: 'Lincolnshire', weight: 15, agronomists: ['Fiona Drewery', 'Neil Sargeant'] },
  { name: 'Driffield', county: 'East Yorkshire', weight: 18, agronomists: ['Hannah Croskill', 'Pete Wardill'] },
  { name: 'Malton', county: 'North Yorkshire', weight: 12, agronomists: ['Pete Wardill'] },
  { name: 'Fakenham', county: 'Norfolk', weight: 17, agronomists: ['Tom Ruddock', 'Angela Bunn'] },
  { name: 'Stowmarket', county: 'Suffolk', weight: 14, agronomists: ['Angela Bunn', 'Iwan Prosser'] },
]

const goods = [
  { category: 'Seed', name: 'KWS Dawsum Winter Wheat', price: 545, load: 6, weight: 8 },
  { category: 'Seed', name: 'RGT Planet Spring Barley', price: 512, load: 5, weight: 7 },
  { category: 'Seed', name: 'Aurelia OSR', price: 9200, load: 0.3, weight: 5 },
  { category: 'Seed', name: 'Lynx Spring Beans', price: 468, load: 4, weight: 3 },
  { category: 'Fertiliser', name: 'Nitram 34.5N', price: 372, load: 24, weight: 12 },
  { category: 'Fertiliser', name: 'Granular Urea', price: 428, load: 20, weight: 9 },
  { category: 'Fertiliser', name: 'Muriate of Potash', price: 331, load: 14, weight: 6 },
  { category: 'Fertiliser', name: 'TSP 46', price: 415, load: 12, weight: 4 },
  { category: 'Chemicals', name: 'Glyphosate 360', price: 3400, load: 0.8, weight: 9 },
  { category: 'Chemicals', name: 'Prothio Fungicide', price: 26500, load: 0.12, weight: 8 },
  { category: 'Chemicals', name: 'Flufenacet Herbicide', price: 18900, load: 0.15, weight: 6 },
  { category: 'Feed', name: 'Ewe Nuts 18', price: 318, load: 4, weight: 7 },
  { category: 'Feed', name: 'Dairy Blend 20', price: 287, load: 12, weight: 8 },
  { category: 'Feed', name: 'Beet Pulp Pellets', price: 246, load: 9, weight: 5 },
  { category: 'Grain', name: 'Milling Wheat', price: 212, load: 29, weight: 8 },
  { category: 'Grain', name: 'Malting Barley', price: 198, load: 29, weight: 6 },
]

const marginShare: Readonly<Record<string, number>> = {
  Seed: 0.14,
  Fertiliser: 0.06,
  Chemicals: 0.17,
  Feed: 0.1,
  Grain: 0.035,
}

const farms = [
  ...['Glebe Farm Partnership', 'R J Maltby & Son', 'Thoresby Hall Estate', 'Wold Top Farms', 'Blankney Heath Farming'],
  ...['Carr House Farm', 'Elmswell Arable', 'H Saltmarshe Ltd', 'Raynham Farms', 'Greenacre Dairies', 'Toft Grange'],
  ...[
    'Sowerby Bros',
    'Manor Farm Kilham',
    'Manor Farm Tealby',
    'Haverholme Priory Farms',
    'J W Pridgeon',
    'Debenham Pigs',
  ],
  ...[
    'Castle Acre Produce',
    'Birdsall Estates',
    'Low Marishes Farm',
    'W H Stubley',
    'Fen End Growers',
    'Rougham Arable',
  ],
  ...['Burton Fleming Farms', 'Mrs C Ablewhite', 'Kenwick Park Farming', 'Houghton Livestock', 'Swaton Potatoes'],
  ...['Yoxford Grain', 'Hovingham Sheep Co', 'D & S Lamyman', 'Langtoft Wolds', 'Heydon Farms', 'Thixendale Grange'],
  ...[
    'Coddenham Hall',
    'Brothertoft Land Co',
    'Scampton Brothers',
    'Sledmere Flock',
    'Great Snoring Farms',
    'Aswarby Estate',
  ],
]

const hauliers = [
  { name: 'Own Fleet', weight: 46 },
  { name: 'Bratley Bulk', weight: 20 },
  { name: 'Wolds Haulage', weight: 16 },
  { name: 'Fengate Transport', weight: 11 },
  { name: 'Ex Farm', weight: 7 },
]

const contracts = [
  { name: 'Spot', weight: 48 },
  { name: 'Forward', weight: 32 },
  { name: 'Pool', weight: 12 },
  { name: 'Min-Max', weight: 8 },
]

const columns = [
  ...['Del Note', 'Del Date', 'Customer Farm', 'Agronomist', 'Depot', 'County', 'Prod Desc', 'Category', 'Tonnes'],
  ...['Price Per T', 'Net Value', 'Margin', 'Haulier', 'Contract Type'],
]

/** One line of a delivery note a row, in the order of delivery; a few were keyed carelessly. */
function* rows() {
  const random = createRandom('cropline')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const customers = farms.map((name) => ({ name, depot: pickWeighted(random, depots) }))
  let note = 51_200
  let customer = itemAt(customers, 0)
  for (let line = 0; line < noteLines; line++) {
    if (random() < 0.65) {
      note += 1
      customer = pickFavorite(random, customers)
    }
    const { category, name: product, price, load } = pickWeighted(random, goods)
    const { name: depot, county, agronomists } = customer.depot
    const tonnes = Math.max(0.02, Math.round(around(random, load, 0.45) * 100) / 100)
    const perTonne = cents(price * (1 - (0.05 * line) / noteLines) * noise(random, 0.05))
    const net = cents(tonnes * perTonne)
    const haulier = pickWeighted(random, hauliers).name
    yield [
      ...[`DN${note}`, formatDay(opening + Math.floor((line / noteLines) * span))],
      random() < 0.008 ? `${customer.name} ` : customer.name,
      random() < 0.012 ? null : itemAt(agronomists, integer(random, 0, agronomists.length - 1)),
      ...[depot, county, product, category, tonnes, perTonne, net],
      random() < 0.003 ? 'TBC' : cents(net * (marginShare[category] ?? 0.1) * noise(random, 0.3)),
      ...[random() < 0.01 ? null : haulier === 'Wolds Haulage' && random() < 0.1 ? 'WOLDS HAULAGE' : haulier],
      pickWeighted(random, contracts).name,
    ]
  }
}

/** A merchant of farm inputs and grain: one row per line of a delivery note. */
export const company: EvaluationCompany = {
  id: 'cropline',
  asOf,
  description:
    'A farm inputs and grain merchant with six depots in five counties: one row per delivery note line, with tonnes, price and margin.',
  datasets: [table('delivery_lines', columns, rows)],
}
