import { buildCompany, count, counted, currency, distinct, percent, ratio, sum } from './build-company.ts'

/** A staffing agency: one row per placement, dated by its start, with what it brought in and the margin as money and as a share. */
export const placements = buildCompany('placements', [
  {
    dataset: 'placements',
    record: { singular: 'placement', plural: 'placements' },
    timeColumn: 'start_date',
    identifier: 'placement_no',
    dimensions: [
      {
        id: 'customer',
        label: 'Client',
        subject: 'customers',
        synonyms: ['client', 'customer', 'clients', 'customers'],
        values: ['Northgate Hospital', 'Quayside Foods', 'Rowan Retail'],
      },
      { id: 'recruiter', label: 'Recruiter', values: ['Amy Ford', 'Bill Nash', 'Chloe Park'] },
      {
        id: 'role',
        label: 'Job Role',
        values: ['Registered Nurse', 'HGV Driver', 'Forklift Driver', 'Head Chef', 'Care Assistant', 'Welder'],
      },
      { id: 'kind', label: 'Contract Type', values: ['Temp', 'Temp-to-Perm', 'Contract', 'Seasonal'] },
      { id: 'source', label: 'Source', values: ['Walk-in', 'Job Board', 'Referral', 'Drop-off'] },
      { id: 'city', label: 'City', values: ['Leeds', 'York', 'Hull'] },
      { id: 'status', label: 'Status', values: ['Active', 'Ended', 'Withdrawn'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('revenue'), unit: currency, importance: 1 },
      {
        id: 'gross_profit',
        label: 'Gross profit',
        aggregation: sum('gross_margin_usd'),
        unit: currency,
        importance: 0.9,
        synonyms: ['gross margin'],
      },
      {
        id: 'gm_pct',
        label: 'Gross margin %',
        aggregation: ratio('gross_profit', 'revenue'),
        unit: percent,
        importance: 0.9,
        synonyms: ['gross margin %'],
      },
      {
        id: 'order_count',
        label: 'Placements',
        aggregation: count(),
        unit: counted,
        subject: 'orders',
        synonyms: ['placements', 'number of placements'],
        importance: 0.85,
      },
      {
        id: 'customer_count',
        label: 'Customers',
        aggregation: distinct('customer'),
        unit: counted,
        subject: 'customers',
        synonyms: ['customers', 'clients'],
        importance: 0.8,
      },
    ],
  },
])
