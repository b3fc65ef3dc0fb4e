import { cents, createRandom, formatDay, integer, noise, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-05-20'
const days = 840

const industries = ['Healthcare', 'Financial Services', 'Retail', 'Education', 'Utilities', 'Media', 'Public Sector']

const countries = [
  { name: 'United States', weight: 40 },
  { name: 'United Kingdom', weight: 16 },
  { name: 'Germany', weight: 13 },
  { name: 'Netherlands', weight: 9 },
  { name: 'Canada', weight: 9 },
  { name: 'Australia', weight: 7 },
  { name: 'Ireland', weight: 6 },
]

const firstWords =
  'Aldergate|Bramwell|Castlerock|Dunmore|Eastbridge|Fairhaven|Glenfield|Hollis|Ironwood|Juniper|Kestrel|Larkspur|Meridian|Northgate|Oakhurst|Pinecrest|Quarry|Redfern|Silverton|Thornbury'.split(
    '|',
  )
const secondWords = 'Health|Partners|Holdings|Group|Systems|Trust|Labs'.split('|')

const owners = [
  'Priya Raman',
  'Tom Okafor',
  'Elena Vasquez',
  'Marcus Webb',
  'Hannah Lindholm',
  "Sean O'Brien",
  'Yuki Tanabe',
  'Claire Dubois',
]

const products = [
  { name: 'Insight Core', weight: 36, price: 24000 },
  { name: 'Insight Pro', weight: 26, price: 52000 },
  { name: 'DataBridge', weight: 20, price: 38000 },
  { name: 'Managed Services', weight: 12, price: 71000 },
  { name: 'Training Pack', weight: 6, price: 8500 },
]

const sources = [
  { name: 'Inbound Web', weight: 28 },
  { name: 'Outbound', weight: 22 },
  { name: 'Partner Referral', weight: 18 },
  { name: 'Trade Show', weight: 12 },
  { name: 'Customer Referral', weight: 11 },
  { name: 'LinkedIn', weight: 9 },
]

const openStages = [
  { name: 'Prospecting', weight: 24, probability: 10 },
  { name: 'Qualification', weight: 26, probability: 25 },
  { name: 'Needs Analysis', weight: 18, probability: 40 },
  { name: 'Proposal', weight: 18, probability: 60 },
  { name: 'Negotiation', weight: 14, probability: 80 },
]

const reasons = ['Price', 'Went with Competitor', 'No Decision', 'Missing Features', 'Timing']

const accounts = firstWords.flatMap((first, index) =>
  secondWords.slice(index % 3, (index % 3) + 4).map((second) => `${first} ${second}`),
)

function* accountRows() {
  const random = createRandom('leadmere accounts')
  for (const [index, account] of accounts.entries()) {
    const employees = Math.round(10 ** (1.3 + 2.6 * random()))
    const tier = employees > 1000 ? 'Strategic' : employees > 150 ? 'Growth' : 'Standard'
    yield [
      ...[`ACC-${1000 + index}`, account, pick(random, industries), pickWeighted(random, countries).name],
      ...[employees, tier],
    ]
  }
}

function* opportunityRows() {
  const random = createRandom('leadmere opportunities')
  const today = parseDay(asOf)
  for (let index = 0; index < 1900; index++) {
    const created = today - days + Math.floor((index * days) / 1900)
    const close = created + integer(random, 20, 150)
    const product = pickWeighted(random, products)
    const closed = close < today
    const won = random() < 0.31
    const open = pickWeighted(random, openStages)
    const stage = closed ? (won ? 'Closed Won' : 'Closed Lost') : open.name
    yield [
      ...[`OPP-${20000 + index}`, formatDay(created), formatDay(close), pickFavorite(random, accounts)],
      ...[pickFavorite(random, owners), stage, cents(product.price * noise(random, 0.45))],
      ...[closed ? (won ? 100 : 0) : open.probability, pickWeighted(random, sources).name, product.name],
      ...[random() < 0.3 ? 'Existing Business' : 'New Business', closed && !won ? pick(random, reasons) : null],
    ]
  }
}

function* activityRows() {
  const random = createRandom('leadmere activities')
  const today = parseDay(asOf)
  for (let index = 0; index < 3000; index++) {
    const kind = pick(random, ['Call', 'Email', 'Meeting', 'Demo'])
    yield [
      ...[`ACT-${index + 1}`, formatDay(today - days + Math.floor((index * days) / 3000)), kind],
      ...[pickFavorite(random, owners), pickFavorite(random, accounts), integer(random, 5, 90)],
    ]
  }
}

/** Software and services sold to companies: what a CRM exports of its opportunities, accounts and activities. */
export const company: EvaluationCompany = {
  id: 'leadmere',
  asOf,
  description: 'A seller of software and services: opportunities, accounts and activities, a file each.',
  datasets: [
    table('accounts', ['Account ID', 'Account Name', 'Industry', 'Country', 'Employees', 'Account Tier'], accountRows),
    table(
      'opportunities',
      [
        ...['Opportunity ID', 'Created Date', 'Close Date', 'Account Name', 'Opportunity Owner', 'Stage', 'Amount'],
        ...['Probability (%)', 'Lead Source', 'Product', 'Type', 'Loss Reason'],
      ],
      opportunityRows,
    ),
    table(
      'activities',
      ['Activity ID', 'Activity Date', 'Activity Type', 'Owner', 'Account Name', 'Duration (min)'],
      activityRows,
    ),
  ],
}
