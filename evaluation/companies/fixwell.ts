import {
  cents,
  createRandom,
  formatDay,
  integer,
  itemAt,
  noise,
  normal,
  parseDay,
  pickWeighted,
} from '@salestalk/samples'
import { pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-06-03'
const firstDay = '2024-05-13'
const jobs = 2400

const regions = [
  {
    name: 'North West',
    sites: ['Preston', 'Wigan', 'Stockport', 'Warrington'],
    technicians: ['Dave Ellison', 'Agnieszka Nowak', 'Imran Qureshi'],
    weight: 24,
  },
  {
    name: 'North East',
    sites: ['Hull', 'Sunderland', 'Middlesbrough'],
    technicians: ['Lorna McBride', 'Pete Saunders'],
    weight: 14,
  },
  {
    name: 'Midlands',
    sites: ['Derby', 'Leicester', 'Coventry', 'Walsall'],
    technicians: ['Tunde Adeyemi', 'Joanna Hartley', 'Dave Moran'],
    weight: 26,
  },
  {
    name: 'South West',
    sites: ['Exeter', 'Taunton', 'Swindon'],
    technicians: ['Kelly Marsh', 'Ravi Menon'],
    weight: 13,
  },
  { name: 'Wales', sites: ['Swansea', 'Newport', 'Wrexham'], technicians: ['Gareth Pugh'], weight: 9 },
  {
    name: 'Scotland',
    sites: ['Dundee', 'Paisley', 'Falkirk'],
    technicians: ['Callum Reid', 'Siobhan Daly'],
    weight: 14,
  },
]

const customers = [
  ...['Calder Foods', 'Brindle Hotels', 'Northgate Schools Trust', 'Pennine Dairies', 'Oakfield Care Homes'],
  ...['Marlow Pharmacy Group', 'Tarn Logistics', 'Castle Cinemas', 'Redwood Gyms', 'Harbour Fish Co'],
  ...['St Bride Hospital', 'Westmoor College', 'Lomond Distillers', 'Severn Paper', 'Anvil Brewing'],
  ...['Greenacre Nurseries', 'Fairway Golf Club', 'Kingfisher Leisure', 'Millbank Offices', 'Rowan Dental'],
  ...['Ashdown Retail Park', 'Beacon Housing', 'Clifton Museum', 'Dovetail Furniture', 'Eastwood Bakery'],
  ...['Falcon Car Hire', 'Glen Textiles', 'Holloway Print', 'Ivy Lane Restaurants', 'Juniper Spas'],
  ...['Kestrel Packaging', 'Larkhill Primary', 'Merton Cold Storage', 'Newlands Surgery', 'Orchard Supermarkets'],
  ...['Priory Church Trust', 'Quayside Apartments', 'Ridgeway Motors', 'Summit Call Centres', 'Thistle Insurance'],
  ...['Union Street Arcade', 'Vale Veterinary', 'Wharf Data Centres', 'Yarrow Chemicals'],
]

const issues = [
  { name: 'Boiler Breakdown', weight: 18, hours: 22, parts: 140 },
  { name: 'Refrigeration', weight: 14, hours: 16, parts: 190 },
  { name: 'Air Conditioning', weight: 13, hours: 30, parts: 120 },
  { name: 'Electrical Fault', weight: 14, hours: 18, parts: 60 },
  { name: 'Plumbing Leak', weight: 13, hours: 12, parts: 45 },
  { name: 'Lift Fault', weight: 7, hours: 38, parts: 310 },
  { name: 'Fire Alarm', weight: 8, hours: 9, parts: 55 },
  { name: 'Access Control', weight: 6, hours: 26, parts: 85 },
  { name: 'Network Outage', weight: 7, hours: 8, parts: 30 },
]
const priorities = [
  { name: 'P1 - Critical', weight: 12, factor: 0.4 },
  { name: 'P2 - High', weight: 26, factor: 0.7 },
  { name: 'P3 - Normal', weight: 44, factor: 1.1 },
  { name: 'P4 - Low', weight: 18, factor: 1.9 },
]
const contracts = ['Gold', 'Silver', 'Bronze', 'Pay As You Go']

const columns = [
  ...['Ticket #', 'Date Opened', 'Date Resolved', 'Customer', 'Site', 'Region', 'Technician', 'Priority'],
  ...['issue_type', 'Contract Type', 'Hrs to Resolve', 'First Response (min)', 'Job Cost', 'Parts Cost'],
  ...['CSAT', 'SLA Met'],
]

function* rows() {
  const random = createRandom('fixwell')
  const first = parseDay(firstDay)
  const today = parseDay(asOf)
  for (let index = 0; index < jobs; index++) {
    const opened = first + Math.floor((index * (today - first)) / jobs)
    const region = pickWeighted(random, regions)
    const customer = pickFavorite(random, customers)
    const priority = pickWeighted(random, priorities)
    const issue = pickWeighted(random, issues)
    const contract = itemAt(contracts, customers.indexOf(customer) % 4)
    const hours = cents(issue.hours * priority.factor * noise(random, 0.4))
    const closed = opened + Math.ceil(hours / 24)
    const open = closed >= today
    const parts = random() < 0.35 ? 0 : cents(issue.parts * noise(random, 0.5))
    const score = Math.max(1, Math.min(5, Math.round(4.1 - hours / 60 + normal(random) * 0.9)))
    const response = Math.round(75 * priority.factor * noise(random, 0.5))
    const late = hours > issue.hours * priority.factor * 1.35 || random() < 0.08
    yield [
      ...[`FW-${31000 + index}`, formatDay(opened), open ? null : formatDay(closed), customer],
      ...[itemAt(region.sites, integer(random, 0, region.sites.length - 1)), region.name],
      random() < 0.01 ? null : itemAt(region.technicians, integer(random, 0, region.technicians.length - 1)),
      ...[priority.name, issue.name === 'Network Outage' && random() < 0.06 ? 'network outage' : issue.name, contract],
      ...[open ? null : hours, random() < 0.006 ? 'n/a' : response, cents(parts + 48 + hours * 6.5), parts],
      ...[open || random() < 0.45 ? null : score, open ? null : late ? 'No' : 'Yes'],
    ]
  }
}

/** A field service company: one row per ticket, from the call to the repair, with what it cost and whether it was in time. */
export const company: EvaluationCompany = {
  id: 'fixwell',
  asOf,
  description:
    'A field service and support company: one row per ticket, with its technician, hours, costs and satisfaction.',
  datasets: [table('service_tickets', columns, rows)],
}
