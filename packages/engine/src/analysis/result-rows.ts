import type { MetricDefinition, TimeGrain } from '@salestalk/protocol'
import type { Period, QueryOutcome, QueryResults } from '../query/index.ts'
import { addGrain, type Calendar, toDays, windowLabel } from '../understanding/time/index.ts'
import type { FactBook } from './fact-book.ts'
import type { Fact } from './types.ts'

/** One group of a result with the figures of all metrics asked, whichever query they came from. */
export interface ResultRow {
  /** Dimension -> member; a time bucket is a member of its grain ("month": "2025-11"). */
  readonly group: Readonly<Record<string, string | null>>
  readonly window: Period
  readonly value: (metric: MetricDefinition) => number | null
  readonly fact: (metric: MetricDefinition, book: FactBook) => Fact
}

/** The rows of one purpose and period, metrics of several datasets joined on their group. */
export function resultRows(
  results: QueryResults,
  purpose: QueryOutcome['purpose'],
  periodIndex: number,
  period: Period,
  calendar: Calendar,
): ResultRow[] {
  const outcomes = results.outcomes.filter((outcome) => outcome.purpose === purpose && outcome.period === periodIndex)
  const joined = new Map<
    string,
    { group: ResultRow['group']; window: Period; values: Map<string, { value: number | null; queryId: string }> }
  >()
  for (const outcome of outcomes) {
    for (const row of outcome.rows) {
      const { grain } = outcome.query
      const window = grain && row.period ? bucketWindow(row.period, grain, period, calendar) : period
      const group = grain && row.period ? { ...row.group, [grain]: window.label } : row.group
      const key = JSON.stringify(group)
      const entry = joined.get(key) ?? { group, window, values: new Map() }
      for (const [metric, value] of Object.entries(row.values)) entry.values.set(metric, { value, queryId: outcome.id })
      joined.set(key, entry)
    }
  }
  return [...joined.values()].map(({ group, window, values }) => ({
    group,
    window,
    value: (metric) => values.get(metric.id)?.value ?? null,
    fact: (metric, book) => {
      const found = values.get(metric.id)
      return book.measured(metric, found?.value ?? null, window, group, found?.queryId ?? outcomes[0]?.id ?? 'q1')
    },
  }))
}

function bucketWindow(start: string, grain: TimeGrain, period: Period, calendar: Calendar): Period {
  const end = addGrain(start, grain, 1)
  const isCut = (period.end !== null && end > period.end) || (period.start !== null && start < period.start)
  return { label: windowLabel(toDays(start), toDays(end), calendar), start, end, grain, partial: isCut }
}
