import type { Interpretation, IsoDate, MetricDefinition } from '@salestalk/protocol'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import type { Period, QueryPlan, QueryPurpose, QueryResults } from '../query/index.ts'
import { type Calendar, fromDays, toDays } from '../understanding/time/index.ts'
import type { FactBook } from './fact-book.ts'
import { type ResultRow, resultRows } from './result-rows.ts'
import type { EmptyFinding, Reconciliation } from './types.ts'

/** What every intent's analysis works from. */
export interface AnalysisInput {
  readonly interpretation: Interpretation
  readonly plan: QueryPlan
  readonly results: QueryResults
  readonly data: TenantData
  readonly calendar: Calendar
}

export interface AnalysisScope extends AnalysisInput {
  readonly metrics: readonly [MetricDefinition, ...MetricDefinition[]]
  readonly book: FactBook
  readonly reconciliations: Reconciliation[]
  rows(purpose: QueryPurpose, period: number): ResultRow[]
  /** True for a time bucket that the window asked or the end of the metric's data cuts short. */
  isCut(row: Pick<ResultRow, 'window'>, metric: MetricDefinition): boolean
}

/** Binds the input to the metrics asked; only for interpretations that name at least one. */
export function openScope(input: AnalysisInput, book: FactBook, reconciliations: Reconciliation[]): AnalysisScope {
  const [first, ...others] = input.interpretation.metrics.map(({ id }) => definitionOf(input.data, id))
  if (!first) throw new Error('An analysis of metrics needs at least one metric')
  return {
    ...input,
    metrics: [first, ...others],
    book,
    reconciliations,
    rows: (purpose, period) => resultRows(input.results, purpose, period, periodAt(input.plan, period)),
    isCut: ({ window }, metric) => {
      const dataEnd = endOfData(input.data, metric)
      return window.partial || (dataEnd !== null && window.end !== null && window.end > dataEnd)
    },
  }
}

/** The first day without data, or null for a metric without dates. */
function endOfData(data: TenantData, { id, timeColumn }: MetricDefinition): IsoDate | null {
  const span = timeColumn === null ? undefined : findMetric(data, id)?.dataset.timeSpans[timeColumn]
  return span ? fromDays(toDays(span.end) + 1) : null
}

/** Nothing to tell: no rows at all, or none that meets the condition asked. */
export function emptyFinding({ metrics, interpretation }: AnalysisScope, why?: EmptyFinding['reason']): EmptyFinding {
  return {
    type: 'empty',
    metric: metrics[0],
    reason: why ?? (interpretation.having.length > 0 ? 'condition' : 'nothing_recorded'),
  }
}

export function definitionOf(data: TenantData, metricId: string): MetricDefinition {
  const located = findMetric(data, metricId)
  if (!located) throw new Error(`Metric ${metricId} is not in the company's model: the interpretation was not checked`)
  return located.metric
}

export function periodAt(plan: QueryPlan, index: number): Period {
  const period = plan.periods[index]
  if (!period) throw new Error(`The plan has no period ${index}`)
  return period
}

/** True when members' values add up to the total's: sums, counts and snapshots do, distinct counts, averages and ratios do not. */
export function isAdditive(metric: MetricDefinition): boolean {
  return metric.aggregation.kind === 'sum' || metric.aggregation.kind === 'count' || metric.aggregation.kind === 'last'
}

/** True when sub-periods add up to the period: a snapshot's do not. */
export function isAdditiveOverTime(metric: MetricDefinition): boolean {
  return metric.aggregation.kind === 'sum' || metric.aggregation.kind === 'count'
}
