import { average, buildCompany, count, counted, currency, distinct, ratio, sum } from './build-company.ts'

/** A chain whose stores, channels and cities share names, with order numbers and codes for customers. */
export const chain = buildCompany('chain', [
  {
    dataset: 'orders',
    record: { singular: 'order line', plural: 'order lines' },
    timeColumn: 'order_date',
    identifier: 'order_id',
    span: { start: '2023-01-01', end: '2025-11-11' },
    dimensions: [
      { id: 'order_id', label: 'Order ID', values: numbered(400, (index) => `HB-2025-${10_000 + index}`) },
      { id: 'customer', subject: 'customers', values: numbered(300, (index) => `C-${5000 + index}`) },
      { id: 'channel', values: ['Online', 'Store', 'Marketplace'] },
      {
        id: 'store',
        parent: 'city',
        values: ['Harbor & Brook Berlin', 'Harbor & Brook London', 'Harbor & Brook Chicago'],
      },
      { id: 'city', parent: 'country', values: ['Berlin', 'London', 'Chicago', 'Newark'] },
      { id: 'country', values: ['Germany', 'United Kingdom', 'United States'] },
      { id: 'category', values: ['Lighting', 'Kitchen'] },
      {
        id: 'product',
        subject: 'products',
        parent: 'category',
        values: ['Brass Desk Lamp', 'Arc Floor Lamp', 'Enamel Pot', 'Atlantic Mobile Shelf', 'Atlantic Work Table'],
      },
      { id: 'brand', synonyms: ['make'], values: ['Saltgrass', 'Marlowe'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('revenue'), importance: 1 },
      {
        id: 'order_count',
        label: 'Orders',
        subject: 'orders',
        unit: counted,
        aggregation: distinct('order_id'),
        importance: 0.8,
      },
      {
        id: 'units_sold',
        label: 'Units sold',
        subject: 'products',
        unit: counted,
        aggregation: sum('units'),
        importance: 0.7,
      },
    ],
  },
])

/** A vendor with three files: undated accounts, undated products, and dated deals that repeat some of their names. */
export const vendor = buildCompany('vendor', [
  {
    dataset: 'accounts',
    record: { singular: 'account', plural: 'accounts' },
    timeColumn: null,
    identifier: null,
    span: { start: '2025-01-01', end: '2025-10-31' },
    dimensions: [
      { id: 'customer', label: 'Account', subject: 'customers', values: ['Acme Corporation', 'Betatech', 'Cancity'] },
      { id: 'industry', label: 'Sector', values: ['medical', 'retail', 'software'] },
      { id: 'parent_account', label: 'Subsidiary of', values: ['Acme Corporation'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('revenue'), importance: 0.3 },
      {
        id: 'headcount',
        label: 'Employees',
        subject: 'people',
        synonyms: ['employees'],
        unit: counted,
        aggregation: sum('employees'),
        importance: 0.2,
      },
      {
        id: 'customer_count',
        label: 'Customers',
        subject: 'customers',
        synonyms: ['customers', 'number of accounts'],
        unit: counted,
        aggregation: distinct('customer'),
        importance: 0.3,
      },
    ],
  },
  {
    dataset: 'products',
    record: { singular: 'product', plural: 'products' },
    timeColumn: null,
    identifier: null,
    span: { start: '2025-01-01', end: '2025-10-31' },
    dimensions: [
      { id: 'product', subject: 'products', values: ['GTX Pro', 'GTX Basic', 'MG Special'] },
      { id: 'product_line', label: 'Series', values: ['GTX', 'MG'] },
    ],
    metrics: [
      {
        id: 'product_count',
        label: 'Products',
        subject: 'products',
        unit: counted,
        aggregation: distinct('product'),
        importance: 0.15,
      },
      {
        id: 'products_record_count',
        label: 'Rows (Products)',
        subject: 'products',
        unit: counted,
        aggregation: count(),
        importance: 0.03,
      },
      {
        id: 'unit_price',
        label: 'Average unit price',
        subject: 'products',
        unit: currency,
        aggregation: average('sales_price'),
        importance: 0.1,
      },
    ],
  },
  {
    dataset: 'deals',
    record: { singular: 'deal', plural: 'deals' },
    timeColumn: 'close_date',
    identifier: 'deal_id',
    span: { start: '2024-01-01', end: '2025-10-31' },
    dimensions: [
      { id: 'customer', label: 'Account', subject: 'customers', values: ['Acme Corporation', 'Betatech', 'Cancity'] },
      { id: 'product', subject: 'products', values: ['GTX Pro', 'GTX Basic', 'MG Special'] },
      {
        id: 'rep',
        label: 'Sales agent',
        subject: 'sales',
        values: ['Darcel Schlecht', 'Vicki Laflamme', 'Anna Snelling'],
      },
    ],
    metrics: [
      {
        id: 'deals_revenue',
        label: 'Won revenue (Deals)',
        synonyms: ['close value', 'revenue', 'sales', 'total revenue', 'won revenue'],
        aggregation: sum('close_value'),
        importance: 1,
      },
      {
        id: 'deal_count',
        label: 'Deals',
        subject: 'sales',
        unit: counted,
        aggregation: count(),
        importance: 0.8,
      },
      {
        id: 'avg_deal_size',
        label: 'Average deal size',
        subject: 'sales',
        aggregation: ratio('deals_revenue', 'deal_count'),
        importance: 0.5,
      },
    ],
  },
])

function numbered(count: number, name: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(index))
}
