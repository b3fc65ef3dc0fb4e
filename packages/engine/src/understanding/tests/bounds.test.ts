import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

describe('amounts that something comes up to', () => {
  it.each([
    ['which states reached 10k in sales', 'list revenue by state | revenue gte 10000'],
    ["which states didn't reach 10k in sales", 'list revenue by state | revenue lt 10000'],
    ['which customers failed to make it to 3 orders', 'list order_count by customer | order_count lt 3'],
    ['cities that made it past 5000 in profit', 'list gross_profit by city | gross_profit gt 5000'],
    ['states that did not even exceed 10k in sales', 'list revenue by state | revenue lte 10000'],
    ['states that never sold more than 20 units', 'list units_sold by state | units_sold lte 20'],
    ['states with sales min 5000 max 20000', 'list revenue by state | revenue gte 5000 | revenue lte 20000'],
    ['products with min 20 units', 'list units_sold by product | units_sold gte 20'],
    ['products with 20 units min', 'list units_sold by product | units_sold gte 20'],
    ['states in the 5k to 10k sales range', 'list revenue by state | revenue between 5000..10000'],
    ['states in the 40 to 80 order bracket', 'list order_count by state | order_count between 40..80'],
    ['states past the 20 order mark', 'list order_count by state | order_count gt 20'],
    ['top products by sales, max 10', 'rank revenue by product | top 10'],
    ['states with sales of 5000 minimum', 'list revenue by state | revenue gte 5000'],
    ['states with sales of 5000 max', 'list revenue by state | revenue lte 5000'],
    ['states with sales max 5000', 'list revenue by state | revenue lte 5000'],
    ['states that only just reached 10k in sales', 'refusal unbound_words'],
    ['states with sales over 5000 min', 'refusal unbound_words'],
    ['states by sales, max 5', 'rank revenue by state | top 5'],
    ['max 3 regions by sales', 'rank revenue by region | top 3'],
    ['sales that reached 2022', 'what revenue | 2022-01-01..2023-01-01'],
    ['will we hit 2m in sales in 2022', 'target revenue | 2022-01-01..2023-01-01 | vs target | target 2000000'],
  ])('%s', (question, expected) => {
    const reading = ask(retailer, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
