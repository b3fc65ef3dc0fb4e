import { type Day, dayOf, monthEnd, nthWeekday } from '../calendar.ts'
import { itemAt } from '../random.ts'
import { remember } from '../remember.ts'
import type { PlanName, RegionName, SegmentName } from './market.ts'

/**
 * What happens to Brightloom in one calendar year. Three scripts take turns by `year mod 3`, so any window of
 * three years holds each of them once, no event falls on the same date two years running (which would make it
 * a season), and the past never depends on the day the data is generated.
 */
export interface YearScript {
  outage: { start: Day; end: Day; region: RegionName }
  lostCustomer: {
    signup: Day
    lost: Day
    name: string
    industry: string
    region: RegionName
    country: string
    seats: number
  }
  priceRise: { start: Day; plan: PlanName }
  launch: { start: Day; product: string }
  campaign: { start: Day; end: Day; name: string }
  churnSpike: { start: Day; end: Day; segment: SegmentName; plan: PlanName }
  winRateDrop: { start: Day; end: Day; region: RegionName }
}

/** Share of the normal leads and signups that still come in while the site is down. */
export const outageFactor = 0.08
/** Points by which the NPS of the region falls in the six weeks after an outage. */
export const outageScoreLoss = 60
export const outageMemoryDays = 42
export const priceRiseFactor = 1.15
export const campaignSpendFactor = 5
export const campaignLeadFactor = 6
export const churnSpikeFactor = 6
export const winRateFactor = 0.35
/** Share of new opportunities that are about the product launched last. */
export const launchShare = 0.3

const largeCustomers = [
  { name: 'Ostermark Freight', industry: 'Logistics' },
  { name: 'Helvane Industries', industry: 'Manufacturing' },
  { name: 'Tarrowby Capital', industry: 'Financial Services' },
  { name: 'Quillon Stores', industry: 'Retail' },
  { name: 'Brandomar Health', industry: 'Healthcare' },
] as const

const launches = [
  'Bright Insights',
  'Bright Assist',
  'Bright Vault',
  'Bright Connect',
  'Bright Studio',
  'Bright Signals',
]

/** The script of a year; a pure function of the year. */
export const scriptOf = remember(writeScript)

function writeScript(year: number): YearScript {
  const turn = year % 3
  const buyer = itemAt(largeCustomers, year % largeCustomers.length)
  const product = itemAt(launches, year % launches.length)
  const seats = 2000 + 230 * (year - 2020)
  if (turn === 0) {
    return {
      outage: outage(nthWeekday(year, 6, 2, 1), 'North America'),
      lostCustomer: { ...contract(dayOf(year, 5, 20)), ...buyer, region: 'EMEA', country: 'Germany', seats },
      priceRise: { start: dayOf(year, 4, 1), plan: 'Team' },
      launch: { start: dayOf(year, 9, 1), product },
      campaign: campaign(nthWeekday(year, 11, 1, 0), year),
      churnSpike: { start: dayOf(year, 2, 1), end: monthEnd(year * 12 + 1), segment: 'Mid-Market', plan: 'Business' },
      winRateDrop: { start: dayOf(year, 7, 1), end: dayOf(year, 9, 30), region: 'EMEA' },
    }
  }
  if (turn === 1) {
    return {
      outage: outage(nthWeekday(year, 9, 3, 2), 'EMEA'),
      lostCustomer: {
        ...contract(dayOf(year, 8, 12)),
        ...buyer,
        region: 'North America',
        country: 'United States',
        seats,
      },
      priceRise: { start: dayOf(year, 7, 1), plan: 'Business' },
      launch: { start: dayOf(year, 3, 1), product },
      campaign: campaign(nthWeekday(year, 10, 1, 0), year),
      churnSpike: { start: dayOf(year, 10, 1), end: dayOf(year, 10, 31), segment: 'SMB', plan: 'Starter' },
      winRateDrop: { start: dayOf(year, 4, 1), end: dayOf(year, 6, 30), region: 'North America' },
    }
  }
  return {
    outage: outage(nthWeekday(year, 3, 2, 1), 'EMEA'),
    lostCustomer: { ...contract(dayOf(year, 11, 6)), ...buyer, region: 'APAC', country: 'Japan', seats },
    priceRise: { start: dayOf(year, 2, 1), plan: 'Starter' },
    launch: { start: dayOf(year, 10, 1), product },
    campaign: campaign(nthWeekday(year, 5, 1, 0), year),
    churnSpike: { start: dayOf(year, 6, 1), end: dayOf(year, 6, 30), segment: 'SMB', plan: 'Team' },
    winRateDrop: { start: dayOf(year, 10, 1), end: dayOf(year, 12, 31), region: 'North America' },
  }
}

export function isWithin(period: { start: Day; end: Day }, day: Day): boolean {
  return day >= period.start && day <= period.end
}

function outage(start: Day, region: RegionName): YearScript['outage'] {
  return { start, end: start + 1, region }
}

/** Twenty months of contract before the day a large customer leaves. */
function contract(lost: Day): { signup: Day; lost: Day } {
  return { signup: lost - 608, lost }
}

function campaign(start: Day, year: number): YearScript['campaign'] {
  return { start, end: start + 13, name: `Weave Week ${year}` }
}
