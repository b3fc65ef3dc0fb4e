import { describe, expect, it } from 'vitest'
import type { Company } from '../testing/build-company.ts'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'
import { haulier } from '../testing/haulier.ts'
import { marketStall } from '../testing/market-stall.ts'

describe.each([
  [
    'what is wanted of each, and of parts',
    retailer,
    [
      ['best seller per state', 'refusal unsupported_operation'],
      ['which state is the best seller', 'rank revenue by state | top 1'],
      ['customers with over 10k sales by June', 'refusal unsupported_operation'],
      ['customers with over 10k sales by state', 'breakdown customer_count by state | revenue gt 10000'],
      ['states that just reached 10k in sales', 'refusal unbound_words'],
      ['customers in Texas, just the names', 'list revenue by customer | in state=Texas'],
      ['just the names of customers in Texas', 'list by customer | in state=Texas'],
      ['how many customers in Texas', 'what customer_count | in state=Texas'],
      ['what share of sales is Furniture and what share Technology', 'breakdown revenue by category'],
      ['what share of sales is Furniture', 'breakdown revenue by category'],
      ['sales of Furniture and Technology', 'what revenue | in category=Furniture,Technology'],
      ['orders, I mean sales, in May', 'refusal unsupported_operation'],
      ['orders in May, counting the returned ones', 'refusal unbound_words'],
    ],
  ],
  [
    'marks and prices',
    marketStall,
    [
      ['orders scored below 3', 'refusal unsupported_operation'],
      ['buyers rated under 4', 'list buyer_rating by customer | buyer_rating lt 4'],
    ],
  ],
  [
    'whoever did not do it',
    haulier,
    [
      ['shipments not carried by Maersk', 'what record_count | not_in ship_mode=Maersk'],
      ['shipments carried by Maersk', 'what record_count | in ship_mode=Maersk'],
      ['shipments not yet carried by Maersk', 'refusal unknown_value'],
      ['weight moved by Maersk', 'refusal unbound_words'],
    ],
  ],
] as [string, Company, [string, string][]][])('%s', (_, company, questions) => {
  it.each(questions)('%s', (question, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
