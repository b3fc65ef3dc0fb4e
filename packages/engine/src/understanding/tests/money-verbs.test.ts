import { describe, expect, it } from 'vitest'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { haulier } from '../testing/haulier.ts'

describe('verbs of money in a company with one amount of it', () => {
  it.each([
    ['what did DSV cost us in May 2025', 'what freight_cost | in ship_mode=DSV | 2025-05-01..2025-06-01'],
    ['how much did Maersk cost us', 'what freight_cost | in ship_mode=Maersk'],
    ['most popular carrier', 'rank record_count by ship_mode | top 1'],
  ])('%s', (question, expected) => {
    const reading = ask(haulier, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each(['what did we earn from DSV', 'which carrier took the longest to pay'])(
    'asks or declines: %s',
    (question) => {
      const reading = ask(haulier, question)
      expect(reading.kind, explain(reading)).not.toBe('answerable')
    },
  )
})
