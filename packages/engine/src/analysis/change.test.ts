import type { MetricDefinition } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { shopModel } from '../testing/shop.ts'
import { changeBetween } from './change.ts'
import { createFactBook } from './fact-book.ts'

const metricOf = (id: string): MetricDefinition => {
  const found = shopModel.metrics.find((metric) => metric.id === id)
  if (!found) throw new Error(`The shop has no ${id}`)
  return found
}
const change = (now: number | null, then: number | null, metric = metricOf('revenue')) => {
  const book = createFactBook()
  const window = (label: string) => ({ label, start: null, end: null })
  const current = book.measured(metric, now, window('now'), {}, 'q1')
  const base = book.measured(metric, then, window('then'), {}, 'q2')
  const finding = changeBetween(metric, current, base, book, { between: 'periods', asked: true })
  return { difference: finding.difference.value, change: finding.change?.value ?? null, finding }
}

describe('changeBetween', () => {
  it('is relative to a positive base: 150 from 120 is a quarter more', () => {
    expect(change(150, 120)).toMatchObject({ difference: 30, change: 0.25 })
  })

  it.each([
    ['nothing', 100, 0],
    ['a loss', 100, -50],
    ['a profit to a loss', -50, 100],
  ])('is only a difference from %s', (_, now, then) => {
    expect(change(now, then)).toMatchObject({ difference: now - then, change: null })
  })

  it('is unknown where either side is', () => {
    expect(change(null, 100)).toMatchObject({ difference: null, change: null })
    expect(change(100, null)).toMatchObject({ difference: null, change: null })
  })

  it('of a percentage is a difference, in points', () => {
    expect(change(0.75, 0.5, metricOf('gm_pct'))).toMatchObject({ difference: 0.25, change: null })
  })

  it('names what it was computed from', () => {
    expect(change(150, 120).finding.change?.derivedFrom).toEqual(['r1', 'r2'])
  })
})
