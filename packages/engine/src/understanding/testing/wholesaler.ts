import { average, buildCompany, count, counted, currency, distinct, percent, ratio, sum } from './build-company.ts'

const score = { kind: 'score', currency: null } as const

/** A wholesaler of drinks: its order lines, with kinds of customers and of products, and its service calls, which cost so much a job. */
export const wholesaler = buildCompany('wholesaler', [
  {
    dataset: 'order_lines',
    layout: 'wide',
    record: { singular: 'order line', plural: 'order lines' },
    timeColumn: 'order_date',
    identifier: 'order_no',
    span: { start: '2024-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'order_no', label: 'Order No', values: ['OR-1', 'OR-2'] },
      { id: 'customer', label: 'Customer', subject: 'customers', values: ['The Bell', 'Hotel Linden', 'Cafe Nord'] },
      { id: 'segment', label: 'Customer Type', values: ['Pub', 'Hotel', 'Cafe'] },
      { id: 'product', label: 'Product', subject: 'products', values: ['Amber Pale', 'Dry Cider', 'Ruby Port'] },
      { id: 'category', label: 'Category', values: ['Beers', 'Ciders', 'Wines'] },
      { id: 'region', label: 'Region', values: ['North', 'South'] },
      { id: 'status', label: 'Delivery Status', values: ['Delivered', 'Short Delivered'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', synonyms: ['sales'], aggregation: sum('net'), importance: 1 },
      { id: 'gross_profit', label: 'Gross profit', aggregation: sum('profit'), importance: 0.9 },
      { id: 'gm_pct', label: 'Gross margin %', aggregation: ratio('gross_profit', 'revenue'), unit: percent },
      { id: 'rebate', label: 'Rebate', aggregation: sum('rebate'), direction: 'up_is_bad' },
      {
        id: 'units_sold',
        label: 'Units',
        synonyms: ['units sold', 'bottles'],
        aggregation: sum('units'),
        unit: counted,
      },
      {
        id: 'return_count',
        label: 'Returned units',
        synonyms: ['units returned', 'sent back'],
        aggregation: sum('returned'),
        unit: counted,
        direction: 'up_is_bad',
      },
      { id: 'order_count', label: 'Orders', aggregation: distinct('order_no'), unit: counted, importance: 0.85 },
      { id: 'customer_count', label: 'Customers', aggregation: distinct('customer'), unit: counted, importance: 0.8 },
      { id: 'product_count', label: 'Products', aggregation: distinct('product'), unit: counted, importance: 0.5 },
      { id: 'region_count', label: 'Number of regions', aggregation: distinct('region'), unit: counted },
      { id: 'record_count', label: 'Order lines', aggregation: count(), unit: counted, importance: 0.1 },
    ],
  },
  {
    dataset: 'service_calls',
    layout: 'wide',
    record: { singular: 'call', plural: 'calls' },
    timeColumn: 'opened',
    identifier: 'call_no',
    span: { start: '2024-01-02', end: '2025-11-11' },
    dimensions: [
      { id: 'call_no', label: 'Call No', values: ['C-1', 'C-2'] },
      { id: 'technician', label: 'Technician', values: ['Ann Kerr', 'Jo Ruiz'] },
      { id: 'reason', label: 'Fault', values: ['Leak', 'Cooler Fault'] },
      { id: 'project', label: 'Project', values: ['Cellar Refit', 'Tap Upgrade'] },
      { id: 'invoiced', label: 'Payment State', values: ['Invoiced', 'Open'] },
    ],
    metrics: [
      {
        id: 'call_count',
        label: 'Calls',
        synonyms: ['calls'],
        aggregation: distinct('call_no'),
        unit: counted,
        subject: 'operations',
        importance: 0.6,
      },
      { id: 'job_cost', label: 'Job Cost', aggregation: sum('job_cost'), direction: 'up_is_bad', importance: 0.3 },
      {
        id: 'average_job_cost',
        label: 'Average job cost',
        aggregation: average('job_cost'),
        unit: currency,
        direction: 'up_is_bad',
        importance: 0.08,
      },
      {
        id: 'hours_to_resolve',
        label: 'Average hours to resolve',
        aggregation: average('hours_to_resolve'),
        unit: score,
        direction: 'up_is_bad',
      },
      { id: 'project_count', label: 'Number of projects', aggregation: distinct('project'), unit: counted },
    ],
  },
])
