import { describe, expect, it } from 'vitest'
import { phrases } from '../testing/answer-reading.ts'
import { metricSlot, reading, timeSlot } from '../testing/readings.ts'
import { shopData } from '../testing/shop.ts'
import { candidateFollowUps } from './follow-ups.ts'

const candidates = (overrides: Parameters<typeof reading>[0]) =>
  candidateFollowUps(reading(overrides), shopData, phrases)

describe('candidateFollowUps', () => {
  it('splits a plain value, over time too, and compares it', () => {
    expect(candidates({ time: timeSlot('Q2 2025', '2025-04-01', '2025-07-01') })).toEqual([
      'By region',
      'By product',
      'By month',
      'Compared to the same period last year',
    ])
  })

  it('offers no split by what the question has already', () => {
    expect(candidates({ breakdown: ['region'], intent: 'trend' })).toEqual([])
  })

  it('narrows a period nobody named', () => {
    expect(candidates({ time: { ...timeSlot('all data', null, null), status: 'assumed' } })).toContain('This year')
  })

  it('has nothing to offer for a metric that is gone', () => {
    expect(candidates({ metrics: [metricSlot('gone')] })).toEqual([])
  })
})
