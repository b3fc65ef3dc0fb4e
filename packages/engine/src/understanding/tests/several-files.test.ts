import { describe, expect, it } from 'vitest'
import { average, buildCompany, count, counted, currency, sum } from '../testing/build-company.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

/** Deals and activities as a CRM exports them, and the figures of a plant: the same words in several files. */
const company = buildCompany('several-files', [
  {
    dataset: 'deals',
    record: { singular: 'deal', plural: 'deals' },
    timeColumn: 'created_date',
    identifier: 'deal_id',
    dimensions: [
      { id: 'rep', label: 'Rep', subject: 'sales', values: ['Hana Mori', 'Jonas Weber'] },
      { id: 'stage', values: ['Prospecting', 'Proposal', 'Closed'] },
      { id: 'deal_type', label: 'Type', column: 'type', values: ['New', 'Existing'] },
    ],
    metrics: [
      {
        id: 'deal_count',
        label: 'Deals',
        subject: 'sales',
        aggregation: count(),
        unit: counted,
        synonyms: ['proposals', 'number of deals'],
      },
      { id: 'pipeline_value', label: 'Open pipeline', subject: 'sales', aggregation: sum('amount'), unit: currency },
    ],
  },
  {
    dataset: 'activities',
    record: { singular: 'activity', plural: 'activities' },
    timeColumn: 'activity_date',
    identifier: null,
    dimensions: [
      { id: 'rep', label: 'Rep', subject: 'sales', values: ['Hana Mori', 'Jonas Weber'] },
      { id: 'activity_type', label: 'Activity Type', values: ['Call', 'Demo', 'Email'] },
    ],
    metrics: [
      { id: 'activity_count', label: 'Activities', subject: 'orders', aggregation: count(), unit: counted },
      { id: 'units_produced', label: 'Units Produced', subject: 'products', aggregation: sum('made'), unit: counted },
      {
        id: 'on_time_parcels',
        label: 'On-Time Parcel',
        subject: 'orders',
        aggregation: average('on_time'),
        unit: counted,
      },
      { id: 'units_shipped', label: 'Units Shipped', subject: 'products', aggregation: sum('sent'), unit: counted },
    ],
  },
])

describe('several files that share words', () => {
  it.each([
    ['deals by type', 'breakdown deal_count by deal_type'],
    ['activities by type', 'breakdown activity_count by activity_type'],
    ['calls by rep', 'breakdown activity_count by rep | in activity_type=Call'],
    [
      'how many demos did Hana Mori have in October',
      'what activity_count | in activity_type=Demo | in rep=Hana Mori | 2025-10-01..2025-11-01',
    ],
    ['number of deals in Proposal', 'what deal_count | in stage=Proposal'],
    ['time spent in demos by rep', 'clarification missing_metric (4)'],
    ['number of on-time parcels in October', 'refusal unknown_metric'],
    ['average on-time parcel by month', 'trend on_time_parcels by month'],
    ['average monthly on-time parcel', 'refusal unsupported_operation'],
    ['on-time parcels in October', 'what on_time_parcels | 2025-10-01..2025-11-01'],
    ['deals created in October', 'what deal_count | 2025-10-01..2025-11-01'],
    ['pipeline closing next month', 'refusal unbound_words'],
    ['how many units did we produce in October', 'what units_produced | 2025-10-01..2025-11-01'],
    ['pipeline per shipment in October', 'refusal unbound_words'],
  ])('%s', (question, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
