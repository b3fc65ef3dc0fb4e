import { createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-23'
const firstDay = '2023-11-06'
const opportunities = 3000

const regions = [
  { name: 'North America', weight: 34, owners: ['Dana Whitfield', 'Will Summers', 'Jordan Banks', 'Renata Cole'] },
  { name: 'UK & Ireland', weight: 24, owners: ['April Moreau', 'Hollis Grant', 'Dana Okoro'] },
  { name: 'DACH', weight: 18, owners: ['Lena Vogt', 'Matthias Brandl', 'Jordan Reiss'] },
  { name: 'Nordics', weight: 14, owners: ['Grace Lindqvist', 'Oskar Hedlund'] },
  { name: 'Benelux', weight: 10, owners: ['Pieter Claes', 'Renata de Wit'] },
]

const segments = [
  { name: 'SMB', weight: 46, seats: 18, share: 0.34 },
  { name: 'Mid-Market', weight: 32, seats: 75, share: 0.28 },
  { name: 'Enterprise', weight: 15, seats: 320, share: 0.21 },
  { name: 'Public Sector', weight: 7, seats: 190, share: 0.18 },
]

const sources = [
  { name: 'Inbound Demo Request', weight: 24, edge: 0.1 },
  { name: 'Outbound SDR', weight: 22, edge: -0.07 },
  { name: 'Partner Referral', weight: 13, edge: 0.12 },
  { name: 'Customer Referral', weight: 8, edge: 0.17 },
  { name: 'Webinar', weight: 11, edge: -0.03 },
  { name: 'Trade Show', weight: 9, edge: -0.04 },
  { name: 'Content Download', weight: 8, edge: -0.09 },
  { name: 'Paid Search', weight: 5, edge: -0.06 },
]

const products = [
  { name: 'Brook Core', price: 310, weight: 40 },
  { name: 'Brook Flow', price: 430, weight: 25 },
  { name: 'Brook Flow Plus', price: 560, weight: 13 },
  { name: 'Insight Studio', price: 640, weight: 13 },
  { name: 'Compliance Pack', price: 270, weight: 9 },
]

const reasons = [
  { name: 'No Decision', weight: 30 },
  { name: 'Price', weight: 24 },
  { name: 'Lost to Competitor', weight: 20 },
  { name: 'Missing Feature', weight: 12 },
  { name: 'Budget Cut', weight: 9 },
  { name: 'Bad Timing', weight: 5 },
]

const stages = ['Discovery', 'Qualification', 'Demo', 'Proposal', 'Security Review', 'Negotiation']

const leads = [
  'Harbor',
  'Northfield',
  'Juniper',
  'Castellan',
  'Maple Ridge',
  'Quarry',
  'Sterling',
  'Blue Heron',
  'Kestrel',
]
const trades = ['Logistics', 'Health Partners', 'Foods', 'Insurance', 'Robotics', 'Freight', 'Legal', 'Energy']
const councils = ['Aldermoor Council', 'Port of Velden', 'Kirkdale University', 'Ministry of Works', 'Velden Transit']
const shortNames = [
  'Target Point',
  'Anchor',
  'Summit Health',
  'Basecamp Travel',
  'Open Door Housing',
  'Tideway',
  'Orbit Media',
]

const companies = [
  ...leads.flatMap((lead, index) =>
    trades.filter((_, at) => (at + index) % 2 === 0).map((trade) => `${lead} ${trade}`),
  ),
  ...shortNames,
]

const columns = [
  ...[
    'Opp ID',
    'Account Name',
    'Opp Owner',
    'Segment',
    'Region',
    'Lead Source',
    'Opp Type',
    'Product',
    'Stage',
    'Status',
  ],
  ...['Loss Reason', 'Created Date', 'Close Date', 'ARR', 'Impl Fee', 'Seats'],
]

/** Opportunities in the order they were created; the younger ones may still be open, to close some day to come. */
function* rows() {
  const random = createRandom('lumenbrook')
  const first = parseDay(firstDay)
  const today = parseDay(asOf)
  for (let index = 0; index < opportunities; index++) {
    const created = first + Math.floor((index / opportunities) * (today - first))
    const segment = pickWeighted(random, segments)
    const region = pickWeighted(random, regions)
    const source = pickWeighted(random, sources)
    const product = pickWeighted(random, products)
    const drawn = random()
    const type = drawn < 0.62 ? 'New Business' : drawn < 0.84 ? 'Expansion' : 'Renewal'
    const closes = created + Math.round((18 + Math.sqrt(segment.seats) * 5) * noise(random, 0.4))
    const known = { 'New Business': 0, Expansion: 0.2, Renewal: 0.48 }[type] ?? 0
    const open = closes > today || (closes > today - 30 && random() < 0.2)
    const won = random() < segment.share + source.edge + known
    const reached = pickFavorite(random, [3, 5, 2, 4, 1, 0])
    const seats = Math.max(3, Math.round(segment.seats * noise(random, 0.5)))
    const arr = Math.round((seats * product.price * (1 + (0.12 * index) / opportunities)) / 10) * 10
    const fee = type === 'New Business' && random() < 0.7 ? Math.round((arr * 0.11 * noise(random, 0.3)) / 50) * 50 : 0
    yield [
      `OPP-${20410 + index}`,
      segment.name === 'Public Sector' ? pickFavorite(random, councils) : pickFavorite(random, companies),
      itemAt(region.owners, Math.floor(random() ** 1.4 * region.owners.length)),
      segment.name,
      random() < 0.01 ? `${region.name} ` : region.name,
      random() < 0.012 ? null : source.name,
      ...[type, product.name, itemAt(stages, won && !open ? 5 : reached), open ? 'Open' : won ? 'Won' : 'Lost'],
      open || won ? null : pickWeighted(random, reasons).name,
      ...[formatDay(created), formatDay(open ? Math.max(closes, today + integer(random, 2, 40)) : closes)],
      ...[random() < 0.006 ? 'n/a' : arr, fee, seats],
    ]
  }
}

/** A seller of workflow software: one row per opportunity of its CRM, won, lost or still open. */
export const company: EvaluationCompany = {
  id: 'lumenbrook',
  asOf,
  description:
    'A B2B software company that sells workflow subscriptions in North America and Europe: one row per opportunity of its CRM, with owner, stage, status, ARR and seats.',
  datasets: [table('opportunities', columns, rows)],
}
