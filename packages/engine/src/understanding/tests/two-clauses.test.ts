import { describe, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'

describe('two amounts asked for in two clauses', () => {
  it.each([
    [
      'for each region, how many orders did we get and how much profit did we make in 2022',
      'breakdown order_count+gross_profit by region | 2022-01-01..2023-01-01',
    ],
    ['In 2022, what were sales and what was profit?', 'what revenue+gross_profit | 2022-01-01..2023-01-01'],
    [
      'how many orders did we get and how much did we sell in 2022',
      'what order_count+revenue | 2022-01-01..2023-01-01',
    ],
    [
      'how many orders did we get in 2022 and how much profit did we make',
      'what order_count+gross_profit | 2022-01-01..2023-01-01',
    ],
    // Each clause has its own things or period, or asks for something else: the first is answered alone.
    [
      'how many orders did we get in 2021 and how much profit did we make in 2022',
      'what order_count | 2021-01-01..2022-01-01',
    ],
    [
      'how many orders did we get in the East and how much profit did we make in the West',
      'what order_count | in region=East',
    ],
    ['how many customers do we have and how much profit did we make in 2022', 'what customer_count'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))
})

describe('the outer and the inner of two splits', () => {
  it.each([
    ['a region by segment table of sales', 'breakdown revenue by region,segment'],
    ['sales by region and segment', 'breakdown revenue by region,segment'],
    ['profit region x category', 'breakdown gross_profit by region,category'],
    ['2022 sales, segment × region', 'breakdown revenue by segment,region | 2022-01-01..2023-01-01'],
    // A sign that crosses nothing, and the splits of several products.
    ['profit x 2022', 'refusal unbound_words'],
    ['products by region: sales', 'breakdown revenue by region,product'],
    ['profit by segment crossed with region', 'breakdown gross_profit by segment,region'],
  ])('%s', (question, expected) => expectReading(ask(retailer, question), expected))
})
