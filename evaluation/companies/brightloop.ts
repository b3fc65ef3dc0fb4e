import { createRandom, integer, itemAt, noise, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-04-14'
const months = 27

const plans = [
  { name: 'Starter', price: 18, seats: 12, weight: 5 },
  { name: 'Team', price: 29, seats: 40, weight: 6 },
  { name: 'Business', price: 42, seats: 120, weight: 5 },
  { name: 'Enterprise', price: 61, seats: 340, weight: 3 },
]
const regions = [
  { name: 'North America', weight: 8 },
  { name: 'EMEA', weight: 6 },
  { name: 'APAC', weight: 4 },
  { name: 'LATAM', weight: 2 },
]
const industries = {
  Healthcare: [
    'Abbott Lane Clinics',
    'Birchwood Hospital',
    'Cobalt Pharma',
    'Ferngrove Health',
    'Glenhaven Care',
    'Lakeshore Dental',
    'Orchid Wellness',
    'Pinecrest Clinics',
    'Willow Creek Pharmacy',
    'Sable Optics',
  ],
  Retail: [
    'Banyan Foods',
    'Canyon Outfitters',
    'Dunmore Grocers',
    'Everly Cosmetics',
    'Garnet Jewelers',
    'Juniper Home',
    'Maplewood Retail',
    'Saffron Kitchens',
    'Summit Sports',
    'Vesper Hotels',
  ],
  'Financial Services': [
    'Alder Bank',
    'Beacon Credit Union',
    'Delphi Insurance',
    'Elmfield Capital',
    'Keystone Lending',
    'Marlow Trust',
    'Pacific Crest Bank',
    'Stonebridge Mutual',
  ],
  Manufacturing: [
    'Calloway Motors',
    'Crescent Textiles',
    'Dalton Steel',
    'Granite Tools',
    'Hadley Robotics',
    'Ironbridge Parts',
    'Mesa Packaging',
    'Oakline Furniture',
    'Quarry Hill Cement',
    'Westfall Brewing',
  ],
  Education: [
    'Aspen Ridge Schools',
    'Cedar Point University',
    'Eastbrook Academy',
    'Hawthorne College',
    'Larkspur Learning',
    'Redwood Schools',
  ],
  Logistics: [
    'Acorn Freight',
    'Bluefin Shipping',
    'Galleon Cargo',
    'Kingsley Couriers',
    'Northgate Logistics',
    'Silverline Transport',
    'Tidewater Ports',
    'Zephyr Air Cargo',
  ],
  Media: [
    'Arcadia Publishing',
    'Corvus Media',
    'Fallon Broadcasting',
    'Foxglove Studios',
    'Lumen Pictures',
    'Rookery Games',
    'Umbra Films',
    'Harbor & Finch',
  ],
}
const managers = ['Priya Raman', 'Marcus Feld', 'Ingrid Solberg', 'Daniel Osei', 'Lucía Herrera']
const columns = [
  ...['Month', 'Account Name', 'plan', 'Region', 'Industry', 'CSM', 'Seats', 'MRR', 'New MRR', 'Churned MRR'],
  ...['Support Tickets', 'NPS Score', 'Contract Status'],
]

function* rows() {
  const random = createRandom('brightloop')
  const named = Object.entries(industries).flatMap(([industry, names]) => names.map((name) => ({ name, industry })))
  const accounts = named.map(({ name, industry }, index) => ({
    name,
    industry,
    plan: pickWeighted(random, plans),
    region: pickWeighted(random, regions).name,
    manager: itemAt(managers, integer(random, 0, managers.length - 1)),
    joined: index % 3 === 0 ? integer(random, 1, 16) : 0,
    left: index % 7 === 4 ? integer(random, 17, months - 1) : months,
    seats: integer(random, 6, 12) / 8,
  }))
  for (let index = 0; index < months; index++) {
    const month = `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
    for (const account of accounts) {
      if (index < account.joined || index > account.left) continue
      const gone = index === account.left
      const seats = Math.round(account.plan.seats * account.seats * (1 + 0.012 * (index - account.joined)))
      const mrr = seats * account.plan.price
      const isNew = index === account.joined && index > 0
      const churned = gone ? mrr : random() < 0.04 ? Math.round(mrr * 0.1) : 0
      const status = gone ? 'Cancelled' : isNew ? 'Onboarding' : renewalOf(index - account.joined)
      yield [
        ...[month, account.name, account.plan.name, account.region, random() < 0.006 ? null : account.industry],
        ...[random() < 0.008 ? null : account.manager, gone ? 0 : seats, gone ? 0 : mrr, isNew ? mrr : 0, churned],
        Math.round(seats * 0.05 * noise(random, 0.5)),
        ...[random() < 0.07 ? null : Math.round(38 * noise(random, 0.4)), status],
      ]
    }
  }
}

/** Contracts run for a year and come up for renewal in its last two months. */
function renewalOf(age: number): string {
  return age % 12 >= 10 ? 'Up for Renewal' : 'Active'
}

/** A seller of business software by subscription: one row per account and month. */
export const company: EvaluationCompany = {
  id: 'brightloop',
  asOf,
  description:
    'A seller of business software by subscription: one row per account and month, with its seats, MRR, tickets and NPS.',
  datasets: [table('account_months', columns, rows)],
}
