import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, expectReading, explain } from '../testing/describe.ts'

describe('members that are counted in narrow nothing', () => {
  it.each([
    ['sales including Furniture', 'what revenue'],
    ['sales incl. Furniture in 2022', 'what revenue | 2022-01-01..2023-01-01'],
    ['sales in 2022 with Furniture included', 'what revenue | 2022-01-01..2023-01-01'],
    // Others of their kind are named: they are added to them.
    ['sales of Technology including Furniture', 'what revenue | in category=Technology,Furniture'],
    // What orders hold says which orders are meant.
    ['orders including Furniture', 'what order_count | in category=Furniture'],
    ['is Furniture included in sales', 'what revenue | in category=Furniture'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })

  it.each(['sales including discount', 'sales including tax'])('adds no two measures up: %s', (question) => {
    const reading = ask(retailer, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('periods that are asked about together are one', () => {
  it.each([
    ['sales in November and December 2021 together', 'what revenue | 2021-11-01..2022-01-01'],
    ['sales for Q1 and Q2 2022 combined', 'what revenue | 2022-01-01..2022-07-01'],
    ['top 3 states by sales, Jan and Feb 2022 together', 'rank revenue by state | top 3 | 2022-01-01..2022-03-01'],
    ['sales in Texas and California together', 'what revenue | in state=Texas,California'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })

  it('adds up no periods with a gap between them', () => {
    const reading = ask(retailer, 'sales in March 2021 and March 2022 combined')
    expect(reading.kind, explain(reading)).toBe('refusal')
  })
})

describe('the dot of a word cut short ends nothing', () => {
  it.each([
    ['sales in jan. and feb. 2022', ask(retailer, 'sales in jan and feb 2022')],
    ['sales oct. vs. nov. 2021', ask(retailer, 'sales oct vs nov 2021')],
    ['avg. discount by cat. in 2022', ask(retailer, 'average discount by category in 2022')],
    ['sales excl. Furniture', ask(retailer, 'sales excluding Furniture')],
  ])('%s', (question, inFull) => {
    expect(describeReading(ask(retailer, question))).toBe(describeReading(inFull))
  })

  it('still separates two questions', () => {
    expectReading(ask(retailer, 'Sales by cat. How many orders in May?'), 'breakdown revenue by category')
  })
})

describe('words of the trade are no misspelled fillers', () => {
  it.each(['manga sales', 'sales of the manga list', 'sales from conferences', 'auto sales', 'industrial sales'])(
    '%s',
    (question) => {
      const reading = ask(retailer, question)
      expect(reading.kind, explain(reading)).not.toBe('answerable')
    },
  )
})

describe('an exclusion goes on behind "and"', () => {
  it.each([
    ['sales without Furniture and Texas', 'what revenue | not_in category=Furniture | not_in state=Texas'],
    ['sales excluding Furniture or Texas', 'what revenue | not_in category=Furniture | not_in state=Texas'],
    ['sales excluding Furniture and in Texas', 'what revenue | not_in category=Furniture | in state=Texas'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })

  it.each(['sales excluding Furniture and orders', 'sales without Texas and discount'])(
    'shows nothing that was to be left out: %s',
    (question) => {
      const reading = ask(retailer, question)
      expect(reading.kind, explain(reading)).not.toBe('answerable')
    },
  )
})
