import { civil, type Day, formatDay, yearsSince2020 } from '../calendar.ts'
import { cents } from '../money.ts'
import { count, createRandom, cumulate, drawIndex, integer, itemAt, pick, type Random } from '../random.ts'
import type { Product } from './assortment.ts'
import { expectedOrders, isBlackFridayWeekend, type Offer, offersOn, openStores } from './demand.ts'
import { badBatchReturnRate, flashSaleDiscount, isWithin, scriptOf, type YearScript } from './events.ts'
import { type Cell, cells, type Store, storesIn } from './places.ts'

/** One line of an order, with what will become of it. */
export interface OrderLine {
  orderId: string
  day: Day
  customerId: string
  segment: string
  cell: Cell
  /** The store for store orders; the customer's nearest city otherwise. */
  place: Store
  product: Product
  units: number
  unitPrice: number
  /** Share of the list price taken off, 0 to 1. */
  discount: number
  revenue: number
  cost: number
  promoCode: string | null
  /** Null when the customer keeps it. */
  comeback: Comeback | null
}

export interface Comeback {
  day: Day
  units: number
  reason: string
}

/** Returns arrive within this many days of the order; less than the shortest month. */
export const maximumReturnDays = 27
const minimumReturnDays = 4

const usualReturnRate = 0.06
const segmentNames = ['Consumer', 'Consumer', 'Consumer', 'Member', 'Member', 'Trade'] as const
const returnReasons = ['Changed mind', 'Changed mind', 'Wrong size', 'Damaged in transit', 'Not as described'] as const

/** What all orders of one channel, region and day have in common; worked out once, not per order. */
interface Scene {
  day: Day
  cell: Cell
  script: YearScript
  blackFriday: boolean
  flashSale: boolean
  places: readonly Store[]
  placeTotals: readonly number[]
  /** Customers per unit of store weight; the pool grows with the years. */
  customersPerWeight: number
}

interface OrderHead {
  orderId: string
  customerId: string
  segment: (typeof segmentNames)[number]
  place: Store
  promotion: Promotion
}

interface Promotion {
  code: string | null
  discount: number
}

const noPromotion: Promotion = { code: null, discount: 0 }

/** The order lines of a day; a pure function of the day. */
export function* orderLinesOn(day: Day): Iterable<OrderLine> {
  const offer = offersOn(day)
  const totals = cumulate(offer.weights)
  const prefix = `HP-${formatDay(day).replaceAll('-', '')}-`
  let number = 0
  for (const cell of cells) {
    const random = createRandom('harborpine', 'orders', day, cell.channel, cell.region)
    const scene = sceneOf(day, cell)
    const orders = count(random, expectedOrders(cell, day, offer.lift))
    for (let index = 0; index < orders; index++) {
      number += 1
      const head = orderHead(random, scene, prefix + String(number).padStart(4, '0'))
      const lines = linesOf(random, head.segment)
      for (let line = 0; line < lines; line++) {
        yield orderLine(random, scene, head, itemAt(offer.offers, drawIndex(random, totals)))
      }
    }
  }
}

function sceneOf(day: Day, cell: Cell): Scene {
  const { year } = civil(day)
  const script = scriptOf(year)
  const places = cell.channel === 'Store' ? openStores(cell.region, day) : storesIn(cell.region)
  return {
    day,
    cell,
    script,
    blackFriday: isBlackFridayWeekend(year, day),
    flashSale: cell.channel === 'Marketplace' && isWithin(script.flashSale, day),
    places,
    placeTotals: cumulate(places.map((place) => place.weight)),
    customersPerWeight: 52 * (1 + 0.12 * yearsSince2020(day)),
  }
}

function orderHead(random: Random, scene: Scene, orderId: string): OrderHead {
  const place = itemAt(scene.places, drawIndex(random, scene.placeTotals))
  // The square makes early customers the loyal ones.
  const customer = Math.floor(random() ** 2 * place.weight * scene.customersPerWeight)
  const segment = itemAt(segmentNames, (customer * 7 + place.city.length) % segmentNames.length)
  const customerId = `C-${place.city.slice(0, 3).toUpperCase()}-${String(customer + 1).padStart(5, '0')}`
  return { orderId, customerId, segment, place, promotion: promotionOn(random, scene, segment) }
}

function promotionOn(random: Random, scene: Scene, segment: string): Promotion {
  const luck = random()
  if (scene.flashSale) {
    return luck < 0.85 ? { code: scene.script.flashSale.code, discount: flashSaleDiscount } : noPromotion
  }
  if (scene.blackFriday) return luck < 0.6 ? { code: 'BLACKFRIDAY', discount: 0.2 } : noPromotion
  if (segment === 'Trade') return { code: null, discount: 0.12 }
  if (segment === 'Member' && luck < 0.35) return { code: 'MEMBER10', discount: 0.1 }
  return luck > 0.94 ? { code: 'WELCOME5', discount: 0.05 } : noPromotion
}

function linesOf(random: Random, segment: string): number {
  const luck = random()
  if (segment === 'Trade') return luck < 0.4 ? 2 : 3
  return luck < 0.5 ? 1 : luck < 0.83 ? 2 : 3
}

function orderLine(random: Random, scene: Scene, head: OrderHead, { product, price, unitCost }: Offer): OrderLine {
  const { day, cell } = scene
  const luck = random()
  const few = luck < 0.72 ? 1 : luck < 0.92 ? 2 : 3
  const units = product.price > 250 ? Math.min(2, few) : head.segment === 'Trade' ? few + 2 : few
  const { code, discount } = head.promotion
  const revenue = cents(units * price * (1 - discount))
  return {
    orderId: head.orderId,
    day,
    customerId: head.customerId,
    segment: head.segment,
    cell,
    place: head.place,
    product,
    units,
    unitPrice: price,
    discount,
    revenue,
    cost: cents(units * unitCost),
    promoCode: code,
    comeback: comebackOf(random, scene, product, units),
  }
}

/** Draws the same number of times whether the line is kept or not, so that one return never shifts another. */
function comebackOf(random: Random, { day, cell, script }: Scene, product: Product, units: number): Comeback | null {
  const fate = random()
  const after = integer(random, minimumReturnDays, maximumReturnDays)
  const reason = pick(random, returnReasons)
  const partial = random() < 0.5
  const bad = script.badBatch.product === product.name && isWithin(script.badBatch, day)
  const rate = bad ? badBatchReturnRate : usualReturnRate * (cell.channel === 'Store' ? 0.6 : 1.2)
  if (fate >= rate) return null
  // Nearly all of a bad batch comes back as faulty.
  return {
    day: day + after,
    units: partial && units > 1 ? units - 1 : units,
    reason: bad && fate < rate * 0.9 ? 'Faulty' : reason,
  }
}
