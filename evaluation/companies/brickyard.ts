import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const firstDay = '2024-10-01'
const invoiceLines = 2800

const branches = [
  { name: 'Maidstone', county: 'Kent', weight: 20, reps: ['Gary Tolhurst', 'Debbie Marlow'] },
  { name: 'Ashford', county: 'Kent', weight: 12, reps: ['Debbie Marlow', 'Steve Pocock'] },
  { name: 'Guildford', county: 'Surrey', weight: 17, reps: ['Rajesh Nair', 'Kim Attwood'] },
  { name: 'Redhill', county: 'Surrey', weight: 9, reps: ['Kim Attwood'] },
  { name: 'Crawley', county: 'West Sussex', weight: 14, reps: ['Steve Pocock', 'Lorna Fitch'] },
  { name: 'Worthing', county: 'West Sussex', weight: 8, reps: ['Lorna Fitch'] },
  { name: 'Basingstoke', county: 'Hampshire', weight: 13, reps: ['Wayne Burrell', 'Steve Nye'] },
  { name: 'Fareham', county: 'Hampshire', weight: 7, reps: ['Steve Nye'] },
]

const goods = [
  { group: 'Bricks & Blocks', name: 'Facing Brick Red Multi', price: 0.82, lot: 1600, weight: 13 },
  { group: 'Bricks & Blocks', name: 'Dense Block 100mm', price: 1.65, lot: 500, weight: 12 },
  { group: 'Bricks & Blocks', name: 'Engineering Brick Class B', price: 0.71, lot: 900, weight: 6 },
  { group: 'Aggregates', name: 'Sharp Sand Bulk Bag', price: 52, lot: 6, weight: 12 },
  { group: 'Aggregates', name: 'MOT Type 1', price: 47, lot: 8, weight: 9 },
  { group: 'Cement & Mortar', name: 'Portland Cement 25kg', price: 6.4, lot: 60, weight: 14 },
  { group: 'Cement & Mortar', name: 'Post Mix 20kg', price: 5.9, lot: 30, weight: 7 },
  { group: 'Timber', name: 'C24 Joist 47x200', price: 21.5, lot: 40, weight: 11 },
  { group: 'Timber', name: 'Treated Sleeper', price: 29, lot: 16, weight: 6 },
  { group: 'Plasterboard', name: 'Tapered Edge Board 12.5mm', price: 9.8, lot: 70, weight: 11 },
  { group: 'Insulation', name: 'PIR Board 100mm', price: 46, lot: 24, weight: 9 },
  { group: 'Insulation', name: 'Loft Roll 200mm', price: 33, lot: 14, weight: 6 },
  { group: 'Roofing', name: 'Concrete Roof Tile', price: 1.2, lot: 900, weight: 7 },
  { group: 'Roofing', name: 'Roofing Felt Underlay', price: 58, lot: 6, weight: 6 },
  { group: 'Drainage', name: 'Underground Pipe 110mm', price: 24, lot: 18, weight: 8 },
  { group: 'Landscaping', name: 'Indian Sandstone Paving', price: 27, lot: 45, weight: 8 },
]

const grossShare: Readonly<Record<string, number>> = {
  'Bricks & Blocks': 0.21,
  Aggregates: 0.34,
  'Cement & Mortar': 0.24,
  Timber: 0.28,
  Plasterboard: 0.19,
  Insulation: 0.23,
  Roofing: 0.3,
  Drainage: 0.36,
  Landscaping: 0.39,
}

const trades = ['General Builder', 'Housebuilder', 'Roofer', 'Landscaper', 'Groundworker', 'Plasterer']

const accounts = [
  ...['Hartnell Homes', 'Weald Construction', 'J Pilcher & Sons', 'Downsview Developments', 'Tidy Roofing'],
  ...['Bexley Groundworks', 'Oast House Builders', 'Surrey Hills Landscapes', 'M25 Drylining', 'Cobham Extensions'],
  ...['Penfold Building Services', 'Solent Roofing', 'Medway Civils', 'Abinger Joinery', 'Kingfisher Homes'],
  ...['Kingfisher Paving', 'Ray Dunstan Builders', 'Chalk Farm Renovations', 'Test Valley Homes', 'Arun Plastering'],
  ...['Larkfield Lofts', 'Hogs Back Builders', 'Gatwick Groundworks', 'Nightingale Estates', 'P Sweeney Contractors'],
  ...['Romney Marsh Roofing', 'Stour Valley Builders', 'Whitegates Property', 'Blackwater Developments'],
  ...['Tillingbourne Gardens', 'Harbour Plastering', 'Copperfield Construction', 'Meon Landscapes', 'Dene Brickwork'],
  ...['Oakwood Garden Rooms', 'Rother Conversions', 'Bluebell Loft Company', 'Adur Driveways', 'South Downs Civils'],
  ...['Ferring Builders', 'Holmwood Homes', 'Yew Tree Maintenance', 'Itchen Groundworks', 'Bramley Restoration'],
]

const deliveryStates = [
  { name: 'Delivered', weight: 66 },
  { name: 'Collected', weight: 20 },
  { name: 'Part Delivered', weight: 6 },
  { name: 'Failed', weight: 4 },
]

const columns = [
  ...['Invoice No', 'Inv Date', 'Branch', 'County', 'Sales Rep', 'cust_name', 'Trade', 'Product Group'],
  ...['Product Desc', 'Qty', 'Net Amt', 'Cost Amt', 'GM Amt', 'Delivery Status'],
]

/** What went out on one day: a line of an invoice, a few of them written carelessly. */
function* rows() {
  const random = createRandom('brickyard')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const buyers = accounts.map((name, index) => ({
    name,
    branch: pickWeighted(random, branches),
    trade: itemAt(trades, (index * 5 + 1) % trades.length),
  }))
  let invoice = 880100
  let buyer = itemAt(buyers, 0)
  for (let line = 0; line < invoiceLines; line++) {
    if (random() < 0.55) {
      invoice += 1
      buyer = pickFavorite(random, buyers)
    }
    const offset = Math.floor((line / invoiceLines) * span)
    const { group, name: product, price, lot } = pickWeighted(random, goods)
    const quantity = Math.max(1, Math.round(around(random, lot, 0.6)))
    const net = cents(quantity * price * (1 + (0.07 * line) / invoiceLines) * noise(random, 0.04))
    const cost = cents(net * (1 - (grossShare[group] ?? 0.25) * noise(random, 0.15)))
    const { name: branch, county, reps } = buyer.branch
    const delivery = span - offset < 5 && random() < 0.6 ? 'Scheduled' : pickWeighted(random, deliveryStates).name
    yield [
      ...[`SI${invoice}`, formatDay(opening + offset), branch, random() < 0.01 ? `${county} ` : county],
      random() < 0.015 ? null : itemAt(reps, integer(random, 0, reps.length - 1)),
      ...[random() < 0.01 ? `${buyer.name} ` : buyer.name, buyer.trade, group, product, quantity],
      ...[net, random() < 0.004 ? 'n/a' : cost, cents(net - cost), delivery],
    ]
  }
}

/** A merchant of building materials: one row per line of an invoice. */
export const company: EvaluationCompany = {
  id: 'brickyard',
  asOf,
  description:
    'A merchant of building materials with eight branches in four counties: one row per invoice line, with cost, margin and delivery.',
  datasets: [table('invoice_lines', columns, rows)],
}
