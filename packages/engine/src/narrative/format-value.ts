import type { Unit } from '@salestalk/protocol'

const compactFrom = 1_000_000

/** A figure as people read it: money and counts from a million on are shortened, percentages carry one decimal (one more near zero). */
export function formatValue(value: number, unit: Unit, locale: string): string {
  // What rounds to nothing has no sign: "-$0" is only the dust of adding up.
  return new Intl.NumberFormat(locale, { ...formatOptions(value, unit), signDisplay: 'negative' }).format(value)
}

/** A figure as the question stated it, not shortened. */
export function formatExact(value: number, unit: Unit, locale: string): string {
  const { notation, ...shape } = formatOptions(value, unit)
  return new Intl.NumberFormat(locale, { ...shape, minimumFractionDigits: 0, maximumFractionDigits: 6 }).format(value)
}

/** A change in a percent metric, in points: 0.012 -> "1.2". */
export function formatPoints(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(
    Math.abs(value) * 100,
  )
}

function formatOptions(value: number, unit: Unit): Intl.NumberFormatOptions {
  const size = Math.abs(value)
  const shape: Intl.NumberFormatOptions =
    size >= compactFrom
      ? { notation: 'compact', maximumFractionDigits: 2, minimumFractionDigits: 0 }
      : { maximumFractionDigits: fractionDigits(size, unit) }
  switch (unit.kind) {
    case 'percent':
      return { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: size > 0 && size < 0.001 ? 3 : 1 }
    case 'currency':
      return unit.currency === null
        ? shape
        : { ...shape, style: 'currency', currency: unit.currency, trailingZeroDisplay: 'stripIfInteger' }
    case 'days':
      return { ...shape, style: 'unit', unit: 'day', unitDisplay: 'long' }
    case 'count':
    case 'ratio':
    case 'score':
      return shape
  }
}

function fractionDigits(size: number, unit: Unit): number {
  if (unit.kind === 'count') return Number.isInteger(size) ? 0 : 2
  if (unit.kind === 'currency') return size >= 10_000 ? 0 : 2
  return size > 0 && size < 0.1 ? 4 : 2
}

const scales: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }

/** Reads a figure printed by formatValue in an English locale: its value and half a unit of its last digit; null for other text. */
export function readFigure(text: string): { value: number; tolerance: number } | null {
  const found = /^[^\d\-−]*([-−]?)[^\d]*(\d[\d,]*)(?:\.(\d+))?\s*([KMBT])?(%)?(?: days?)?$/u.exec(text.trim())
  if (!found) return null
  const [, sign, whole, fraction = '', scale, percent] = found
  const factor = (scale === undefined ? 1 : (scales[scale] ?? 1)) / (percent === undefined ? 1 : 100)
  const size = Number(`${whole?.replaceAll(',', '')}.${fraction || '0'}`) * factor
  const tolerance = (0.5 + 1e-6) * 10 ** -fraction.length * factor
  return { value: sign ? -size : size, tolerance }
}
