import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

function starts(question: string): readonly unknown[] {
  const { kind, intent, periods } = ask(retailer, question)
  expect([kind, intent]).toEqual(['answerable', 'compare'])
  return periods.map(({ start }) => start)
}

describe('two periods side by side', () => {
  it.each([
    'what was the movement in sales from Q1 2022 to Q2 2022',
    'the swing in sales from Q1 2022 to Q2 2022',
    'how did sales move from Q1 2022 into Q2 2022',
    'how different were sales in Q1 2022 from Q2 2022',
    'sales variance Q1 2022 vs Q2 2022',
    'sales for both Q1 2022 and Q2 2022',
    'how did sales shape up in Q1 2022 against Q2 2022',
    'put Q1 2022 sales next to Q2 2022',
  ])('%s', (question) => {
    expect(starts(question)).toEqual(['2022-01-01', '2022-04-01'])
  })

  it('may name the later one first in a difference, but in no range', () => {
    expect(starts('difference in sales between Q2 2022 and Q1 2022')).toEqual(['2022-04-01', '2022-01-01'])
    expect(ask(retailer, 'sales between Q2 2022 and Q1 2022')).toMatchObject({
      kind: 'refusal',
      reason: 'invalid_time',
    })
  })

  it.each([
    // By how much it differs, or how large it is?
    'which region had the biggest variance in sales in 2022',
    'which region had the biggest difference in sales in 2022',
    // Two periods of which each has its own question.
    'sales in Q1 2022 less sales in Q2 2022',
  ])('%s is refused', (question) => {
    expect(ask(retailer, question).kind).toBe('refusal')
  })

  it('asks for the other side of a variance', () => {
    expect(ask(retailer, 'variance in sales in 2022').kind).toBe('clarification')
  })
})

const eastAndWest = 'in region=East,West'

describe('members side by side', () => {
  it.each([
    ['put East and West next to each other on profit', `compare gross_profit | ${eastAndWest} | vs entities`],
    ['line up East and West on profit', `compare gross_profit | ${eastAndWest} | vs entities`],
    [
      'put East and West side by side on sales, April to June 2022',
      `compare revenue | ${eastAndWest} | 2022-04-01..2022-07-01 | vs entities`,
    ],
    [
      'East against West, sales for Jan to Mar 2022',
      `compare revenue | ${eastAndWest} | 2022-01-01..2022-04-01 | vs entities`,
    ],
    [
      'compare East with West in Jan to March 2022 on sales',
      `compare revenue | ${eastAndWest} | 2022-01-01..2022-04-01 | vs entities`,
    ],
    // Here it is the periods that are compared, each of them of both.
    [
      'compare sales from Q1 2022 to Q2 2022 for East and West',
      `compare revenue | ${eastAndWest} | 2022-01-01..2022-04-01 | 2022-04-01..2022-07-01 | vs periods`,
    ],
    [
      'compare sales from Q1 2022 to Q2 2022',
      'compare revenue | 2022-01-01..2022-04-01 | 2022-04-01..2022-07-01 | vs periods',
    ],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})

describe('a period pointed at or said once', () => {
  it.each([
    [
      'sales in June 2022 against that month a year earlier',
      'compare revenue | 2022-06-01..2022-07-01 | vs same_period_last_year 2021-06-01..2021-07-01',
    ],
    [
      'sales in Q2 2022 against the same stretch of last year',
      'compare revenue | 2022-04-01..2022-07-01 | vs same_period_last_year 2021-04-01..2021-07-01',
    ],
    ['sales in that month last year', 'refusal unbound_words'],
    [
      'sales in the first quarter of 2020, of 2021 and of 2022',
      'compare revenue | 2020-01-01..2020-04-01 | 2021-01-01..2021-04-01 | 2022-01-01..2022-04-01 | vs periods',
    ],
    ['running total of sales through 2022', 'trend revenue | running total | 2022-01-01..2023-01-01'],
    ['running total of sales through June 2022', 'trend revenue | running total | ..2022-07-01'],
    ['sales through 2021', 'what revenue | ..2022-01-01'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})
