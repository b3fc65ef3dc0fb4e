import { describe, expect, it } from 'vitest'
import { formatDay, monthEnd, monthOf, parseDay, weekday } from '../calendar.ts'
import { readTable } from '../testing/table.ts'
import { customersUntil } from './customers.ts'
import { subscriptions } from './subscriptions.ts'

const today = '2026-11-18'
const table = readTable(subscriptions, today)
const snapshots = [...new Set(table.rows.map((row) => table.text(row, 'date')))]

describe('subscriptions', () => {
  it('takes snapshots on Sundays, at month ends and yesterday, and at no other time', () => {
    const others = snapshots.filter((date) => {
      const day = parseDay(date)
      return weekday(day) !== 6 && day !== monthEnd(monthOf(day))
    })
    expect(others).toEqual(['2026-11-17'])
    expect(snapshots).toContain('2024-02-29')
  })

  it('has every customer at most once in a snapshot', () => {
    const keys = table.rows.map((row) => `${table.text(row, 'date')} ${table.text(row, 'customer_id')}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('counts as many active customers at a month end as there are, and their mrr only', () => {
    const day = parseDay('2025-06-30')
    const active = customersUntil(day).filter((customer) => customer.left === null)
    const rows = table.where({ date: '2025-06-30' })
    expect(rows.sum('active_customers')).toBe(active.length)
    for (const row of rows.rows) expect(rows.number(row, 'mrr') > 0).toBe(rows.number(row, 'active_customers') === 1)
  })

  it('reconciles every month: opening + new - churned = active at its end', () => {
    for (let month = monthOf(parseDay('2023-11-01')); month <= monthOf(parseDay('2026-10-01')); month++) {
      const end = formatDay(monthEnd(month))
      const rows = table.where({}, 'date', `${end.slice(0, 7)}-01`, end)
      const closing = rows.sum('opening_customers') + rows.sum('new_customers') - rows.sum('churned_customers')
      expect([end, closing]).toEqual([end, table.where({ date: end }).sum('active_customers')])
    }
  })

  it('writes survey answers whose average is a net promoter score', () => {
    const answers = table.filter((row) => table.text(row, 'nps') !== '')
    expect(new Set(answers.rows.map((row) => table.number(row, 'nps')))).toEqual(new Set([-100, 0, 100]))
    const score = answers.sum('nps') / answers.rows.length
    expect(score).toBeGreaterThan(10)
    expect(score).toBeLessThan(45)
  })
})
