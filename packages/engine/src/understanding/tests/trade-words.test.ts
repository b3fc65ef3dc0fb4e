import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, converse, expectReading, explain } from '../testing/describe.ts'
import { gym } from '../testing/gym.ts'
import { wholesaler } from '../testing/wholesaler.ts'

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

describe('a verb of giving back says which units are counted', () => {
  it.each([
    ['which customer sent back the most units', 'rank return_count by customer | top 1'],
    ['how many bottles were sent back in 2025', 'what return_count | 2025-01-01..2026-01-01'],
    ['how many units were returned in May 2025', 'what return_count | 2025-05-01..2025-06-01'],
    ['which product had the most bottles returned', 'rank return_count by product | top 1'],
    // Both are asked for.
    ['units sold and returned by region', 'breakdown units_sold+return_count by region'],
    ['units and returns by region', 'breakdown units_sold+return_count by region'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))
})

describe('a part of a product name before the group of products', () => {
  it('says which of the group is meant, and is no product beside it', () => {
    const reading = ask(wholesaler, 'sales of ruby wines')
    expect(reading.reason, explain(reading)).toBe('unknown_value')
  })

  it('is the product where another kind of thing follows', () => {
    expectReading(ask(wholesaler, 'ruby sales in the North'), 'what revenue | in product=Ruby Port | in region=North')
  })
})

describe('a number right before the records counts them', () => {
  it.each([
    ['customers who placed at least 8 orders', 'list order_count by customer | order_count gte 8'],
    ['which customers bought more than 20 bottles', 'list units_sold by customer | units_sold gt 20'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))
})

describe('what is sold is a product where nothing else is put in order', () => {
  it.each([
    ['what sells best', 'rank revenue by product | top 1'],
    ['what did we sell most of in 2025', 'rank revenue by product | top 1 | 2025-01-01..2026-01-01'],
    ['what sells the least in the North', 'rank revenue by product | in region=North | bottom 1'],
    ['what sells best by region', 'rank revenue by region | top all'],
    ['what did we sell in 2025', 'what revenue | 2025-01-01..2026-01-01'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))
})

describe('whoever works here, where one kind of people is known', () => {
  it.each([
    ['which employee had the most calls', 'rank call_count by technician | top 1'],
    ['calls per staff member in 2025', 'breakdown call_count by technician | 2025-01-01..2026-01-01'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))

  it.each(['employee costs', 'staff turnover', 'how many employees do we have'])(
    'counts and costs nobody: %s',
    (question) => {
      const reading = ask(wholesaler, question)
      expect(reading.kind, explain(reading)).not.toBe('answerable')
    },
  )
})

describe('a percentage is compared with percentages', () => {
  it.each(['calls with a job cost over 20%', 'orders where rebate is more than 5%'])('%s', (question) => {
    const reading = ask(wholesaler, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('goods of a kind are counted in pieces', () => {
  it.each([
    ['how many wines did we sell in 2025', 'what units_sold | in category=Wines | 2025-01-01..2026-01-01'],
    ['ciders sold in May 2025', 'what units_sold | in category=Ciders | 2025-05-01..2025-06-01'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))

  it('tells nothing of how many are owned', () => {
    const reading = ask(wholesaler, 'how many hotels do we own')
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('a cause right behind what is asked about', () => {
  it.each(['calls because of bad weather in 2025', 'orders because of the wrong size'])(
    'is never passed over: %s',
    (question) => {
      const reading = ask(wholesaler, question)
      expect(reading.kind, explain(reading)).not.toBe('answerable')
    },
  )

  it('is passed over where it says why one asks', () => {
    expectReading(ask(wholesaler, 'Because the board asks: revenue in 2025'), 'what revenue | 2025-01-01..2026-01-01')
  })
})

describe('two questions, of which the second leans on the first', () => {
  it.each([
    ['What was revenue in May 2025? Which region was best?', 'what revenue | 2025-05-01..2025-06-01'],
    ['What was revenue in May 2025? By region?', 'breakdown revenue by region | 2025-05-01..2025-06-01'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))
})

describe('"project" behind "by"', () => {
  it('looks ahead at nothing', () => {
    expect(ask(retailer, 'sales by project').reason).toBe('unknown_dimension')
    expect(ask(retailer, 'project sales for next year').intent).toBe('forecast')
  })
})

describe('what a comma parts', () => {
  it.each([
    ['units, revenue by region', 'breakdown units_sold+revenue by region'],
    ['gross margin (%) by region', 'breakdown gm_pct by region'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))
})

describe('whom one speaks to', () => {
  it.each([
    ['hi assistant, revenue in May 2025', 'what revenue | 2025-05-01..2025-06-01'],
    ['revenue in May 2025, thanks mate', 'what revenue | 2025-05-01..2025-06-01'],
  ])('%s', (question, expected) => expectReading(ask(wholesaler, question), expected))

  it('is somebody within what one says', () => {
    const reading = ask(wholesaler, 'which assistant technician had the most calls')
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
