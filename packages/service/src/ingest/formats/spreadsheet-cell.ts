import type ExcelJS from 'exceljs'

/** The text of a cell as the other formats would hold it: dates as ISO, error values and blanks as nothing. */
export function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return dateText(value)
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim()
  if ('error' in value) return ''
  if ('result' in value) return cellText(value.result ?? null)
  if ('text' in value) return cellText(value.text)
  return ''
}

/** Numbers are stored as floating point: 0.1 + 0.2 is shown, and meant, as 0.3. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)))
}

/** Serial dates carry rounding errors of some microseconds, so times are taken to the nearest millisecond pair. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const rounded = new Date(Math.round(value.getTime() / 10) * 10).toISOString()
  return rounded.endsWith('T00:00:00.000Z') ? rounded.slice(0, 10) : rounded.slice(0, 19).replace('T', ' ')
}

/** The sign a number format shows beside the figures: '%', '$', '€', 'EUR'… or null. */
export function signOfFormat(format: string | undefined): string | null {
  if (format === undefined || format === 'General') return null
  if (/%/.test(format)) return '%'
  const bracket = /\[\$([^\]-]+)/.exec(format)?.[1]?.trim()
  if (bracket) return bracket
  return /\p{Sc}/u.exec(format)?.[0] ?? /"([A-Z]{3})"/.exec(format)?.[1] ?? null
}
