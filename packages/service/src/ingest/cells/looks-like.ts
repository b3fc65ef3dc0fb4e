import { dateParts } from './dates.ts'
import { numberParts } from './numbers.ts'
import { barePeriodOf, periodOf } from './periods.ts'

export function looksLikeNumber(text: string): boolean {
  return numberParts(text) !== null
}

export function looksLikeDate(text: string): boolean {
  return dateParts(text) !== null
}

/** A year, month, quarter or week: what a column of a cross table may be called. */
export function looksLikeLabel(text: string): boolean {
  return periodOf(text) !== null || barePeriodOf(text) !== null
}
