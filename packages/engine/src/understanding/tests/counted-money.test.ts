import { describe, expect, it } from 'vitest'
import { buildCompany, currency, sum } from '../testing/build-company.ts'
import { ask, describeReading } from '../testing/describe.ts'

/** A shop that knows what was refunded, and no refund from another. */
const florist = buildCompany('florist', [
  {
    dataset: 'bouquets',
    layout: 'wide',
    record: { singular: 'bouquet', plural: 'bouquets' },
    timeColumn: 'day',
    identifier: null,
    span: { start: '2024-01-01', end: '2025-09-30' },
    dimensions: [{ id: 'shop', values: ['Harbor', 'Station'] }],
    metrics: [
      {
        id: 'refund_amount',
        label: 'Refund amount',
        aggregation: sum('refund_amt'),
        unit: currency,
        synonyms: ['refund', 'refunds'],
      },
    ],
  },
])

describe('money that is called like things', () => {
  it.each([
    ['refunds by shop', 'breakdown refund_amount by shop'],
    ['total refunds in May 2025', 'what refund_amount | 2025-05-01..2025-06-01'],
  ])('is asked for as "%s"', (question, reading) => {
    expect(describeReading(ask(florist, question))).toBe(reading)
  })

  it.each(['how many refunds in May 2025', 'number of refunds by shop', 'refund count'])(
    'is not counted by "%s"',
    (question) => {
      expect(describeReading(ask(florist, question))).toContain('refusal unsupported_operation')
    },
  )
})
