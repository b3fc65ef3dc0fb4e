import { describe, expect, it } from 'vitest'
import { broker } from '../testing/broker.ts'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { inns } from '../testing/inns.ts'

describe('everyday nouns for what a column holds', () => {
  it.each([
    ['top 2 hotels by nights', 'rank nights by property | top 2', inns],
    [
      'which hotel had the most bookings in 2024',
      'rank order_count by property | top 1 | 2024-01-01..2025-01-01',
      inns,
    ],
    ['nights by kind of outlet', 'breakdown nights by outlet_type', inns],
    ['nights by type of outlet in 2024', 'breakdown nights by outlet_type | 2024-01-01..2025-01-01', inns],
    ['revenue by sort of room', 'breakdown revenue by room_type', inns],
    ['bookings of the sales guys in 2024', 'breakdown order_count by rep | 2024-01-01..2025-01-01', inns],
    ['which of the sales folks had the most bookings', 'rank order_count by rep | top all', inns],
    ['our two biggest spenders in 2024', 'rank revenue by customer | top 2 | 2024-01-01..2025-01-01', inns],
    [
      'biggest spenders among our customers in 2024',
      'rank revenue by customer | top all | 2024-01-01..2025-01-01',
      inns,
    ],
    ['premium by carrier in 2024', 'breakdown premium by insurer | 2024-01-01..2025-01-01', broker],
    ['which underwriter had the most policies', 'rank record_count by insurer | top 1', broker],
    ['which adviser had the most policies', 'rank record_count by adviser | top 1', broker],
    ['catered nights in 2024', 'what nights | in catering=true | 2024-01-01..2025-01-01', inns],
    ['commission by branch', 'breakdown commission by office', broker],
  ])('%s', (question, expected, company) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('what has no such column', () => {
  it.each([
    ['premium by kind of client', broker],
    ['nights per sort of sales rep', inns],
    ['revenue by hotel', retailer],
    ['revenue by underwriter', retailer],
    ['lab costs by bookshop', clinic],
    ['premium by hotel', broker],
  ])('%s', (question, company) => {
    const reading = ask(company, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('a noun of people behind a member', () => {
  it.each([
    ['Leisure customers, costs in 2024', 'what costs | in segment=Leisure | 2024-01-01..2025-01-01'],
    ['revenue of our Leisure customers in 2024', 'what revenue | in segment=Leisure | 2024-01-01..2025-01-01'],
    ['Leisure customers in 2024', 'what customer_count | in segment=Leisure | 2024-01-01..2025-01-01'],
    ['how many Leisure customers in 2024', 'what customer_count | in segment=Leisure | 2024-01-01..2025-01-01'],
    [
      'revenue and Leisure customers in 2024',
      'what revenue+customer_count | in segment=Leisure | 2024-01-01..2025-01-01',
    ],
    [
      'Leisure customers and revenue in 2024',
      'what customer_count+revenue | in segment=Leisure | 2024-01-01..2025-01-01',
    ],
  ])('says whose figures are meant, or is counted: %s', (question, expected) => {
    const reading = ask(inns, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
