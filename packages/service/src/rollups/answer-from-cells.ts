import { compareKeys, type MetricRow } from '@salestalk/engine'
import type { IsoDate, MetricDefinition, MetricQuery, QueryHaving } from '@salestalk/protocol'
import { type MetricCells, type RollupPlan, type RollupQuestion, readingsOf, type Terms } from './cover-query.ts'

/** Stored figures by metric, period and member (null for the blank one, and for a whole). One that is not there had no rows. */
export type Figures = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string | null, number | null>>>

/**
 * The rows of an answer, ordered and cut as MetricStore says. Null when it hangs on digits that stored figures do not have: a condition
 * or an order decided beyond the fifteenth.
 */
export function answerFromCells(plan: RollupPlan, figures: Figures): MetricRow[] | null {
  const { question, buckets } = plan
  const { query } = question
  const rows = groupsOf(plan, figures).flatMap((member) =>
    (buckets ?? [null]).map((bucket) => rowAt(plan, figures, member, bucket)),
  )
  if (rows.some((row) => !row.isExact || hangsOnLastDigits(row, question))) return null
  const kept = rows.filter((row) => query.having.every((having) => holds(having, row.values[having.metric] ?? null)))
  const ordered = kept.sort((left, right) => compareRows(left, right, question))
  if (isOrderUncertain(ordered, question)) return null
  return ordered
    .slice(0, query.limit ?? undefined)
    .map(({ group, period, values }) => ({ group, period, values: valuesAsked(values, query) }))
}

/** The members with rows of any metric; without groups there is always one. */
function groupsOf({ question, cells }: RollupPlan, figures: Figures): (string | null)[] {
  if (!question.isGrouped) return [question.member ?? null]
  const members = new Set<string | null>()
  for (const { metric, periods } of cells.flatMap(readingsOf)) {
    for (const period of periods) {
      for (const member of figures.get(metric)?.get(period)?.keys() ?? []) {
        if (question.accepts(member)) members.add(member)
      }
    }
  }
  return [...members]
}

type Bucket = { readonly start: IsoDate; readonly period: string } | null

function rowAt({ question, cells }: RollupPlan, figures: Figures, member: string | null, bucket: Bucket): Row {
  const isOf = (other: string | null) => (question.member === undefined ? question.accepts(other) : other === member)
  const isOfGroup = question.isGrouped ? (other: string | null) => other === member : isOf
  const values = cells.map((one): [string, number | null | 'inexact'] => {
    return [
      one.metric.id,
      one.kind === 'figure' ? figureAt(one, figures, member, bucket) : sumAt(one, figures, isOfGroup, bucket),
    ]
  })
  const [name] = question.query.groupBy
  return {
    group: name === undefined ? {} : { [name]: member },
    period: bucket?.start ?? null,
    values: Object.fromEntries(values.map(([id, value]) => [id, value === 'inexact' ? null : value])),
    isExact: values.every(([, value]) => value !== 'inexact'),
  }
}

interface Row extends MetricRow {
  /** False where figures are too large to be added up to the last digit. */
  readonly isExact: boolean
}

function figureAt(
  { reading: { metric, periods }, emptyValue }: Extract<MetricCells, { kind: 'figure' }>,
  figures: Figures,
  member: string | null,
  bucket: Bucket,
): number | null {
  const period = bucket === null ? periods[0] : bucket.period
  const figure = period === undefined ? undefined : figures.get(metric)?.get(period)?.get(member)
  if (figure !== undefined) return figure
  return bucket !== null && !periods.includes(bucket.period) ? null : emptyValue
}

function sumAt(
  { sum, divisor }: Extract<MetricCells, { kind: 'sum' }>,
  figures: Figures,
  accepts: (member: string | null) => boolean,
  bucket: Bucket,
): number | null | 'inexact' {
  if (bucket !== null && !sum.periods.includes(bucket.period)) return null
  const total = totalOf(sum, figures, accepts, bucket)
  if (divisor === null || total === 'inexact') return total
  const parts = totalOf(divisor, figures, accepts, bucket)
  if (parts === 'inexact') return parts
  return parts === 0 ? null : Number((total / parts).toPrecision(15))
}

// Below it a decimal can be told from the nearest floating-point number, and whole numbers of its last digit add up exactly.
const wholeMax = 2 ** 50

/** The figures added up as whole numbers of their last digit. */
function totalOf(
  { metric, periods, scale }: Terms,
  figures: Figures,
  accepts: (member: string | null) => boolean,
  bucket: Bucket,
): number | 'inexact' {
  const unit = 10 ** scale
  let total = 0
  for (const period of bucket === null ? periods : [bucket.period]) {
    for (const [member, figure] of figures.get(metric)?.get(period) ?? []) {
      if (!accepts(member)) continue
      total += Math.round((figure ?? 0) * unit)
      if (Math.abs(figure ?? 0) * unit > wholeMax || Math.abs(total) > wholeMax) return 'inexact'
    }
  }
  return total / unit
}

function valuesAsked(values: MetricRow['values'], { metrics }: MetricQuery): MetricRow['values'] {
  return Object.fromEntries(metrics.map((id) => [id, values[id] ?? null]))
}

function holds({ operator, value, upper }: QueryHaving, actual: number | null): boolean {
  if (actual === null) return false
  switch (operator) {
    case 'gt':
      return actual > value
    case 'gte':
      return actual >= value
    case 'lt':
      return actual < value
    case 'lte':
      return actual <= value
    case 'between':
      return upper !== null && actual >= value && actual <= upper
  }
}

function compareRows(left: MetricRow, right: MetricRow, { query }: RollupQuestion): number {
  const { orderBy, groupBy } = query
  if (orderBy !== null) {
    const [a, b] = [left.values[orderBy.metric] ?? null, right.values[orderBy.metric] ?? null]
    if (a !== b) {
      if (a === null) return 1
      if (b === null) return -1
      return a < b === (orderBy.direction === 'asc') ? -1 : 1
    }
  }
  const byPeriod = compareKeys(left.period ?? '', right.period ?? '')
  if (byPeriod !== 0) return byPeriod
  const [name = ''] = groupBy
  const [a, b] = [left.group[name] ?? null, right.group[name] ?? null]
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareKeys(a, b)
}

const nearness = 1e-12

/** Figures are stored to fifteen digits; a condition met by less than that was decided on more of them. */
function hangsOnLastDigits(row: MetricRow, { query, metrics }: RollupQuestion): boolean {
  return query.having.some((having) => {
    const actual = row.values[having.metric] ?? null
    const metric = metrics.find(({ id }) => id === having.metric)
    if (actual === null || metric === undefined || isCounted(metric)) return false
    const bounds = [having.value, ...(having.upper === null ? [] : [having.upper])]
    return bounds.some((bound) => Math.abs(actual - bound) <= nearness * Math.max(Math.abs(actual), Math.abs(bound)))
  })
}

/** Two figures that are equal as stored may have differed when they were ordered. */
function isOrderUncertain(ordered: readonly MetricRow[], { query: { orderBy }, metrics }: RollupQuestion): boolean {
  const metric = metrics.find(({ id }) => id === orderBy?.metric)
  if (orderBy === null || metric === undefined || isCounted(metric)) return false
  return ordered.some((row, index) => {
    const value = row.values[orderBy.metric] ?? null
    const next = ordered[index + 1]?.values[orderBy.metric] ?? null
    return value !== null && value !== 0 && value === next
  })
}

function isCounted({ aggregation: { kind } }: MetricDefinition): boolean {
  return kind === 'count' || kind === 'count_distinct'
}
