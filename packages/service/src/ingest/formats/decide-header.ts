import { looksLikeDate, looksLikeLabel, looksLikeNumber } from '../cells/looks-like.ts'

/**
 * Whether the first record names the columns. It does unless it holds values: a number or a date in a cell whose column goes on
 * with numbers or dates. Years and other period labels ("2021", "Q1 2025") head columns often, so they count only as what
 * their column goes on with.
 */
export function isHeader(first: readonly string[], second: readonly string[] | null): boolean {
  const filled = first.filter((cell) => cell !== '')
  if (filled.length === 0) return false
  const values = first.filter((cell, index) => isValue(cell, second?.[index] ?? null))
  if (values.length > 0) return false
  return filled.some((cell) => !looksLikeNumber(cell) && !looksLikeDate(cell)) || filled.every(looksLikeLabel)
}

function isValue(cell: string, below: string | null): boolean {
  if (looksLikeLabel(cell)) return below !== null && looksLikeLabel(below)
  if (looksLikeDate(cell)) return below === null || looksLikeDate(below)
  return looksLikeNumber(cell)
}
