import { buildCompany, count, counted, currency, distinct, percent, ratio, sum } from './build-company.ts'

/** A vendor of contracts for software, dated by their start: who looks after them, how they are billed and whether they ended. */
export const contracts = buildCompany('contracts', [
  {
    dataset: 'contracts',
    record: { singular: 'contract', plural: 'contracts' },
    timeColumn: 'start_date',
    identifier: 'contract_no',
    dimensions: [
      {
        id: 'customer',
        label: 'Account',
        subject: 'customers',
        synonyms: ['account', 'customer', 'client', 'customers'],
        values: ['Alder Bank', 'Birch Media', 'Cedar Foods'],
      },
      { id: 'rep', label: 'CSM Owner', subject: 'sales', values: ['Femi Ade', 'Gus Hall', 'Hana Ito'] },
      { id: 'ae', label: 'AE', values: ['Anna Kowal', 'Ben Ruiz', 'Cara Lund'] },
      { id: 'site_owner', label: 'Site Owner', values: ['Ida Berg', 'Jon Falk'] },
      { id: 'plan', label: 'Plan', values: ['Team', 'Business', 'Enterprise'] },
      { id: 'region', label: 'Region', values: ['North', 'South', 'West'] },
      { id: 'billing_cycle', label: 'Billing Cycle', values: ['Monthly', 'Quarterly', 'Annual'] },
      { id: 'renewal', label: 'Renewal', values: ['Renewed', 'Cancelled', 'Pending'] },
    ],
    metrics: [
      { id: 'mrr', label: 'MRR', aggregation: sum('mrr'), unit: currency, importance: 0.95 },
      {
        id: 'subscription_count',
        label: 'Contracts',
        aggregation: distinct('contract_no'),
        unit: counted,
        subject: 'orders',
        synonyms: ['contracts', 'number of contracts', 'contract count'],
        importance: 0.85,
      },
      {
        id: 'customer_count',
        label: 'Customers',
        aggregation: distinct('customer'),
        unit: counted,
        subject: 'customers',
        synonyms: ['customers', 'number of customers'],
        importance: 0.85,
      },
      { id: 'record_count', label: 'Rows', aggregation: count(), unit: counted, importance: 0.1 },
      { id: 'churn_count', label: 'Churned customers', aggregation: count(), unit: counted, hidden: true },
      {
        id: 'churn_rate',
        label: 'Churn rate',
        aggregation: ratio('churn_count', 'record_count'),
        unit: percent,
        direction: 'up_is_bad',
        importance: 0.9,
      },
    ],
  },
])
