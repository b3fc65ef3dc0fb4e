import { average, buildCompany, counted, currency, distinct, percent, ratio, sum } from './build-company.ts'

const clients = ['Bellweather Bank', 'Cinder Coffee', 'Dunes Airways', 'Lumière Beauté', 'Pinnacle Outdoor']

/** An advertising agency: its clients' campaigns, where they are advertisers, and its invoices to them, where they are clients. */
export const agency = buildCompany('agency', [
  {
    dataset: 'campaigns',
    record: { singular: 'row', plural: 'rows' },
    timeColumn: 'date',
    identifier: null,
    dimensions: [
      { id: 'advertiser', label: 'Advertiser', values: clients },
      { id: 'channel', label: 'Channel', values: ['Paid Search', 'Paid Social', 'Display', 'Affiliate'] },
      { id: 'device', label: 'Device', values: ['Mobile', 'Desktop', 'Tablet'] },
    ],
    metrics: [
      { id: 'clicks', label: 'Clicks', aggregation: sum('clicks'), unit: counted, subject: 'marketing' },
      { id: 'impressions', label: 'Impressions', aggregation: sum('impressions'), unit: counted, subject: 'marketing' },
      {
        id: 'ad_spend',
        label: 'Ad spend',
        aggregation: sum('spend'),
        unit: currency,
        subject: 'marketing',
        importance: 0.7,
      },
      {
        id: 'average_ad_spend',
        label: 'Average ad spend',
        synonyms: ['average spend'],
        aggregation: average('spend'),
        unit: currency,
        subject: 'marketing',
        importance: 0.08,
      },
      { id: 'conversions', label: 'Conversions', aggregation: sum('conversions'), unit: counted, subject: 'marketing' },
      {
        id: 'cac',
        label: 'Customer acquisition cost',
        aggregation: ratio('ad_spend', 'conversions'),
        unit: currency,
        subject: 'customers',
      },
      { id: 'ctr', label: 'Click-through rate', aggregation: ratio('clicks', 'impressions'), unit: percent },
    ],
  },
  {
    dataset: 'invoices',
    record: { singular: 'invoice', plural: 'invoices' },
    timeColumn: 'invoice_date',
    identifier: 'invoice_no',
    dimensions: [
      { id: 'customer', label: 'Client', subject: 'customers', synonyms: ['client', 'customer'], values: clients },
      { id: 'status', label: 'Payment Status', values: ['Paid', 'Open', 'Overdue'] },
    ],
    metrics: [
      {
        id: 'revenue',
        label: 'Revenue',
        aggregation: sum('invoice_amount'),
        unit: currency,
        subject: 'revenue',
        importance: 1,
      },
      {
        id: 'order_count',
        label: 'Invoices',
        aggregation: distinct('invoice_no'),
        unit: counted,
        subject: 'orders',
        synonyms: ['invoices'],
      },
    ],
  },
])
