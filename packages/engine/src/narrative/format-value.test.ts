import type { Unit } from '@salestalk/protocol'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPoints, formatValue, readFigure } from './format-value.ts'

const dollars: Unit = { kind: 'currency', currency: 'USD' }
const unknownMoney: Unit = { kind: 'currency', currency: null }
const count: Unit = { kind: 'count', currency: null }
const percent: Unit = { kind: 'percent', currency: null }

describe('formatValue', () => {
  it.each([
    [2_512_345, dollars, '$2.51M'],
    [745_567.53, dollars, '$745,568'],
    [56.5, dollars, '$56.50'],
    [-1234.5, dollars, '-$1,234.50'],
    [745_567.53, unknownMoney, '745,568'],
    [72, count, '72'],
    [0.15234, percent, '15.2%'],
    [0.00042, percent, '0.042%'],
    [0, dollars, '$0'],
    [-1e-13, dollars, '$0'],
    [3.2417, { kind: 'days', currency: null } as const, '3.24 days'],
    [1, { kind: 'days', currency: null } as const, '1 day'],
  ])('prints %d as people read it', (value, unit, text) => {
    expect(formatValue(value, unit, 'en-US')).toBe(text)
  })

  it('prints points without a sign', () => {
    expect(formatPoints(-0.0123, 'en-US')).toBe('1.2')
  })
})

describe('readFigure', () => {
  it('takes every printed figure back to its value within its rounding', () => {
    const units = fc.constantFrom(dollars, unknownMoney, count, percent, { kind: 'days', currency: null } as const)
    const values = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(values, units, (value, unit) => {
        const read = readFigure(formatValue(value, unit, 'en-US'))
        expect(read).not.toBeNull()
        expect(Math.abs((read?.value ?? Number.NaN) - value)).toBeLessThanOrEqual(read?.tolerance ?? 0)
      }),
    )
  })

  it('reads nothing out of words', () => {
    expect(readFigure('East')).toBeNull()
  })
})
