import { type Day, dataWindow, formatDay, monthOf, monthStart } from '../calendar.ts'
import { cents } from '../money.ts'
import type { DemoDataset, Row } from '../types.ts'
import { type Comeback, type OrderLine, orderLinesOn } from './order-lines.ts'

/**
 * What came back, by the day it came back. The first return is dated in the second month of the data: those of
 * the first month would partly belong to orders that are no longer on file.
 */
export const returns: DemoDataset = {
  name: 'returns',
  label: 'Returns',
  columns: [
    { name: 'return_id', type: 'text' },
    { name: 'order_id', type: 'text' },
    { name: 'order_date', type: 'date' },
    { name: 'return_date', type: 'date' },
    { name: 'product', type: 'text' },
    { name: 'category', type: 'text' },
    { name: 'channel', type: 'text' },
    { name: 'region', type: 'text' },
    { name: 'country', type: 'text' },
    { name: 'reason', type: 'text' },
    { name: 'units_returned', type: 'integer' },
    { name: 'refund_amount', type: 'decimal' },
  ],
  rows,
}

interface ReturnedLine {
  line: OrderLine
  comeback: Comeback
}

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  const first = monthStart(monthOf(start) + 1)
  const due = new Map<Day, ReturnedLine[]>()
  for (let day = start; day <= end; day++) {
    for (const line of orderLinesOn(day)) {
      if (line.comeback === null) continue
      const same = due.get(line.comeback.day)
      const item = { line, comeback: line.comeback }
      if (same === undefined) due.set(line.comeback.day, [item])
      else same.push(item)
    }
    // A return is at least four days later than its order, so the list of this day is complete by now.
    if (day >= first) yield* returnRows(due.get(day) ?? [], day)
    due.delete(day)
  }
}

function* returnRows(lines: readonly ReturnedLine[], day: Day): Iterable<Row> {
  const date = formatDay(day)
  const stamp = date.replaceAll('-', '')
  for (const [index, { line, comeback }] of lines.entries()) {
    yield [
      `RT-${stamp}-${String(index + 1).padStart(3, '0')}`,
      line.orderId,
      formatDay(line.day),
      date,
      line.product.name,
      line.product.category,
      line.cell.channel,
      line.cell.region,
      line.place.country,
      comeback.reason,
      comeback.units,
      cents((line.revenue * comeback.units) / line.units),
    ]
  }
}
