import { average, buildCompany, count, counted, currency, distinct, ratio, sum } from './build-company.ts'

/** So many that they are known as numbers: S4001 to S4120. */
const invoices = Array.from({ length: 120 }, (_, index) => `S${4001 + index}`)

/** A wholesaler whose groups of products are called what cues and fillers are, in the plural; invoices number its lines. */
export const merchant = buildCompany('merchant', [
  {
    dataset: 'invoice_lines',
    record: { singular: 'invoice line', plural: 'invoice lines' },
    timeColumn: 'invoice_date',
    identifier: 'invoice_no',
    span: { start: '2024-01-01', end: '2025-11-11' },
    dimensions: [
      { id: 'invoice_no', label: 'Invoice No', synonyms: ['invoice', 'invoices'], values: invoices },
      {
        id: 'product_line',
        label: 'Product Group',
        synonyms: ['product group', 'group', 'range'],
        values: ['Aggregates', 'Tops', 'Basics', 'Specials', 'Drops', 'Shares', 'Timber', 'Leads', 'Plus', 'Displays'],
      },
      { id: 'store', label: 'Branch', synonyms: ['branch', 'store'], values: ['Maldon', 'Hythe', 'Depot 2'] },
      { id: 'trade', label: 'Trade', values: ['Roofer', 'Hotel', 'Hypermarket'] },
      {
        id: 'status',
        label: 'Delivery Status',
        synonyms: ['status'],
        values: ['Delivered', 'Failed', 'Partially Refunded'],
      },
      {
        id: 'campaign',
        label: 'Discount Code',
        synonyms: ['code', 'discount code', 'promo code'],
        values: ['GLOW10', 'HELLO15'],
      },
    ],
    metrics: [
      {
        id: 'aov',
        label: 'Average order value',
        aggregation: ratio('revenue', 'order_count'),
        unit: currency,
        importance: 0.8,
      },
      { id: 'revenue', label: 'Revenue', synonyms: ['sales'], aggregation: sum('net'), unit: currency, importance: 1 },
      { id: 'units_sold', label: 'Crates', synonyms: ['crates', 'units'], aggregation: sum('qty'), unit: counted },
      { id: 'order_count', label: 'Orders', aggregation: distinct('invoice_no'), unit: counted },
      { id: 'record_count', label: 'Invoice lines', aggregation: count(), unit: counted, importance: 0.1 },
      {
        id: 'items_per_order',
        label: 'Units per order',
        synonyms: ['units per order'],
        aggregation: ratio('units_sold', 'order_count'),
        importance: 0.5,
      },
      {
        id: 'product_line_count',
        label: 'Number of product groups',
        synonyms: ['different product groups'],
        aggregation: distinct('product_line'),
        unit: counted,
        importance: 0.04,
      },
      {
        id: 'average_ship_cost',
        label: 'Average ship cost',
        aggregation: average('ship_cost'),
        unit: currency,
        importance: 0.05,
      },
      { id: 'ship_cost', label: 'Ship Cost', aggregation: sum('ship_cost'), unit: currency, importance: 0.3 },
    ],
  },
])
