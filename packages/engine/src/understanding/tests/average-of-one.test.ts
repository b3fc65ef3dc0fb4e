import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'
import { orderDesk } from '../testing/order-desk.ts'

describe('so much of one thing for each other', () => {
  it.each([
    ['how many units does an order have', 'what items_per_order'],
    ['how many units go into an order on average', 'what items_per_order'],
    ['average number of units in an order', 'what items_per_order'],
    ['how many units does a typical order contain', 'what items_per_order'],
    ['how many units are there in an order', 'what items_per_order'],
    ['average sales of an order', 'what aov'],
    ['average sales of a customer', 'what arpu'],
    // The total is asked for.
    ['how many units were ordered', 'what units_sold'],
    ['how many units are in the Nordics', 'what units_sold | in territory=Nordics'],
  ])('%s', (question, expected) => expectReading(ask(orderDesk, question), expected))

  it('is no total where the company has no such ratio', () => {
    expect(ask(retailer, 'how many orders does a customer have on average').kind).not.toBe('answerable')
  })
})

describe('whose time, and which customers', () => {
  it.each([
    ['in which country do orders take the longest to ship', 'rank fulfillment_time by country | top 1'],
    ['which country takes the longest to ship orders', 'rank fulfillment_time by country | top 1'],
    ['which country takes the most orders', 'rank order_count by country | top 1'],
    ['customers with on hold orders', 'list revenue by customer | in status=On Hold'],
    ['number of customers with on hold orders', 'what customer_count | in status=On Hold'],
    ['for customers, what was freight', 'what shipping_cost'],
  ])('%s', (question, expected) => expectReading(ask(orderDesk, question), expected))
})

describe('what is sold by the name of its kind', () => {
  it.each([
    ['how many relays did we sell in May', 'what units_sold | in product_line=Relays | 2025-05-01..2025-06-01'],
    [
      'how many sensors were sold to Stahlberg Presses',
      'what units_sold | in product_line=Sensors | in customer=Stahlberg Presses',
    ],
    // Nothing says that they were sold.
    ['how many relays do we have', 'clarification missing_metric (4)'],
  ])('%s', (question, expected) => expectReading(ask(orderDesk, question), expected))
})
