import type { DatasetSnapshot } from '@salestalk/engine'
import { compileConditions } from './compile-aggregation.ts'
import { compileDay, type DateRange, whereClause } from './compile-rows.ts'
import { integersBetween } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import type { Part } from './plan-query.ts'
import type { Relation } from './relation.ts'

/** The numbers of the first and last bucket in which a part's metrics have an axis, as SQL; NULL when there is none. */
export interface Axis {
  readonly first: string
  readonly last: string
  /** A step the two refer to, when the ends have to be looked up in the data. */
  readonly step: string | null
}

const noAxis: Axis = { first: 'NULL', last: 'NULL', step: null }

/**
 * The part of the query's range in which a part has data. What the snapshot knows of the data's ends is used; a part with its own rows
 * finds its own ends, in a step of this name.
 */
export function compileAxis(
  name: string,
  part: Part,
  range: DateRange,
  numberOf: (day: string) => string,
  dataset: DatasetSnapshot,
  relation: Relation,
  parameters: Parameters,
): Axis {
  if (part.timeColumn === null) return noAxis
  const known = part.hasOwnSpan ? undefined : dataset.timeSpans[part.timeColumn]
  if (known === undefined) return lookUpAxis(name, part, part.timeColumn, range, numberOf, relation, parameters)
  const first = range.start === null || range.start < known.start ? known.start : range.start
  // Days compare as text: the range ends before its end, so it reaches past a day that is less than the end.
  if (range.end !== null && range.end <= first) return noAxis
  if (first > known.end) return noAxis
  const firstDay = parameters.bind(first, 'DATE')
  const lastDay =
    range.end !== null && range.end <= known.end
      ? `(${parameters.bind(range.end, 'DATE')} - 1)`
      : parameters.bind(known.end, 'DATE')
  return { first: numberOf(firstDay), last: numberOf(lastDay), step: null }
}

/** The numbers of all buckets of all axes, from the first to the last, in a column of this name. */
export function bucketsOf(axes: readonly Axis[], column: string): string {
  const first = axes.length === 1 ? axes[0]?.first : `least(${axes.map((axis) => axis.first).join(', ')})`
  const last = axes.length === 1 ? axes[0]?.last : `greatest(${axes.map((axis) => axis.last).join(', ')})`
  return `SELECT ${integersBetween(first ?? 'NULL', last ?? 'NULL')} AS ${column}`
}

function lookUpAxis(
  name: string,
  part: Part,
  timeColumn: string,
  range: DateRange,
  numberOf: (day: string) => string,
  relation: Relation,
  parameters: Parameters,
): Axis {
  const day = compileDay(timeColumn, relation)
  const where = whereClause(part.hasOwnSpan ? compileConditions(part.restriction, relation, parameters) : [])
  const span = `SELECT min(${day}) AS first_day, max(${day}) AS last_day FROM ${relation.name}${where}`
  const firstDay = range.start === null ? 'first_day' : `greatest(first_day, ${parameters.bind(range.start, 'DATE')})`
  const lastDay = range.end === null ? 'last_day' : `least(last_day, ${parameters.bind(range.end, 'DATE')} - 1)`
  const buckets = `${numberOf(firstDay)} AS first, ${numberOf(lastDay)} AS last`
  const step = `${name} AS (SELECT ${buckets} FROM (${span}) WHERE first_day IS NOT NULL AND ${firstDay} <= ${lastDay})`
  return { first: `(SELECT first FROM ${name})`, last: `(SELECT last FROM ${name})`, step }
}
