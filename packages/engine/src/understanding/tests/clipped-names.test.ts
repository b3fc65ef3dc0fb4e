import { describe, expect, it } from 'vitest'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { inns } from '../testing/inns.ts'

describe('members whose names are cut short', () => {
  it.each([
    ['nights of food & bev in 2024', 'what nights | in segment=Food & Beverage | 2024-01-01..2025-01-01'],
    ['food and bev costs', 'what costs | in segment=Food & Beverage'],
    ['weddings n events nights in 2024', 'what nights | in segment=Weddings & Events | 2024-01-01..2025-01-01'],
    ['nights booked through insta', 'what nights | in channel=Instagram Shop'],
    ['how many nights were comps in 2024', 'what nights | in rate_plan=Complimentary | 2024-01-01..2025-01-01'],
    ['prof training nights', 'what nights | in segment=Professional Training'],
    ['costs of two moon by region', 'breakdown costs by region | in rate_plan=The Two Moon'],
    [
      'nights: competitor vs change of plans',
      'compare nights | in reason=Went to Competitor,Change of Plans | vs entities',
    ],
    ['nights of XLs', 'what nights | in rate_plan=XL'],
  ])('%s', (question, expected) => {
    const reading = ask(inns, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each(['prof nights in 2024', 'nights booked through photog'])(
    'are offered where it may be another: %s',
    (question) => {
      const reading = ask(inns, question)
      expect([reading.kind, reading.reason], explain(reading)).toEqual(['clarification', 'ambiguous_value'])
    },
  )

  it.each([
    'doors opened in 2024',
    'nights of weddings n birthdays',
    'nights of food & bevels',
    'nights by moon',
    'nights lost to competitors',
    'grander nights',
  ])('and are none where the words are others: %s', (question) => {
    const reading = ask(inns, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
