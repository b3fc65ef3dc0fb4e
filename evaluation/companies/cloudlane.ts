import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2025-11-05'
const firstDay = parseDay('2023-10-02')
const contracts = 1300

const plans = [
  { name: 'Basic', seat: 14, seats: 15, weight: 30 },
  { name: 'Growth', seat: 26, seats: 45, weight: 34 },
  { name: 'Scale', seat: 41, seats: 110, weight: 22 },
  { name: 'Enterprise Plus', seat: 58, seats: 260, weight: 14 },
]
const owners = {
  'North America': ['Tessa Morgan', 'Brandon Okafor'],
  'UK & Ireland': ['Niamh Gallagher', 'Oliver Prentice'],
  'Continental Europe': ['Margaux Lefèvre', 'Stefan Kruger'],
  'Middle East': ['Layla Haddad'],
  Australasia: ['Cooper Reid'],
}
const cycles = [
  { name: 'Monthly', weight: 38 },
  { name: 'Quarterly', weight: 17 },
  { name: 'Annual', weight: 45 },
]
const industries = ['Fintech', 'Healthcare', 'E-commerce', 'Gaming', 'Logistics', 'Legal', 'Public Sector', 'EdTech']
const reasons = [
  { name: 'Price', weight: 32 },
  { name: 'Missing Features', weight: 24 },
  { name: 'Competitor', weight: 18 },
  { name: 'Went Bankrupt', weight: 7 },
  { name: 'Poor Support', weight: 12 },
  { name: 'No Longer Needed', weight: 7 },
]

const heads = ['Apex', 'Bluebird', 'Copper', 'Driftwood', 'Ember', 'Fathom', 'Ginkgo', 'Harvest', 'Indigo', 'Juno']
const tails = ['Labs', 'Ledger', 'Freight', 'Clinics', 'Games', 'Partners']
const unique = ['Ravensworth Council', 'Moonbeam Tutors', 'Zippy Parcels', 'Old Mill Dental', 'Northwind Barristers']

const columns = [
  ...['Contract ID', 'Account', 'Plan', 'industry', 'Region', 'CSM Owner', 'Billing Cycle', 'Start Date', 'Seats'],
  ...['MRR', 'ARR', 'Discount Amt', 'Churned', 'churn_reason', 'NPS'],
]

function* rows() {
  const random = createRandom('cloudlane')
  const accounts = [...unique, ...heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`))].map(subscriberOf)
  const days = parseDay(asOf) - firstDay
  for (let index = 0; index < contracts; index++) {
    const account = itemAt(accounts, integer(random, 0, accounts.length - 1))
    const plan = pickWeighted(random, plans)
    const seats = Math.max(2, Math.round(around(random, plan.seats, 0.7)))
    const discount = random() < 0.35 ? itemAt([0.05, 0.1, 0.2], integer(random, 0, 2)) : 0
    const mrr = cents(seats * plan.seat * (1 - discount))
    const churned = random() < (plan.name === 'Basic' ? 0.24 : 0.11)
    yield [
      ...[`CL-${3100 + index}`, account.name, plan.name, account.industry, account.region],
      ...[random() < 0.012 ? null : account.owner, pickWeighted(random, cycles).name],
      ...[formatDay(firstDay + Math.floor((index * days) / contracts)), seats],
      ...[random() < 0.012 ? ` ${mrr} ` : mrr, cents(mrr * 12), cents(seats * plan.seat * discount)],
      ...[churned ? 'Yes' : 'No', churned ? pickWeighted(random, reasons).name : null],
      random() < 0.2 ? null : Math.max(-60, Math.min(100, Math.round(34 * noise(random, 0.6)))),
    ]
  }
}

function subscriberOf(name: string) {
  const random = createRandom(`cloudlane ${name}`)
  const entries = Object.entries(owners)
  const [region, people] = itemAt(entries, integer(random, 0, entries.length - 1))
  const owner = itemAt(people, integer(random, 0, people.length - 1))
  return { name, region, owner, industry: itemAt(industries, integer(random, 0, industries.length - 1)) }
}

/** A vendor of software by subscription: one row per contract signed. */
export const company: EvaluationCompany = {
  id: 'cloudlane',
  asOf,
  description:
    'A vendor of software by subscription: one row per contract signed, with seats, MRR and whether it churned.',
  datasets: [table('contracts', columns, rows)],
}
