import { average, buildCompany, count, counted, distinct, percent, ratio, sum } from './build-company.ts'

const stageIs = (value: string) => [{ column: 'stage', operator: 'in' as const, values: [value] }]

/** A sales team that counts won and lost deals, with names for its deals, and a file of its customers' subscriptions beside. */
export const dealsTeam = buildCompany('deals-team', [
  {
    dataset: 'deals',
    record: { singular: 'deal', plural: 'deals' },
    timeColumn: 'close_date',
    identifier: 'deal_id',
    dimensions: [
      { id: 'deal', label: 'Deal ID', column: 'deal_id', values: ['D-1001', 'D-1002', 'D-1003'] },
      { id: 'stage', values: ['Won', 'Lost', 'Negotiation', 'Proposal'] },
      { id: 'reason', label: 'Loss Reason', values: ['Price', 'Timing', 'Competitor', 'Budget Cut'] },
      { id: 'rep', label: 'Rep', subject: 'sales', values: ['Hana Mori', 'Jonas Weber', 'Priya Nair'] },
      { id: 'product', subject: 'products', values: ['Atlas', 'Beacon', 'Comet'] },
      { id: 'customer', subject: 'customers', values: ['Greywether Castings', 'Northvale Foods', 'Ostrander'] },
    ],
    metrics: [
      {
        id: 'revenue',
        label: 'Won revenue',
        aggregation: { kind: 'sum', expression: { column: 'amount' }, where: stageIs('Won') },
        importance: 1,
      },
      { id: 'deal_count', label: 'Deals', subject: 'sales', aggregation: count(), unit: counted, importance: 0.8 },
      {
        id: 'rep_count',
        label: 'Number of reps',
        subject: 'sales',
        aggregation: distinct('rep'),
        unit: counted,
        importance: 0.04,
      },
      {
        id: 'won_deals',
        label: 'Won deals',
        subject: 'sales',
        aggregation: { kind: 'count', where: stageIs('Won') },
        unit: counted,
      },
      {
        id: 'lost_deals',
        label: 'Lost deals',
        subject: 'sales',
        aggregation: { kind: 'count', where: stageIs('Lost') },
        unit: counted,
        direction: 'up_is_bad',
      },
      {
        id: 'win_rate',
        label: 'Win rate',
        subject: 'sales',
        aggregation: ratio('won_deals', 'deal_count'),
        unit: percent,
        importance: 0.7,
      },
      {
        id: 'cycle_time',
        label: 'Sales cycle',
        subject: 'sales',
        aggregation: average('cycle_days'),
        unit: { kind: 'days', currency: null },
        direction: 'up_is_bad',
      },
    ],
  },
  {
    dataset: 'subscriptions',
    record: { singular: 'subscription', plural: 'subscriptions' },
    timeColumn: 'month',
    identifier: 'subscription_id',
    span: { start: '2024-01-01', end: '2025-10-31' },
    dimensions: [
      { id: 'plan', values: ['Starter', 'Team', 'Enterprise'] },
      { id: 'customer', subject: 'customers', values: ['Greywether Castings', 'Northvale Foods', 'Ostrander'] },
    ],
    metrics: [
      { id: 'mrr', label: 'MRR', aggregation: sum('mrr'), importance: 0.9 },
      {
        id: 'customer_count',
        label: 'Customers',
        subject: 'customers',
        aggregation: distinct('customer'),
        unit: counted,
        importance: 0.7,
      },
      {
        id: 'new_customers',
        label: 'New customers',
        subject: 'customers',
        aggregation: sum('new_customers'),
        unit: counted,
      },
      {
        id: 'churn_count',
        label: 'Churned customers',
        subject: 'customers',
        aggregation: sum('churned_customers'),
        unit: counted,
        direction: 'up_is_bad',
      },
      {
        id: 'churn_rate',
        label: 'Churn rate',
        subject: 'customers',
        aggregation: average('churn_rate'),
        unit: percent,
        direction: 'up_is_bad',
      },
    ],
  },
])
