import { describe, expect, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, expectReading, explain } from '../testing/describe.ts'

describe('a count of some of the records behind a preposition says whose figures are meant', () => {
  it.each([
    // What is of these records anyway needs no filter.
    ['revenue from won deals', 'what revenue'],
    ['sales cycle for won deals by rep', 'breakdown cycle_time by rep | in stage=Won'],
    ['average sales cycle of lost deals', 'what cycle_time | in stage=Lost'],
    [
      'sales cycle by product for lost deals in 2025',
      'breakdown cycle_time by product | in stage=Lost | 2025-01-01..2026-01-01',
    ],
    // Two measures stay two where a word joins them.
    ['revenue and won deals', 'what revenue+won_deals'],
    ['compare won and lost deals by product', 'breakdown won_deals+lost_deals by product'],
    ['how many deals does Hana Mori have won', 'what won_deals | in rep=Hana Mori'],
    ['who lost the most', 'rank lost_deals by rep | top 1'],
  ])('%s', (question, expected) => {
    expectReading(ask(dealsTeam, question), expected)
  })

  it('measures nothing of records it is never of', () => {
    const reading = ask(dealsTeam, 'revenue of lost deals')
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('what records are worth is money, and not their number', () => {
  it.each([
    ['value of won deals', 'what revenue'],
    ['what are won deals worth by rep', 'breakdown revenue by rep'],
  ])('%s', (question, expected) => {
    expectReading(ask(dealsTeam, question), expected)
  })

  it.each(['value of lost deals', 'deal value by rep', 'total value of deals', 'average value of lost deals'])(
    'asks or declines where only the money of other records is known: %s',
    (question) => {
      const reading = ask(dealsTeam, question)
      expect(reading.kind, `${describeReading(reading)}\n${explain(reading)}`).not.toBe('answerable')
    },
  )
})
