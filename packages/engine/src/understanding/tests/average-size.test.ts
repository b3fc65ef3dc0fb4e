import { describe, it } from 'vitest'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, expectReading } from '../testing/describe.ts'
import { marketStall } from '../testing/market-stall.ts'
import { merchant } from '../testing/merchant.ts'

describe('what one of them sells for', () => {
  it.each([
    ['what does a tea bowl sell for on average', 'what asp | in product=Tea Bowl'],
    ['how much did the tea bowls go for on average in May', 'what asp | in product=Tea Bowl | 2025-05-01..2025-06-01'],
    ['what do we sell a salt pig for typically', 'what asp | in product=Salt Pig'],
    ['what does a fish platter retail for', 'what asp | in product=Fish Platter'],
    ['what does a fish platter sell for', 'what asp | in product=Fish Platter'],
    ['how much do we charge for a salt pig on average', 'what asp | in product=Salt Pig'],
    // All of them brought in so much.
    ['what did we sell for Ana Roth on average', 'refusal unsupported_operation'],
    ['how much did we sell in May', 'what revenue | 2025-05-01..2025-06-01'],
    ['what did tea bowls sell for in May', 'what revenue | in product=Tea Bowl | 2025-05-01..2025-06-01'],
    ['how many tea bowls did we sell on average', 'refusal unsupported_operation'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it.each([
    // Nothing says what one crate is sold for.
    ['what did timber sell for on average', 'refusal unsupported_operation'],
  ])('%s', (question, expected) => expectReading(ask(merchant, question), expected))
})

describe('how big one of them is', () => {
  it.each([
    ['which stall has the biggest orders on average', 'rank aov by store | top 1'],
    ['how large is a typical order at Quayside', 'what aov | in store=Quayside'],
    [
      'are orders typically bigger at Quayside than at Northgate',
      'compare aov | in store=Quayside,Northgate | vs entities',
    ],
    ['how big is the average receipt by stall', 'breakdown aov by store'],
    ['what is a buyer worth on average', 'what arpu'],
    ['what is an order worth on average', 'what aov'],
    ['what does an order bring in on average', 'what aov'],
    ['how much is a typical Quayside order', 'what aov | in store=Quayside'],
    // Their number, and quantities.
    ['average number of orders per month', 'what order_count | average per month'],
    ['which stall has the largest quantities on average', 'refusal unsupported_operation'],
    ['which stall has the most orders on average', 'refusal unsupported_operation'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it.each([
    ['how long does it take to close a deal on average', 'what cycle_time'],
    // The company has no size of a deal.
    ['which rep signs the fattest deals on average', 'refusal unsupported_operation'],
  ])('%s', (question, expected) => expectReading(ask(dealsTeam, question), expected))
})

describe('how much of one thing goes on another', () => {
  it.each([
    ['how many crates go on an invoice on average', 'what items_per_order'],
    ['how many crates are on a Maldon invoice on average', 'what items_per_order | in store=Maldon'],
  ])('%s', (question, expected) => expectReading(ask(merchant, question), expected))

  it.each([
    ['do cash buyers spend more per order than card ones', 'compare aov | in payment_method=Cash,Card | vs entities'],
    ['how many pieces are in an order on average', 'what items_per_order'],
    // A row of an order is none.
    ['what is the tip on an order on average', 'refusal unsupported_operation'],
    ['average tip by stall', 'breakdown average_tip by store'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))
})
