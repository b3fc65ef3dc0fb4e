import { describe, expect, it } from 'vitest'
import { clinic } from '../testing/clinic.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, expectReading } from '../testing/describe.ts'

const inYear = '2022-01-01..2023-01-01'

const sentences: Record<string, readonly (readonly [string, string])[]> = {
  'by what follows "wise"': [
    ['region wise sales', 'breakdown revenue by region'],
    ['sales category-wise in 2022', `breakdown revenue by category | ${inYear}`],
    ['regionwise profit', 'breakdown gross_profit by region'],
    ['month wise sales in 2022', `trend revenue by month | ${inYear}`],
    ['customer-wise sales', 'breakdown revenue by customer'],
    ['sales for Wise', 'refusal unknown_value'],
  ],
  'places in an order by their number': [
    ['which region was number two in sales', 'rank revenue by region | place 2 from the top'],
    ['our no. 3 category by profit', 'rank gross_profit by category | place 3 from the top'],
    ['which category came in second on sales', 'rank revenue by category | place 2 from the top'],
    ['which category was the runner-up on sales', 'rank revenue by category | place 2 from the top'],
    ['by 2022 sales, which region is number three?', `rank revenue by region | place 3 from the top | ${inYear}`],
    ['the third placed region by sales', 'rank revenue by region | place 3 from the top'],
  ],
  'who is first and last, in idioms': [
    ['which region topped the table for sales', 'rank revenue by region | top 1'],
    ['which category brought up the rear on profit', 'rank gross_profit by category | bottom 1'],
    ['which single region made us the least sales', 'rank revenue by region | bottom 1'],
    ['which region contributed the least to sales', 'rank revenue by region | bottom 1'],
    ['the region where sales were highest in 2022', `rank revenue by region | top 1 | ${inYear}`],
    ['sort the regions by sales, desc', 'rank revenue by region | top all'],
  ],
  'the company itself': [
    ['total company sales in 2022', `what revenue | ${inYear}`],
    ['sales of the whole company in 2022', `what revenue | ${inYear}`],
    ['how much did the company sell in 2022', `what revenue | ${inYear}`],
    ['which company bought the most', 'rank revenue by customer | top 1'],
  ],
  'where one stands': [
    ['where did sales land in 2022', `what revenue | ${inYear}`],
    ['where do we stand on profit', 'what gross_profit'],
  ],
  'how much it comes to': [
    ['what did sales add up to in 2022', `what revenue | ${inYear}`],
    ['take me through 2022, sales month by month', `trend revenue by month | ${inYear}`],
    ['sales through March 2022', 'what revenue | ..2022-04-01'],
    ['how did sales move from month to month in 2022', `trend revenue by month | ${inYear}`],
    ['looking at sales, top 3 regions', 'rank revenue by region | top 3'],
    ['how much business did we do in 2022', `what revenue | ${inYear}`],
    ['how much of sales was down to Technology', 'what revenue | in category=Technology'],
    ['slice profit by category', 'breakdown gross_profit by category'],
  ],
  'years before a part of them': [
    ['sales in 2022, January to March', 'what revenue | 2022-01-01..2022-04-01'],
    ['sales 2021: Q2', 'what revenue | 2021-04-01..2021-07-01'],
    ['plot sales over 2022 by month', `trend revenue by month | ${inYear}`],
  ],
  'what is said before a question': [
    ["I know it's late but sales in 2022", `what revenue | ${inYear}`],
    ['sorry to bother you again, but sales by region', 'breakdown revenue by region'],
    ['got a call in 5 min, sales by region', 'breakdown revenue by region'],
    ["don't sugarcoat it, sales in 2022", `what revenue | ${inYear}`],
  ],
  'misspelled words beside those that lie near': [
    ['what shar of sales is Technology', 'breakdown revenue by category'],
    ['sales exept Texas', 'what revenue | not_in state=Texas'],
  ],
  'those who ask': [
    ['sales that came to us in 2022', `what revenue | ${inYear}`],
    ['sales in us', 'what revenue | in country=United States'],
  ],
  shorthand: [
    ['region w/ the highest sales', 'rank revenue by region | top 1'],
    ['no. of orders in 2022', `what order_count | ${inYear}`],
    ['#2 region by sales', 'rank revenue by region | place 2 from the top'],
    ['which region ranked second on sales', 'rank revenue by region | place 2 from the top'],
    ['2022 region with the highest sales', `rank revenue by region | top 1 | ${inYear}`],
    ['list revenue by region', 'breakdown revenue by region'],
  ],
  'advice, which no figure gives': [
    ['how can we increase sales in Texas', 'refusal out_of_scope'],
    ['would cutting prices help us', 'refusal out_of_scope'],
    ['remind me on Monday to check sales', 'refusal action_request'],
  ],
  'a part of a part': [
    ['share of Technology in Texas sales', 'breakdown revenue by category | in state=Texas'],
    ['what share of Texas sales is Technology', 'breakdown revenue by category | in state=Texas'],
  ],
  'left out at the end': [
    ['sales in 2022, Technology not counted', `what revenue | not_in category=Technology | ${inYear}`],
  ],
  'what is to be shared': [
    ['kindly share sales with profit by category', 'breakdown revenue+gross_profit by category'],
    ['please share the sales with the board', 'refusal action_request'],
    ['please share the sales with us', 'what revenue'],
    ['kindly share the sales of Texas', 'what revenue | in state=Texas'],
    ['please share the sales with Texas', 'refusal action_request'],
  ],
}

for (const [topic, questions] of Object.entries(sentences)) {
  describe(topic, () => {
    it.each(questions)('%s', (question, expected) => {
      expectReading(ask(retailer, question), expected)
    })
  })
}

describe('what is measured in its unit anyway', () => {
  it.each([
    ['average wait in minutes', 'what wait_minutes'],
    ['average wait in hours', 'refusal unknown_value'],
  ])('%s', (question, expected) => {
    expectReading(ask(clinic, question), expected)
  })
})

it('counts no records of which there is one each to find the most common', () => {
  const reading = ask(retailer, 'what is the most common order')
  expect(describeReading(reading)).toBe('refusal unknown_dimension')
})

it('passes over no clause that says which time is meant', () => {
  expect(ask(retailer, 'sales in 2022 when the boss was on holiday').kind).toBe('refusal')
})

it('passes over no name that is only conceded', () => {
  expect(ask(retailer, 'not sure if you have Zorblax but sales in 2022').kind).toBe('refusal')
})
