import { buildCompany, count, counted, distinct, sum } from './build-company.ts'

/** A print shop: its departments sell goods, its jobs are packed by somebody, and its buyers are sorted by their age. */
export const printShop = buildCompany('print-shop', [
  {
    dataset: 'jobs',
    record: { singular: 'job', plural: 'jobs' },
    timeColumn: 'day',
    identifier: 'job_no',
    span: { start: '2024-01-01', end: '2025-11-11' },
    dimensions: [
      {
        id: 'department',
        label: 'Department',
        synonyms: ['department'],
        values: ['Posters', 'Banners', 'Business Cards'],
      },
      { id: 'packed_by', label: 'Packed By', values: ['Ida Holm', 'Ida Berg', 'Rose Tran', 'Rose Vance'] },
      { id: 'segment', label: 'Buyer Group', values: ['Over 60', 'Student', 'Trade'] },
      { id: 'region', label: 'Region', synonyms: ['region'], values: ['North', 'South'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', synonyms: ['sales'], aggregation: sum('amount'), importance: 1 },
      { id: 'units_sold', label: 'Units sold', synonyms: ['units'], aggregation: sum('qty'), unit: counted },
      { id: 'order_count', label: 'Orders', synonyms: ['orders'], aggregation: distinct('job_no'), unit: counted },
      { id: 'record_count', label: 'Jobs', synonyms: ['jobs'], aggregation: count(), unit: counted, importance: 0.1 },
    ],
  },
])
