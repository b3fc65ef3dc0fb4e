import type { Hit } from '../parsers/hit.ts'
import type { Reader } from '../reader.ts'
import { after, textAt } from '../reader.ts'
import type { TimeExpression, YearReference } from '../types.ts'

type Recurring = Extract<TimeExpression, { type: 'period_of_year' | 'date' | 'holiday' }>

/** Words between a part of a year and its year, as in "Q3 revenue of last year". */
const widestGap = 4

/**
 * "Q3 revenue in 2024" and "2023 and 2024 sales in March" say the year apart from its part. Part and year then carry the
 * same expression, which is one period said in two places.
 */
export function lendYears(reader: Reader, hits: readonly Hit[]): Hit[] {
  const lent = [...hits]
  for (const [index, hit] of hits.entries()) {
    const part = hit.kind === 'range' ? hit.expression : null
    if (part === null) continue
    const years = isYearless(part) ? yearsBeside(reader, hits, index) : []
    const told = yearOpening(reader, hits, index)
    const [first = told] = years
    const expression = first === undefined ? null : inYear(part, first.year)
    if (expression === null) continue
    lent[index] = { ...hit, expression }
    for (const { index: place, year } of years.length > 0 || told === undefined ? years : [told]) {
      const other = hits[place]
      if (other !== undefined) {
        lent[place] = { ...other, expression: inYear(part, year), alone: other.expression, rule: 'year-of-part' }
      }
    }
  }
  return lent
}

interface YearHit {
  readonly index: number
  readonly year: Pick<YearReference, 'year' | 'yearOffset'>
}

/** "in 2025, January to March", "2025: Q1": one year and only a mark before the part of it. */
function yearOpening(reader: Reader, hits: readonly Hit[], index: number): YearHit | undefined {
  const [earlier, before, hit] = [hits[index - 2], hits[index - 1], hits[index]]
  const year = before?.kind === 'range' ? bareYear(before.expression) : null
  if (year === null || before === undefined || hit === undefined || hit.start !== before.end + 1) return undefined
  if (!reader.vocabulary.ranges.opening.has(textAt(reader, before.end))) return undefined
  const isListed = earlier !== undefined && earlier.kind === 'range' && !isPlainGap(reader, earlier.end, before.start)
  return isListed ? undefined : { index: index - 1, year }
}

/** The run of bare years on one side of a part, when words but no connector lie between. */
function yearsBeside(reader: Reader, hits: readonly Hit[], index: number): YearHit[] {
  const hit = hits[index]
  if (hit === undefined) return []
  const before = hits[index - 1]
  const next = hits[index + 1]
  if (next !== undefined && isPlainGap(reader, hit.end, next.start)) {
    const run = runOfYears(hits, index + 1, 1)
    if (run.length > 0) return run
  }
  return before !== undefined && isPlainGap(reader, before.end, hit.start)
    ? runOfYears(hits, index - 1, -1).reverse()
    : []
}

function runOfYears(hits: readonly Hit[], from: number, step: number): YearHit[] {
  const run: YearHit[] = []
  for (let index = from; ; index += step) {
    const hit = hits[index]
    // "higher than a year earlier" names what is compared with, not the year of what is asked.
    const year = hit?.kind === 'range' ? bareYear(hit.expression) : null
    if (year === null) return run
    run.push({ index, year })
  }
}

function bareYear(expression: TimeExpression | null): YearHit['year'] | null {
  if (expression?.type === 'year' && !expression.fiscal) return { year: expression.year, yearOffset: null }
  if (expression?.type !== 'relative' || expression.unit !== 'year' || expression.fiscal) return null
  return { year: null, yearOffset: expression.offset }
}

function isYearless(expression: TimeExpression): expression is Recurring {
  if (expression.type !== 'period_of_year' && expression.type !== 'date' && expression.type !== 'holiday') return false
  return expression.year === null && expression.yearOffset === null && expression.which === null
}

/** Null for what has years of its own or none. */
function inYear(part: TimeExpression, year: YearHit['year']): TimeExpression | null {
  if (isYearless(part)) return { ...part, year: year.year, yearOffset: year.yearOffset }
  if (part.type !== 'range' || !isYearless(part.from) || !isYearless(part.to)) return null
  return { ...part, from: { ...part.from, ...year }, to: { ...part.to, ...year } }
}

/** One to four words, none of which joins or compares. */
function isPlainGap(reader: Reader, from: number, to: number): boolean {
  if (to <= from || to - from > widestGap) return false
  const { ranges, comparisons } = reader.vocabulary
  for (let at = from; at < to; at += 1) {
    if (reader.tokens[at]?.kind !== 'word') return false
    for (const table of [ranges.lists, ranges.to, comparisons.cues, comparisons.compareConnectors]) {
      if (after(reader, table, at) !== null) return false
    }
  }
  return true
}
