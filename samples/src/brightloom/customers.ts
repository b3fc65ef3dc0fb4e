import { civil, type Day, monthOf, monthStart, yearsSince2020 } from '../calendar.ts'
import { companyName, industries } from '../names.ts'
import { count, createRandom, integer, pick, pickWeighted, type Random } from '../random.ts'
import { churnSpikeFactor, isWithin, priceRiseFactor, scriptOf } from './events.ts'
import { churnByPlan, nextPlan, type PlanName, regions, type Segment, seatPrices, segments } from './market.ts'

/** A change of contract: from `day` on the customer has these seats on this plan. */
export interface ContractChange {
  day: Day
  seats: number
  plan: PlanName
}

export interface Customer {
  id: string
  name: string
  segment: Segment
  industry: string
  region: string
  country: string
  /** Share of the list price paid, 0.8 to 1. */
  priceShare: number
  signup: Day
  /** Day of every quarter, 0 to 86, on which the customer is surveyed. */
  surveyDay: number
  /** The day the customer left, or null while it stays. */
  left: Day | null
  /** Never empty; the first entry is the signup. */
  changes: readonly ContractChange[]
}

/** The company's first month; everything since then is replayed, so the past is the same for every `today`. */
const firstMonth = 2018 * 12

/** Every customer that signed up on or before `end`, with its life up to `end`, oldest first. */
export function customersUntil(end: Day): Customer[] {
  const customers: Customer[] = []
  let number = 0
  for (let month = firstMonth; month <= monthOf(end); month++) {
    for (const signup of signupDays(month)) customers.push(createCustomer(number++, signup, end))
  }
  for (let year = 2019; year <= civil(end).year + 2; year++) customers.push(largeCustomer(year, end))
  return customers.filter((customer) => customer.signup <= end).sort((one, other) => one.signup - other.signup)
}

/** Days of the month's signups; the last two weeks of a quarter bring more of them. */
function signupDays(month: number): Day[] {
  const random = createRandom('brightloom', 'signups', month)
  const start = monthStart(month)
  const length = monthStart(month + 1) - start
  const closesQuarter = month % 3 === 2
  const signups = count(random, (9 + 0.8 * yearsSince2020(start)) * (closesQuarter ? 1.35 : 0.9))
  const days = Array.from({ length: signups }, () => {
    const position = random()
    const late = closesQuarter && random() < 0.4
    return start + Math.floor(late ? length - 14 + position * 14 : position * length)
  })
  return days.sort((one, other) => one - other)
}

function createCustomer(number: number, signup: Day, end: Day): Customer {
  const random = createRandom('brightloom', 'customer', number)
  const segment = pickWeighted(random, segments)
  const region = pickWeighted(random, regions)
  const industry = pick(random, industries)
  const plan = pickWeighted(random, segment.plans).name
  const [low, high] = segment.seats
  // The square leans the sizes to the small end, where most customers are.
  const seats = Math.round(low + (high - low) * random() ** 2)
  const base = {
    id: `BL-${String(number + 1).padStart(5, '0')}`,
    name: companyName(number, industry),
    segment,
    industry,
    region: region.name,
    country: pick(random, region.countries),
    priceShare: 1 - integer(random, 0, 4) * 0.05,
    signup,
    surveyDay: integer(random, 0, 86),
  }
  return { ...base, ...live(random, segment, { day: signup, seats, plan }, end) }
}

/** Month by month: leave, grow, shrink or move up a plan. The draws do not depend on `end`, only the stop does. */
function live(random: Random, segment: Segment, first: ContractChange, end: Day): Pick<Customer, 'left' | 'changes'> {
  const changes = [first]
  let current = first
  // Two full months at least, so that nobody comes and goes between two snapshots.
  for (let month = monthOf(first.day) + 2; month <= monthOf(end); month++) {
    const fate = random()
    const day = monthStart(month) + integer(random, 0, 27)
    const size = random()
    const churn = churnChance(segment, current.plan, month)
    if (fate < churn) return day <= end ? { left: day, changes } : { left: null, changes }
    const next = changed(current, segment, day, fate - churn, size)
    if (next !== null && day <= end) {
      changes.push(next)
      current = next
    }
  }
  return { left: null, changes }
}

function changed(
  current: ContractChange,
  segment: Segment,
  day: Day,
  fate: number,
  size: number,
): ContractChange | null {
  if (fate < 0.055) return { ...current, day, seats: Math.ceil(current.seats * (1.04 + 0.14 * size)) }
  if (fate < 0.08) return { ...current, day, seats: Math.max(3, Math.floor(current.seats * (0.95 - 0.12 * size))) }
  const best = segment.plans.at(-1)?.name
  if (fate < 0.088 && current.plan !== best) return { ...current, day, plan: nextPlan[current.plan] }
  return null
}

function churnChance(segment: Segment, plan: PlanName, month: number): number {
  const spike = scriptOf(Math.floor(month / 12)).churnSpike
  const hit = isWithin(spike, monthStart(month)) && spike.segment === segment.name && spike.plan === plan
  return segment.monthlyChurn * churnByPlan[plan] * (hit ? churnSpikeFactor : 1)
}

/** The customer whose loss is planted in a year. It pays list price and its seats never change. */
function largeCustomer(year: number, end: Day): Customer {
  const { signup, lost, name, industry, region, country, seats } = scriptOf(year).lostCustomer
  const segment = segments.find((each) => each.name === 'Enterprise') ?? pickWeighted(() => 0, segments)
  const left = lost <= end ? lost : null
  const changes: ContractChange[] = [{ day: signup, seats, plan: 'Enterprise' }]
  return {
    id: `BL-L${year}`,
    name,
    segment,
    industry,
    region,
    country,
    priceShare: 1,
    signup,
    surveyDay: 40,
    left,
    changes,
  }
}

/** List price of a seat per month: the price of 2020 times every rise of the plan up to the day. */
export function seatPriceOn(plan: PlanName, day: Day): number {
  let price = seatPrices[plan]
  for (let year = 2020; year <= civil(day).year; year++) {
    const rise = scriptOf(year).priceRise
    if (rise.plan === plan && rise.start <= day) price *= priceRiseFactor
  }
  return Math.round(price * 100) / 100
}
