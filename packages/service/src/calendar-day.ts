/** Whether a text such as 2025-02-28 is a day of the calendar; 2025-02-30 has the form and is none. */
export function isCalendarDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Whether a day can be "today": beyond these years, periods before and after it leave the calendar. */
export function isPossibleToday(text: string): boolean {
  return isCalendarDay(text) && text >= '1900-01-01' && text < '2200-01-01'
}
