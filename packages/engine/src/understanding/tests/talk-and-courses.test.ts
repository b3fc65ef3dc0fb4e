import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { inns } from '../testing/inns.ts'

describe('talk that changes nothing', () => {
  it.each([
    ['nights and costs in 2024, one figure each', 'what nights+costs | 2024-01-01..2025-01-01'],
    ['any idea how many nights we had in 2024', 'what nights | 2024-01-01..2025-01-01'],
    ['do you have any idea what costs were in 2024', 'what costs | 2024-01-01..2025-01-01'],
    [
      'which customers got the most nights out of us in 2024',
      'rank nights by customer | top all | 2024-01-01..2025-01-01',
    ],
    ['nightwise, which property was best in 2024', 'rank nights by property | top 1 | 2024-01-01..2025-01-01'],
    ['costs for 2024, regionwise', 'breakdown costs by region | 2024-01-01..2025-01-01'],
    ['nights, costs and revenue in 2024, all three', 'what nights+costs+revenue | 2024-01-01..2025-01-01'],
    ['Audit call in ten minutes: nights by region', 'breakdown nights by region'],
    ['my train leaves in half an hour: nights by region', 'breakdown nights by region'],
    ['Board meeting on Friday, nights by region in 2024', 'breakdown nights by region | 2024-01-01..2025-01-01'],
    [
      'nights of Ada Quill and Bo Finch in 2024, one line each',
      'breakdown nights by rep | in rep=Ada Quill,Bo Finch | 2024-01-01..2025-01-01',
    ],
    [
      '2024 nights of these segments: Leisure, Food & Beverage - one figure for each',
      'breakdown nights by segment | in segment=Leisure,Food & Beverage | 2024-01-01..2025-01-01',
    ],
  ])('%s', (question, expected) => {
    const reading = ask(inns, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    'nights and costs in 2024, all three',
    'nights in 2024, one line each',
    'Our Berlin inn in ten minutes: nights by region',
    'Berlin meeting on Friday, nights by region in 2024',
    'what were costs otherwise',
  ])('and is not passed over where it may: %s', (question) => {
    const reading = ask(inns, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('courses told in other words', () => {
  it.each([
    ['is the number of nights climbing or sliding', 'trend nights', inns],
    ['which direction have costs been heading since January 2024', 'trend costs | 2024-01-01..', inns],
    ['how have costs been moving since 2024', 'trend costs | 2024-01-01..', inns],
    ['how are costs moving in Coast', 'trend costs | in region=Coast', inns],
    [
      'why did costs go south in October',
      'why costs | 2025-10-01..2025-11-01 | vs previous_period 2025-09-01..2025-10-01',
      inns,
    ],
    ['nights in March 2024, smoothed over 7 days', 'trend nights by day | average of 7 | 2024-03-01..2024-04-01', inns],
    [
      'nights in March 2024, smoothed over 7 days (rolling average)',
      'trend nights by day | average of 7 | 2024-03-01..2024-04-01',
      inns,
    ],
    ['costs in 2024 adding up as a running total', 'trend costs | running total | 2024-01-01..2025-01-01', inns],
    ['costs in 2024, adding up, cumulative', 'trend costs | running total | 2024-01-01..2025-01-01', inns],
    ['what were costs adding up to in 2024', 'what costs | 2024-01-01..2025-01-01', inns],
    ['how did costs divide among the regions', 'breakdown costs by region', inns],
    ['how is the pie of nights sliced between regions', 'breakdown nights by region', inns],
    ['nights broken down region by channel', 'breakdown nights by region,channel', inns],
    ['how many orders went South in 2021', 'what order_count | in region=South | 2021-01-01..2022-01-01', retailer],
  ])('%s', (question, expected, company) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each(['which customers are moving house', 'how many nights went South in 2024'])('none: %s', (question) => {
    const reading = ask(inns, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
