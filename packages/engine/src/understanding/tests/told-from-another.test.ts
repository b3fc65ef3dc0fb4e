import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'

const quarterOf2021 = ['2021-04-01', '2021-07-01']

function comparedWith(question: string): readonly unknown[] {
  const { kind, comparison } = ask(retailer, question)
  expect(kind).toBe('answerable')
  return [comparison?.start, comparison?.end]
}

describe('a period told from the one asked about', () => {
  it.each([
    'sales in Q2 2022 vs the same period of the previous year',
    'sales in Q2 2022 compared with the same time the year before',
    'sales in Q2 2022 relative to the equivalent period one year earlier',
    'sales in Q2 2022 vs twelve months earlier',
    'sales in Q2 2022 against 4 quarters earlier',
    'sales in Q2 2022 compared to one year before',
    'sales in Q2 2022 and a year earlier',
    'what were sales in Q2 2022 and what were they the year before',
    'sales in Q2 2022 and a year ago',
    'sales in Q2 2022 with previous year comparison',
    'sales in Q2 2022 with prior year alongside',
    'sales in Q2 2022 with last year for comparison',
    'put sales in Q2 2022 next to the year before',
    'how do sales in Q2 2022 stack up against a year ago',
    'how do sales in Q2 2022 measure up to the previous year',
  ])('%s: the year before', (question) => {
    expect(comparedWith(question)).toEqual(quarterOf2021)
    expect(ask(retailer, question).comparison?.kind).toBe('same_period_last_year')
  })

  it.each([
    ['sales in Q2 2022 and the quarter before', '2022-01-01', '2022-04-01'],
    ['sales in Q2 2022 and the previous quarter', '2022-01-01', '2022-04-01'],
    ['sales in Q2 2022 vs three months earlier', '2022-01-01', '2022-04-01'],
    ['sales in June 2022 and two months earlier', '2022-04-01', '2022-05-01'],
    ['sales in June 2022 vs three months earlier', '2022-03-01', '2022-04-01'],
    ['sales in June 2022 vs the three months before', '2022-03-01', '2022-06-01'],
    ['sales in Q4 2022 vs two years earlier', '2020-10-01', '2021-01-01'],
    ['sales in 2022 and the year before', '2021-01-01', '2022-01-01'],
  ])('%s', (question, start, end) => {
    expect(comparedWith(question)).toEqual([start, end])
  })

  it.each([
    // Two of three months, or the two before them?
    'sales in Q2 2022 vs two months earlier',
    'sales in June 2022 vs a quarter earlier',
  ])('%s is refused', (question) => {
    expect(ask(retailer, question)).toMatchObject({ kind: 'refusal', reason: 'ambiguous_time' })
  })

  it.each([
    ['sales in Q2 2022 and the whole previous year', '2022-04-01'],
    ['sales in Q2 2022 and Q2 2020', '2022-04-01'],
    ['sales in Q2 2022 and last quarter', '2022-04-01'],
  ])('%s are two periods', (question, start) => {
    const { periods } = ask(retailer, question)
    expect(periods).toHaveLength(2)
    expect(periods[0]?.start).toBe(start)
  })
})
