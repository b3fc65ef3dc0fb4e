import { buildCompany, count, counted, distinct, percent, ratio, sum } from './build-company.ts'

const where = [{ column: 'renewed', operator: 'in' as const, values: ['true'] }]

/** An insurance broker: one row per policy, premiums and the commission on them, a yes/no column with its rate, and campaigns called by seasons. */
export const broker = buildCompany('broker', [
  {
    dataset: 'policies',
    layout: 'wide',
    record: { singular: 'policy', plural: 'policies' },
    timeColumn: 'start_date',
    identifier: 'policy_no',
    span: { start: '2024-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'insurer', label: 'Insurer', values: ['Crown', 'Helvion', 'Norgate'] },
      { id: 'office', label: 'Office', values: ['Ghent', 'Bruges', 'Namur'] },
      { id: 'adviser', label: 'Adviser', values: ['Ada Quill', 'Bo Finch'] },
      { id: 'campaign', label: 'Campaign', values: ['Summer Drive', 'Cosy Winter', 'Newsletter'] },
      { id: 'status', label: 'Status', values: ['Active', 'Lapsed', 'Cancelled'] },
      { id: 'customer', label: 'Client', subject: 'customers', values: ['Cy Marlow', 'Di Rowe', 'Ed Stone'] },
      { id: 'renewed', label: 'Renewed', values: ['true', 'false'] },
    ],
    metrics: [
      {
        id: 'record_count',
        label: 'Policies',
        subject: 'operations',
        synonyms: ['policies'],
        aggregation: count(),
        unit: counted,
        importance: 0.85,
      },
      { id: 'premium', label: 'Premium', aggregation: sum('premium'), importance: 0.6 },
      { id: 'commission', label: 'Commission', aggregation: sum('commission'), importance: 0.5 },
      { id: 'adviser_pay', label: 'Adviser Pay', aggregation: sum('adviser_pay'), direction: 'up_is_bad' },
      {
        id: 'customer_count',
        label: 'Clients',
        subject: 'customers',
        aggregation: distinct('customer'),
        unit: counted,
      },
      {
        id: 'renewed_count',
        label: 'Renewed count',
        aggregation: { kind: 'count', where },
        unit: counted,
        importance: 0.05,
      },
      {
        id: 'renewed_rate',
        label: 'Renewal rate',
        aggregation: ratio('renewed_count', 'record_count'),
        unit: percent,
        importance: 0.12,
      },
    ],
  },
])
