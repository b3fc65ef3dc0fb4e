import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../calendar.ts'
import { readTable, type Table, usualDays } from '../testing/table.ts'
import type { PlantedEvent } from '../types.ts'
import { costs } from './costs.ts'
import { orders } from './orders.ts'
import { plantedEvents } from './planted-events.ts'
import { returns } from './returns.ts'

const kinds = [
  ...['outage', 'price-change', 'launch', 'campaign', 'store-closure', 'defective-batch', 'cost-increase', 'delay'],
]

describe.each(['2026-11-22', '2025-03-01'])('what is planted in Harbor & Pine, seen from %s', (today) => {
  const yesterday = formatDay(parseDay(today) - 1)
  const first = formatDay(parseDay(`${Number(today.slice(0, 4)) - 3}${today.slice(4, 7)}-01`) + 28)
  const events = plantedEvents(today)
  const table = readTable(orders, today)

  /** Events whose run and the four weeks before it are all in the data. */
  function complete(kind: PlantedEvent['kind']): (PlantedEvent & { until: string })[] {
    const found = events
      .filter((event) => event.kind === kind && event.start >= first && (event.end ?? event.start) < yesterday)
      .map((event) => ({ ...event, until: event.end ?? yesterday }))
    // A loop over nothing would pass.
    expect(found.length).toBeGreaterThan(0)
    return found
  }

  function shifted(date: string, days: number): string {
    return formatDay(parseDay(date) + days)
  }

  it('covers every kind, in order, within the data', () => {
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(kinds))
    expect(events.map((event) => event.start)).toEqual(events.map((event) => event.start).sort())
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  })

  it('checkout outages stop nearly all online orders of the region', () => {
    for (const event of complete('outage')) {
      const slice = table.where(event.filters)
      const during = slice.where({}, 'order_date', event.start, event.until).rows.length / 2
      const usual = usualDays(slice, 'order_date', event.start, event.until).rows.length / 8
      expect(during / usual).toBeLessThan(0.25)
    }
  })

  it('a closed store sells nothing, before and after it does', () => {
    for (const event of complete('store-closure')) {
      const slice = table.where(event.filters)
      expect(slice.where({}, 'order_date', event.start, event.until).rows).toEqual([])
      expect(slice.where({}, 'order_date', shifted(event.start, -14), event.start).rows.length).toBeGreaterThan(20)
    }
  })

  it('flash sales multiply marketplace units', () => {
    for (const event of complete('campaign')) {
      const slice = table.where(event.filters)
      const during = slice.where({}, 'order_date', event.start, event.until).sum('units') / 3
      const usual = usualDays(slice, 'order_date', event.start, event.until).sum('units') / 12
      expect(during / usual).toBeGreaterThan(2.5)
      expect(during / usual).toBeLessThan(5)
    }
  })

  it('price rises change every price of the category overnight', () => {
    for (const event of complete('price-change')) {
      const slice = table.where(event.filters)
      const before = pricesOf(slice.where({}, 'order_date', shifted(event.start, -14), shifted(event.start, -1)))
      const after = pricesOf(slice.where({}, 'order_date', event.start, shifted(event.start, 13)))
      expect(before.size).toBeGreaterThan(2)
      for (const [product, price] of before) {
        const now = after.get(product)
        if (now !== undefined) expect(Math.abs(now / price - 1.12)).toBeLessThan(0.04)
      }
    }
  })

  it('launched products sell from their day on and lead their category', () => {
    for (const event of complete('launch')) {
      expect(table.where(event.filters, 'order_date', '', shifted(event.start, -1)).rows).toEqual([])
      const sold = table.where({}, 'order_date', event.start, shifted(event.start, 90))
      const revenue = sold.where(event.filters).sum('revenue')
      const category = sold.where(event.filters).rows.map((row) => sold.text(row, 'category'))[0] ?? ''
      expect(revenue / sold.where({ category }).sum('revenue')).toBeGreaterThan(0.2)
    }
  })

  it('bad batches come back seven times as often', () => {
    const returned = readTable(returns, today)
    for (const event of complete('defective-batch').filter((each) => shifted(each.until, 28) < yesterday)) {
      const rate = (from: string, to: string) =>
        returned.where(event.filters, 'order_date', from, to).rows.length /
        table.where(event.filters, 'order_date', from, to).rows.length
      expect(Math.abs(rate(event.start, event.until) - 0.4)).toBeLessThan(0.12)
      if (event.start > shifted(first, 60)) {
        expect(rate(shifted(event.start, -60), shifted(event.start, -1))).toBeLessThan(0.15)
      }
      const faulty = returned.where({ ...event.filters, reason: 'Faulty' }, 'order_date', event.start, event.until)
      expect(faulty.rows.length).toBeGreaterThan(30)
    }
  })

  it('supplier price rises show in cost per unit and not in the price', () => {
    for (const event of complete('cost-increase')) {
      const slice = table.where(event.filters)
      const before = unitCostsOf(slice.where({}, 'order_date', shifted(event.start, -28), shifted(event.start, -1)))
      const after = unitCostsOf(slice.where({}, 'order_date', event.start, event.until))
      expect(before.size).toBeGreaterThan(2)
      for (const [product, cost] of before) {
        expect((after.get(product) ?? 0) / cost).toBeCloseTo(1.25, 2)
      }
    }
  })

  it('fulfillment takes 1.8 times as long in the slow month', () => {
    const figures = readTable(costs, today)
    for (const event of complete('delay').filter((each) => each.until < `${today.slice(0, 7)}-01`)) {
      const month = figures.where({ ...event.filters, period: event.start.slice(0, 7) }).sum('value')
      const before = figures.where({ ...event.filters, period: shifted(event.start, -1).slice(0, 7) }).sum('value')
      expect(Math.abs(month / before - 1.8)).toBeLessThan(0.25)
    }
  })
})

function pricesOf(table: Table): Map<string, number> {
  return new Map(table.rows.map((row) => [table.text(row, 'product'), table.number(row, 'unit_price')]))
}

function unitCostsOf(table: Table): Map<string, number> {
  return new Map(
    table.rows.map((row) => [table.text(row, 'product'), table.number(row, 'cost') / table.number(row, 'units')]),
  )
}
