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
  /** The one member a query without groups is about; undefined when it is about several together. */
  readonly member: string | null | undefined
}

/** The figures of a metric in some periods. */
export interface Reading {
  readonly metric: string
  readonly periods: readonly string[]
}

/**
 * How the value of a metric is had from figures. `figure`: it is one, of a period or bucket; `emptyValue` stands for one that no row fell
 * in. `sum`: those of `terms` are added up (exactly: they are decimals of so many digits), and with a divisor divided.
 */
export type MetricCells =
  | {
      readonly kind: 'figure'
      readonly metric: MetricDefinition
      readonly reading: Reading
      readonly emptyValue: number | null
    }
  | { readonly kind: 'sum'; readonly metric: MetricDefinition; readonly sum: Terms; readonly divisor: Terms | null }

export interface Terms extends Reading {
  readonly scale: number
}

/** What to read: by metric, and the buckets of the answer (null without a grain). */
export interface RollupPlan {
  readonly question: RollupQuestion
  readonly cells: readonly MetricCells[]
  readonly buckets: readonly { readonly start: IsoDate; readonly period: string }[] | null
}

/** What the state of the rollups tells of a data version; see RollupState. */
export interface KnownFacts {
  readonly spans: Readonly<Record<string, Span>>
  readonly scales: Readonly<Record<string, number>>
}

/** All readings of a metric. */
export function readingsOf(cells: MetricCells): Reading[] {
  if (cells.kind === 'figure') return [cells.reading]
  return cells.divisor === null ? [cells.sum] : [cells.sum, cells.divisor]
}

// A longer series is cheaper to compute than to read figure by figure.
const bucketsMax = 400

// As many figures are added up for one.
const termsMax = 60

const sumGrains: readonly TimeGrain[] = ['year', 'quarter', 'month', 'day']

const grainsByLikelihood: readonly TimeGrain[] = ['month', 'quarter', 'year', 'week', 'day']

/** The query as rollups can answer it; null when its shape is beyond them (or it cannot be answered at all). */
export function readRollupQuestion(data: TenantData, asked: MetricQuery): RollupQuestion | null {
  // Figures are kept by ISO weeks and plain months: other buckets are not made of them.
  if (asked.grain !== null && asked.calendar !== undefined) return null
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
  return { dataset, query, metrics, dimension, isGrouped, accepts, member: singleMember(query) }
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

/** What answers the question exactly; null when no stored periods do. */
export function planRollups(question: RollupQuestion, known: KnownFacts): RollupPlan | null {
  const { query, metrics } = question
  const parts: MetricSpans[] = []
  for (const metric of metrics) {
    const spans = isTimed(query) ? spansOf(question, metric, known.spans) : []
    if (spans === null) return null
    parts.push({ metric, spans })
  }
  return query.grain === null ? planPeriod(question, parts, known) : planBuckets(question, parts, query.grain, known)
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

/** For each metric one period that holds the same of its rows as the range does, or several that make it up. */
function planPeriod(question: RollupQuestion, parts: readonly MetricSpans[], known: KnownFacts): RollupPlan | null {
  const cells: MetricCells[] = []
  for (const { metric, spans } of parts) {
    const period = isTimed(question.query) ? periodLike(question.query, spans) : allPeriod
    const own =
      period === null || question.member === undefined ? null : figureOf(metric, period === 'none' ? [] : [period])
    const found = own ?? sumOf(question, metric, known, (leaf) => termsOf(question, leaf, known))
    if (found === null) return null
    cells.push(found)
  }
  return { question, cells, buckets: null }
}

function figureOf(metric: MetricDefinition, periods: readonly string[]): MetricCells {
  return { kind: 'figure', metric, reading: { metric: metric.id, periods }, emptyValue: emptyValueOf(metric) }
}

/** The metric as sums of figures; null when it is none, or not of exact ones. */
function sumOf(
  { dataset }: RollupQuestion,
  metric: MetricDefinition,
  { scales }: KnownFacts,
  periodsOf: (leaf: MetricDefinition) => readonly string[] | null,
): MetricCells | null {
  const leaves = leavesOf(dataset.model, metric) ?? []
  const isSimple = leaves.length <= 2
  const terms = leaves.map((leaf): Terms | null => {
    const scale = scales[leaf.id]
    const periods = scale === undefined ? null : periodsOf(leaf)
    return scale === undefined || periods === null ? null : { metric: leaf.id, periods, scale }
  })
  const [sum, divisor = null] = terms
  if (!isSimple || sum === undefined || terms.includes(null) || sum === null) return null
  return { kind: 'sum', metric, sum, divisor }
}

/** The fewest periods that hold the same of a leaf's rows as the range; null when there are too many, or none. */
function termsOf(
  { query, dimension, ...question }: RollupQuestion,
  leaf: MetricDefinition,
  known: KnownFacts,
): string[] | null {
  if (!isTimed(query)) return [allPeriod]
  const [span] = spansOf({ query, dimension, ...question }, leaf, known.spans) ?? []
  if (span === undefined) return null
  const wanted = clip(span, query)
  const periods: string[] = []
  // Days are kept of wholes only.
  const grains = dimension === null ? sumGrains : sumGrains.filter((grain) => grain !== 'day')
  for (let day = wanted?.start ?? null; wanted !== null && day !== null && day <= wanted.end; ) {
    const first: IsoDate = day
    const grain = grains.find((candidate) => {
      const held = clip(span, rangeOf(bucketOf(first, candidate), candidate))
      return held !== null && held.start === first && held.end <= wanted.end
    })
    if (grain === undefined || periods.length === termsMax) return null
    const bucket = bucketOf(first, grain)
    periods.push(periodOf(bucket, grain))
    day = rangeOf(bucket, grain).end
  }
  return periods
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
function planBuckets(
  question: RollupQuestion,
  parts: readonly MetricSpans[],
  grain: TimeGrain,
  known: KnownFacts,
): RollupPlan | null {
  const { query } = question
  const cells: MetricCells[] = []
  for (const { metric, spans } of parts) {
    const clipped = spans.map((span) => clip(span, query))
    const buckets = bucketsOf(unionOf(clipped), grain, bucketsMax)
    const ends = buckets === null ? [] : [...buckets.slice(0, 1), ...buckets.slice(-1)]
    if (buckets === null || !ends.every((bucket) => isWhole(rangeOf(bucket, grain), spans, query))) return null
    const periods = buckets.map((bucket) => periodOf(bucket, grain))
    // Members are put together bucket by bucket, where both parts of a ratio have data.
    const isEven = spans.every((span) => isSameSpan(span, spans[0] ?? null))
    const found =
      question.member === undefined && isEven
        ? sumOf(question, metric, known, () => periods)
        : question.member === undefined
          ? null
          : figureOf(metric, periods)
    if (found === null) return null
    cells.push(found)
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
