import type { Hit } from '../parsers/hit.ts'
import type { Reader } from '../reader.ts'
import { after } from '../reader.ts'
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
    if (part === null || !isYearless(part)) continue
    const years = yearsBeside(reader, hits, index)
    const [first] = years
    if (first === undefined) continue
    lent[index] = { ...hit, expression: inYear(part, first.year) }
    for (const { index: place, year } of years) {
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

function inYear(part: Recurring, { year, yearOffset }: YearHit['year']): TimeExpression {
  return { ...part, year, yearOffset }
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
