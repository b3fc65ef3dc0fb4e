import { describe, expect, it } from 'vitest'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { wholesaler } from '../testing/wholesaler.ts'

const answered: [string, string][] = [
  // Places in an order that no number is named of.
  ['second busiest region', 'rank order_count by region | place 2 from the top'],
  ['third quietest region by revenue', 'rank revenue by region | place 3 from the bottom'],
  ['second most profitable product', 'rank gross_profit by product | place 2 from the top'],
  ['worst 3 technicians by hours to resolve', 'rank hours_to_resolve by technician | top 3'],
  // A kind named as a noun is the customers or products it is of.
  ['top 5 pubs by revenue', 'rank revenue by customer | in segment=Pub | top 5'],
  ['best pub in the North', 'rank revenue by customer | in segment=Pub | in region=North | top 1'],
  ['hotel with the most orders', 'rank order_count by customer | in segment=Hotel | top 1'],
  ['the 3 cafes with the lowest margin', 'rank gm_pct by customer | in segment=Cafe | bottom 3'],
  ['which hotels ordered in June 2025', 'list by customer | in segment=Hotel | 2025-06-01..2025-07-01'],
  ['pubs that spent more than £10,000', 'list revenue by customer | in segment=Pub | revenue gt 10000'],
  ['pubs and hotels with over 10 orders', 'list order_count by customer | in segment=Pub,Hotel | order_count gt 10'],
  ['top 3 wines', 'rank revenue by product | in category=Wines | top 3'],
  ['pub revenue', 'what revenue | in segment=Pub'],
  ['top pub customers', 'rank revenue by customer | in segment=Pub | top all'],
  ['which region sold the most wines', 'rank units_sold by region | in category=Wines | top 1'],
  // What is done once a row.
  ['leak jobs in 2025', 'what call_count | in reason=Leak | 2025-01-01..2026-01-01'],
  ['jobs by technician', 'breakdown call_count by technician'],
  ['how many jobs did Ann Kerr do', 'what call_count | in technician=Ann Kerr'],
  ['job costs by fault', 'breakdown job_cost by reason'],
  ['cost per job', 'what average_job_cost'],
  // How often.
  ['which customers ordered only once', 'list order_count by customer | order_count between 1..1'],
  ['customers who ordered exactly twice', 'list order_count by customer | order_count between 2..2'],
  ['customers who bought more than once', 'list revenue by customer | order_count gt 1'],
  ['customers who never ordered again', 'list order_count by customer | order_count between 1..1'],
  ['customers with one order', 'list order_count by customer | order_count between 1..1'],
  ['customers with only two orders', 'list order_count by customer | order_count between 2..2'],
  ['technicians with more than 3 projects', 'list by technician | project_count gt 3'],
  ['technicians with only one project', 'list by technician | project_count between 1..1'],
  // Parts of a whole.
  ['gross profit as a percentage of revenue', 'what gm_pct'],
  ['what percentage of sales is profit', 'what gm_pct'],
  ['what percentage of orders were short delivered', 'breakdown order_count by status'],
  ['revenue share of pubs', 'breakdown revenue by segment'],
]

const declined = [
  'wines cases sold in June',
  'short delivered cases by product, highest first',
  'rebate percentage of list by region',
  'rebate as a percentage of revenue by region',
  'pubs as a percentage of total sales by region',
  'customers who ordered in 2024 and never again',
  'customers ordering once a month',
  'orders at once',
]

describe('measures, ranks and thresholds as people say them', () => {
  it.each(answered)('%s', (question, expected) => {
    const reading = ask(wholesaler, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each(declined)('is not answered with something else: %s', (question) => {
    const reading = ask(wholesaler, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
