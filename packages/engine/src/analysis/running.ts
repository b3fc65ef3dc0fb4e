import type { Calculation, MetricDefinition } from '@salestalk/protocol'
import { compareDates } from './reconcile.ts'
import type { ResultRow } from './result-rows.ts'
import type { Fact } from './types.ts'

/** The rows of one series with what was asked to be computed from them in order of time; a bucket without a figure adds nothing. */
export function runningRows(rows: readonly ResultRow[], calculation: Calculation | null): ResultRow[] {
  const ordered = [...rows].sort((a, b) => compareDates(a.window.start, b.window.start)).map(once)
  switch (calculation?.kind) {
    case 'running_total': {
      const totals: ResultRow[] = []
      for (const row of ordered) totals.push(once(plus(row, totals.at(-1))))
      return totals
    }
    case 'moving_average': {
      const { window } = calculation
      return ordered.slice(window - 1).map((row, index) => meanOf(row, ordered.slice(index, index + window)))
    }
    default:
      return ordered
  }
}

/** A row that writes each of its figures into the book once, however many others are computed from it. */
function once(row: ResultRow): ResultRow {
  const facts = new Map<string, Fact>()
  return {
    ...row,
    fact: (metric, book) => {
      const fact = facts.get(metric.id) ?? row.fact(metric, book)
      facts.set(metric.id, fact)
      return fact
    },
  }
}

function plus(row: ResultRow, before: ResultRow | undefined): ResultRow {
  if (!before) return row
  const value = (metric: MetricDefinition) => sum([before.value(metric), row.value(metric)])
  return {
    ...row,
    value,
    fact: (metric, book) =>
      book.derived('running_total', value(metric), metric.unit, [row.fact(metric, book), before.fact(metric, book)]),
  }
}

function meanOf(row: ResultRow, window: readonly ResultRow[]): ResultRow {
  const value = (metric: MetricDefinition) => {
    const total = sum(window.map((each) => each.value(metric)))
    return total === null ? null : total / window.length
  }
  return {
    ...row,
    value,
    fact: (metric, book) => {
      const others = window.filter((each) => each !== row).map((each) => each.fact(metric, book))
      return book.derived('average', value(metric), metric.unit, [row.fact(metric, book), ...others])
    },
  }
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? [])
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}
