export type Cell = string | number

const millisecondsPerDay = 86_400_000
const needsQuotes = /[",\r\n]/

/** CSV text with a header line; an empty text is an empty field. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(formatCell).join(',')]
  for (const row of rows) lines.push(row.map(formatCell).join(','))
  return `${lines.join('\n')}\n`
}

/** Every day from `first` to `last`, both included, as 'YYYY-MM-DD'. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = Date.parse(first); day <= Date.parse(last); day += millisecondsPerDay) days.push(isoDay(day))
  return days
}

/** The day so many days after another, as 'YYYY-MM-DD'. */
export function addDays(day: string, count: number): string {
  return isoDay(Date.parse(day) + count * millisecondsPerDay)
}

/** Money to the cent. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function formatCell(cell: Cell): string {
  const text = String(cell)
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
