import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const byRegion = 'breakdown revenue by region'
const in2021 = '2021-01-01..2022-01-01'

const sentences: Record<string, [string, string][]> = {
  'whose share it is': [
    ['what proportion of sales was down to the East', byRegion],
    ['how much of sales in percentage terms did East contribute', byRegion],
    ["how big is East's slice of the sales pie", byRegion],
    ['with sales as 100%, how much is East', byRegion],
    ['if sales are 100% what does each region make up', byRegion],
    ['slice up sales by region', byRegion],
    ['sales by region, percentages rather than amounts', byRegion],
    ['what fraction of sales every region delivered in 2021', `${byRegion} | ${in2021}`],
  ],
  'what only sounds like a share': [
    ['pie sales by region', 'refusal unknown_value'],
    ['if discount is 100% how many orders in East', 'refusal unbound_words'],
    ['sales in every region delivered in 2021', 'refusal unbound_words'],
    [
      'how much did sales grow in percentage terms in 2021',
      `compare revenue | ${in2021} | vs previous_period 2020-01-01..2021-01-01`,
    ],
  ],
  'what an average month brings': [
    ['in an average month of 2021, what are sales', `what revenue | average per month | ${in2021}`],
    ['sales averaged over the quarters of 2021', `what revenue | average per quarter | ${in2021}`],
    ['profit avg/month', 'what gross_profit | average per month'],
    ['average sales on weekly basis in 2021', `what revenue | average per week | ${in2021}`],
    ['average months of sales', 'refusal unsupported_operation'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
