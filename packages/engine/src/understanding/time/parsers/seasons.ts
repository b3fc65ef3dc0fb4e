import type { Found, Reader } from '../reader.ts'
import { after, ambiguous, found, isBoundary, skip, skipThe, textAt, valueAt } from '../reader.ts'
import type { TimeExpression, YearReference } from '../types.ts'
import { monthAt } from './month-names.ts'
import { noYear, readSpannedYear, readWhich, readYearReference } from './years.ts'

type Season = Extract<TimeExpression, { type: 'holiday' }>

/**
 * "last summer", "spring 2025", "in the winter months": whole months of the northern hemisphere. A bare season counts only
 * where a word such as "in" says that it is a time: "summer dresses" are no dresses sold in summer.
 */
export function parseSeason(reader: Reader, at: number): Found | null {
  if (!isBoundary(reader, at)) return null
  const { names, suffixes } = reader.vocabulary.seasons
  const which = readWhich(reader, at)
  const named = valueAt(reader, names, at)
  const season = named ?? (which === null ? null : valueAt(reader, names, which.end))
  if (season === null) return null
  const end = skip(reader, suffixes, season.end)
  const expression: Season = {
    type: 'holiday',
    name: season.value.name,
    rule: { type: 'months', month: season.value.month, count: 3 },
    days: 0,
    ...noYear,
  }
  if (named === null && which !== null) {
    return isChange(reader, season.end - 1, end) ? null : found(end, { ...expression, which: which.value }, 'season')
  }
  return readDated(reader, expression, at, end) ?? readBare(reader, expression, at, end)
}

/** With its year: a winter named by one year may begin in it or end in it, which is asked. */
function readDated(reader: Reader, season: Season, at: number, end: number): Found | null {
  const crosses = season.rule.type === 'months' && season.rule.month + season.rule.count > 13
  const spanned = readSpannedYear(reader, skip(reader, reader.vocabulary.ranges.in, end))
  if (spanned !== null && crosses)
    return found(spanned.end, inYear(season, { ...noYear, year: spanned.value - 1 }), 'season')
  const year = readYearReference(reader, end, 'apostrophe')
  if (year === null) return null
  if (isVerbLike(reader, at)) {
    // "did revenue fall in 2024" speaks of a change, "revenue fall 2024" may mean either
    if (!isDirect(reader, at, end)) return null
    return ambiguous(year.end, [inYear(season, year)], 'season')
  }
  if (!crosses) return found(year.end, inYear(season, year), 'season')
  return ambiguous(year.end, [inYear(season, year), inYear(season, earlier(year))], 'season')
}

/** The year stands right behind the name, and nothing before it asks for a verb. */
function isDirect(reader: Reader, at: number, end: number): boolean {
  if (reader.tokens[end]?.kind !== 'number') return false
  const { verbBefore } = reader.vocabulary.seasons
  return !reader.tokens.slice(0, at).some(({ text }) => verbBefore.has(text))
}

function inYear(season: Season, { year, yearOffset, which }: YearReference): Season {
  return { ...season, year, yearOffset, which }
}

function earlier({ year, yearOffset }: YearReference): YearReference {
  return { year: year === null ? null : year - 1, yearOffset: yearOffset === null ? null : yearOffset - 1, which: null }
}

function readBare(reader: Reader, season: Season, at: number, end: number): Found | null {
  const spelled = isSpelledOut(reader, end)
  if (isChange(reader, at, end) || (!spelled && !standsBehindCue(reader, at))) return null
  const next = reader.tokens[end]
  const goesOn = next?.kind === 'word' && !reader.vocabulary.years.functionWords.has(next.text)
  return goesOn && !spelled ? null : found(end, season, 'season')
}

/** "the winter months Dec to Feb", "summer, i.e. June": a month follows that says which ones are meant. */
function isSpelledOut(reader: Reader, end: number): boolean {
  const { thatIs } = reader.vocabulary.seasons
  return [end, after(reader, thatIs, end)].some((start) => start !== null && monthAt(reader, start) !== null)
}

function standsBehindCue(reader: Reader, at: number): boolean {
  const previous = textAt(reader, skipThe(reader, at - 1) === at ? at - 2 : at - 1)
  return reader.vocabulary.seasons.contextBefore.has(previous)
}

/** "fall" may be what a measure does: it is the season only behind a word such as "in" or "last". */
function isVerbLike(reader: Reader, at: number): boolean {
  return at > 0 && reader.vocabulary.seasons.alsoWords.has(textAt(reader, at)) && !standsBehindCue(reader, at)
}

/** "the last fall in revenue" is no season. */
function isChange(reader: Reader, at: number, end: number): boolean {
  const { alsoWords, changeAfter } = reader.vocabulary.seasons
  return alsoWords.has(textAt(reader, at)) && changeAfter.has(textAt(reader, end))
}
