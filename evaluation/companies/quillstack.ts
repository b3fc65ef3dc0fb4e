import { cents, createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-10-21'
// The first month billed is October 2024; months are counted from 0.
const months = 24
const firstYear = 2024
const firstMonth = 9

const accountsByIndustry = {
  Healthcare: [
    ...['Birchway Health', 'Fernhill Clinics', 'Lakeshore Dental', 'Meridian Biotech', 'Pinecrest Hospital'],
    ...['Willowbrook Care', 'Yarrow Pharma', 'Kingfisher Labs'],
  ],
  'Financial Services': [
    ...['Coastline Credit Union', 'Granby Insurance', 'Juniper Bank', 'Palisade Capital', 'Pebble Payments'],
    ...['Teal Accounting', 'Ashdown Partners'],
  ],
  'Professional Services': [
    ...['Alderpoint Legal', 'Calder & Finch', 'Stonebridge Law', 'Harrier Consulting', 'Foxglove Analytics'],
    ...['Umber Design', 'Summit Staffing', 'Nightjar Security'],
  ],
  Education: ['Easthaven Academy', 'Hallam University', 'Mossgate Schools', 'Thornbury College', 'Brindle Tutors'],
  Retail: [
    ...['Jasper Retail Group', 'Summit Apparel', 'Oakridge Outdoor', 'Opaline Cosmetics', 'Bluebell Nurseries'],
    ...['Crestview Motors', 'Emberly Foods', 'Lavender Spa Group'],
  ],
  Logistics: [
    ...['Cobalt Freight', 'Indigo Parcel', 'Redfern Logistics', 'Silverline Rail', 'Tidewater Shipping'],
    ...['Kestrel Aviation', 'Osprey Airlines', 'Zephyr Mobility'],
  ],
  Media: [
    ...['Dunmore Publishing', 'Falconer Media', 'Glasswing Studios', 'Northwind Press', 'Larkspur Games'],
    ...['Ivory Tower Books', 'Magpie Marketing', 'Rookery Theatre'],
  ],
  Manufacturing: [
    ...['Hartwell Robotics', 'Ironbark Mining', 'Kinloch Energy', 'Quarry Lane Brewing', 'Greystone Builders'],
    ...['Upland Dairy Co-op', 'Westerly Wind', 'Saltmarsh Seafood', 'Valeport Marine', 'Rivulet Water'],
  ],
  Hospitality: [
    ...['Tamarind Travel', 'Zinnia Events', 'Driftwood Hotels', 'Sandpiper Resorts', 'Quince Catering'],
    ...['Vantage Lounges', 'Maplewood Lodges', 'Wrenfield Inns'],
  ],
}

const plans = [
  { name: 'Solo', seat: 12, weight: 18, low: 1, high: 4 },
  { name: 'Team', seat: 18, weight: 38, low: 5, high: 30 },
  { name: 'Business', seat: 27, weight: 30, low: 15, high: 90 },
  { name: 'Enterprise', seat: 39, weight: 14, low: 60, high: 240 },
]

const regions = [
  { name: 'North America', weight: 42, owners: ['Dana Whitlock', 'Marcus Oyelaran', 'Priya Raman'] },
  { name: 'UK & Ireland', weight: 24, owners: ['Fiona Gallagher', 'Tobias Wren'] },
  { name: 'DACH', weight: 16, owners: ['Jonas Keller'] },
  { name: 'Nordics', weight: 9, owners: ['Jonas Keller'] },
  { name: 'ANZ', weight: 9, owners: ['Keira Blackwood'] },
]

const statuses = [
  { name: 'Paid', weight: 88 },
  { name: 'Overdue', weight: 8 },
  { name: 'Written Off', weight: 4 },
]

const columns = [
  ...['Invoice No', 'Billing Month', 'Account Name', 'Industry', 'Region', 'Acct Owner', 'Plan', 'billing_term'],
  ...['Seats', 'MRR', 'Movement Type', 'MRR Change', 'Discount Amt', 'Invoice Status'],
]

function* rows() {
  let invoice = 70000
  const random = createRandom('quillstack')
  const accounts = Object.entries(accountsByIndustry).flatMap(([industry, names]) =>
    names.map((name) => accountOf(name, industry)),
  )
  for (let month = 0; month <= months; month++) {
    for (const account of accounts) {
      if (month < account.start || month > account.end) continue
      const before = account.mrr
      const drawn = random()
      if (drawn < 0.09) account.seats += integer(random, 1, Math.max(2, Math.round(account.seats * 0.2)))
      else if (drawn < 0.14) account.seats = Math.max(1, account.seats - integer(random, 1, 6))
      const isLast = month === account.end
      account.mrr = isLast ? 0 : cents(account.seats * account.plan.seat * (1 - account.discount))
      const status = pickWeighted(random, statuses).name
      yield [
        ...[`QS-${++invoice}`, formatDay(monthStart(month)), account.name, account.industry, account.region.name],
        ...[random() < 0.012 ? null : account.owner, account.plan.name, account.term],
        ...[isLast ? 0 : account.seats, random() < 0.01 ? `$${account.mrr.toFixed(2)}` : account.mrr],
        ...[movementOf(month === account.start, isLast, account.mrr - before), cents(account.mrr - before)],
        isLast ? 0 : cents(account.seats * account.plan.seat * account.discount),
        random() < 0.01 ? `${status} ` : status,
      ]
    }
  }
}

function accountOf(name: string, industry: string) {
  const random = createRandom(`quillstack ${name}`)
  const plan = pickWeighted(random, plans)
  const region = pickWeighted(random, regions)
  const start = random() < 0.55 ? 0 : integer(random, 1, 20)
  return {
    ...{ name, industry, plan, region, start, mrr: 0 },
    owner: pickFavorite(random, region.owners),
    term: itemAt(['Monthly Rolling', 'Prepaid'], random() < 0.6 ? 0 : 1),
    seats: integer(random, plan.low, plan.high),
    discount: random() < 0.4 ? itemAt([0.05, 0.1, 0.15, 0.2], integer(random, 0, 3)) : 0,
    end: random() < 0.3 ? start + integer(random, 5, 22) : months * 2,
  }
}

function monthStart(month: number): number {
  const index = firstMonth + month
  return parseDay(`${firstYear + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`)
}

function movementOf(isFirst: boolean, isLast: boolean, change: number): string {
  if (isFirst) return 'New'
  if (isLast) return 'Churn'
  if (change === 0) return 'Renewal'
  return change > 0 ? 'Expansion' : 'Contraction'
}

/** A vendor of writing software: one row per account and month billed, with what became of its recurring revenue. */
export const company: EvaluationCompany = {
  id: 'quillstack',
  asOf,
  description:
    'A vendor of writing software: one row per account and month billed, with seats, recurring revenue and its movement.',
  datasets: [table('billing_lines', columns, rows)],
}
