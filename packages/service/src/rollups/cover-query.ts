import { type DatasetSnapshot, findDimension, findMetric, type TenantData } from '@salestalk/engine'
import type { IsoDate, MetricDefinition, MetricQuery, TimeGrain } from '@salestalk/protocol'
import { hasOwnSpan, leavesOf, spanKey } from './metric-leaves.ts'
import {
  allPeriod,
  bucketOf,
  bucketsOf,
  clip,
  isSameSpan,
  periodOf,
  type Range,
  rangeOf,
  type Span,
  unionOf,
} from './periods.ts'

/** A query whose shape rollups can answer: of one dataset and at most one dimension. */
export interface RollupQuestion {
  readonly dataset: DatasetSnapshot
  readonly query: MetricQuery
  /** All metrics the query names, those of conditions and order included. */
  readonly metrics: readonly MetricDefinition[]
  readonly dimension: string | null
  readonly isGrouped: boolean
  /** Which members the filters let through. */
  readonly accepts: (member: string | null) => boolean
  /** The one member a query without groups is about. */
  readonly member: string | null
}

/** Where the figures of a metric are: `periods` to read and what stands for one that no row fell in. */
export interface MetricCells {
  readonly metric: MetricDefinition
  readonly periods: readonly string[]
  /** The value where there are no rows, by period; null elsewhere. */
  readonly emptyValue: number | null
}

/** What to read: by metric, and the buckets of the answer (null without a grain, where each metric has at most one period). */
export interface RollupPlan {
  readonly question: RollupQuestion
  readonly cells: readonly MetricCells[]
  readonly buckets: readonly { readonly start: IsoDate; readonly period: string }[] | null
}

// A longer series is cheaper to compute than to read figure by figure.
const bucketsMax = 400

const grainsByLikelihood: readonly TimeGrain[] = ['month', 'quarter', 'year', 'week', 'day']

/** The query as rollups can answer it; null when its shape is beyond them (or it cannot be answered at all). */
export function readRollupQuestion(data: TenantData, asked: MetricQuery): RollupQuestion | null {
  const query = { ...asked, groupBy: [...new Set(asked.groupBy)] }
  const named = [
    ...query.metrics,
    ...query.having.map(({ metric }) => metric),
    ...(query.orderBy === null ? [] : [query.orderBy.metric]),
  ]
  const located = [...new Set(named)].map((id) => findMetric(data, id))
  const dataset = located[0]?.dataset
  if (dataset === undefined || located.some((one) => one?.dataset !== dataset)) return null
  const metrics = located.flatMap((one) => one?.metric ?? [])
  const dimensions = [...new Set([...query.groupBy, ...query.filters.map((filter) => filter.dimension)])]
  const [dimension = null] = dimensions
  if (dimensions.length > 1 || query.having.some(({ operator, upper }) => operator === 'between' && upper === null)) {
    return null
  }
  if (dimension === null) {
    return { dataset, query, metrics, dimension, isGrouped: false, accepts: () => true, member: null }
  }
  return ofOneDimension(dataset, query, metrics, dimension)
}

function ofOneDimension(
  dataset: DatasetSnapshot,
  query: MetricQuery,
  metrics: readonly MetricDefinition[],
  dimension: string,
): RollupQuestion | null {
  const type = columnTypeOf(dataset, dimension)
  if (type === undefined) return null
  const isGrouped = query.groupBy.length > 0
  const accepts = acceptanceOf(query, type)
  if (accepts === null) return null
  if (isGrouped) return { dataset, query, metrics, dimension, isGrouped, accepts, member: null }
  const member = singleMember(query)
  return member === undefined ? null : { dataset, query, metrics, dimension, isGrouped, accepts, member }
}

function columnTypeOf({ model, ...rest }: DatasetSnapshot, dimension: string) {
  const key = findDimension({ model, ...rest }, dimension)?.column
  return model.columns.find((column) => column.key === key && column.role !== 'ignored')?.type
}

/** Only text is compared as its member is written: 3 and 3.0 are one number. */
function acceptanceOf({ filters }: MetricQuery, type: string): ((member: string | null) => boolean) | null {
  if (filters.length === 0) return () => true
  if (type !== 'text') return null
  const tests = filters.map(({ operator, values }) => {
    const members = new Set(values.map((value) => (value === null ? null : String(value))))
    if (operator === 'in') return (member: string | null) => members.has(member)
    return operator === 'not_in' ? (member: string | null) => !members.has(member) : null
  })
  if (tests.includes(null)) return null
  return (member) => tests.every((test) => test?.(member) ?? false)
}

/** The member that filters without groups single out; figures of several members cannot be put together. */
function singleMember({ filters }: MetricQuery): string | null | undefined {
  const [filter, ...others] = filters
  if (filter?.operator !== 'in' || others.length > 0) return undefined
  const [value, ...more] = new Set(filter.values)
  if (value === undefined || more.length > 0) return undefined
  return value === null ? null : String(value)
}

/** Which leaf metrics of a question have ends of their own that the state of the rollups must tell. */
export function needsOwnSpans({ dataset, metrics, query }: RollupQuestion): boolean {
  return (
    isTimed(query) &&
    metrics.some((metric) => leavesOf(dataset.model, metric)?.some((leaf) => hasOwnSpan(dataset.model, leaf)))
  )
}

/** What answers the question exactly; null when no stored periods do. `spans` are those of the state, see spanKey. */
export function planRollups(question: RollupQuestion, spans: Readonly<Record<string, Span>>): RollupPlan | null {
  const { query, metrics } = question
  if (!isTimed(query)) {
    const cells = metrics.map((metric) => ({ metric, periods: [allPeriod], emptyValue: emptyValueOf(metric) }))
    return { question, cells, buckets: null }
  }
  const parts: MetricSpans[] = []
  for (const metric of metrics) {
    const own = spansOf(question, metric, spans)
    if (own === null) return null
    parts.push({ metric, spans: own })
  }
  return query.grain === null ? planPeriod(question, parts) : planBuckets(question, parts, query.grain)
}

function isTimed({ start, end, grain }: MetricQuery): boolean {
  return start !== null || end !== null || grain !== null
}

/** A metric with the days its leaves have rows on. */
interface MetricSpans {
  readonly metric: MetricDefinition
  readonly spans: readonly Span[]
}

function spansOf(
  { dataset, dimension }: RollupQuestion,
  metric: MetricDefinition,
  known: Readonly<Record<string, Span>>,
): Span[] | null {
  const { model, timeSpans } = dataset
  const spans: Span[] = []
  for (const leaf of leavesOf(model, metric) ?? [null]) {
    if (leaf === null || leaf.timeColumn === null) return null
    const span = hasOwnSpan(model, leaf) ? known[spanKey(leaf, dimension)] : timeSpans[leaf.timeColumn]
    if (span === undefined) return null
    spans.push(span)
  }
  return spans
}

/** One period for each metric that holds the same of its rows as the range does. */
function planPeriod(question: RollupQuestion, parts: readonly MetricSpans[]): RollupPlan | null {
  const cells: MetricCells[] = []
  for (const { metric, spans } of parts) {
    const period = periodLike(question.query, spans)
    if (period === null) return null
    cells.push({ metric, periods: period === 'none' ? [] : [period], emptyValue: emptyValueOf(metric) })
  }
  return { question, cells, buckets: null }
}

/** 'none' when the range holds no rows at all, null when it is no period. */
function periodLike(range: Range, spans: readonly Span[]): string | null {
  const wanted = spans.map((span) => clip(span, range))
  const first = unionOf(wanted)
  if (first === null) return 'none'
  // Beyond the ends of its data a part of a ratio is 0 in a period asked for by itself, and unknown in a series, which figures come from.
  if (wanted.includes(null)) return null
  const candidates = grainsByLikelihood.map((grain) => ({ grain, start: bucketOf(first.start, grain) }))
  const isExact = ({ grain, start }: { grain: TimeGrain; start: IsoDate }) =>
    start === range.start && rangeOf(start, grain).end === range.end
  const found =
    candidates.find(isExact) ??
    candidates.find(({ grain, start }) =>
      spans.every((span, index) => isSameSpan(clip(span, rangeOf(start, grain)), wanted[index] ?? null)),
    )
  return found === undefined ? null : periodOf(found.start, found.grain)
}

/** Every bucket of the range, as long as none of them is cut in the middle of the data. */
function planBuckets(question: RollupQuestion, parts: readonly MetricSpans[], grain: TimeGrain): RollupPlan | null {
  const { query } = question
  const cells: MetricCells[] = []
  for (const { metric, spans } of parts) {
    const clipped = spans.map((span) => clip(span, query))
    const buckets = bucketsOf(unionOf(clipped), grain, bucketsMax)
    const ends = buckets === null ? [] : [...buckets.slice(0, 1), ...buckets.slice(-1)]
    if (buckets === null || !ends.every((bucket) => isWhole(rangeOf(bucket, grain), spans, query))) return null
    cells.push({ metric, periods: buckets.map((bucket) => periodOf(bucket, grain)), emptyValue: emptyValueOf(metric) })
  }
  const all = bucketsOf(
    unionOf(parts.flatMap(({ spans }) => spans.map((span) => clip(span, query)))),
    grain,
    bucketsMax,
  )
  if (all === null) return null
  return { question, cells, buckets: all.map((start) => ({ start, period: periodOf(start, grain) })) }
}

/** Whether a range holds the same of the data as the part of it within another. */
function isWhole(bucket: Range, spans: readonly Span[], range: Range): boolean {
  return spans.every((span) => isSameSpan(clip(span, bucket), clip(clip(span, bucket), range)))
}

/** Nothing adds up to 0, or is unknown. */
function emptyValueOf({ aggregation: { kind } }: MetricDefinition): number | null {
  return kind === 'sum' || kind === 'count' || kind === 'count_distinct' ? 0 : null
}
