import { describe, expect, it } from 'vitest'
import type { Company } from '../testing/build-company.ts'
import { clinic } from '../testing/clinic.ts'
import { pipeline, retailer } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

describe.each([
  [
    'how big each of many is',
    retailer,
    [
      ['which state has the biggest orders', 'rank aov by state | top 1'],
      ['which customers place the largest orders', 'rank aov by customer | top all'],
      ['how big are orders from Texas', 'what aov | in state=Texas'],
      ['biggest orders by state', 'refusal unsupported_operation'],
      ['which state has the largest number of orders', 'rank order_count by state | top 1'],
      ['which state has the most orders', 'rank order_count by state | top 1'],
      ['what does an order cost us', 'refusal unknown_metric'],
      ['what are we charging our customers', 'refusal missing_metric'],
    ],
  ],
  [
    'how big deals are',
    pipeline,
    [
      ['who closes the biggest deals', 'rank avg_deal_size by rep | top 1'],
      ['who has the most deals', 'rank deal_count by rep | top 1'],
    ],
  ],
  [
    'so many months',
    dealsTeam,
    [
      ['deals with 12 months min', 'refusal unknown_value'],
      ['deals with a minimum of 12 months', 'refusal unbound_words'],
    ],
  ],
  [
    'bounds told in minutes',
    clinic,
    [
      ['doctors with max 20 min wait minutes', 'list wait_minutes by doctor | wait_minutes lte 20'],
      [
        'doctors with over 20 min wait minutes and at least 10 appointments',
        'list wait_minutes by doctor | wait_minutes gt 20 | record_count gte 10',
      ],
      ['doctors by min wait minutes', 'rank wait_minutes by doctor | bottom all'],
      ['doctors with over 20 min treatment fee', 'refusal unbound_words'],
    ],
  ],
] as [string, Company, [string, string][]][])('%s', (_, company, questions) => {
  it.each(questions)('%s', (question, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
