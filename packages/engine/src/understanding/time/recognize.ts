import { parseComparison } from './parsers/comparisons.ts'
import { parseGrain, parseWeekdayFilter } from './parsers/grains.ts'
import type { Hit, HitParser } from './parsers/hit.ts'
import {
  parseBy,
  parseElliptical,
  parseFromTo,
  parseOpenRange,
  parsePlainRange,
  parseSameInYear,
  parseShift,
  parseWholeSpan,
} from './parsers/ranges.ts'
import type { Reader } from './reader.ts'
import { after, canOpen, isBoundary, makeReader, skip, skipThe } from './reader.ts'
import { anchorShifts } from './refiners/anchor-shifts.ts'
import { contrastYears } from './refiners/contrast-years.ts'
import { lendYears } from './refiners/lend-years.ts'
import { joinEdges } from './refiners/month-ends.ts'
import { refineLists } from './refiners/refine-lists.ts'
import { fillSameInYear } from './refiners/same-in-year.ts'
import { selectLongest } from './refiners/select-longest.ts'
import { spellSeasons } from './refiners/spell-seasons.ts'
import { joinToDate } from './refiners/to-date-apart.ts'
import { filterWeekdays } from './refiners/weekday-ranges.ts'
import { isFiscal } from './span.ts'
import type { Calendar, TimeExpression, TimeMatch } from './types.ts'
import type { TimeVocabulary } from './vocabulary.ts'

const parsers: readonly HitParser[] = [
  parseFromTo,
  parseOpenRange,
  parseComparison,
  parseBy,
  parseGrain,
  parsePlainRange,
  parseSameInYear,
  parseShift,
  parseWholeSpan,
  parseElliptical,
  parseWeekdayFilter,
]

/**
 * Every time expression of a question: parsers find candidates at each word, refiners keep the longest and share what a
 * list says once. Matches are in order, do not overlap, and are none for text without time; it never throws.
 */
export function recognizeTime(text: string, calendar: Calendar, vocabulary: TimeVocabulary): TimeMatch[] {
  const reader = makeReader(text, calendar, vocabulary)
  const hits: Hit[] = []
  for (const at of reader.tokens.keys()) {
    if (!isBoundary(reader, at) || !canOpen(reader, at)) continue
    for (const parse of parsers) {
      const hit = parse(reader, at)
      if (hit !== null && hit.end > at && !endsInsideWord(reader, hit.end)) hits.push(hit)
    }
  }
  const named = fillSameInYear(lendYears(reader, spellSeasons(reader, selectLongest(hits))))
  const listed = refineLists(reader, named)
  const refined = anchorShifts(reader, joinToDate(joinEdges(filterWeekdays(contrastYears(listed)))))
  return refined.map((hit, index) => toMatch(text, reader, hit, followsHow(reader, refined.slice(0, index), hit)))
}

function endsInsideWord(reader: Reader, end: number): boolean {
  const next = reader.tokens[end]
  return next?.glued === true && (next.kind !== 'mark' || next.text === '_')
}

function followsHow(reader: Reader, earlier: readonly Hit[], hit: Hit): TimeMatch['follows'] {
  const before = earlier.findLast(({ kind }) => kind === 'range')
  if (before === undefined || hit.kind !== 'range') return null
  const { ranges, numbers } = reader.vocabulary
  let others = 0
  for (let at = before.end; at < hit.start; at += 1) {
    const joins = [ranges.lists, ranges.to, ranges.and].some((table) => after(reader, table, at) !== null)
    if (joins) return 'listed'
    if (reader.tokens[at]?.kind !== 'mark' && after(reader, numbers.definite, at) === null) others += 1
  }
  return others === 0 ? 'adjacent' : 'apart'
}

function toMatch(text: string, reader: Reader, hit: Hit, follows: TimeMatch['follows']): TimeMatch {
  const start = reader.tokens[hit.start]?.start ?? 0
  const end = reader.tokens[possessiveEnd(reader, hit.end) - 1]?.end ?? text.length
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: hit.kind,
    expression: hit.expression,
    grain: hit.grain,
    fiscal: hit.fiscal || (hit.kind === 'range' && isFiscal(hit.expression)),
    comparison: hit.comparison === null ? null : { kind: hit.comparison },
    weekdays: hit.expression?.type === 'rolling_weekdays' ? hit.expression.weekdays : hit.weekdays,
    follows,
    alone: hit.alone ?? null,
    reason: hit.kind === 'invalid' ? 'invalid_time' : hit.kind === 'ambiguous' ? 'ambiguous_time' : null,
    readings: hit.readings,
    rule: hit.rule,
  }
}

/** "last month's" and "3 months'" belong to the match as a whole. */
function possessiveEnd(reader: Reader, end: number): number {
  const [mark, letter] = [reader.tokens[end], reader.tokens[end + 1]]
  if (mark?.text !== "'" || !mark.glued) return end
  return letter?.text === 's' && letter.glued ? end + 2 : end + 1
}

/** The expression of a text that is one time phrase and nothing else ("in Q3 2024"); otherwise null. */
export function parseTimePhrase(text: string, calendar: Calendar, vocabulary: TimeVocabulary): TimeExpression | null {
  const matches = recognizeTime(text, calendar, vocabulary)
  const [match] = matches
  if (match === undefined || matches.length > 1 || match.kind !== 'range') return null
  const before = makeReader(text.slice(0, match.start), calendar, vocabulary)
  const whole = skipThe(before, skip(before, vocabulary.ranges.in, 0)) === before.tokens.length
  return whole && /^[\s.?!,]*$/.test(text.slice(match.end)) ? match.expression : null
}
