import { civil, type Day, dataWindow, formatDay, seasonal, weekday, yearsSince2020 } from '../calendar.ts'
import { cents } from '../money.ts'
import { count, createRandom, noise } from '../random.ts'
import type { DemoDataset, Row } from '../types.ts'
import { campaignLeadFactor, campaignSpendFactor, isWithin, outageFactor, scriptOf } from './events.ts'
import { regions } from './market.ts'

/** Daily spend and results per campaign and region. */
export const marketing: DemoDataset = {
  name: 'marketing',
  label: 'Marketing spend',
  columns: [
    { name: 'date', type: 'date' },
    { name: 'channel', type: 'text' },
    { name: 'campaign', type: 'text' },
    { name: 'region', type: 'text' },
    { name: 'ad_spend', type: 'decimal' },
    { name: 'impressions', type: 'integer' },
    { name: 'clicks', type: 'integer' },
    { name: 'leads', type: 'integer' },
    { name: 'signups', type: 'integer' },
  ],
  rows,
}

interface Campaign {
  channel: string
  name: string
  /** Dollars a day over all regions in 2020. */
  spend: number
  costPerClick: number
  /** Clicks per impression, leads per click, trial signups per lead. */
  clickRate: number
  leadRate: number
  signupRate: number
}

const campaigns: readonly Campaign[] = [
  campaign('Paid Search', 'Brand Keywords', 900, 1.6, 0.06, 0.12, 0.3),
  campaign('Paid Search', 'Category Keywords', 1500, 2.8, 0.035, 0.08, 0.24),
  campaign('Paid Social', 'Always On Social', 1000, 2.1, 0.012, 0.05, 0.18),
  campaign('Display', 'Retargeting', 500, 0.9, 0.004, 0.025, 0.2),
  campaign('Content', 'Guides and Reports', 350, 0.7, 0.02, 0.06, 0.15),
  campaign('Email', 'Newsletter', 120, 0.25, 0.03, 0.03, 0.22),
  campaign('Partner', 'Reseller Program', 400, 1.9, 0.025, 0.11, 0.28),
]

function campaign(
  channel: string,
  name: string,
  spend: number,
  costPerClick: number,
  clickRate: number,
  leadRate: number,
  signupRate: number,
): Campaign {
  return { channel, name, spend, costPerClick, clickRate, leadRate, signupRate }
}

const weekdayLevels = [1.08, 1.14, 1.12, 1.1, 0.98, 0.52, 0.5] as const
/** Office software is bought least in August and at the end of December. */
const monthLevels = [1.05, 1.06, 1.08, 1.0, 1.0, 0.98, 0.88, 0.82, 1.08, 1.1, 1.08, 0.84]

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  for (let day = start; day <= end; day++) yield* rowsOn(day)
}

function* rowsOn(day: Day): Iterable<Row> {
  const random = createRandom('brightloom', 'marketing', day)
  const date = formatDay(day)
  const script = scriptOf(civil(day).year)
  const level = seasonal(monthLevels, day) * (1 + 0.1 * yearsSince2020(day)) * (weekdayLevels[weekday(day)] ?? 1)
  for (const each of campaigns) {
    for (const region of regions) {
      const results = isWithin(script.outage, day) && script.outage.region === region.name ? outageFactor : 1
      const spend = each.spend * level * (region.weight / 100)
      yield resultRow(date, each, region.name, spend * noise(random, 0.07), results, random)
    }
  }
  if (!isWithin(script.campaign, day)) return
  const social = campaigns.find((each) => each.channel === 'Paid Social')
  const home = regions[0]
  if (social === undefined) return
  // The planted campaign comes on top of the always-on one, hence the factor less one.
  const spend = social.spend * level * (home.weight / 100) * (campaignSpendFactor - 1)
  const lift = (campaignLeadFactor - 1) / (campaignSpendFactor - 1)
  yield resultRow(date, { ...social, name: script.campaign.name }, home.name, spend * noise(random, 0.07), lift, random)
}

function resultRow(
  date: string,
  { channel, name, costPerClick, clickRate, leadRate, signupRate }: Campaign,
  region: string,
  spend: number,
  results: number,
  random: () => number,
): Row {
  const clicks = count(random, spend / costPerClick)
  const impressions = clicks + Math.round((clicks / clickRate) * noise(random, 0.05))
  const leads = Math.min(clicks, count(random, clicks * leadRate * results))
  // Trials follow the expected leads, not the counted ones, so that a day's rounding is not carried twice.
  const signups = Math.min(leads, count(random, clicks * leadRate * signupRate * results))
  return [date, channel, name, region, cents(spend), impressions, clicks, leads, signups]
}
