import { civil, type Day, dataWindow, dayOf, formatDay, seasonal, weekday, yearsSince2020 } from '../calendar.ts'
import { companyName, industries } from '../names.ts'
import { count, createRandom, integer, noise, pick, pickWeighted, type Random } from '../random.ts'
import type { DemoDataset, Row } from '../types.ts'
import { isWithin, launchShare, scriptOf, winRateFactor } from './events.ts'
import { regions, type Segment, segments } from './market.ts'
import { repsOf } from './reps.ts'

/**
 * One row per opportunity as the sales system shows it yesterday: open ones move on from day to day,
 * closed ones never change again.
 */
export const pipeline: DemoDataset = {
  name: 'pipeline',
  label: 'Sales pipeline',
  columns: [
    { name: 'opportunity_id', type: 'text' },
    { name: 'created_date', type: 'date' },
    { name: 'close_date', type: 'date' },
    { name: 'stage', type: 'text' },
    { name: 'rep', type: 'text' },
    { name: 'team', type: 'text' },
    { name: 'customer', type: 'text' },
    { name: 'segment', type: 'text' },
    { name: 'region', type: 'text' },
    { name: 'product', type: 'text' },
    { name: 'source', type: 'text' },
    { name: 'amount', type: 'integer' },
    { name: 'loss_reason', type: 'text' },
  ],
  rows,
}

const sources = [
  { name: 'Inbound', weight: 38, winFactor: 1.1 },
  { name: 'Outbound', weight: 27, winFactor: 0.8 },
  { name: 'Referral', weight: 15, winFactor: 1.4 },
  { name: 'Partner', weight: 12, winFactor: 1.15 },
  { name: 'Event', weight: 8, winFactor: 0.9 },
] as const

const products = [
  { name: 'Bright Flow', weight: 45 },
  { name: 'Bright Desk', weight: 35 },
  { name: 'Bright Analytics', weight: 20 },
] as const

const lossReasons = [
  { name: 'Price', weight: 30 },
  { name: 'Competitor', weight: 24 },
  { name: 'No budget', weight: 20 },
  { name: 'No decision', weight: 16 },
  { name: 'Missing feature', weight: 10 },
] as const

const openStages = ['Prospecting', 'Qualified', 'Proposal', 'Negotiation'] as const
const monthLevels = [1.04, 1.05, 1.1, 0.98, 1.0, 1.02, 0.88, 0.8, 1.1, 1.1, 1.05, 0.82]
const baseWinRate = 0.27

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  for (let day = start; day <= end; day++) {
    const workday = weekday(day) < 5
    const random = createRandom('brightloom', 'pipeline', day)
    const mean = (workday ? 6.5 : 0.4) * (1 + 0.08 * yearsSince2020(day)) * seasonal(monthLevels, day)
    const opportunities = count(random, mean)
    for (let number = 1; number <= opportunities; number++) yield opportunityRow(random, day, number, end)
  }
}

function opportunityRow(random: Random, created: Day, number: number, yesterday: Day): Row {
  const region = pickWeighted(random, regions)
  const segment = pickWeighted(random, segments)
  const source = pickWeighted(random, sources)
  const rep = pick(random, repsOf(region.name))
  const industry = pick(random, industries)
  const customer = companyName(integer(random, 0, 1119), industry)
  const product = productOn(random, created)
  const amount = Math.max(
    500,
    Math.round((segment.dealSize * (0.4 + 1.6 * random() ** 2) * noise(random, 0.15)) / 100) * 100,
  )
  const closes = closeDay(random, created, segment)
  const chance = baseWinRate * source.winFactor * rep.skill * regionFactor(region.name, closes)
  const won = random() < chance
  const reason = lossReason(random, region.name, closes)
  const closed = closes <= yesterday
  const progress = Math.floor(((yesterday - created) / (closes - created)) * openStages.length)
  return [
    `OPP-${formatDay(created).replaceAll('-', '')}-${String(number).padStart(2, '0')}`,
    formatDay(created),
    closed ? formatDay(closes) : null,
    closed ? (won ? 'Won' : 'Lost') : (openStages[progress] ?? 'Negotiation'),
    rep.name,
    rep.team,
    customer,
    segment.name,
    region.name,
    product,
    source.name,
    amount,
    closed && !won ? reason : null,
  ]
}

/** New launches take a share of the demand for eighteen months, then make way for what comes next. */
function productOn(random: Random, day: Day): string {
  const { year } = civil(day)
  const draw = random()
  const usual = pickWeighted(random, products).name
  const launches = [year, year - 1, year - 2].map((each) => scriptOf(each).launch)
  const live = launches.find((launch) => launch.start <= day && day < launch.start + 548)
  return live !== undefined && draw < launchShare ? live.product : usual
}

/** Days to close grow with the customer's size; four in ten deals slip into the last two weeks of a quarter. */
function closeDay(random: Random, created: Day, segment: Segment): Day {
  const typical = segment.name === 'SMB' ? 26 : segment.name === 'Mid-Market' ? 55 : 95
  const closes = created + Math.max(4, Math.round(typical * (0.5 + random() + 0.5 * random() ** 3)))
  const slips = random() < 0.4
  const offset = integer(random, 0, 13)
  const { year, month } = civil(closes)
  const quarterEnd = dayOf(year, Math.floor((month - 1) / 3) * 3 + 4, 1) - 1
  return slips ? Math.max(closes, quarterEnd - offset) : closes
}

function regionFactor(region: string, closes: Day): number {
  const drop = scriptOf(civil(closes).year).winRateDrop
  return drop.region === region && isWithin(drop, closes) ? winRateFactor : 1
}

function lossReason(random: Random, region: string, closes: Day): string {
  const usual = pickWeighted(random, lossReasons).name
  const blamed = random() < 0.7
  return blamed && regionFactor(region, closes) < 1 ? 'Competitor' : usual
}
