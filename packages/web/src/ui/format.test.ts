import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDay,
  formatDuration,
  formatFigure,
  formatPeriod,
  formatRange,
  formatSpan,
  humanize,
  plural,
  unitLabel,
} from './format.ts'

describe('formatFigure', () => {
  it.each([
    [1_234_567.891, 'USD', 'full', '$1,234,567.89'],
    [1_234_567.891, 'USD', 'compact', '$1.2M'],
    [1_234_567.8912, 'USD', 'exact', '$1,234,567.8912'],
    [1200, 'JPY', 'full', '¥1,200'],
    [0.1524, 'percent', 'full', '15.2%'],
    [0.15243, 'percent', 'exact', '15.243%'],
    [-0.05, 'percent', 'compact', '-5%'],
    [48_210, 'count', 'full', '48,210'],
    [48_210, 'count', 'compact', '48.2K'],
    [1, 'days', 'full', '1 day'],
    [12.5, 'days', 'full', '12.5 days'],
    [2.345, 'ratio', 'full', '2.35'],
    [12, null, 'full', '12'],
  ] as const)('shows %d of %s, %s, as %s', (value, unit, style, expected) => {
    expect(formatFigure(value, unit, style)).toBe(expected)
  })

  it('shows absence, never zero, for what is not known', () => {
    expect(formatFigure(null, 'USD')).toBe('–')
    expect(formatFigure(Number.NaN, 'USD')).toBe('–')
  })
})

describe('dates', () => {
  it('says a half-open range by its last day', () => {
    expect(formatRange('2025-07-01', '2025-10-01')?.replaceAll(/\s/g, ' ')).toBe('Jul 1 – Sep 30, 2025')
    expect(formatRange('2025-12-15', '2026-01-16')?.replaceAll(/\s/g, ' ')).toBe('Dec 15, 2025 – Jan 15, 2026')
  })

  it('says a span of data with both its days', () => {
    expect(formatSpan('2023-11-01', '2026-11-21')?.replaceAll(/\s/g, ' ')).toBe('Nov 1, 2023 – Nov 21, 2026')
    expect(formatSpan('2026-11-21', '2026-11-21')).toBe('Nov 21, 2026')
    expect(formatSpan(null, null)).toBeNull()
  })

  it('says open ranges', () => {
    expect(formatRange('2024-01-01', null)).toBe('since Jan 1, 2024')
    expect(formatRange(null, '2024-04-01')).toBe('until Mar 31, 2024')
    expect(formatRange(null, null)).toBeNull()
  })

  it('keeps a day that day in every time zone', () => {
    expect(formatDay('2025-03-01')).toBe('Mar 1, 2025')
    expect(formatDay('not a day')).toBe('not a day')
  })

  it('reads the periods of tables', () => {
    expect(formatPeriod('2025-Q3')).toBe('Q3 2025')
    expect(formatPeriod('2025-11')).toBe('Nov 2025')
    expect(formatPeriod('2025-11-09')).toBe('Nov 9, 2025')
    expect(formatPeriod('Week 45')).toBe('Week 45')
  })
})

describe('sizes and words', () => {
  it('says bytes and durations in the unit that reads best', () => {
    expect(formatBytes(999)).toBe('999 bytes')
    expect(formatBytes(1_500_000)).toBe('1.5 MB')
    expect(formatBytes(0)).toBe('0 bytes')
    expect(formatDuration(5.64)).toBe('5.6 ms')
    expect(formatDuration(1234)).toBe('1.2 sec')
  })

  it('counts and names', () => {
    expect(plural(1, 'row')).toBe('1 row')
    expect(plural(1200, 'row')).toBe('1,200 rows')
    expect(humanize('gross_margin')).toBe('Gross margin')
    expect(unitLabel('USD')).toBe('USD')
    expect(unitLabel('count')).toBeNull()
  })
})
