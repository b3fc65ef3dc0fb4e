import { describe, it } from 'vitest'
import { average, buildCompany, counted, currency, distinct, ratio, sum } from '../testing/build-company.ts'
import { ask, expectReading } from '../testing/describe.ts'

const months = { kind: 'days', currency: null } as const

/** Deals with the months they run for, which the file adds up and averages. */
const vendor = buildCompany('vendor', [
  {
    dataset: 'opportunities',
    record: { singular: 'opportunity', plural: 'opportunities' },
    timeColumn: 'close_date',
    identifier: 'opportunity_id',
    span: { start: '2024-01-01', end: '2025-11-11' },
    dimensions: [
      { id: 'industry', label: 'Industry', values: ['Legal', 'Retail', 'Education'] },
      { id: 'service', label: 'Service', values: ['Managed Services', 'Telephony'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Won revenue', aggregation: sum('amount'), unit: currency, importance: 1 },
      { id: 'deal_count', label: 'Deals', aggregation: distinct('opportunity_id'), unit: counted, importance: 0.8 },
      {
        id: 'avg_deal_size',
        label: 'Average deal size',
        aggregation: ratio('revenue', 'deal_count'),
        unit: currency,
        importance: 0.7,
      },
      { id: 'term_months', label: 'Term months', aggregation: sum('term_months'), unit: months, importance: 0.3 },
      {
        id: 'average_term_months',
        label: 'Average term months',
        aggregation: average('term_months'),
        unit: months,
        importance: 0.05,
      },
    ],
  },
])

function expectAll(rows: readonly (readonly [string, string])[]): void {
  it.each(rows)('%s', (question, expected) => expectReading(ask(vendor, question), expected))
}

describe("averages of the company's own", () => {
  expectAll([
    ['average term by industry', 'breakdown average_term_months by industry'],
    ['average contract term in months for telephony', 'what average_term_months | in service=Telephony'],
    ['average length of contract', 'what average_term_months'],
    ['contract duration by service', 'breakdown term_months by service'],
    ['which industry is giving us the largest average deal', 'rank avg_deal_size by industry | top 1'],
    ['average deal by service', 'breakdown avg_deal_size by service'],
  ])
})

describe('averages that are something else', () => {
  expectAll([
    ['average deals by industry', 'refusal unsupported_operation'],
    ['average deals per month', 'what deal_count | average per month'],
    ['average monthly term', 'refusal unsupported_operation'],
    ['revenue in months', 'refusal unbound_words'],
  ])
})
