/**
 * Figures and dates for people. One locale on purpose: the sentences are English, and the same figure must read the same in the
 * sentence, the chart and the table.
 */
export const locale = 'en-US'

const namedUnits = new Set(['count', 'percent', 'ratio', 'days', 'score'])

export type FigureStyle = 'full' | 'compact' | 'exact'

/** Options of Intl for a value of `unit`: an ISO 4217 code, count, percent (a fraction), ratio, days, score or null. */
function numberOptions(unit: string | null, style: FigureStyle): Intl.NumberFormatOptions {
  const notation: Intl.NumberFormatOptions =
    style === 'compact' ? { notation: 'compact', maximumFractionDigits: 1 } : {}
  if (style === 'exact') notation.maximumFractionDigits = 12
  if (unit === 'percent') {
    return { style: 'percent', maximumFractionDigits: style === 'exact' ? 10 : 1 }
  }
  if (unit !== null && /^[A-Z]{3}$/.test(unit)) {
    if (style === 'compact') return { style: 'currency', currency: unit, ...notation, minimumFractionDigits: 0 }
    return { style: 'currency', currency: unit, ...notation }
  }
  if (style === 'full') return { maximumFractionDigits: unit === 'ratio' || unit === 'score' ? 2 : 1 }
  return notation
}

const formatters = new Map<string, Intl.NumberFormat>()

function numberFormatter(unit: string | null, style: FigureStyle): Intl.NumberFormat {
  const key = `${unit} ${style}`
  const known = formatters.get(key)
  if (known) return known
  const created = new Intl.NumberFormat(locale, numberOptions(unit, style))
  formatters.set(key, created)
  return created
}

/** A value with its unit; an absent value is an en dash. */
export function formatFigure(value: number | null, unit: string | null, style: FigureStyle = 'full'): string {
  if (value === null || !Number.isFinite(value)) return '–'
  const text = numberFormatter(unit, style).format(value)
  if (unit === 'days') return `${text} ${Math.abs(value) === 1 ? 'day' : 'days'}`
  return text
}

/** What a unit is called; null where the figure shows it by itself. */
export function unitLabel(unit: string | null): string | null {
  if (unit === null || unit === 'count') return null
  return namedUnits.has(unit) ? unit : unit.toUpperCase()
}

export function formatCount(value: number): string {
  return formatFigure(value, 'count')
}

/** "1 row", "2 rows". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power)
}

export function formatDuration(milliseconds: number): string {
  const inSeconds = milliseconds >= 1000
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: inSeconds ? 'second' : 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: milliseconds < 10 || inSeconds ? 1 : 0,
  }).format(inSeconds ? milliseconds / 1000 : milliseconds)
}

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

function utcDay(isoDate: string): Date {
  return new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)
}

/** A calendar day, without any time zone coming in between. */
export function formatDay(isoDate: string): string {
  const date = utcDay(isoDate)
  return Number.isNaN(date.getTime()) ? isoDate : day.format(date)
}

/** A moment in the reader's own time zone. */
export function formatMoment(isoTime: string): string {
  const date = new Date(isoTime)
  return Number.isNaN(date.getTime()) ? isoTime : moment.format(date)
}

/** A half-open range [start, end) said with its last day: "Jul 1 – Sep 30, 2025"; null is open on that side. */
export function formatRange(start: string | null, end: string | null): string | null {
  const last = end === null ? null : new Date(utcDay(end).getTime() - 86_400_000)
  if (start === null) return last === null ? null : `until ${day.format(last)}`
  if (last === null) return `since ${formatDay(start)}`
  return day.formatRange(utcDay(start), last)
}

/** From the first to the last day of data, both of them included: how datasets and batches state their span. */
export function formatSpan(first: string | null, last: string | null): string | null {
  if (first === null || last === null) return null
  return day.formatRange(utcDay(first), utcDay(last))
}

/** A period as charts and tables hold it: '2025-Q3', '2025-11', '2025-11-09', or words that are left as they are. */
export function formatPeriod(period: string): string {
  const quarter = /^(\d{4})-(Q[1-4])$/.exec(period)
  if (quarter) return `${quarter[2]} ${quarter[1]}`
  if (/^\d{4}-\d{2}$/.test(period)) return month.format(utcDay(`${period}-01`))
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return formatDay(period)
  return period
}

/** 'gross_margin' -> 'Gross margin': for ids the catalog does not name. */
export function humanize(id: string): string {
  const words = id.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
