import { cents, createRandom, formatDay, integer, itemAt, noise, parseDay, pickWeighted } from '@salestalk/samples'
import { table } from './table.ts'
import type { EvaluationCompany } from './types.ts'

const asOf = '2026-08-05'
const days = 184 + 365 + 216
const lines = 4000

const campaigns = [
  { name: 'Brand Search', weight: 20, channels: ['Google Ads', 'Bing Ads'] },
  { name: 'Generic Sofas', weight: 15, channels: ['Google Ads', 'Bing Ads'] },
  { name: 'Spring Refresh', weight: 9, channels: ['Facebook', 'Instagram', 'Pinterest'] },
  { name: 'Summer Sale', weight: 10, channels: ['Facebook', 'Instagram', 'Google Ads', 'TikTok'] },
  { name: 'Black Friday Blowout', weight: 6, channels: ['Facebook', 'Instagram', 'Google Ads', 'Email'] },
  { name: 'Cosy Winter', weight: 8, channels: ['Instagram', 'Pinterest', 'TikTok'] },
  { name: 'Student Move-In', weight: 7, channels: ['TikTok', 'Instagram'] },
  { name: 'Abandoned Cart', weight: 11, channels: ['Email', 'Facebook'] },
  { name: 'Weekly Newsletter', weight: 9, channels: ['Email'] },
  { name: 'Lookalike Buyers', weight: 8, channels: ['Facebook', 'TikTok'] },
]

const rates = new Map([
  ['Google Ads', { cost: 16, click: 0.042, convert: 0.034 }],
  ['Bing Ads', { cost: 11, click: 0.031, convert: 0.03 }],
  ['Facebook', { cost: 8, click: 0.012, convert: 0.02 }],
  ['Instagram', { cost: 9, click: 0.01, convert: 0.017 }],
  ['Pinterest', { cost: 5, click: 0.007, convert: 0.014 }],
  ['TikTok', { cost: 6, click: 0.009, convert: 0.008 }],
  ['Email', { cost: 1.5, click: 0.028, convert: 0.045 }],
])

const countries = [
  { name: 'United Kingdom', weight: 36 },
  { name: 'Germany', weight: 22 },
  { name: 'Netherlands', weight: 14 },
  { name: 'Ireland', weight: 10 },
  { name: 'Sweden', weight: 10 },
  { name: 'Spain', weight: 8 },
]

const devices = [
  { name: 'Mobile', weight: 60 },
  { name: 'Desktop', weight: 31 },
  { name: 'Tablet', weight: 9 },
]

const columns = [
  ...['Date', 'Campaign', 'Channel', 'Country', 'Device', 'Impressions', 'Clicks', 'Conversions', 'Spend', 'Revenue'],
]

function* rows() {
  const random = createRandom('loftwren')
  const first = parseDay(asOf) - days
  for (let index = 0; index < lines; index++) {
    const campaign = pickWeighted(random, campaigns)
    const channel = itemAt(campaign.channels, integer(random, 0, campaign.channels.length - 1))
    const { cost, click, convert } = rates.get(channel) ?? { cost: 5, click: 0.01, convert: 0.01 }
    const impressions = Math.round(integer(random, 2, 70) * 1000 * (1 + 0.3 * (index / lines)))
    const clicks = Math.round(impressions * click * noise(random, 0.2))
    const conversions = Math.round(clicks * convert * noise(random, 0.3))
    yield [
      ...[formatDay(first + Math.floor((index * days) / lines)), campaign.name, channel],
      ...[pickWeighted(random, countries).name, pickWeighted(random, devices).name, impressions, clicks, conversions],
      ...[cents((impressions / 1000) * cost * noise(random, 0.15)), cents(conversions * 94 * noise(random, 0.35))],
    ]
  }
}

/** The marketing team of an online furniture shop: the daily export of its campaigns. */
export const company: EvaluationCompany = {
  id: 'loftwren',
  asOf,
  description:
    'The marketing team of an online furniture shop: what each campaign did per day, channel, country, device.',
  datasets: [table('campaign_performance', columns, rows)],
}
