import type { Found, Reader } from '../reader.ts'
import type { ComparisonKind, TimeExpression, TimeGrain, TimeMatch } from '../types.ts'

/** A candidate match in token positions; the recognizer keeps the longest that do not overlap. */
export interface Hit {
  readonly start: number
  readonly end: number
  readonly kind: TimeMatch['kind']
  readonly expression: TimeExpression | null
  readonly readings: readonly TimeExpression[]
  readonly grain: TimeGrain | null
  readonly fiscal: boolean
  readonly comparison: ComparisonKind | null
  readonly weekdays: readonly number[]
  readonly rule: string
  /** What the words say by themselves, where they carry the expression of others beside them. */
  readonly alone?: TimeExpression | null
}

export type HitParser = (reader: Reader, at: number) => Hit | null

const empty = { expression: null, readings: [], grain: null, fiscal: false, comparison: null, weekdays: [] }

export function periodHit(start: number, read: Found | null): Hit | null {
  if (read === null) return null
  const kind = read.invalid ? 'invalid' : read.expression === null ? 'ambiguous' : 'range'
  return { ...empty, start, end: read.end, kind, expression: read.expression, readings: read.readings, rule: read.rule }
}

export function grainHit(start: number, end: number, grain: TimeGrain, rule: string, fiscal = false): Hit {
  return { ...empty, start, end, kind: 'grain', grain, fiscal, rule }
}

export function comparisonHit(
  start: number,
  end: number,
  comparison: ComparisonKind,
  rule: string,
  more: { readonly expression?: TimeExpression | null; readonly grain?: TimeGrain | null } = {},
): Hit {
  return { ...empty, ...more, start, end, kind: 'comparison', comparison, rule }
}

export function weekdayHit(start: number, end: number, weekdays: readonly number[]): Hit {
  return { ...empty, start, end, kind: 'weekday_filter', weekdays, rule: 'weekday-filter' }
}
