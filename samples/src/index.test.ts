import { describe, expect, it } from 'vitest'
import { dataWindow, formatDay } from './calendar.ts'
import { demoCompanies } from './index.ts'
import type { DemoColumn, DemoDataset, Row } from './types.ts'

const today = '2026-11-22'
const datasets = demoCompanies.flatMap((company) => company.datasets)

function fits({ type }: DemoColumn, cell: Row[number]): boolean {
  if (cell === null) return true
  if (type === 'text') return typeof cell === 'string' && cell !== ''
  if (type === 'date') return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell)
  return typeof cell === 'number' && Number.isFinite(cell) && (type === 'decimal' || Number.isInteger(cell))
}

/** Row texts by day (or month), without what may change from day to day by design. */
function byDay(dataset: DemoDataset, asked: string): Map<string, string[]> {
  const column = dataset.columns.findIndex(({ name }) =>
    /^(date|order_date|return_date|created_date|period)$/.test(name),
  )
  const dateColumn = dataset.name === 'returns' ? 3 : column
  const stage = dataset.name === 'pipeline' ? 2 : -1
  const days = new Map<string, string[]>()
  for (const row of dataset.rows(asked)) {
    const day = String(row[dateColumn])
    const text = stage >= 0 && row[stage] === null ? `${row[0]} open` : row.join('|')
    const same = days.get(day)
    if (same === undefined) days.set(day, [text])
    else same.push(text)
  }
  return days
}

describe('demo companies', () => {
  it('are two, with three datasets each, under names of their own', () => {
    expect(demoCompanies.map((company) => company.id)).toEqual(['brightloom', 'harborpine'])
    expect(datasets.map((dataset) => dataset.name)).toEqual([
      ...['subscriptions', 'pipeline', 'marketing'],
      ...['orders', 'returns', 'costs'],
    ])
  })

  it('hold several hundred thousand rows', () => {
    let rows = 0
    for (const dataset of datasets) for (const _ of dataset.rows(today)) rows += 1
    expect(rows).toBeGreaterThan(300_000)
    expect(rows).toBeLessThan(450_000)
  })

  it('name at least five questions each', () => {
    for (const company of demoCompanies) expect(company.exampleQuestions.length).toBeGreaterThanOrEqual(5)
  })
})

describe.each(datasets)('$name', (dataset) => {
  const { start, end } = dataWindow(today)

  it('fits its columns and stays between the first day and yesterday', () => {
    const wrong = new Set<string>()
    const [first, last] = [formatDay(start), formatDay(end)]
    for (const row of dataset.rows(today)) {
      if (row.length !== dataset.columns.length) wrong.add(`${row.length} cells`)
      for (const [index, column] of dataset.columns.entries()) {
        const cell = row[index] ?? null
        if (!fits(column, cell)) wrong.add(`${column.name}: ${cell}`)
        if (column.type === 'date' && cell !== null && (cell < first || cell > last))
          wrong.add(`${column.name}: ${cell}`)
      }
    }
    expect([...wrong]).toEqual([])
  })

  it('is the same whenever it is generated', () => {
    const again = dataset.rows(today)[Symbol.iterator]()
    let differences = 0
    for (const row of dataset.rows(today)) if (row.join() !== again.next().value?.join()) differences += 1
    expect(differences).toBe(0)
    expect(again.next().done).toBe(true)
  })

  const before = byDay(dataset, today)

  it.each(['2026-11-23', '2027-02-03'])('keeps every day it had when today becomes %s', (later) => {
    const after = byDay(dataset, later)
    const kept = [...after.keys()].filter((day) => before.has(day))
    expect(kept.length).toBeGreaterThan(dataset.name === 'costs' ? 30 : 150)
    const changed = kept.filter((day) => {
      // Opportunities that were open may be closed by now; all others must read the same.
      const [old, now] = [before.get(day) ?? [], after.get(day) ?? []]
      return old.length !== now.length || old.some((text, index) => !text.endsWith(' open') && text !== now[index])
    })
    expect(changed).toEqual([])
    // Nothing but the running snapshot of yesterday and what left the window at its start may be missing.
    const firstKept = kept[0] ?? ''
    const lost = [...before.keys()].filter((day) => day > firstKept && !after.has(day))
    expect(lost).toEqual(dataset.name === 'subscriptions' ? [formatDay(end)] : [])
  })
})
