import type { Taxonomy } from '../../taxonomy/index.ts'
import { pluralOf } from './header.ts'
import type { ColumnReading } from './read-columns.ts'

interface Named {
  readonly key: string
  readonly noun: string
  /** How well the column names its things: its names before their descriptions, numbers and addresses. */
  readonly rank: number
}

/**
 * What each column names, or numbers so that it comes again in other rows: "Student ID" -> student, students. Where a file has the number
 * and the name of one thing ("Course Code", "Course Title"), the noun is of the name.
 */
export function nounsByColumn(
  readings: readonly ColumnReading[],
  rows: number,
  taxonomy: Taxonomy,
): Map<string, readonly string[]> {
  const named = readings
    .filter(({ isGroupable }) => isGroupable)
    .map((reading) => nameOf(reading, rows, taxonomy))
    .filter((found) => found !== null)
  const best = named.filter(({ noun, rank }) => !named.some((other) => other.noun === noun && other.rank < rank))
  return new Map(best.map(({ key, noun }) => [key, [noun, pluralOf(noun)]]))
}

function nameOf({ role, header, profile }: ColumnReading, rows: number, { columns }: Taxonomy): Named | null {
  const words = [...header.words]
  const { numbers, names, addresses } = columns.rowNames
  const isWhole = (): boolean => columns.wholeNames.includes(words.slice(-2).join(' '))
  const ends = (listed: readonly string[]): boolean =>
    words.length > 1 && !isWhole() && listed.includes(words.at(-1) ?? '')
  const ranked = [...names, addresses, numbers]
  // "Class Name" names classes.
  const isName = role === 'dimension' && names.some(ends)
  const isNumber = role === 'identifier' && profile.distinct < rows && (ends(numbers) || ends(addresses))
  if (!isName && !isNumber) return null
  const rank = ranked.findIndex(ends)
  if (isName) words.pop()
  else while (ends(numbers) || ends(addresses)) words.pop()
  const noun = words.join(' ')
  if (columns.vague.includes(noun) || !/^\p{L}[\p{L} ]+$/u.test(noun)) return null
  return { key: profile.key, noun, rank }
}
