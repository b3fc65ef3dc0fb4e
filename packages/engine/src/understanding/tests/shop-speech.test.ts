import { describe, expect, it } from 'vitest'
import { buildCompany, counted, currency, distinct, sum } from '../testing/build-company.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

/** Sizes are single letters, and a yes/no column says which lines came back. */
const shop = buildCompany('shop', [
  {
    dataset: 'lines',
    record: { singular: 'line', plural: 'lines' },
    timeColumn: 'order_date',
    identifier: 'order_id',
    span: { start: '2024-01-01', end: '2025-12-31' },
    dimensions: [
      {
        id: 'product',
        label: 'Product',
        subject: 'products',
        values: ['Wrap Coat', 'Linen Trousers'],
        parent: 'category',
      },
      { id: 'category', label: 'Category', values: ['Coats', 'Trousers', 'Belts'] },
      { id: 'customer', label: 'Customer', subject: 'customers', values: ['Ann Reed', 'Bo Lind'] },
      { id: 'size', label: 'Size', values: ['S', 'M', 'L', 'XL'] },
      { id: 'campaign', label: 'Coupon Code', values: ['SPRING5', 'VIP9'] },
      { id: 'store', label: 'Store', values: ['Quayside', 'Old Town'] },
      { id: 'returned', label: 'Returned flag', values: ['true', 'false'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Sales', aggregation: sum('sales'), unit: currency },
      { id: 'units_sold', label: 'Quantity', aggregation: sum('quantity'), unit: counted },
      { id: 'order_count', label: 'Orders', aggregation: distinct('order_id'), unit: counted },
      {
        id: 'return_count',
        label: 'Returns',
        aggregation: { kind: 'count', where: [{ column: 'returned', operator: 'in', values: ['true'] }] },
        unit: counted,
      },
    ],
  },
])

const sentences: Record<string, [string, string][]> = {
  'members of a single letter': [
    ['sales in size M', 'what revenue | in size=M'],
    ['quantity for S or XL', 'what units_sold | in size=S,XL'],
    ['XL or M quantity', 'what units_sold | in size=XL,M'],
    ['quantity by size', 'breakdown units_sold by size'],
    ["I'd like sales by store", 'breakdown revenue by store'],
  ],
  'numbers of what follows them': [
    ['customers with more than 3 coats', 'list by customer | in category=Coats | units_sold gt 3'],
    ['customers who bought more than 3 times', 'list order_count by customer | order_count gt 3'],
    ['customers who bought more than 300', 'list revenue by customer | revenue gt 300'],
    ['orders with more than 3 coats', 'refusal missing_metric'],
  ],
  'rows that a yes/no column counts': [
    ['which size gets returned the most', 'rank return_count by size | top 1'],
    ['which size has the most orders', 'rank order_count by size | top 1'],
  ],
  'words around a coupon': [
    ['orders by coupon', 'breakdown order_count by campaign'],
    ['coupon VIP9 orders', 'what order_count | in campaign=VIP9'],
    ['how many orders used VIP9', 'what order_count | in campaign=VIP9'],
  ],
  'ways of asking': [
    ['please send me sales by store', 'breakdown revenue by store'],
    ['send the sales to Ann', 'refusal action_request'],
    ['sales by store, highest first', 'rank revenue by store | top all'],
    ['what portion of sales comes from each store', 'breakdown revenue by store'],
  ],
}

describe.each(Object.keys(sentences))('%s', (group) => {
  it.each(sentences[group] ?? [])('%s', (question, expected) => {
    const reading = ask(shop, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})

describe('conditions on what a shop does not record', () => {
  it.each(['sales from customers older than 40', 'customers older than 30'])('%s', (question) => {
    expect(ask(shop, question).kind).toBe('refusal')
  })
})

describe('what an answer is for', () => {
  it.each([
    [
      "For tomorrow's stand-up: sales of Quayside in May 2025",
      'what revenue | in store=Quayside | 2025-05-01..2025-06-01',
    ],
    ['For May 2025: sales by store', 'breakdown revenue by store | 2025-05-01..2025-06-01'],
  ])('%s', (question, expected) => {
    const reading = ask(shop, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })
})
