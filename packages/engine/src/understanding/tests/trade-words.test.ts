import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, converse, expectReading, explain } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'

describe('one period over another', () => {
  it.each([
    [
      'growth in sales 2022 over 2021',
      'compare revenue | 2022-01-01..2023-01-01 | 2021-01-01..2022-01-01 | vs periods',
    ],
    [
      'sales growth H2 2022 over H1 2022 by region',
      'compare revenue by region | 2022-07-01..2023-01-01 | 2022-01-01..2022-07-01 | vs periods',
    ],
    ['orders on 3 March 2022', 'what order_count | 2022-03-03..2022-03-04'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))
})

describe('"by" and a measure behind a question about groups', () => {
  it.each([
    [['bottom 5 products by profit', 'by quantity'], 'rank units_sold by product | bottom 5'],
    [['sales by region', 'by quantity'], 'breakdown units_sold by region'],
    [['sales by region', 'by customer'], 'breakdown revenue by customer'],
  ])('%s', (messages, expected) => expectReading(converse(retailer, messages), expected))
})

describe('a wider word for what is counted', () => {
  it.each([
    ['how many reps do we have', 'answerable'],
    ['how many employees do we have', 'refusal'],
  ])('%s', (question, expected) => {
    const reading = ask(dealsTeam, question)
    expect(reading.kind, explain(reading)).toBe(expected)
  })
})

describe('who is called after what they do', () => {
  it.each([
    ['who manages Yoga', 'list by manager | in activity=Yoga'],
    ['who manages Sunita Rao', 'refusal unknown_dimension'],
  ])('%s', (question, expected) => expectReading(ask(gym, question), expected))
})

describe('what is left out, and what share is taken', () => {
  it.each([
    ['every region but the South: revenue', 'breakdown revenue by region | not_in region=South'],
    ['what share of profit does Technology make up', 'breakdown gross_profit by category'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))

  it('is nothing where "but" only goes on', () => {
    expect(ask(retailer, 'revenue but the South').kind).not.toBe('answerable')
  })
})
