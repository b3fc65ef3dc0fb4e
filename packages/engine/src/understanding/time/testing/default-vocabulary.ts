import comparisons from '../../../../../../taxonomy/default/time/comparisons.json' with { type: 'json' }
import grains from '../../../../../../taxonomy/default/time/grains.json' with { type: 'json' }
import holidays from '../../../../../../taxonomy/default/time/holidays.json' with { type: 'json' }
import months from '../../../../../../taxonomy/default/time/months.json' with { type: 'json' }
import numbers from '../../../../../../taxonomy/default/time/numbers.json' with { type: 'json' }
import ranges from '../../../../../../taxonomy/default/time/ranges.json' with { type: 'json' }
import relative from '../../../../../../taxonomy/default/time/relative.json' with { type: 'json' }
import seasons from '../../../../../../taxonomy/default/time/seasons.json' with { type: 'json' }
import units from '../../../../../../taxonomy/default/time/units.json' with { type: 'json' }
import weekdays from '../../../../../../taxonomy/default/time/weekdays.json' with { type: 'json' }
import years from '../../../../../../taxonomy/default/time/years.json' with { type: 'json' }
import { compileTimeVocabulary } from '../compile-vocabulary.ts'
import { recognizeTime } from '../recognize.ts'
import { resolveTime } from '../resolve.ts'
import { type Calendar, defaultCalendar, type TimeContext, type TimeMatch } from '../types.ts'

/** The time files of the default taxonomy as parsed JSON, for tests. */
export const defaultTimeFiles = {
  comparisons,
  grains,
  holidays,
  months,
  numbers,
  ranges,
  relative,
  seasons,
  units,
  weekdays,
  years,
}

export const defaultTimeVocabulary = compileTimeVocabulary(defaultTimeFiles)

/** A Sunday in the fourth quarter, with data through the day. */
export const sunday: TimeContext = {
  today: '2026-11-22',
  calendar: defaultCalendar,
  dataEnd: '2026-11-22',
  direction: 'past',
}

export function matchesOf(text: string, calendar: Calendar = defaultCalendar): TimeMatch[] {
  return recognizeTime(text, calendar, defaultTimeVocabulary)
}

/** All matches of a text in one line: "Q3 = 2026-07-01..2026-10-01 quarter; YoY = same_period_last_year". */
export function summary(text: string, context: TimeContext = sunday): string {
  const matches = recognizeTime(text, context.calendar, defaultTimeVocabulary)
  return matches.map((match) => `${match.text} = ${outcome(match, context)}`).join('; ')
}

function outcome(match: TimeMatch, context: TimeContext): string {
  switch (match.kind) {
    case 'range':
      return match.expression === null ? 'nothing' : resolvedText(match.expression, context)
    case 'grain':
      return `by ${match.grain}`
    case 'comparison':
      return `${match.comparison?.kind}${match.grain === null ? '' : ` by ${match.grain}`}`
    case 'weekday_filter':
      return `weekdays ${match.weekdays.join(' ')}`
    case 'invalid':
      return `${match.reason}`
    case 'ambiguous':
      return match.readings.map((reading) => resolvedText(reading, context)).join(' or ')
  }
}

function resolvedText(expression: NonNullable<TimeMatch['expression']>, context: TimeContext): string {
  if (expression.type === 'shift') return `shift ${expression.count} ${expression.unit}`
  const { start, end, grain } = resolveTime(expression, context)
  return `${start ?? ''}..${end ?? ''} ${grain}`
}
