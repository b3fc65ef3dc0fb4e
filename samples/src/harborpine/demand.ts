import { civil, type Day, dayOf, nthWeekday, seasonal, weekday, yearsSince2020 } from '../calendar.ts'
import { cents } from '../money.ts'
import { categoryMonths, type Product, products } from './assortment.ts'
import {
  costRiseFactor,
  demandFactor,
  flashSaleFactor,
  isWithin,
  launchLevel,
  outageFactor,
  priceFactor,
  scriptOf,
} from './events.ts'
import { type Cell, growth, type RegionName, type Store, storesIn, totalWeight, weekdayLevels } from './places.ts'

/** A product as it is offered on one day. */
export interface Offer {
  product: Product
  price: number
  unitCost: number
}

/** Everything that holds for all orders of a day. */
export interface DayOffer {
  offers: readonly Offer[]
  /** Chance weights of the offers, in the same order. */
  weights: readonly number[]
  /** Orders against a day without launches and price rises: those add to demand, they do not take it elsewhere. */
  lift: number
}

const monthLevels = [0.86, 0.84, 0.92, 0.96, 1, 0.98, 0.95, 0.96, 1, 1.05, 1.38, 1.62]

export function offersOn(day: Day): DayOffer {
  const { year } = civil(day)
  const offers: Offer[] = []
  const weights: number[] = []
  let usual = 0
  for (const product of products) {
    const weight = product.weight * seasonal(categoryMonths[product.category], day)
    usual += weight
    offers.push(offerOn(product, day))
    weights.push(weight * demandFactor(product.category, day))
  }
  for (const launchYear of [year - 3, year - 2, year - 1, year]) {
    const { start, product } = scriptOf(launchYear).launch
    const level = launchLevel(start, day)
    if (level === 0) continue
    offers.push(offerOn(product, day))
    weights.push(product.weight * level * demandFactor(product.category, day))
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return { offers, weights, lift: total / usual }
}

/** Expected orders of a channel in a region on a day. */
export function expectedOrders(cell: Cell, day: Day, lift: number): number {
  const { channel, region } = cell
  const { year } = civil(day)
  const script = scriptOf(year)
  const trend = 1 + growth[channel] * yearsSince2020(day)
  let expected = cell.orders * trend * seasonal(monthLevels, day) * (weekdayLevels[channel][weekday(day)] ?? 1) * lift
  expected *= holidayLevel(channel, year, day)
  if (channel === 'Online' && script.outage.region === region && isWithin(script.outage, day)) expected *= outageFactor
  if (channel === 'Marketplace' && isWithin(script.flashSale, day)) expected *= flashSaleFactor
  // Orders lost to a closed store do not move to the others.
  if (channel === 'Store') expected *= totalWeight(openStores(region, day)) / totalWeight(storesIn(region))
  return expected
}

/** The stores of a region that are open on a day: all but the one being renovated. */
export function openStores(region: RegionName, day: Day): readonly Store[] {
  const { closure } = scriptOf(civil(day).year)
  return storesIn(region).filter((each) => !(each.city === closure.city && isWithin(closure, day)))
}

/** Black Friday (the day after the fourth Thursday of November) through Cyber Monday. */
export function isBlackFridayWeekend(year: number, day: Day): boolean {
  const friday = nthWeekday(year, 11, 4, 3) + 1
  return day >= friday && day <= friday + 3
}

function holidayLevel(channel: Cell['channel'], year: number, day: Day): number {
  if (channel === 'Store' && (day === dayOf(year, 12, 25) || day === dayOf(year, 1, 1))) return 0
  if (day === dayOf(year, 12, 25)) return 0.45
  if (day > dayOf(year, 12, 25)) return 0.6
  return isBlackFridayWeekend(year, day) ? 1.9 : 1
}

/** Prices rise by three percent every 1 February and end in .99; costs follow the price before planted rises. */
function offerOn(product: Product, day: Day): Offer {
  const { year, month } = civil(day)
  const list = product.price * 1.03 ** (year - 2020 - (month < 2 ? 1 : 0))
  const { costRise } = scriptOf(year)
  const dearer = costRise.category === product.category && isWithin(costRise, day) ? costRiseFactor : 1
  return {
    product,
    price: cents(Math.round(list * priceFactor(product.category, day)) - 0.01),
    unitCost: cents(list * product.costShare * dearer),
  }
}
