import { describe, expect, it } from 'vitest'
import { parseDay } from '../calendar.ts'
import { readTable } from '../testing/table.ts'
import { orders } from './orders.ts'
import { returns } from './returns.ts'

const today = '2025-03-15'
const table = readTable(orders, today)
const returned = readTable(returns, today)

describe('orders and returns', () => {
  it('prices each line as units x unit price x (1 - discount), to the cent', () => {
    const wrong = table.rows.filter((row) => {
      const gross = table.number(row, 'units') * table.number(row, 'unit_price')
      return Math.abs(gross * (1 - table.number(row, 'discount')) - table.number(row, 'revenue')) > 0.0051
    })
    expect(wrong).toEqual([])
  })

  it('keeps one date, customer and channel per order', () => {
    const heads = new Map<string, string>()
    for (const row of table.rows) {
      const head = ['order_date', 'customer_id', 'channel', 'city', 'promo_code'].map((name) => table.text(row, name))
      const id = table.text(row, 'order_id')
      expect(heads.get(id) ?? head.join()).toBe(head.join())
      heads.set(id, head.join())
    }
  })

  it('names the store for store orders only', () => {
    const wrong = table.rows.filter(
      (row) => (table.text(row, 'store') !== '') !== (table.text(row, 'channel') === 'Store'),
    )
    expect(wrong).toEqual([])
  })

  it('returns only what was ordered, 4 to 27 days before, for no more than was paid', () => {
    const lines = new Map<string, number>()
    for (const row of table.rows) {
      const key = `${table.text(row, 'order_id')} ${table.text(row, 'product')} ${table.text(row, 'order_date')}`
      lines.set(key, (lines.get(key) ?? 0) + table.number(row, 'revenue'))
    }
    expect(returned.rows.length).toBeGreaterThan(5000)
    for (const row of returned.rows) {
      const key = `${returned.text(row, 'order_id')} ${returned.text(row, 'product')} ${returned.text(row, 'order_date')}`
      expect(returned.number(row, 'refund_amount')).toBeLessThanOrEqual((lines.get(key) ?? 0) + 0.01)
      const days = parseDay(returned.text(row, 'return_date')) - parseDay(returned.text(row, 'order_date'))
      expect(days >= 4 && days <= 27).toBe(true)
    }
  })

  it('sells most in November and December and in the shops on Saturday', () => {
    const peak = table.where({}, 'order_date', '2024-11-01', '2024-12-31').sum('revenue') / 61
    const usual = table.where({}, 'order_date', '2024-08-01', '2024-09-30').sum('revenue') / 61
    expect(peak / usual).toBeGreaterThan(1.3)
    const shops = table.where({ channel: 'Store' })
    const onWeekday = (wanted: number) =>
      shops.filter((row) => (parseDay(shops.text(row, 'order_date')) + 3) % 7 === wanted).sum('revenue')
    expect(onWeekday(5) / onWeekday(1)).toBeGreaterThan(1.6)
  })

  it('grows from year to year', () => {
    const year = (wanted: string) => table.where({}, 'order_date', `${wanted}-04-01`, `${wanted}-12-31`).sum('revenue')
    expect(year('2024') / year('2023')).toBeGreaterThan(1.03)
  })
})
