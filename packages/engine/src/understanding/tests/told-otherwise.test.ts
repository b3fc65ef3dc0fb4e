import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading, explain } from '../testing/describe.ts'

describe('what made a figure move', () => {
  it.each([
    'what pulled sales down in May 2022',
    'what brought profit up in May 2022',
    'what weighed on profit in May 2022',
    'what is the reason profit fell in May 2022',
    'what triggered the jump in orders in May 2022',
    'what is to blame for the drop in sales in May 2022',
  ])('%s', (question) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.intent], explain(reading)).toEqual(['answerable', 'why'])
  })

  it.each(['what brought in the most profit in 2022', 'what took up the most sales in 2022'])('%s', (question) => {
    expect(ask(retailer, question).intent).not.toBe('why')
  })
})

describe('where a figure is heading', () => {
  it.each([
    ['are we heading the right way on profit margin', 'trend gm_pct'],
    ['in which direction is profit moving', 'trend gross_profit'],
    ['is profit going in the wrong direction', 'trend gross_profit'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))

  it.each(['moving sales', 'sales heading Texas'])('%s', (question) => {
    expect(ask(retailer, question).kind).not.toBe('answerable')
  })
})

describe('an average that rolls on, whatever comes first', () => {
  it.each([
    ['profit, rolling 3-month average', 'trend gross_profit by month | average of 3'],
    ['moving 6 month avg of orders', 'trend order_count by month | average of 6'],
    ['trailing 12-month average of sales', 'trend revenue by month | average of 12'],
    // Nothing is averaged.
    ['sales over the trailing 12 months', 'refusal no_data'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))
})

describe('who asks and what for, at the end', () => {
  it.each([
    [
      "profit by region in May 2022, it's for Monday's call",
      'breakdown gross_profit by region | 2022-05-01..2022-06-01',
    ],
    ["profit in May 2022, it's for Friday", 'what gross_profit | 2022-05-01..2022-06-01'],
    ['profit in May 2022, director wants to know', 'what gross_profit | 2022-05-01..2022-06-01'],
    ['profit in May 2022, the auditors want to see it tomorrow', 'what gross_profit | 2022-05-01..2022-06-01'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))

  it.each(['profit in May 2022, board wants the South', 'profit in May 2022, director level'])('%s', (question) => {
    expect(ask(retailer, question).kind).not.toBe('answerable')
  })
})

describe('what no figure tells', () => {
  it.each([
    'what are the orders about',
    'what were the orders of Sean Miller about last month',
    'mail that over to Anne Pryor',
  ])('%s', (question) => expect(ask(retailer, question).kind).toBe('refusal'))

  it.each([
    ['what about profit', 'what gross_profit'],
    ['what do you know about profit in 2022', 'what gross_profit | 2022-01-01..2023-01-01'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))
})
