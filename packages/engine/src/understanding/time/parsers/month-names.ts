import type { Counted, Reader } from '../reader.ts'
import { after, isBoundary, isGlued, ordinal, skipThe, textAt, valueAt } from '../reader.ts'
import { readRelativeYear } from './years.ts'

/** A month by name at the position; "may", "march" and "mar" only where they cannot be the verb or the word. */
export function monthAt(reader: Reader, at: number): Counted | null {
  const { names, alsoWords } = reader.vocabulary.months
  const name = isBoundary(reader, at) ? valueAt(reader, names, at) : null
  if (name === null) return null
  if (alsoWords.has(textAt(reader, at)) && !isMonthInContext(reader, at)) return null
  return { value: name.value, end: afterAbbreviationDot(reader, name.end) }
}

const longestAbbreviation = 4

/** The dot of "Sep. 2024" and "Jan. to March" belongs to the name; the dot that ends a sentence does not. */
function afterAbbreviationDot(reader: Reader, end: number): number {
  const dotted = textAt(reader, end) === '.' && isGlued(reader, end)
  const next = reader.tokens[end + 1]
  if (!dotted || next === undefined) return end
  const short = textAt(reader, end - 1).length <= longestAbbreviation
  const goesOn = next.kind === 'word' && !next.capital && short
  return goesOn || next.kind === 'number' || next.text === "'" ? end + 1 : end
}

function isMonthInContext(reader: Reader, at: number): boolean {
  const { tokens, vocabulary } = reader
  const { notBefore, contextBefore, names } = vocabulary.months
  const next = tokens[at + 1]
  if (next !== undefined && notBefore.has(next.text) && !opensRange(reader, at))
    return readRelativeYear(reader, at + 1) !== null || isDayAfter(reader, at + 1)
  const previous = tokens[at - 1]
  if (previous === undefined || next === undefined || next.kind !== 'word') return true
  return (
    tokens[at]?.capital === true ||
    contextBefore.has(previous.text) ||
    previous.kind === 'number' ||
    valueAt(reader, names, at - 1) !== null ||
    valueAt(reader, names, at + 2) !== null
  )
}

/** "from March on", "from 1 March on" */
function opensRange(reader: Reader, at: number): boolean {
  const { from, onwardAfterFrom } = reader.vocabulary.ranges
  const start = reader.tokens[at - 1]?.kind === 'number' ? at - 1 : at
  return after(reader, onwardAfterFrom, at + 1) !== null && after(reader, from, start - 1) === start
}

/** "March the 1st" */
function isDayAfter(reader: Reader, at: number): boolean {
  const start = skipThe(reader, at)
  return start > at && ordinal(reader, start) !== null && reader.tokens[start]?.kind === 'number'
}

/** A weekday by name; "sat", "sun", "mon", "wed" only after a word such as "on" or "last". */
export function weekdayAt(reader: Reader, at: number): Counted | null {
  const { names, alsoWords, contextBefore } = reader.vocabulary.weekdays
  const name = isBoundary(reader, at) ? valueAt(reader, names, at) : null
  if (name === null || !alsoWords.has(textAt(reader, at))) return name
  if (contextBefore.has(textAt(reader, at - 1))) return name
  return reader.tokens[at + 1]?.kind === 'number' ? name : null
}
