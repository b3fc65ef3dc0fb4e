import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-31'
const firstMonth = { year: 2024, month: 8 }
const months = 25

const segments = [
  { name: 'SMB', weight: 40, seats: 60 },
  { name: 'Mid-Market', weight: 34, seats: 320 },
  { name: 'Enterprise', weight: 18, seats: 1400 },
  { name: 'Public Sector', weight: 8, seats: 700 },
]

const plans = [
  { name: 'Essentials', weight: 38, price: 46 },
  { name: 'Professional', weight: 37, price: 78 },
  { name: 'Enterprise', weight: 18, price: 112 },
  { name: 'MDR Complete', weight: 7, price: 168 },
]

const regions = [
  { name: 'North America', weight: 42, managers: ['Kayla Brandt', 'Marcus Oyelaran', 'Priya Raman'] },
  { name: 'EMEA', weight: 34, managers: ['Priya Shah', 'Tomasz Wilk', 'Aoife Brennan'] },
  { name: 'APAC', weight: 16, managers: ['Hiro Tanabe', 'Mei-Ling Foo'] },
  { name: 'LATAM', weight: 8, managers: ['Camila Duarte'] },
]

const industries = [
  ...['Financial Services', 'Healthcare', 'Manufacturing', 'Retail', 'Legal', 'Education', 'Energy & Utilities'],
  ...['Logistics', 'Software'],
]

const modules = [
  { name: 'Endpoint Shield', weight: 34, share: 0.5 },
  { name: 'MailGuard', weight: 24, share: 0.22 },
  { name: 'CloudPosture', weight: 14, share: 0.3 },
  { name: 'SIEM Lake', weight: 11, share: 0.42 },
  { name: 'PhishSim Training', weight: 12, share: 0.1 },
  { name: 'Incident Retainer', weight: 5, share: 0.35 },
]

const accountNames = [
  ...['Halden Bank', 'Halden Logistics', 'Northpeak Credit Union', 'Castellane Hotels', 'Brightwater Dental'],
  ...['Orchard Lane Clinics', 'Verity Law LLP', 'Tamarack Paper', 'Kestrel Aerostructures', 'Lomond Energy'],
  ...['Pemberton Foods', 'Quayside Freight', 'Redfern Academy Trust', 'Solari Fashion', 'Tidewell Insurance'],
  ...['Umbra Robotics', 'Vale & Stone Solicitors', 'Westbrook Hospitals', 'Xylo Semiconductors', 'Yarrow Pharma'],
  ...[
    'Zenobia Travel',
    'Atlas Forge',
    'Bluefin Seafoods',
    'Cormorant Shipping',
    'Dovetail Payroll',
    'Elmstead College',
  ],
  ...['Fairhaven Council', 'Granite State Power', 'Hollis Motors', 'Inverness Water', 'Juniper Ridge Schools'],
  ...['Kowloon Traders', 'Larkspur Retail Group', 'Meridian Wealth', 'Nakamura Precision', 'Ostrava Steel'],
  ...['Palmetto Health', 'Quillon Software', 'Rosario Mining', 'Santos Alimentos', 'Thornbury Estates'],
  ...['Ursa Analytics', 'Valparaiso Ports', 'Wexley Capital', 'Yellowstone Telecom', 'Aldgate Partners'],
  ...[
    'Bayou Chemicals',
    'Cobalt Games',
    'Delacroix Wines',
    'Eastgate Builders',
    'Foxglove Cosmetics',
    'Garnet Airlines',
  ],
  ...['Hudson Textile', 'Indigo Payments', 'Jasper County', 'Kingsmead University', 'Linden Media', 'Montclair Realty'],
  ...['Nimbus Parcel', 'Oakhurst Brewing', 'Perth Minerals', 'Queensferry Marine', 'Rialto Cinemas', 'Sable Furniture'],
  ...['Tranmere Plastics', 'Upland Dairy', 'Vesper Hotels', 'Wickham Legal', 'Ashfield Borough', 'Belgrave Assurance'],
  ...[
    'Cascadia Timber',
    'Drummond Engineering',
    'Everly Skincare',
    'Fjordline Ferries',
    'Gulfstar Oil',
    'Harrow Optics',
  ],
  ...['Ibis Hospitality', 'Jacaranda Bank', 'Kelso Knitwear', 'Lighthouse Charities', 'Maravilla Coffee'],
  ...['Novara Biotech', 'Osprey Avionics', 'Pinecrest Medical', 'Riverton School District', 'Stanmore Press'],
  ...[
    'Taiga Outdoor',
    'Union Street Legal',
    'Varga Automotive',
    'Wattle Grove Farms',
    'Zephyr Wind',
    'Amberley Care Homes',
  ],
  ...[
    'Brisa Telecom',
    'Cedar Point Pediatrics',
    'Dunmore Castings',
    'Esker Data',
    'Falcon Ridge Bank',
    'Greywell Trust',
  ],
  ...['Hanmi Shipyards', 'Iberica Seguros', 'Kirkwood Supermarkets', 'Lakeland Biscuits', 'Mistral Foods'],
]

interface Account {
  readonly id: string
  readonly name: string
  readonly segment: string
  readonly region: string
  readonly industry: string
  readonly csm: string
  readonly plan: { readonly name: string; readonly price: number }
  readonly seats: number
  readonly start: number
  readonly end: number
  readonly billing: string
}

function accounts(): Account[] {
  const random = createRandom('sentrywall')
  return accountNames.map((name, index) => {
    const segment = pickWeighted(random, segments)
    const region = pickWeighted(random, regions)
    const start = index < 78 ? 0 : integer(random, 1, months - 4)
    const leaves = random() < 0.22
    return {
      id: `A-${10400 + index * 7}`,
      name,
      segment: segment.name,
      region: region.name,
      industry: itemAt(industries, (index * 4 + 2) % industries.length),
      csm: itemAt(region.managers, integer(random, 0, region.managers.length - 1)),
      plan: pickWeighted(random, plans),
      seats: Math.round(around(random, segment.seats, 0.6)),
      start,
      end: leaves ? Math.min(months + 3, start + integer(random, 4, 24)) : months + 3,
      billing: random() < 0.6 ? 'Monthly' : random() < 0.6 ? 'Quarterly' : 'Annual',
    }
  })
}

/** The last day of a month counted from the first one. */
function monthEnd(offset: number): string {
  const next = firstMonth.month + offset
  const year = firstMonth.year + Math.floor(next / 12)
  return formatDay(parseDay(`${year}-${String((next % 12) + 1).padStart(2, '0')}-01`) - 1)
}

const snapshotColumns = [
  ...['Snapshot Dt', 'Acct ID', 'Account Name', 'Segment', 'Region', 'Industry', 'CSM', 'Plan', 'Seats', 'MRR (USD)'],
  ...['ARR (USD)', 'NPS', 'Support Tickets', 'Churned'],
]

/** One row per account and month as long as it subscribes, and one with zeroes when it has left. */
function* snapshotRows() {
  const random = createRandom('sentrywall', 'snapshots')
  const all = accounts()
  for (let month = 0; month < months; month++) {
    for (const account of all) {
      if (month < account.start || month > account.end) continue
      const gone = month === account.end
      const seats = Math.round(account.seats * (1 + 0.008 * (month - account.start)) * noise(random, 0.01))
      const mrr = gone ? 0 : cents((seats * account.plan.price) / 12)
      yield [
        ...[monthEnd(month), account.id, random() < 0.006 ? `${account.name} ` : account.name, account.segment],
        ...[account.region, account.industry, random() < 0.01 ? null : account.csm, account.plan.name],
        ...[gone ? 0 : seats, mrr, random() < 0.002 ? 'tbc' : cents(mrr * 12)],
        ...[random() < 0.35 ? null : integer(random, account.end < months ? -40 : 5, 80)],
        ...[Math.floor(random() * random() * (4 + seats / 90)), gone ? 'Y' : 'N'],
      ]
    }
  }
}

const invoiceColumns = [
  ...['Inv No', 'Inv Date', 'Due Date', 'Acct ID', 'Account Name', 'Billing Freq', 'Module', 'Ccy', 'Net Amt'],
  ...['Tax Amt', 'Pmt Status', 'Days Late'],
]

/** One row per module on an invoice. */
function* invoiceRows() {
  const random = createRandom('sentrywall', 'invoices')
  const all = accounts()
  const last = parseDay(asOf)
  let invoice = 70210
  for (let month = 0; month < months; month++) {
    const opening = month === 0 ? parseDay('2024-08-01') : parseDay(monthEnd(month - 1)) + 1
    const length = parseDay(monthEnd(month)) - opening + 1
    const due = all
      .filter(({ start, end, billing }) => {
        const every = billing === 'Monthly' ? 1 : billing === 'Quarterly' ? 3 : 12
        return month >= start && month < end && (month - start) % every === 0
      })
      .map((account) => ({ account, day: opening + integer(random, 0, length - 1) }))
      .sort((left, right) => left.day - right.day)
    for (const { account, day } of due) {
      if (day >= last) continue
      invoice += 1
      const times = account.billing === 'Monthly' ? 1 : account.billing === 'Quarterly' ? 3 : 12
      const taken = new Set([pickWeighted(random, modules), pickWeighted(random, modules)])
      for (const { name, share } of taken) {
        const net = cents(((account.seats * account.plan.price) / 12) * times * share * noise(random, 0.05))
        const drawn = random()
        const open = last - day < 30 ? drawn < 0.7 : drawn < 0.05
        const status = open ? (last - day < 30 ? 'Open' : 'Overdue') : drawn > 0.985 ? 'Written Off' : 'Paid'
        yield [
          ...[`INV-${invoice}`, formatDay(day), formatDay(day + 30), account.id, account.name],
          ...[random() < 0.008 ? account.billing.toUpperCase() : account.billing, name, 'USD', net],
          ...[account.region === 'EMEA' ? cents(net * 0.2) : 0, status],
          ...[status === 'Paid' ? Math.max(0, integer(random, -12, 21)) : null],
        ]
      }
    }
  }
}

/** A seller of security subscriptions: a monthly snapshot of its accounts and the lines of its invoices. */
export const company: EvaluationCompany = {
  id: 'sentrywall',
  asOf,
  description:
    'A B2B seller of cybersecurity subscriptions: one row per account at each month end with ARR, seats, NPS and tickets, and one row per module invoiced.',
  datasets: [
    table('account_snapshots', snapshotColumns, snapshotRows),
    table('invoice_lines', invoiceColumns, invoiceRows),
  ],
}
