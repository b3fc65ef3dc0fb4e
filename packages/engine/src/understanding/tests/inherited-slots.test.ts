import { describe, expect, it } from 'vitest'
import { retailer, saas } from '../testing/companies.ts'
import { converse, describeReading, expectReading } from '../testing/describe.ts'

const year = '2022-01-01..2023-01-01'
const quarter = '2022-10-01..2023-01-01 | vs previous_period 2022-07-01..2022-10-01'

/** The last message of a conversation and what it means. */
type Row = readonly [string, string]

function follows(rows: readonly Row[]): void {
  it.each(rows)('%s', (conversation, expected) => {
    expectReading(converse(retailer, conversation.split(' >> ')), expected)
  })
}

function refuses(rows: readonly (readonly [string, RegExp])[]): void {
  it.each(rows)('%s is refused by name', (conversation, message) => {
    const reading = converse(retailer, conversation.split(' >> '))
    expect(describeReading(reading)).toBe('refusal unsupported_operation')
    expect(reading.message).toMatch(message)
  })
}

describe('what is computed over time, in a follow-up', () => {
  const average = 'average monthly sales in 2022'
  const cumulative = 'cumulative sales in 2022'
  const moving = '3 month moving average of sales in 2022'

  follows([
    [`${average} >> and for Texas?`, `what revenue | in state=Texas | average per month | ${year}`],
    [`${average} >> no, I meant profit`, `what gross_profit | average per month | ${year}`],
    [`${average} >> and in 2021?`, 'what revenue | average per month | 2021-01-01..2022-01-01'],
    [`${average} >> by region`, `breakdown revenue by region | average per month | ${year}`],
    [`${average} >> and weekly?`, `what revenue | average per week | ${year}`],
    [`${average} by region >> and weekly?`, `breakdown revenue by region | average per week | ${year}`],
    [`${average} by region >> drop the breakdown`, `what revenue | average per month | ${year}`],
    [`${cumulative} >> only Texas`, `trend revenue | in state=Texas | running total | ${year}`],
    [`${cumulative} >> by region`, `trend revenue by region | running total | ${year}`],
    [`${cumulative} by region >> weekly`, `trend revenue by region,week | running total | ${year}`],
    [`${moving} >> and profit?`, `trend gross_profit by month | average of 3 | ${year}`],
    [`${moving} >> in Texas`, `trend revenue by month | in state=Texas | average of 3 | ${year}`],
  ])

  it('is said back', () => {
    expect(converse(retailer, [average, 'and for Texas?']).restatement).toMatch(/^Sales per month on average in Texas/)
  })

  describe('is left where the message asks for something else', () => {
    follows([
      [`${average} >> break that down by month`, `trend revenue by month | ${year}`],
      [`${average} >> just the total`, `what revenue | ${year}`],
      [`${moving} >> just the total`, `what revenue | ${year}`],
      [`${average} >> cumulative instead`, `trend revenue | running total | ${year}`],
      [`${average} >> why?`, `why revenue | ${year} | vs previous_period 2021-01-01..2022-01-01`],
    ])
  })

  describe('is not dropped where it cannot be had', () => {
    refuses([
      [`${average} >> vs 2021`, /average by month only/],
      [`${average} >> how did it grow?`, /average by month only/],
      [`${average} >> and the profit margin?`, /cannot be averaged/],
      [`${average} by region >> top 2 instead`, /without a ranking/],
      [`${average} by region >> which is the best?`, /without a ranking/],
      [`${cumulative} >> and the profit margin?`, /cannot be added up/],
      [`${cumulative} >> compared to last year`, /add up over time only/],
      [`${moving} >> by region`, /moving average only/],
      [`${moving} >> weekly`, /moving average only/],
    ])
  })

  describe('is completed where it was refused for what it lacked', () => {
    follows([
      ['average sales in 2022 >> per month', `what revenue | average per month | ${year}`],
      ['average sales in 2022 >> and cumulative profit?', `trend gross_profit | running total | ${year}`],
      ['average sales in 2022 >> the total then', `what revenue | ${year}`],
    ])
    refuses([
      ['average sales in 2022 >> and profit?', /average of sales/],
      ['average sales in 2022 >> in Texas', /average of sales/],
    ])
  })

  it('goes on after what it could not do', () => {
    const reading = converse(retailer, [average, 'vs 2021', 'and for Texas?'])
    expectReading(reading, `what revenue | in state=Texas | average per month | ${year}`)
  })
})

describe('a ranking by change, in a follow-up', () => {
  const fastest = 'fastest growing customers in Q4 2022'
  const drop = 'biggest drop in sales by region in Q4 2022'

  follows([
    [`${fastest} >> and in Texas?`, `rank revenue by customer | in state=Texas | top all by growth | ${quarter}`],
    [`${fastest} >> no, I meant profit`, `rank gross_profit by customer | top all by growth | ${quarter}`],
    [`${fastest} >> by category instead`, `rank revenue by category | top all by growth | ${quarter}`],
    [`${fastest} >> bottom instead`, `rank revenue by customer | bottom all by growth | ${quarter}`],
    [`${fastest} >> and the worst?`, `rank revenue by customer | bottom all by growth | ${quarter}`],
    [`${fastest} >> top 3`, `rank revenue by customer | top 3 by growth | ${quarter}`],
    [
      `${fastest} >> and in Q3 2022?`,
      'rank revenue by customer | top all by growth | 2022-07-01..2022-10-01 | vs previous_period 2022-04-01..2022-07-01',
    ],
    [
      `${fastest} >> the previous one`,
      'rank revenue by customer | top all by growth | 2022-07-01..2022-10-01 | vs previous_period 2022-04-01..2022-07-01',
    ],
    [
      `${fastest} >> and vs last year`,
      'rank revenue by customer | top all by growth | 2022-10-01..2023-01-01 | vs same_period_last_year 2021-10-01..2022-01-01',
    ],
    [
      `${fastest} vs last year >> and the biggest drop?`,
      'rank revenue by customer | bottom all by change | 2022-10-01..2023-01-01 | vs same_period_last_year 2021-10-01..2022-01-01',
    ],
    [
      `${fastest} vs last year >> why?`,
      'why revenue | 2022-10-01..2023-01-01 | vs same_period_last_year 2021-10-01..2022-01-01',
    ],
    [`${fastest} >> just the total`, `compare revenue | ${quarter}`],
    [`${drop} >> top 2 instead`, `rank revenue by region | bottom 2 by change | ${quarter}`],
    [`${drop} >> bottom 2`, `rank revenue by region | top 2 by change | ${quarter}`],
    [`${drop} >> and the West?`, `compare revenue by region | in region=West | ${quarter}`],
    [
      'slowest growing category in 2022 vs 2021 >> and in 2021?',
      'rank revenue by category | bottom 1 by growth | 2021-01-01..2022-01-01 | vs previous_period 2020-01-01..2021-01-01',
    ],
    [
      'slowest growing category in 2022 vs 2021 >> and for Texas?',
      'rank revenue by category | in state=Texas | bottom 1 by growth | 2022-01-01..2023-01-01 | 2021-01-01..2022-01-01 | vs periods',
    ],
  ])

  refuses([
    [`${fastest} >> drop the comparison`, /two periods/],
    [`${fastest} >> all time`, /two periods/],
  ])
})

describe('a ranking with a second period', () => {
  follows([
    [
      'top 5 customers by sales in 2022 >> and vs last year',
      `rank revenue by customer | top 5 | ${year} | vs same_period_last_year 2021-01-01..2022-01-01`,
    ],
    [
      'top 5 customers by sales in 2022 >> compared to 2021',
      `rank revenue by customer | top 5 | ${year} | 2021-01-01..2022-01-01 | vs periods`,
    ],
    ['top 5 states by sales in 2022 >> and Texas?', `breakdown revenue by state | in state=Texas | ${year}`],
  ])
})

describe('a place among buckets of time, in a follow-up', () => {
  const second = 'second best month for sales in 2022'

  follows([
    [`${second} >> and in 2021?`, 'rank revenue by month | place 2 from the top | 2021-01-01..2022-01-01'],
    [`${second} >> and for Texas?`, `rank revenue by month | in state=Texas | place 2 from the top | ${year}`],
    [`${second} >> by quarter instead`, `rank revenue by quarter | place 2 from the top | ${year}`],
    [`${second} >> and the worst?`, `rank revenue by month | bottom 1 | ${year}`],
    [`${second} >> break that down by month`, `trend revenue by month | ${year}`],
    [`top 5 customers by sales in 2022 >> by month`, `trend revenue by month | ${year}`],
  ])
})

describe('the period compared with, in a follow-up', () => {
  follows([
    [
      'why did sales drop in Q4 2022 vs the same quarter last year >> and in Texas?',
      'why revenue | in state=Texas | 2022-10-01..2023-01-01 | vs same_period_last_year 2021-10-01..2022-01-01',
    ],
    [
      'sales in Q4 2022 vs the same quarter last year >> the previous one',
      'compare revenue | 2022-07-01..2022-10-01 | vs same_period_last_year 2021-07-01..2021-10-01',
    ],
    [
      'sales in 2022 vs 2021 >> compared to 2020',
      'compare revenue | 2022-01-01..2023-01-01 | 2020-01-01..2021-01-01 | vs periods',
    ],
  ])

  it('stays beside the measure of another company', () => {
    expectReading(
      converse(saas, ['fastest growing plans in Q2 2025', 'and in EMEA?']),
      'rank revenue by plan | in region=EMEA | top all by growth | 2025-04-01..2025-07-01 | vs previous_period 2025-01-01..2025-04-01',
    )
  })
})

describe('what a follow-up puts in the place of something', () => {
  follows([
    ['sales in 2022 >> profit instead of sales', `what gross_profit | ${year}`],
    ['sales in 2022 >> profit by region instead of sales', `breakdown gross_profit by region | ${year}`],
    ['sales by region in 2022 >> by category instead of region', `breakdown revenue by category | ${year}`],
    ['sales by region in 2022 >> by category instead of by region', `breakdown revenue by category | ${year}`],
    [
      'sales by region over 100k in 2022 >> and 2021?',
      'breakdown revenue by region | revenue gt 100000 | 2021-01-01..2022-01-01',
    ],
    [
      'customers with sales over 10k in 2022 >> no, I meant profit',
      `list gross_profit by customer | gross_profit gt 10000 | ${year}`,
    ],
    [
      'customers with sales over 10k in 2022 >> what about orders?',
      `list order_count by customer | revenue gt 10000 | ${year}`,
    ],
    ['top 5 customers by sales in 2022 >> show it by category instead', `rank revenue by category | top 5 | ${year}`],
    ['sales by region over 100k in 2022 >> make it 200k', `breakdown revenue by region | revenue gt 200000 | ${year}`],
    ['sales in Seattle in 2022 >> and in the West?', `what revenue | in region=West | ${year}`],
    ['sales in Seattle in 2022 >> and in Texas?', `what revenue | in state=Texas | ${year}`],
    [
      'sales in Q1 2022 vs Q2 2022 >> what about 2021?',
      'compare revenue | 2021-01-01..2021-04-01 | 2021-04-01..2021-07-01 | vs periods',
    ],
  ])

  it('puts a region in the place of one of its countries', () => {
    expectReading(
      converse(saas, ['revenue in Japan in 2024', 'and in EMEA?']),
      'what revenue | in region=EMEA | 2024-01-01..2025-01-01',
    )
  })

  refuses([
    ['sales in Q1 2022 vs Q2 2022 >> and vs last year', /side by side already/],
    ['sales in 2022 >> compared to Texas', /something to be compared with/],
    ['which region had the highest sales in 2022 >> break it down by month', /what a ranking picked/],
    ['top 5 customers by sales in 2022 >> break that down by category', /what a ranking picked/],
    ['customers with sales over 10k in 2022 >> no, I meant profit margin', /does not fit the measure/],
  ])
})

describe('the members of an answer', () => {
  const top = 'top 5 customers by sales in 2022'

  follows([
    [`${top} >> what was their profit?`, `rank revenue+gross_profit by customer | top 5 | ${year}`],
    [`${top} >> how many orders did they place?`, `rank revenue+order_count by customer | top 5 | ${year}`],
    [`${top} >> and the profit of those`, `rank revenue+gross_profit by customer | top 5 | ${year}`],
    [`${top} >> and profit?`, `rank gross_profit by customer | top 5 | ${year}`],
    [
      'which region had the highest sales in 2022 >> what was its profit?',
      `rank revenue+gross_profit by region | top 1 | ${year}`,
    ],
    [
      'customers with sales over 10k in 2022 >> and their profit?',
      `list revenue+gross_profit by customer | revenue gt 10000 | ${year}`,
    ],
    [
      'customers with sales over 10k in 2022 >> and the growth?',
      `compare revenue by customer | revenue gt 10000 | ${year} | vs previous_period 2021-01-01..2022-01-01`,
    ],
    ['sales in Texas in 2022 >> how many orders did they place?', `what order_count | in state=Texas | ${year}`],
    ['what share of sales comes from the West in 2022 >> and the East?', `breakdown revenue by region | ${year}`],
    [
      'what share of sales comes from the West in 2022 >> and in 2021? >> and the East?',
      'breakdown revenue by region | 2021-01-01..2022-01-01',
    ],
  ])

  refuses([[`${top} >> and their profit in 2021?`, /picked in one period/]])
})

describe('a question that names all it asks for', () => {
  follows([
    // It begins anew, though its verb alone says what is measured.
    ['sales in Texas in 2021 >> which region sells the most?', 'rank revenue by region | top 1'],
    [
      'sales in Texas in 2021 >> and which region sells the most?',
      'rank revenue by region | in state=Texas | top 1 | 2021-01-01..2022-01-01',
    ],
  ])
})
