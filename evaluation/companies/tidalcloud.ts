import { type Cell, cents, createRandom, formatDay, integer, parseDay, pick, type Random } from '@salestalk/samples'
import { around, pickFavorite } from './draw.ts'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const regions = [
  { name: 'North America', size: 1 },
  { name: 'DACH', size: 0.55 },
  { name: 'UK & Ireland', size: 0.45 },
  { name: 'Nordics', size: 0.25 },
]
const offers = [
  { segment: 'SMB', plan: 'Starter', customers: 420, price: 49, churn: 0.034 },
  { segment: 'SMB', plan: 'Growth', customers: 160, price: 190, churn: 0.025 },
  { segment: 'Mid-Market', plan: 'Growth', customers: 90, price: 310, churn: 0.018 },
  { segment: 'Mid-Market', plan: 'Scale', customers: 60, price: 880, churn: 0.013 },
  { segment: 'Enterprise', plan: 'Scale', customers: 14, price: 4200, churn: 0.006 },
]
const segments = ['SMB', 'Mid-Market', 'Enterprise']
const firstMonth = { year: 2023, month: 11 }
const monthCount = 26

/** Company figures at month end, one row for every figure; some have no plan or segment. */
function* monthlyFigures(): Iterable<readonly Cell[]> {
  const random = createRandom('tidalcloud', 'figures')
  for (let index = 0; index < monthCount; index++) {
    const position = firstMonth.month - 1 + index
    const month = `${firstMonth.year + Math.floor(position / 12)}-${String((position % 12) + 1).padStart(2, '0')}-01`
    for (const region of regions) yield* regionFigures(random, month, index, region)
  }
}

function* regionFigures(random: Random, month: string, index: number, region: { name: string; size: number }) {
  const growth = 1 + index * 0.021
  for (const offer of offers) {
    const place = [month, region.name, offer.segment, offer.plan]
    const customers = Math.max(2, Math.round(around(random, offer.customers * region.size * growth, 0.03)))
    const added = Math.round(around(random, customers * (offer.churn + 0.02), 0.4))
    yield [...place, 'MRR', cents(around(random, customers * offer.price, 0.02))]
    yield [...place, 'New MRR', cents(added * offer.price)]
    yield [...place, 'Customers', customers]
    yield [...place, 'New Customers', added]
    yield [...place, 'Churn Rate', Math.round(around(random, offer.churn, 0.3) * 10_000) / 10_000]
    yield [...place, 'Support Tickets', Math.round(around(random, customers * 0.3, 0.25))]
  }
  for (const segment of segments) {
    const place = [month, region.name, segment, null]
    yield [...place, 'NPS', Math.round(around(random, 38 + index * 0.3, 0.2))]
    yield [...place, 'CAC', cents(around(random, segment === 'Enterprise' ? 9200 : 840, 0.15))]
  }
  const company = [month, region.name, null, null]
  yield [...company, 'Headcount', Math.round(74 * region.size * growth)]
  yield [...company, 'Burn Rate', cents(around(random, 310_000 * region.size, 0.12))]
}

const accounts =
  'Aldergate Insurance|Bluefin Logistics|Brightwater Schools|Cascade Dental Group|Cobalt Mining|Crestline Hotels|Crestline Foods|Dunmore & Hale|Easterly Travel|Fjordline Shipping|Foxglove Media|Gänseliesel Backwaren|Glasgow Print Works|Greystone Capital|Halden Robotics|Harrow Health|Ironbark Energy|Juniper Street Studios|Kestrel Aviation|Königsberger Verlag|Lakeshore Clinics|Larkspur Foods|Lumen Legal|Malmö Bikes|Maple & Main|Nordlicht Apotheken|Northwind Apparel|Oakhurst Schools|Orchard Valley Farms|Pembroke Advisors|Pinewood Furniture|Quarry Lane Builders|Redhill Motors|Ridgeway Labs|Saltmarsh Brewing|Silver Birch Homes|Søndergaard Design|Stonebridge Bank|Tamarack Outdoors|Thistle & Thorn|Union Square Fitness|Vantage Realty|Verdant Gardens|Westport Insurance|Wolfgang Maier Bau|Yarrow Biotech|Zeppelin Freight|Zürcher Treuhand'.split(
    '|',
  )
const owners =
  'Priya Raman|Tom Okafor|Maya Lindgren|Diego Fuentes|Hannah Weiß|Tom Becker|Siobhan Kelly|Oskar Nyström|Lena Hartmann|Grace Whitfield'.split(
    '|',
  )
const sources = ['Inbound', 'Outbound', 'Partner Referral', 'Webinar', 'Trade Show', 'Paid Search']
const openStages = ['Discovery', 'Demo', 'Proposal', 'Negotiation']
const competitors = ['Nimbus Ledger', 'Brackwater', 'Tallyfox', 'Oxbow Systems', 'No Competitor']

const dealHeader = [
  'Deal ID',
  'Created Date',
  'Close Date',
  'Account',
  'Owner',
  'Stage',
  'Amount',
  'Source',
  'Competitor',
]

function* deals(): Iterable<readonly Cell[]> {
  const random = createRandom('tidalcloud', 'deals')
  const last = parseDay('2026-01-19')
  let created = parseDay('2023-11-02')
  for (let number = 4001; created <= last; number++) {
    const closed = created + integer(random, 12, 110)
    const isClosed = closed <= last
    const stage = isClosed ? (random() < 0.36 ? 'Closed Won' : 'Closed Lost') : pick(random, openStages)
    yield [
      `OPP-${number}`,
      formatDay(created),
      isClosed ? formatDay(closed) : null,
      pickFavorite(random, accounts),
      pick(random, owners),
      stage,
      Math.round(around(random, pick(random, [4000, 9000, 18_000, 46_000]), 0.4) / 50) * 50,
      pickFavorite(random, sources),
      pickFavorite(random, competitors),
    ]
    if (random() < 0.66) created += 1
  }
}

export const company: EvaluationCompany = {
  id: 'tidalcloud',
  asOf: '2026-01-20',
  description: 'A seller of subscription software: monthly figures in long format, and a file of its opportunities.',
  datasets: [
    table('monthly_figures', ['Month', 'Region', 'Segment', 'Plan', 'Metric', 'Value'], monthlyFigures),
    table('deals', dealHeader, deals),
  ],
}
