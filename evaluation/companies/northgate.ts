import { createRandom, formatDay, integer, itemAt, parseDay, pickWeighted } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-11-23'
const firstCreated = '2024-09-02'
const count = 1600

const services = [
  { name: 'Managed Services', size: 96_000, terms: [24, 36, 60], weight: 22, win: 0.34 },
  { name: 'Cloud Migration', size: 140_000, terms: [6, 12], weight: 18, win: 0.29 },
  { name: 'Cyber Security', size: 62_000, terms: [12, 24, 36], weight: 19, win: 0.38 },
  { name: 'Service Desk', size: 48_000, terms: [12, 24, 36], weight: 15, win: 0.41 },
  { name: 'Networking', size: 55_000, terms: [6, 12], weight: 12, win: 0.36 },
  { name: 'Data & Analytics', size: 84_000, terms: [6, 12, 24], weight: 9, win: 0.25 },
  { name: 'Consulting', size: 21_000, terms: [3, 6], weight: 14, win: 0.47 },
]

const owners = [
  { name: 'Alastair Boyd', region: 'Scotland', weight: 12 },
  { name: 'Mhairi Campbell', region: 'Scotland', weight: 9 },
  { name: 'Tom Hargreaves', region: 'North', weight: 15 },
  { name: 'Sunita Rao', region: 'North', weight: 13 },
  { name: 'Joe Pickering', region: 'Midlands', weight: 11 },
  { name: 'Claire Hargreaves', region: 'Midlands', weight: 8 },
  { name: 'Oliver Stanton', region: 'London', weight: 17 },
  { name: 'Nadia Rahman', region: 'London', weight: 14 },
  { name: 'Ffion Pritchard', region: 'Wales & West', weight: 7 },
]

const clients = {
  'Public Sector': ['Tayside Council', 'Mersey Housing Trust', 'Ribble District Council', 'Cardiff Bay Authority'],
  Healthcare: ['St Brendan Hospital', 'Pennine Care Group', 'Optima Dental', 'Lothian Hospices', 'Clearview Opticians'],
  'Financial Services': [
    'Castlegate Bank',
    'Harbour Mutual',
    'Fenchurch Capital',
    'Albion Pensions',
    'Tyne Credit Union',
  ],
  Manufacturing: ['Duxbury Castings', 'Trent Valve Company', 'Ironbridge Foods', 'Selkirk Textiles', 'Hallam Steel'],
  Legal: ['Moorcroft Solicitors', 'Greyfriars Law', 'Pembroke Chambers', 'Lister & Vaughan', 'Deansgate Legal'],
  Retail: ['Thistle & Thread', 'Bargain Barn', 'Wharfside Stores', 'Peak Outdoor', 'Castlegate Optical'],
  Education: ['Northern Arts College', 'University of Wrekin', 'Ashdale Academies', 'Severn Sixth Form'],
  Logistics: ['Humber Freight', 'Redline Couriers', 'Portway Distribution', 'Gretna Haulage', 'Canal Street Storage'],
  Charity: ['Shelter Scotland North', 'Hope for Strays', 'Food Bridge', 'Mariners Fund'],
}

const openStages = [
  { name: 'Discovery', chance: 10, weight: 6 },
  { name: 'Scoping', chance: 25, weight: 5 },
  { name: 'Proposal', chance: 50, weight: 5 },
  { name: 'Negotiation', chance: 75, weight: 3 },
  { name: 'Verbal', chance: 90, weight: 1 },
]

const leadSources = [
  { name: 'Referral', weight: 24 },
  { name: 'Tender Portal', weight: 15 },
  { name: 'LinkedIn', weight: 14 },
  { name: 'Webinar', weight: 11 },
  { name: 'Outbound', weight: 16 },
  { name: 'Vendor Partner', weight: 13 },
  { name: 'Inbound Web', weight: 18 },
]

const header = [
  ...['Opportunity ID', 'Account', 'Industry', 'Opp Owner', 'Region', 'Service', 'Lead Source', 'Stage'],
  ...['Amount (GBP)', 'Probability (%)', 'Created Date', 'Close Date', 'term_months', 'Type'],
]

function* rows() {
  const random = createRandom('northgate')
  const start = parseDay(firstCreated)
  const today = parseDay(asOf)
  const accounts = Object.entries(clients)
    .flatMap(([industry, names]) => names.map((name, place) => ({ industry, name, place })))
    .sort((one, other) => one.place - other.place)
    .map(({ industry, name }) => ({ industry, name, owner: pickWeighted(random, owners) }))
  for (let number = 1; number <= count; number++) {
    const account = pickFavorite(random, accounts)
    const service = pickWeighted(random, services)
    const created = start + Math.floor(((number - 1) * (today - start)) / count)
    const closing = created + integer(random, 14, 160)
    const open = pickWeighted(random, openStages)
    const outcome = random() < service.win ? { name: 'Closed Won', chance: 100 } : { name: 'Closed Lost', chance: 0 }
    const stage = closing < today ? outcome : open
    // A few deals are run by a colleague from another region.
    const owner = random() < 0.06 ? pickWeighted(random, owners) : account.owner
    const amount = Math.round(around(random, service.size, 0.55) / 50) * 50
    const source = random() < 0.015 ? null : pickWeighted(random, leadSources).name
    const renewal = stage.name !== 'Discovery' && random() < 0.27
    yield [
      ...[`OPP-${String(number).padStart(5, '0')}`, account.name, account.industry, owner.name, owner.region],
      ...[random() < 0.008 ? `${service.name}  ` : service.name, source, stage.name],
      ...[random() < 0.01 ? 'tbc' : amount, stage.chance, formatDay(created), formatDay(closing)],
      ...[itemAt(service.terms, integer(random, 0, service.terms.length - 1)), renewal ? 'Renewal' : 'New Business'],
    ]
  }
}

/** A firm of IT services: one row per opportunity of its CRM. */
export const company: EvaluationCompany = {
  id: 'northgate',
  asOf,
  description:
    'A firm of IT services in five regions: one row per opportunity, won, lost or open, with its probability and contract term.',
  datasets: [table('opportunities', header, rows)],
}
