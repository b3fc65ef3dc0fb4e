import { dataWindow, formatDay } from '../calendar.ts'
import type { DemoDataset, Row } from '../types.ts'
import { type OrderLine, orderLinesOn } from './order-lines.ts'

/** One row per order line. `revenue` is net: units x unit_price x (1 - discount), rounded to cents. */
export const orders: DemoDataset = {
  name: 'orders',
  label: 'Orders',
  columns: [
    { name: 'order_id', type: 'text' },
    { name: 'order_date', type: 'date' },
    { name: 'customer_id', type: 'text' },
    { name: 'segment', type: 'text' },
    { name: 'channel', type: 'text' },
    { name: 'store', type: 'text' },
    { name: 'city', type: 'text' },
    { name: 'region', type: 'text' },
    { name: 'country', type: 'text' },
    { name: 'category', type: 'text' },
    { name: 'product', type: 'text' },
    { name: 'brand', type: 'text' },
    { name: 'units', type: 'integer' },
    { name: 'unit_price', type: 'decimal' },
    { name: 'discount', type: 'decimal' },
    { name: 'revenue', type: 'decimal' },
    { name: 'cost', type: 'decimal' },
    { name: 'promo_code', type: 'text' },
  ],
  rows,
}

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  for (let day = start; day <= end; day++) {
    const date = formatDay(day)
    for (const line of orderLinesOn(day)) yield orderRow(line, date)
  }
}

function orderRow(line: OrderLine, date: string): Row {
  return [
    line.orderId,
    date,
    line.customerId,
    line.segment,
    line.cell.channel,
    line.cell.channel === 'Store' ? line.place.name : null,
    line.place.city,
    line.cell.region,
    line.place.country,
    line.product.category,
    line.product.name,
    line.product.brand,
    line.units,
    line.unitPrice,
    line.discount,
    line.revenue,
    line.cost,
    line.promoCode,
  ]
}
