import { describe, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

describe('verbs of money said as nouns', () => {
  it.each<[string, string]>([
    ['category spend', 'refusal unknown_metric'],
    ['delivery charges in 2021', 'refusal unknown_metric'],
    ['customer spend in 2021', 'breakdown revenue by customer | 2021-01-01..2022-01-01'],
    ['how much did each category bring in', 'breakdown revenue by category'],
    ['left to pay in 2021', 'refusal unbound_words'],
    ['sales in Texas, dont count Paper', 'refusal unbound_words'],
    ['what percent gross margin does each region make', 'breakdown gm_pct by region'],
  ])('%s', (question, expected) => {
    expectReading(ask(retailer, question), expected)
  })
})

describe('marks', () => {
  it.each<[string, string]>([
    ['how is Japan rated', 'what nps | in country=Japan'],
    ['how do customers rate Japan', 'what nps | in country=Japan'],
    ['how is Japan doing', 'clarification missing_metric (4)'],
  ])('%s', (question, expected) => {
    expectReading(ask(saas, question), expected)
  })
})
