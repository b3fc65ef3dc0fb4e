import { describe, it } from 'vitest'
import { broker } from '../testing/broker.ts'
import { retailer } from '../testing/companies.ts'
import { ask, expectReading } from '../testing/describe.ts'
import { orderDesk } from '../testing/order-desk.ts'

const companies = { broker, orderDesk, retailer }
type Row = readonly [keyof typeof companies, string, string]

const sentences: Readonly<Record<string, readonly Row[]>> = {
  'the measure that something is judged by': [
    ['retailer', 'which region is busiest, counting orders', 'rank order_count by region | top 1'],
    ['retailer', 'top region in 2022, counting orders', 'rank order_count by region | top 1 | 2022-01-01..2023-01-01'],
    [
      'broker',
      'which office is worst for policies, going by the renewal rate',
      'rank renewed_rate by office | bottom 1',
    ],
    // Two measures are wanted here, or two orders.
    ['broker', 'which office has the most policies, going by premium', 'rank record_count+premium by office | top 1'],
    ['broker', 'policies by office, going by premium', 'clarification ambiguous_metric (2)'],
    // What is left out or counted in is no measure.
    ['broker', 'premium not counting Lapsed', 'what premium | not_in status=Lapsed'],
    ['retailer', 'sales by region, counting Paper', 'refusal unknown_value'],
  ],
  'a choice between members': [
    [
      'retailer',
      'which region sold more, East or West',
      'compare revenue by region | in region=East,West | vs entities',
    ],
    [
      'retailer',
      'do people order more units in East or in West',
      'compare units_sold | in region=East,West | vs entities',
    ],
    ['retailer', 'which region bought more Paper or Binders', 'clarification missing_metric (4)'],
    ['retailer', 'order more units for East', 'refusal action_request'],
  ],
  'what was paid': [
    ['broker', 'what we paid in adviser pay in March 2025', 'what adviser_pay | 2025-03-01..2025-04-01'],
    ['orderDesk', 'what we paid in freight in May', 'what shipping_cost | 2025-05-01..2025-06-01'],
    // These ask when it was paid.
    ['broker', 'adviser pay paid in March 2025', 'refusal unbound_words'],
    ['orderDesk', 'freight paid in May', 'refusal unbound_words'],
    ['orderDesk', 'orders we paid in May', 'refusal unbound_words'],
  ],
}

describe.each(Object.entries(sentences))('%s', (_, rows) => {
  it.each(rows)('%s: %s', (company, question, expected) => {
    expectReading(ask(companies[company], question), expected)
  })
})
