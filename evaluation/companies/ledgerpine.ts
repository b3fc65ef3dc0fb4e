import { cents, createRandom, formatDay, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-09-17'
const firstDay = '2024-09-01'
const invoiceLines = 3100

const offices = [
  { name: 'Leeds', weight: 26, partners: ['Fiona Marr', 'Helen Ostrowski'] },
  { name: 'Manchester', weight: 22, partners: ['Amit Chaudhry', 'Claire Rudd'] },
  { name: 'Bristol', weight: 16, partners: ['Gareth Prowse', 'Priya Venning'] },
  { name: 'Glasgow', weight: 18, partners: ['Fiona Geddes', 'Neil Bannerman'] },
  { name: 'Sheffield', weight: 11, partners: ['Tunde Adeyemi'] },
]

const services = [
  { name: 'Payroll', rate: 62, hours: 9, realised: 0.95, weight: 28, billing: ['Per Payslip', 'Fixed Fee'] },
  { name: 'Bookkeeping', rate: 54, hours: 16, realised: 0.9, weight: 22, billing: ['Fixed Fee', 'Time & Materials'] },
  { name: 'VAT Returns', rate: 78, hours: 5, realised: 0.93, weight: 14, billing: ['Fixed Fee'] },
  { name: 'Management Accounts', rate: 92, hours: 11, realised: 0.87, weight: 12, billing: ['Retainer', 'Fixed Fee'] },
  {
    name: 'Year End Accounts',
    rate: 98,
    hours: 26,
    realised: 0.81,
    weight: 8,
    billing: ['Fixed Fee', 'Time & Materials'],
  },
  {
    name: 'Corporation Tax',
    rate: 120,
    hours: 7,
    realised: 0.89,
    weight: 7,
    billing: ['Fixed Fee', 'Time & Materials'],
  },
  { name: 'Auto-Enrolment', rate: 66, hours: 4, realised: 0.96, weight: 6, billing: ['Per Payslip'] },
  { name: 'FD Advisory', rate: 165, hours: 8, realised: 0.92, weight: 5, billing: ['Retainer', 'Time & Materials'] },
]

const industries = [
  ...['Hospitality', 'Construction', 'Dental Practices', 'Charities', 'Retail', 'Haulage', 'Care Homes'],
  ...['Tech Start-ups', 'Estate Agents'],
]

const clients = [
  ...['Headingley Dental Group', 'Calder Haulage', 'The Brass Lantern Pubs', 'Oakmere Care', 'Pennine Scaffolding'],
  ...['Voxlet Technologies', 'St Brendan Hospice Trust', 'Harris & Toll Lettings', 'Kelvin Smile Clinics'],
  ...['Calder Kitchens', 'Northbeck Farm Shops', 'Rossendale Groundworks', 'Avon Bay Hotels', 'Mossgrove Wholefoods'],
  ...['Dunmore Transport', 'Larkhill Residential Homes', 'Bright Harbour Foundation', 'Quantock Brewing Taverns'],
  ...[
    'Steelyard Fit-Out',
    'Greyfriars Estates',
    'Orbit Nine Software',
    'Clyde Valley Couriers',
    'Tamsin Rowe Interiors',
  ],
  ...['Whitmoor Orthodontics', 'Parkside Nursing', 'Fernley Roofing', 'Casa Lucia Restaurants', 'Maple Row Books'],
  ...['Sefton Street Properties', 'Beacon Youth Project', 'Haddow Plant Services', 'Inkberry Labs'],
  ...['Riverside Dental Care'],
  ...['Thistle & Rye Cafes', 'Brackenridge Builders', 'Elmfield Homecare', 'Holt Freight', 'Copper Kettle Tearooms'],
  ...['Wren Analytics', 'Derwent Cycles', 'Marlowe Lettings', 'Ashdown Food Bank'],
]

const columns = [
  ...['Inv No', 'Inv Date', 'Client Name', 'Industry', 'Svc Line', 'Engagement Ptnr', 'Office', 'Billing Type', 'Hrs'],
  ...['Std Value', 'Write-offs', 'Billed Amt', 'Collected', 'Realisation %'],
]

/** One service billed to a client on a day: standard value less what was written off, and what has come in since. */
function* rows() {
  const random = createRandom('ledgerpine')
  const opening = parseDay(firstDay)
  const span = parseDay(asOf) - opening
  const portfolio = clients.map((name, index) => {
    const office = pickWeighted(random, offices)
    return {
      name,
      office: office.name,
      partner: itemAt(office.partners, index % office.partners.length),
      industry: industryOf(name, index),
      size: 0.6 + random() * 1.3,
    }
  })
  let invoice = 24050
  let client = itemAt(portfolio, 0)
  for (let line = 0; line < invoiceLines; line++) {
    if (random() < 0.62) {
      invoice += 1
      client = pickFavorite(random, portfolio)
    }
    const offset = Math.floor((line / invoiceLines) * span)
    const service = pickWeighted(random, services)
    const hours = Math.max(0.5, Math.round(around(random, service.hours * client.size, 0.45) * 4) / 4)
    const standard = cents(hours * service.rate * (1 + (0.06 * line) / invoiceLines) * noise(random, 0.05))
    const share = Math.min(1, service.realised * noise(random, 0.07))
    const billed = cents(standard * share)
    const overdue = span - offset < 40 ? 0.55 : 0.06
    const unpaid = random() < overdue
    const collected = unpaid ? cents(billed * (random() < 0.3 ? 0.5 : 0)) : billed
    yield [
      ...[`LP-${invoice}`, formatDay(opening + offset), random() < 0.01 ? `${client.name} ` : client.name],
      ...[random() < 0.012 ? null : client.industry, service.name],
      ...[random() < 0.01 ? ` ${client.partner}` : client.partner, client.office],
      itemAt(service.billing, random() < 0.7 ? 0 : service.billing.length - 1),
      ...[random() < 0.004 ? 'tbc' : hours, standard, cents(standard - billed), billed, collected],
      Math.round((1000 * billed) / standard) / 10,
    ]
  }
}

const industryWords: readonly (readonly [RegExp, string])[] = [
  [/Dental|Smile|Orthodontics/, 'Dental Practices'],
  [/Haulage|Transport|Couriers|Freight/, 'Haulage'],
  [/Pubs|Hotels|Taverns|Restaurants|Cafes|Tearooms/, 'Hospitality'],
  [/Care$|Residential|Nursing|Homecare/, 'Care Homes'],
  [/Scaffolding|Groundworks|Fit-Out|Roofing|Plant|Builders/, 'Construction'],
  [/Technologies|Software|Labs|Analytics/, 'Tech Start-ups'],
  [/Trust|Foundation|Project|Food Bank/, 'Charities'],
  [/Lettings|Estates|Properties/, 'Estate Agents'],
  [/Kitchens|Shops|Wholefoods|Interiors|Books|Cycles/, 'Retail'],
]

function industryOf(name: string, index: number): string {
  return industryWords.find(([word]) => word.test(name))?.[1] ?? itemAt(industries, index % industries.length)
}

/** An outsourced accounts and payroll firm: one row per line of an invoice. */
export const company: EvaluationCompany = {
  id: 'ledgerpine',
  asOf,
  description:
    'An outsourced accounts and payroll firm with five British offices: one row per invoice line, with hours, write-offs, billing, cash collected and realisation.',
  datasets: [table('billing_lines', columns, rows)],
}
