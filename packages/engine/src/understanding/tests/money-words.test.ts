import { describe, expect, it } from 'vitest'
import { broker } from '../testing/broker.ts'
import { ask, expectReading } from '../testing/describe.ts'
import { marketStall } from '../testing/market-stall.ts'
import { orderDesk } from '../testing/order-desk.ts'

describe('words for money beside what is money', () => {
  it.each([
    [
      'how much money did Ana Roth spend with us in May',
      'what revenue | in customer=Ana Roth | 2025-05-01..2025-06-01',
    ],
    ['which stall brought in the most money', 'rank revenue by store | top 1'],
    ['which stall made the least money in workshop revenue', 'rank workshop_revenue by store | bottom 1'],
    ['what did Ben Okoro buy in May, in money', 'what revenue | in customer=Ben Okoro | 2025-05-01..2025-06-01'],
    ['orders by stall, in money', 'breakdown revenue by store'],
    ['everything we sold until March 2025, in dollars', 'what revenue | ..2025-04-01'],
    [
      'which stall earned us more in May, Quayside or Northgate',
      'compare revenue by store | in store=Quayside,Northgate | 2025-05-01..2025-06-01 | vs entities',
    ],
    // Another currency than the figures are in.
    ['what we sold in May in euros', 'refusal unsupported_operation'],
    ['turnover in £', 'refusal unsupported_operation'],
    // Nothing that is counted is money, and no name may be torn apart.
    ['money orders by stall', 'refusal unknown_value'],
    ['which stall makes the most money', 'refusal unbound_words'],
    ['turnover from money transfers', 'refusal unknown_value'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))
})

describe('what came in, what went out, and what came back', () => {
  it.each([
    ['what did the tills take in May', 'what revenue | 2025-05-01..2025-06-01'],
    ['how much came in as cash in May', 'what revenue | in payment_method=Cash | 2025-05-01..2025-06-01'],
    ['how much did Quayside pull in', 'what revenue | in store=Quayside'],
    ['buyers who put more than $900 through us', 'list revenue by customer | revenue gt 900'],
    ['how many tea bowls went out the door in May', 'what units_sold | in product=Tea Bowl | 2025-05-01..2025-06-01'],
    ['how much did we knock off in May', 'what discount_amount | 2025-05-01..2025-06-01'],
    ['discounts Quayside handed out in May', 'what discount_amount | in store=Quayside | 2025-05-01..2025-06-01'],
    ['what did the tea bowls we sold cost us', 'what cogs | in product=Tea Bowl'],
    ['how much did we sell and what did it cost us', 'what revenue+cogs'],
    ['which piece costs us the most', 'rank cogs by product | top 1'],
    ['revenue through the till at Quayside', 'refusal unknown_value'],
    ['how many units came back in May', 'what return_count | 2025-05-01..2025-06-01'],
    ['how many tea bowls did we sell and how many came back', 'what units_sold+return_count | in product=Tea Bowl'],
    ['what percentage was sent back by stall', 'breakdown return_rate by store'],
    ['what did it cost us to make those sales', 'refusal unsupported_operation'],
    // Who comes back is nothing that was returned, and so are sales that recover.
    ['how many buyers came back in May', 'refusal unbound_words'],
    ['have pieces come back since May', 'refusal unbound_words'],
    ['how much did we hand out in May', 'clarification missing_metric (4)'],
    ['tills by stall', 'refusal unbound_words'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it.each([
    ['what did we write in premium in May', 'what premium | 2025-05-01..2025-06-01'],
    ['what did we write off in premium in May', 'refusal unbound_words'],
  ])('%s', (question, expected) => expectReading(ask(broker, question), expected))

  it('is no revenue where the company does not say what goods cost', () => {
    expect(ask(orderDesk, 'what did the sensors we sold cost us').kind).not.toBe('answerable')
    expect(ask(orderDesk, 'which product costs us the most').kind).not.toBe('answerable')
  })
})
