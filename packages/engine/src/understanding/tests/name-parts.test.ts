import { describe, it } from 'vitest'
import { broker } from '../testing/broker.ts'
import { ask, expectReading } from '../testing/describe.ts'
import { marketStall } from '../testing/market-stall.ts'

describe('words that are a part of the name of a measure', () => {
  it.each([
    ['net turnover by stall', 'breakdown revenue by store'],
    ['what did Quayside sell net in May', 'what revenue | in store=Quayside | 2025-05-01..2025-06-01'],
    ['gross turnover by stall', 'breakdown gross_revenue by store'],
    ['workshop income by stall', 'breakdown workshop_revenue by store'],
    ['tip income by stall', 'breakdown tip by store'],
    ['buyer score at Quayside', 'what buyer_rating | in store=Quayside'],
    ['how do buyers score the tea bowl', 'what buyer_rating | in product=Tea Bowl'],
    ['gross by stall', 'breakdown gross_revenue by store'],
    ['what did Quayside bill gross in May', 'what gross_revenue | in store=Quayside | 2025-05-01..2025-06-01'],
    ['our net for May', 'what revenue | 2025-05-01..2025-06-01'],
    // They say something else of another measure.
    ['sales net of tips', 'refusal unbound_words'],
    ['net units by stall', 'refusal unknown_value'],
    ['discount income by stall', 'refusal unbound_words'],
    ['credit score by stall', 'refusal unbound_words'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))

  it.each([
    ['premium income by office', 'breakdown premium by office'],
    ['income by office', 'refusal unbound_words'],
  ])('%s', (question, expected) => expectReading(ask(broker, question), expected))
})

describe('sales before what was taken off', () => {
  it.each([
    ['sales before discount by stall', 'breakdown gross_revenue by store'],
    ['gross sales at Quayside, before any discounts', 'what gross_revenue | in store=Quayside'],
    ['sales before May 2025', 'what revenue | ..2025-05-01'],
    ['units before discount', 'refusal unbound_words'],
    ['sales before tips', 'refusal unbound_words'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))
})

describe('the part of the records of which something is true', () => {
  it.each([
    ['what part of the sale lines was on promo by stall', 'breakdown fired_rate by store'],
    ['promo share by stall', 'breakdown fired_rate by store'],
    ['what percentage of units was sent back', 'what return_rate'],
    ['sales share by stall', 'breakdown revenue by store'],
  ])('%s', (question, expected) => expectReading(ask(marketStall, question), expected))
})
