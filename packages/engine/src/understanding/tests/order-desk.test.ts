import { describe, expect, it } from 'vitest'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { orderDesk } from '../testing/order-desk.ts'

function reads(question: string, expected: string): void {
  const reading = ask(orderDesk, question)
  expect(describeReading(reading), explain(reading)).toBe(expected)
}

describe('states whose words may be passed over elsewhere', () => {
  it.each([
    ['orders on hold', 'what order_count | in status=On Hold'],
    ['how many orders are in process', 'what order_count | in status=In Process'],
    ['which customers have orders on hold', 'list order_count by customer | in status=On Hold'],
    ['sales on hold by territory', 'breakdown revenue by territory | in status=On Hold'],
    ['orders not started by country', 'breakdown order_count by country | in status=Not Started'],
    ['sales paid up front', 'what revenue | in terms=Up Front'],
    ['units on display', 'what units_sold | in stand=On Display'],
    ['how many orders were made to order', 'what order_count | in stand=Made To Order'],
    ['sales paid on delivery by country', 'breakdown revenue by country | in terms=On Delivery'],
  ])('%s', reads)

  it.each([
    ['how many orders did we process in Japan', 'what order_count | in country=Japan'],
    ['display the sales on a chart by country', 'breakdown revenue by country'],
    ['how many orders does the shop process', 'clarification ambiguous_value (2)'],
    ['show me sales on the chart by country', 'breakdown revenue by country'],
  ])('are said of nothing else: %s', reads)
})

describe('what would be', () => {
  it.each([
    'if the yen drops 8% what happens to sales',
    'what happens to revenue if Japan drops out',
    'if tariffs rise, sales by country',
    'if freight goes up 10%, what are our sales',
    'how many units do we sell if demand doubles',
    'if Nordlys Energy leaves us, sales by country',
    'if customs were stricter, would our sales be lower',
  ])('is nothing the data says: %s', (question) => reads(question, 'refusal hypothetical'))

  it.each([
    [
      'tell me if sales rose in 2025',
      'compare revenue | 2025-01-01..2026-01-01 | vs previous_period 2024-01-01..2024-11-13',
    ],
    ['if possible, sales by country', 'breakdown revenue by country'],
    ['which customers have orders on hold, if any', 'list order_count by customer | in status=On Hold'],
    [
      'I would like to see if there are orders on hold by customer',
      'breakdown order_count by customer | in status=On Hold',
    ],
    ['what happens to sales by month', 'trend revenue by month'],
  ])('is not what is asked with another "if": %s', reads)
})

describe('how long what is done takes', () => {
  it.each([
    ['How many days does it take on average to ship an order to Sweden?', 'what fulfillment_time | in country=Sweden'],
    ['how many days do orders to Sweden take to ship', 'what fulfillment_time | in country=Sweden'],
    ['how many days on average do we need to deliver in Japan', 'what fulfillment_time | in country=Japan'],
    ['how long does shipping to Japan take', 'what fulfillment_time | in country=Japan'],
    ['how long until orders ship', 'what fulfillment_time'],
    ['how soon do we ship orders by territory', 'breakdown fulfillment_time by territory'],
    ['average time to ship orders to Japan', 'what fulfillment_time | in country=Japan'],
    ['average time between order and shipment by country', 'breakdown fulfillment_time by country'],
    ['which country has the slowest shipping', 'rank fulfillment_time by country | top 1'],
    ['which country has the fastest freight', 'rank fulfillment_time by country | bottom 1'],
    ['is shipping slower in Japan or Sweden', 'compare fulfillment_time | in country=Japan,Sweden | vs entities'],
    ['countries with shipping slower than 5 days', 'list by country | fulfillment_time gt 5'],
    ['which customer is the fastest to ship to', 'rank fulfillment_time by customer | bottom 1'],
    ['which country has the cheapest shipping', 'rank shipping_cost by country | bottom 1'],
    ['how fast is freight growing', 'trend shipping_cost'],
  ])('%s', reads)

  it.each([
    'how long does it take to get paid',
    'how long do customers stay with us',
    'how quickly do we answer customers',
    'how many days did we ship orders',
    'how many days between orders',
    'which country has the slowest shipping cost',
    'which customer is the fastest to pay',
    'slowest payments by customer',
    'is shipping slower this year',
  ])('is measured by nothing else: %s', (question) => {
    const reading = ask(orderDesk, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})

describe('the order desk', () => {
  it.each([
    ['units shipped by product line', 'breakdown units_sold by product_line | in status=Shipped'],
    ['how many order lines are on hold', 'what record_count | in status=On Hold'],
    ['value of orders on hold', 'what revenue | in status=On Hold'],
    ['average order value by country', 'breakdown aov by country'],
    ['if possible, sales by country. and orders by status?', 'breakdown revenue by country'],
    [
      'if sales fell in 2025, which product line fell most',
      'rank revenue by product_line | bottom 1 by change | 2025-01-01..2026-01-01 | vs previous_period 2024-01-01..2024-11-13',
    ],
  ])('%s', reads)

  it.each(['sales per order line', 'how many disputed orders were resolved'])('guesses nothing: %s', (question) => {
    const reading = ask(orderDesk, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
