import { createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-25'
const firstDay = '2024-06-03'
const opportunities = 1700

const markets = [
  { name: 'Germany', team: 'Central Europe', weight: 24 },
  { name: 'Austria', team: 'Central Europe', weight: 8 },
  { name: 'Czech Republic', team: 'Central Europe', weight: 9 },
  { name: 'Poland', team: 'Eastern Europe', weight: 10 },
  { name: 'Romania', team: 'Eastern Europe', weight: 5 },
  { name: 'Spain', team: 'Iberia', weight: 9 },
  { name: 'Portugal', team: 'Iberia', weight: 4 },
  { name: 'United Kingdom', team: 'British Isles', weight: 11 },
  { name: 'Ireland', team: 'British Isles', weight: 4 },
  { name: 'United States', team: 'North America', weight: 18 },
  { name: 'Canada', team: 'North America', weight: 6 },
]

const owners: Record<string, readonly string[]> = {
  'Central Europe': ['Matthias Krenn', 'Jana Dvorak', 'Ulrike Sommer'],
  'Eastern Europe': ['Pawel Zielinski', 'Ioana Marin'],
  Iberia: ['Carmen Ortega', 'Rui Tavares'],
  'British Isles': ['Gareth Pugh', 'Fiona Strachan'],
  'North America': ['Dale Hutchins', 'Marcy Bloom', 'Curtis Pugh'],
}

const accountHeads = [
  ...['Brenner', 'Halloway', 'Stahlwerk Ebner', 'Corvino', 'Tamesis', 'Wielka', 'Alcor', 'Drummond', 'Lakeshore'],
  ...['Novak', 'Sierra', 'Penrose', 'Grunwald', 'Calder', 'Moldova', 'Riverton', 'Eisenhof', 'Portela', 'Kilbride'],
  ...['Summit', 'Vesely', 'Arroyo', 'Blackfen', 'Ironwood', 'Zawada', 'Redstone'],
]
const accountTails = ['Metalworks', 'Fabrication', 'Engineering', 'Castings', 'Automotive', 'Components', 'Tooling']

const productLines = [
  { name: 'Press Brakes', price: 145000, weight: 14 },
  { name: 'Fiber Lasers', price: 320000, weight: 13 },
  { name: 'Turning Centers', price: 210000, weight: 12 },
  { name: 'Milling Machines', price: 185000, weight: 13 },
  { name: 'Robot Cells', price: 260000, weight: 9 },
  { name: 'Waterjets', price: 120000, weight: 7 },
  { name: 'Service Contracts', price: 18000, weight: 18 },
  { name: 'Spare Parts', price: 6500, weight: 14 },
]

const sources = [
  { name: 'Trade Show', weight: 22 },
  { name: 'Referral', weight: 18 },
  { name: 'Website', weight: 20 },
  { name: 'Cold Call', weight: 12 },
  { name: 'Dealer', weight: 16 },
  { name: 'Existing Customer', weight: 24 },
]

const openStages = [
  { name: 'Qualification', probability: 10, weight: 5 },
  { name: 'Site Visit', probability: 25, weight: 4 },
  { name: 'Demo', probability: 40, weight: 4 },
  { name: 'Quotation', probability: 60, weight: 5 },
  { name: 'Negotiation', probability: 80, weight: 3 },
]

const wonReasons = ['Price', 'Delivery Time', 'Machine Performance', 'Service Network']
const lostReasons = ['Price', 'Delivery Time', 'Budget Cut', 'No Decision', 'Financing Refused']
const competitors = ['Kesseltech', 'Hanamura', 'Ferrobend', 'Orion Machine', 'Used Equipment']

const columns = [
  ...['Opp ID', 'Account Name', 'Opportunity Owner', 'Sales Team', 'Country', 'Stage', 'Lead Source'],
  ...['Product Line', 'Amount (USD)', 'Prob %', 'Created', 'Close Date', 'Won/Lost Reason', 'Competitor'],
]

function* rows() {
  const random = createRandom('vantrell')
  const first = parseDay(firstDay)
  const today = parseDay(asOf)
  const accounts = accountHeads.flatMap((head, index) =>
    // Bigger names have two works, the later ones one.
    (index < 18 ? [0, 3] : [0]).map((step) => ({
      name: `${head} ${itemAt(accountTails, (index + step) % accountTails.length)}`,
      market: pickWeighted(random, markets),
    })),
  )
  for (let index = 0; index < opportunities; index++) {
    const { name, market } = pickFavorite(random, accounts)
    const line = pickWeighted(random, productLines)
    const created = first + Math.floor((index * (today - first)) / opportunities)
    const close = created + integer(random, 20, 210)
    const closed = close < today
    const won = random() < (line.price < 20000 ? 0.52 : 0.31)
    const open = pickWeighted(random, openStages)
    const stage = closed ? (won ? 'Closed Won' : 'Closed Lost') : open.name
    const reasons = won ? wonReasons : lostReasons
    const amount = Math.round((line.price * (0.6 + 0.9 * random())) / 100) * 100
    yield [
      ...[`OP-${30250 + index}`, name, pickFavorite(random, owners[market.team] ?? []), market.team],
      random() < 0.012 ? ` ${market.name}` : market.name,
      ...[stage, random() < 0.02 ? null : pickWeighted(random, sources).name, line.name],
      ...[random() < 0.012 ? 'TBD' : amount, closed ? (won ? 100 : 0) : open.probability],
      ...[
        formatDay(created),
        formatDay(close),
        closed ? itemAt(reasons, integer(random, 0, reasons.length - 1)) : null,
      ],
      random() < 0.55 ? itemAt(competitors, integer(random, 0, competitors.length - 1)) : null,
    ]
  }
}

/** A seller of metalworking machines: one row per opportunity of its CRM. */
export const company: EvaluationCompany = {
  id: 'vantrell',
  asOf,
  description:
    'A seller of metalworking machines to workshops: one row per opportunity, most of them won or lost by now.',
  datasets: [table('opportunity_export', columns, rows)],
}
