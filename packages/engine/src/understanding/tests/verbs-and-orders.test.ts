import { describe, expect, it } from 'vitest'
import { average, buildCompany, count, counted, currency, sum } from '../testing/build-company.ts'
import { retailer, saas } from '../testing/companies.ts'
import { dealsTeam } from '../testing/deals-team.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

/** A repair firm: one row per job with its hours, whose workers, depots and causes the file names. */
const repairs = buildCompany('repairs', [
  {
    dataset: 'jobs',
    layout: 'wide',
    record: { singular: 'job', plural: 'jobs' },
    timeColumn: 'reported_on',
    identifier: 'job_id',
    span: { start: '2024-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'mechanic_name', label: 'Mechanic Name', values: ['Ivo Lund', 'Mia Tarr', 'Olga Penn'] },
      { id: 'depot', values: ['Carlow', 'Trim', 'Navan'] },
      { id: 'contract', values: ['Heron Wharf', 'Larch Mill'] },
      { id: 'root_cause', label: 'Root Cause', values: ['Worn Belt', 'Flood', 'Price'] },
      { id: 'status', values: ['Returned', 'Escalated', 'Cancelled', 'Done'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Jobs',
        subject: 'operations',
        synonyms: ['jobs'],
        aggregation: count(),
        unit: counted,
        importance: 0.85,
      },
      { id: 'hours', label: 'Hours', subject: 'operations', aggregation: sum('hours'), unit: counted },
      { id: 'sales', label: 'Sales', aggregation: sum('sales'), unit: currency, importance: 1 },
      { id: 'rating', label: 'Rating', aggregation: average('rating') },
    ],
  },
])

const rows: Record<string, [string, string][]> = {
  'verbs that only tie things to records': [
    ['how many hours did we log in 2024', 'what hours | 2024-01-01..2025-01-01'],
    ['hours worked by depot', 'breakdown hours by depot'],
    ['on which weekday do we log the most hours', 'rank hours by weekday | top 1'],
    ['how many jobs did Carlow raise in 2024', 'what record_count | in depot=Carlow | 2024-01-01..2025-01-01'],
    ['jobs carried out by Mia Tarr', 'what record_count | in mechanic_name=Mia Tarr'],
    ['jobs supplied from the Trim depot', 'what record_count | in depot=Trim'],
    ['hours clocked on Heron Wharf in 2024', 'what hours | in contract=Heron Wharf | 2024-01-01..2025-01-01'],
    ['jobs recorded as cancelled by depot', 'breakdown record_count by depot | in status=Cancelled'],
    ['jobs marked as returned', 'what record_count | in status=Returned'],
    ['escalated jobs in 2024', 'what record_count | in status=Escalated | 2024-01-01..2025-01-01'],
    ['jobs escalated in 2024', 'what record_count | in status=Escalated | 2024-01-01..2025-01-01'],
    ['jobs resolved in 2024', 'refusal unbound_words'],
    ['hours invoiced twice', 'refusal unbound_words'],
  ],
  'people as a mere subject': [
    ['on what weekday do people report the most jobs', 'rank record_count by weekday | top 1'],
    ['how many people worked in 2024', 'refusal unbound_words'],
  ],
  'who did something': [
    ['Who worked on Heron Wharf in 2024?', 'list by mechanic_name | in contract=Heron Wharf | 2024-01-01..2025-01-01'],
    ['who logged the most hours', 'rank hours by mechanic_name | top 1'],
  ],
  'what was lost with a measure behind': [
    [
      'which depot lost the most sales in 2025 vs 2024',
      'rank sales by depot | bottom 1 by change | 2025-01-01..2026-01-01 | 2024-01-01..2025-01-01 | vs periods',
    ],
    ['which depot lost the most deals', 'refusal unknown_metric'],
  ],
  reasons: [
    ['jobs due to flood', 'what record_count | in root_cause=Flood'],
    ['jobs because of a worn belt by depot', 'breakdown record_count by depot | in root_cause=Worn Belt'],
    ['sales because of Carlow', 'refusal unbound_words'],
    ['jobs thanks to flood', 'what record_count | in root_cause=Flood'],
    ['sales fell thanks to Mia Tarr', 'refusal unbound_words'],
  ],
  'orders to do something': [
    ['move job 30255 to Done', 'refusal action_request'],
    ["let's move job 30255 to Done", 'refusal action_request'],
    ['please mark job 12 as returned', 'refusal action_request'],
    ['reassign the jobs of Ivo Lund', 'refusal action_request'],
    ['pay the invoice of Heron Wharf', 'refusal action_request'],
    ['bill Heron Wharf for 8 hours', 'refusal action_request'],
    ['sales by depot and email it to the team', 'refusal action_request'],
    ['cancel all jobs in Trim', 'refusal action_request'],
    ['cancelled jobs in Trim', 'what record_count | in status=Cancelled | in depot=Trim'],
  ],
  'what somebody will do, and when': [
    ['when will Heron Wharf pay for its jobs', 'refusal unsupported_operation'],
    ['who will work the most hours next month', 'refusal unsupported_operation'],
  ],
}

describe.each(Object.entries(rows))('%s', (_, sentences) => {
  it.each(sentences)('%s', (question, expected) => {
    const reading = ask(repairs, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('other companies', () => {
  it.each([
    [dealsTeam, 'which rep lost the most deals', 'rank lost_deals by rep | top 1'],
    [saas, 'will MRR grow next quarter', 'forecast'],
    [retailer, 'are sales better in Texas or in Ontario', 'compare revenue | in state=Texas,Ontario | vs entities'],
    [saas, 'which plan lost the most MRR last month', 'rank mrr by plan | bottom 1 by change'],
  ])('%# %s', (company, question, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toContain(expected)
  })

  it('refuses what lost revenue could be where deals are lost too', () => {
    expect(ask(dealsTeam, 'which rep lost the most revenue').kind).toBe('refusal')
  })
})
