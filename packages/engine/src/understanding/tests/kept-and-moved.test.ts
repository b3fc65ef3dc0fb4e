import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, converse, expectReading } from '../testing/describe.ts'

const year = '2022-01-01..2023-01-01'

describe('everything but a member taken away', () => {
  it.each([
    'leave everything out except Texas',
    'drop everything but Texas',
    'take out everything that is not Texas',
    'filter out everything but Texas',
    'ignore all but Texas',
    'remove everything other than Texas',
    'exclude everything except for Texas',
    'cut that down to Texas',
    'limit this to Texas',
    'strip it down to Texas',
  ])('%s keeps it', (message) => {
    expectReading(
      converse(retailer, ['sales by category in 2022', message]),
      `breakdown revenue by category | in state=Texas | ${year}`,
    )
  })

  it.each(['everything but Texas', 'all except Texas', 'leave out Texas'])('%s leaves it out', (message) => {
    expectReading(
      converse(retailer, ['sales by category in 2022', message]),
      `breakdown revenue by category | not_in state=Texas | ${year}`,
    )
  })

  it('orders nothing dropped', () => {
    expect(ask(retailer, 'drop everything').kind).toBe('refusal')
  })
})

describe('the period moved', () => {
  it.each([
    'same again but for 2021',
    'same thing but in 2021',
    'change the period to 2021',
    'set the date range to 2021',
    'shift it to 2021',
    'what would that be for 2021',
    'what would the numbers look like in 2021',
  ])('%s', (message) => {
    expectReading(
      converse(retailer, ['sales by category in 2022', message]),
      'breakdown revenue by category | 2021-01-01..2022-01-01',
    )
  })

  it.each(['what would that be if prices rose', 'change the price to 5', 'what would it be without tax'])(
    '%s is refused',
    (message) => {
      expect(converse(retailer, ['sales by category in 2022', message]).kind).toBe('refusal')
    },
  )
})
