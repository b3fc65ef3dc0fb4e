import type { DatasetSnapshot } from '@salestalk/engine'
import type { IsoDate, TimeGrain } from '@salestalk/protocol'
import { compileConditions } from './compile-aggregation.ts'
import { compileDay, type DateRange, whereClause } from './compile-rows.ts'
import { bucketNumber } from './dialect.ts'
import type { Parameters } from './parameters.ts'
import type { Part } from './plan-query.ts'
import type { Relation } from './relation.ts'

/**
 * A query for the first and last bucket (numbers) in which a part's metrics have an axis: one row, or none when the range lies wholly
 * outside the data. What the snapshot knows of the data's ends is used; a part with its own rows finds its own ends.
 */
export function compileAxis(
  part: Part,
  range: DateRange,
  grain: TimeGrain,
  dataset: DatasetSnapshot,
  relation: Relation,
  parameters: Parameters,
): string {
  const { timeColumn } = part
  if (timeColumn === null) return 'SELECT NULL AS first, NULL AS last WHERE FALSE'
  const start = range.start === null ? null : parameters.bind(range.start, 'DATE')
  const end = range.end === null ? null : `${parameters.bind(range.end, 'DATE')} - 1`
  const known = part.hasOwnSpan ? undefined : dataset.timeSpans[timeColumn]
  const span = known === undefined ? compileSpan(part, timeColumn, relation, parameters) : knownSpan(known, parameters)
  const firstDay = start === null ? 'first_day' : `greatest(first_day, ${start})`
  const lastDay = end === null ? 'last_day' : `least(last_day, ${end})`
  const buckets = `${bucketNumber(firstDay, grain)} AS first, ${bucketNumber(lastDay, grain)} AS last`
  return `SELECT ${buckets} FROM (${span}) WHERE first_day IS NOT NULL AND ${firstDay} <= ${lastDay}`
}

function knownSpan(span: { readonly start: IsoDate; readonly end: IsoDate }, parameters: Parameters): string {
  return `SELECT ${parameters.bind(span.start, 'DATE')} AS first_day, ${parameters.bind(span.end, 'DATE')} AS last_day`
}

function compileSpan(part: Part, timeColumn: string, relation: Relation, parameters: Parameters): string {
  const day = compileDay(timeColumn, relation)
  const where = whereClause(part.hasOwnSpan ? compileConditions(part.restriction, relation, parameters) : [])
  return `SELECT min(${day}) AS first_day, max(${day}) AS last_day FROM ${relation.name}${where}`
}
