import { average, buildCompany, count, counted, currency, distinct, ratio, sum } from './build-company.ts'

/** The order desk of a manufacturer: its order lines with the state of each, and how long they took to be shipped. */
export const orderDesk = buildCompany('order-desk', [
  {
    dataset: 'order_lines',
    record: { singular: 'order line', plural: 'order lines' },
    timeColumn: 'order_date',
    identifier: 'order_no',
    dimensions: [
      {
        id: 'status',
        label: 'Status',
        values: ['Shipped', 'On Hold', 'In Process', 'Backordered', 'Disputed', 'Resolved', 'Cancelled', 'Not Started'],
      },
      { id: 'terms', label: 'Payment Terms', values: ['Up Front', 'Net 30', 'On Delivery'] },
      { id: 'stand', label: 'Showroom', values: ['On Display', 'The Shop', 'Made To Order'] },
      { id: 'customer', label: 'Customer', subject: 'customers', values: ['Nordlys Energy', 'Stahlberg Presses'] },
      { id: 'territory', label: 'Territory', values: ['Americas', 'Nordics'] },
      { id: 'country', label: 'Country', values: ['USA', 'Japan', 'Germany', 'Sweden'] },
      { id: 'product_line', label: 'Product Line', values: ['Sensors', 'Relays'] },
      { id: 'dealsize', label: 'Deal size', values: ['Small', 'Medium', 'Large'] },
    ],
    metrics: [
      {
        id: 'revenue',
        label: 'Sales',
        synonyms: ['revenue'],
        aggregation: sum('sales'),
        unit: currency,
        importance: 1,
      },
      { id: 'units_sold', label: 'Units sold', aggregation: sum('quantity'), unit: counted, importance: 0.8 },
      { id: 'unit_price', label: 'Average unit price', aggregation: average('price'), unit: currency },
      { id: 'shipping_cost', label: 'Freight', synonyms: ['shipping'], aggregation: sum('freight'), unit: currency },
      { id: 'order_count', label: 'Orders', aggregation: distinct('order_no'), unit: counted, importance: 0.85 },
      { id: 'customer_count', label: 'Customers', aggregation: distinct('customer'), unit: counted, importance: 0.8 },
      {
        id: 'fulfillment_time',
        label: 'Fulfillment time',
        aggregation: {
          kind: 'average',
          expression: { days_between: ['order_date', 'ship_date'] },
          where: [],
        },
        unit: { kind: 'days', currency: null },
        direction: 'up_is_bad',
        importance: 0.6,
      },
      { id: 'record_count', label: 'Order lines', aggregation: count(), unit: counted, importance: 0.1 },
      { id: 'items_per_order', label: 'Units per order', aggregation: ratio('units_sold', 'order_count') },
      { id: 'arpu', label: 'Revenue per customer', aggregation: ratio('revenue', 'customer_count'), unit: currency },
      { id: 'aov', label: 'Average order value', aggregation: ratio('revenue', 'order_count'), unit: currency },
    ],
  },
])
