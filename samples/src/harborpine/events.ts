import { civil, type Day, dayOf, nthWeekday } from '../calendar.ts'
import { itemAt } from '../random.ts'
import { remember } from '../remember.ts'
import { type CategoryName, launches, type Product } from './assortment.ts'
import type { RegionName } from './places.ts'

interface Period {
  start: Day
  end: Day
}

/**
 * What happens to Harbor & Pine in one calendar year. Three scripts take turns by `year mod 3`, so any window of
 * three years holds each of them once, and no event falls on the same date two years running.
 */
export interface YearScript {
  outage: Period & { region: RegionName }
  closure: Period & { city: string }
  priceRise: { start: Day; category: CategoryName }
  launch: { start: Day; product: Product }
  badBatch: Period & { product: string }
  flashSale: Period & { code: string }
  costRise: Period & { category: CategoryName }
  delay: { month: number; region: RegionName }
}

/** Share of the normal online orders that still come in while the checkout is down. */
export const outageFactor = 0.06
export const priceRiseFactor = 1.12
/** Share of the category's demand that stays after a price rise. */
export const priceRiseDemand = 0.9
/** Share of the batch's order lines that come back; about 6 % is normal. */
export const badBatchReturnRate = 0.4
export const flashSaleFactor = 3.5
export const flashSaleDiscount = 0.25
export const costRiseFactor = 1.25
export const delayFactor = 1.8

/** The script of a year; a pure function of the year. */
export const scriptOf = remember(writeScript)

function writeScript(year: number): YearScript {
  const turn = year % 3
  const launch = itemAt(launches, year % launches.length)
  const code = `FLASH${String(year % 100).padStart(2, '0')}`
  if (turn === 0) {
    return {
      outage: { ...days(nthWeekday(year, 5, 2, 2), 2), region: 'Europe' },
      closure: { ...days(dayOf(year, 8, 1), 28), city: 'London' },
      priceRise: { start: dayOf(year, 6, 1), category: 'Kitchen' },
      launch: { start: dayOf(year, 3, 1), product: launch },
      badBatch: { ...days(dayOf(year, 9, 10), 40), product: 'Oak Side Table' },
      flashSale: { ...days(nthWeekday(year, 2, 3, 4), 3), code },
      costRise: { start: dayOf(year, 10, 1), end: dayOf(year, 12, 31), category: 'Lighting' },
      delay: { month: year * 12 + 3, region: 'Europe' },
    }
  }
  if (turn === 1) {
    return {
      outage: { ...days(nthWeekday(year, 9, 2, 1), 2), region: 'North America' },
      closure: { ...days(dayOf(year, 6, 1), 28), city: 'Chicago' },
      priceRise: { start: dayOf(year, 4, 1), category: 'Bedding' },
      launch: { start: dayOf(year, 7, 1), product: launch },
      badBatch: { ...days(dayOf(year, 8, 15), 40), product: 'Linen Duvet Set' },
      flashSale: { ...days(nthWeekday(year, 10, 3, 4), 3), code },
      costRise: { start: dayOf(year, 8, 1), end: dayOf(year, 10, 31), category: 'Furniture' },
      delay: { month: year * 12 + 9, region: 'Europe' },
    }
  }
  return {
    outage: { ...days(nthWeekday(year, 3, 3, 0), 2), region: 'Europe' },
    closure: { ...days(dayOf(year, 2, 1), 28), city: 'New York' },
    priceRise: { start: dayOf(year, 9, 1), category: 'Lighting' },
    launch: { start: dayOf(year, 10, 1), product: launch },
    badBatch: { ...days(dayOf(year, 1, 10), 40), product: 'Copper Kettle' },
    flashSale: { ...days(nthWeekday(year, 7, 2, 4), 3), code },
    costRise: { start: dayOf(year, 4, 1), end: dayOf(year, 6, 30), category: 'Decor' },
    delay: { month: year * 12 + 5, region: 'North America' },
  }
}

export function isWithin(period: Period, day: Day): boolean {
  return day >= period.start && day <= period.end
}

/** Every price rise of a category up to the day, as one factor on the prices of 2020. */
export function priceFactor(category: CategoryName, day: Day): number {
  return priceRiseFactor ** risesUntil(category, day)
}

/** What the last price rise of a category costs in demand; customers have got used to it after a year. */
export function demandFactor(category: CategoryName, day: Day): number {
  return risesUntil(category, day) > risesUntil(category, day - 365) ? priceRiseDemand : 1
}

/** Between 0 and 1: how much of a launched product's demand is there. It fades in its third year. */
export function launchLevel(launchStart: Day, day: Day): number {
  const age = day - launchStart
  if (age < 0) return 0
  return age < 730 ? 1 : Math.max(0, 1 - (age - 730) / 365)
}

/** Days to fulfill an order are 1.8 times as many in the month and region of the planted delay. */
export function delayIn(region: RegionName, month: number): number {
  const { delay } = scriptOf(Math.floor(month / 12))
  return delay.month === month && delay.region === region ? delayFactor : 1
}

function risesUntil(category: CategoryName, day: Day): number {
  let rises = 0
  for (let year = 2020; year <= civil(day).year; year++) {
    const { priceRise } = scriptOf(year)
    if (priceRise.category === category && priceRise.start <= day) rises += 1
  }
  return rises
}

function days(start: Day, length: number): Period {
  return { start, end: start + length - 1 }
}
