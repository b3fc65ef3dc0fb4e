import { type Calendar, defaultCalendar } from '../types.ts'

const retail: Calendar = { ...defaultCalendar, weekStart: 'sunday', fiscalYearStartMonth: 2, pattern: '4-4-5' }

/** Calendars of companies, by the names the tables of tests use. */
export const calendars = {
  plain: defaultCalendar,
  sundays: { ...defaultCalendar, weekStart: 'sunday' },
  february: { ...defaultCalendar, fiscalYearStartMonth: 2 },
  april: { ...defaultCalendar, fiscalYearStartMonth: 4 },
  july: { ...defaultCalendar, fiscalYearStartMonth: 7 },
  october: { ...defaultCalendar, fiscalYearStartMonth: 10 },
  retail445: retail,
  retail454: { ...retail, pattern: '4-5-4' },
  mondays544: { ...defaultCalendar, pattern: '5-4-4' },
  dayFirst: { ...defaultCalendar, dateOrder: 'day_first' },
  monthFirst: { ...defaultCalendar, dateOrder: 'month_first' },
} as const satisfies Record<string, Calendar>

export type CalendarName = keyof typeof calendars
