import { cents, createRandom, formatDay, integer, itemAt, parseDay, pick, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-19'
const firstDay = '2024-07-01'
const placements = 1900

// Industry, then who hires in it.
const clientsByIndustry: Record<string, readonly string[]> = {
  Logistics: ['Harrow Freight', 'Tidewater Storage', 'Crossdock Express', 'Midland Pallets', 'Swiftline Couriers'],
  Healthcare: [
    'St. Brendan’s Hospital',
    'Lakeview Care Homes',
    'Bright Smile Dental',
    'Mercy Hill Clinic',
    'Arbor Hospice',
  ],
  Manufacturing: ['Kessler Castings', 'Norwood Plastics', 'Vulcan Springs', 'Ellison Tools', 'Brightwater Bottling'],
  Finance: ['First Prairie Bank', 'Lindgren Capital', 'Harbor Mutual', 'Summit Credit Union', 'Penrose Insurance'],
  Technology: ['Cobalt Systems', 'Nimbus Analytics', 'Pixelforge', 'Redwood Networks', 'Signal Path', 'Tern Software'],
  Retail: ['Dunmore Stores', 'Fairway Grocers', 'Gilded Thread', 'Homestead Outfitters', 'Kite & Key'],
  Hospitality: ['Grand Meridian Hotel', 'Copper Kettle Catering', 'Lakeside Lodge', 'Union Square Events'],
  Construction: ['Atlas Builders', 'Beacon Roofing', 'Corrigan & Daughters', 'Ironside Contracting', 'Trestle Works'],
  Education: ['Oakridge School District', 'Wheaton College', 'Bluebird Nurseries'],
}

const cities = ['Chicago', 'Milwaukee', 'Indianapolis', 'St. Louis', 'Minneapolis', 'Detroit', 'Des Moines']

const clients = Object.entries(clientsByIndustry)
  .flatMap(([industry, names]) => names.map((name) => ({ industry, name })))
  .map((client, index) => ({ ...client, city: itemAt(cities, (index * 5 + 2) % 7), turn: (index * 20 + 9) % 43 }))
  .sort((one, other) => one.turn - other.turn)

const recruiters = ['Dana Whitfield', 'Luis Ortega', 'Keisha Monroe', 'Brandon Sych', 'Mei-Ling Chow', 'Patrick Doyle']
const late = { recruiter: 'Yusuf Karim', from: '2025-09-01' }

// What a person does, what an hour of it is billed at, and in which industries it is asked for (none: in all).
const roles = [
  { name: 'Forklift Operator', bill: 31, weight: 11, industries: ['Logistics', 'Manufacturing', 'Retail'] },
  { name: 'Warehouse Associate', bill: 26, weight: 16, industries: ['Logistics', 'Manufacturing', 'Retail'] },
  { name: 'Registered Nurse', bill: 78, weight: 12, industries: ['Healthcare'] },
  { name: 'Care Assistant', bill: 29, weight: 9, industries: ['Healthcare', 'Education'] },
  { name: 'Machine Operator', bill: 33, weight: 9, industries: ['Manufacturing'] },
  { name: 'Welder', bill: 47, weight: 5, industries: ['Manufacturing', 'Construction'] },
  { name: 'Electrician', bill: 55, weight: 5, industries: ['Construction'] },
  { name: 'Site Laborer', bill: 30, weight: 8, industries: ['Construction'] },
  { name: 'Payroll Accountant', bill: 52, weight: 6, industries: ['Finance', 'Technology', 'Education'] },
  { name: 'Financial Analyst', bill: 66, weight: 5, industries: ['Finance'] },
  { name: 'Software Engineer', bill: 98, weight: 9, industries: ['Technology', 'Finance'] },
  { name: 'Help Desk Technician', bill: 44, weight: 6, industries: ['Technology', 'Education', 'Finance'] },
  { name: 'Line Cook', bill: 27, weight: 8, industries: ['Hospitality'] },
  { name: 'Event Server', bill: 24, weight: 9, industries: ['Hospitality'] },
  { name: 'Office Administrator', bill: 34, weight: 8, industries: [] },
  { name: 'Receptionist', bill: 28, weight: 6, industries: [] },
]

const contracts = [
  { name: 'Temp', weight: 56, weeks: 10 },
  { name: 'Temp-to-Perm', weight: 18, weeks: 14 },
  { name: 'Contract', weight: 18, weeks: 22 },
  { name: 'Seasonal', weight: 8, weeks: 6 },
]

const sources = [
  { name: 'Job Board', weight: 34 },
  { name: 'Referral', weight: 22 },
  { name: 'LinkedIn', weight: 18 },
  { name: 'Walk-in', weight: 10 },
  { name: 'Career Fair', weight: 7 },
  { name: 'Talent Pool', weight: 9 },
]

const columns = [
  ...['Placement ID', 'client_name', 'Industry', 'City', 'Recruiter', 'Job Role', 'Contract Type', 'Start Date'],
  ...['Weeks', 'Hours Billed', 'Bill Rate', 'Pay Rate', 'Revenue', 'Gross Margin $', 'Status', 'Candidate Source'],
]

function* rows() {
  const random = createRandom('tempstaff')
  const first = parseDay(firstDay)
  const today = parseDay(asOf)
  for (let index = 0; index < placements; index++) {
    const start = first + Math.floor((index * (today - first)) / placements)
    const client = pickFavorite(random, clients)
    const wanted = roles.filter(({ industries }) => industries.length === 0 || industries.includes(client.industry))
    const role = pickWeighted(random, wanted)
    const contract = pickWeighted(random, contracts)
    const weeks = Math.max(1, Math.round(around(random, contract.weeks, 0.6)))
    const billed = Math.min(weeks, (today - start) / 7)
    const cancelled = random() < 0.07
    const hours = cancelled ? 0 : Math.round(billed * integer(random, 24, 41))
    const bill = cents(around(random, role.bill * (1 + (0.07 * index) / placements), 0.09))
    const pay = cents(bill * around(random, 0.74, 0.07))
    const joined = start >= parseDay(late.from) && random() < 0.15
    const recruiter = joined ? late.recruiter : pick(random, recruiters)
    const status = cancelled ? 'Cancelled' : weeks > billed ? 'Active' : 'Ended'
    yield [
      ...[`PL${20140 + index}`, client.name, client.industry, random() < 0.01 ? ` ${client.city}` : client.city],
      ...[random() < 0.01 ? null : recruiter, role.name, contract.name, formatDay(start), weeks, hours, bill, pay],
      ...[cents(hours * bill), cents(hours * (bill - pay)), status],
      random() < 0.02 ? null : pickWeighted(random, sources).name,
    ]
  }
}

/** A staffing agency in seven cities of the American Midwest: one row per placement. */
export const company: EvaluationCompany = {
  id: 'tempstaff',
  asOf,
  description:
    'A staffing agency in seven cities: one row per person placed with a client, with rates, hours billed and margin.',
  datasets: [table('placements', columns, rows)],
}
