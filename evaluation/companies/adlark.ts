import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2025-10-09'
const days = 365 * 2 + 38
const figures = 2700
const bills = 620

const advertisers = [
  { name: 'Bellweather Bank', weight: 14, country: 'United States' },
  { name: 'Cinder Coffee', weight: 12, country: 'United States' },
  { name: 'Copperline Phones', weight: 11, country: 'Canada' },
  { name: 'Dunes Airways', weight: 10, country: 'United States' },
  { name: 'Ember & Ash Candles', weight: 5, country: 'Australia' },
  { name: 'Fernhill Pet Food', weight: 8, country: 'United Kingdom' },
  { name: 'Greenstreet Grocers', weight: 9, country: 'United Kingdom' },
  { name: 'Hallmark Row Homes', weight: 6, country: 'Canada' },
  { name: 'Lumière Beauté', weight: 8, country: 'France' },
  { name: 'Northlight Energy', weight: 7, country: 'Australia' },
  { name: 'Pinnacle Outdoor', weight: 6, country: 'United States' },
  { name: 'Pinnacle Insurance', weight: 4, country: 'United Kingdom' },
]

const campaigns = ['Always On', 'Brand Lift', 'Winter Warmers', 'Summer Splash', 'Retarget Plus', 'Launch Pad']

const channels = [
  { name: 'Paid Search', weight: 28, cost: 14, click: 0.045, convert: 0.06 },
  { name: 'Paid Social', weight: 26, cost: 8, click: 0.014, convert: 0.028 },
  { name: 'Display', weight: 18, cost: 3.5, click: 0.004, convert: 0.012 },
  { name: 'Online Video', weight: 14, cost: 11, click: 0.006, convert: 0.009 },
  { name: 'Connected TV', weight: 8, cost: 24, click: 0.002, convert: 0.006 },
  { name: 'Affiliate', weight: 6, cost: 6, click: 0.03, convert: 0.05 },
]

const devices = [
  { name: 'Mobile', weight: 55 },
  { name: 'Desktop', weight: 30 },
  { name: 'Tablet', weight: 9 },
  { name: 'Smart TV', weight: 6 },
]

const managers = ['Beatrix Long', 'Desmond Achebe', 'Inés Carvajal', 'Marcus Long', 'Priscilla Vance', 'Theo Marchetti']
const lines = [
  'Media Buying',
  'Creative Production',
  'Strategy Retainer',
  'Analytics & Reporting',
  'Influencer Management',
]
const statuses = [
  { name: 'Paid', weight: 74 },
  { name: 'Open', weight: 15 },
  { name: 'Overdue', weight: 8 },
  { name: 'Disputed', weight: 3 },
]

const figureColumns = [
  ...['Date', 'Advertiser', 'Campaign', 'Channel', 'Country', 'Device', 'Impressions', 'Clicks', 'Spend'],
  ...['Conversions', 'Conversion Value', 'Video Views'],
]

function* dailyFigures() {
  const random = createRandom('adlark', 'figures')
  const first = parseDay(asOf) - days
  for (let index = 0; index < figures; index++) {
    const day = first + Math.floor((index * days) / figures)
    const advertiser = pickWeighted(random, advertisers)
    const channel = pickWeighted(random, channels)
    const device = channel.name === 'Connected TV' ? 'Smart TV' : pickWeighted(random, devices).name
    const impressions = Math.round(integer(random, 4, 90) * 1000 * (1 + 0.2 * (index / figures)))
    const clicks = Math.round(impressions * channel.click * noise(random, 0.2))
    const conversions = Math.round(clicks * channel.convert * noise(random, 0.3))
    const spend = cents((impressions / 1000) * channel.cost * noise(random, 0.15))
    const views =
      channel.name === 'Online Video' || channel.name === 'Connected TV' ? Math.round(impressions * 0.62) : null
    yield [
      ...[formatDay(day), advertiser.name, itemAt(campaigns, integer(random, 0, 5)), channel.name, advertiser.country],
      ...[device, impressions, clicks, spend, conversions, cents(conversions * 64 * noise(random, 0.4)), views],
    ]
  }
}

const billColumns = [
  ...['Invoice No', 'Invoice Date', 'Client', 'Service Line', 'Account Manager', 'Payment Status', 'Hours Billed'],
  ...['Invoice Amount', 'Production Cost', 'Days to Pay'],
]

function* invoices() {
  const random = createRandom('adlark', 'invoices')
  const first = parseDay(asOf) - days
  for (let index = 0; index < bills; index++) {
    const client = pickWeighted(random, advertisers)
    const day = first + Math.floor((index * days) / bills)
    const status = parseDay(asOf) - day > 150 ? 'Paid' : pickWeighted(random, statuses).name
    const hours = integer(random, 6, 140)
    const amount = cents(hours * 115 * noise(random, 0.15))
    yield [
      ...[`ADL-${3100 + index}`, formatDay(day), client.name, itemAt(lines, integer(random, 0, 4))],
      ...[itemAt(managers, integer(random, 0, 5)), status, hours, amount, cents(amount * 0.58 * noise(random, 0.12))],
      status === 'Paid' ? integer(random, 9, 64) : null,
    ]
  }
}

/** An advertising agency: what its clients' campaigns did each day, and what it billed. */
export const company: EvaluationCompany = {
  id: 'adlark',
  asOf,
  description: 'An advertising agency with twelve clients: daily campaign figures, and its invoices.',
  datasets: [table('campaign_figures', figureColumns, dailyFigures), table('invoices', billColumns, invoices)],
}
