import type { Found, PeriodParser, Reader } from '../reader.ts'
import { canOpen, isBoundary, longest } from '../reader.ts'
import { parseBareDay, parseHoliday, parseNamedDate, parseWeekday } from './named-dates.ts'
import { parseNumericDate, parseNumericRange } from './numeric-dates.ts'
import { parsePeriodOfYear } from './periods-of-year.ts'
import { parseRelativeDay, parseRelativeUnit, parseRolling } from './relative.ts'
import { parseSeason } from './seasons.ts'
import { parseYear } from './years.ts'

const atomParsers: readonly PeriodParser[] = [
  parseNumericDate,
  parseNumericRange,
  parseNamedDate,
  parsePeriodOfYear,
  parseYear,
  parseRolling,
  parseRelativeUnit,
  parseRelativeDay,
  parseBareDay,
  parseHoliday,
  parseSeason,
  parseWeekday,
]

/** The longest simple period that begins at the token. */
export function readAtom(reader: Reader, at: number): Found | null {
  const known = reader.atoms.get(at)
  if (known !== undefined) return known
  const read = canOpen(reader, at) && isBoundary(reader, at) ? longest(atomParsers, reader, at) : null
  reader.atoms.set(at, read)
  return read
}
