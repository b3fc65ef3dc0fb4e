import { type Day, dataWindow, formatDay, monthEnd, monthOf, monthStart, weekday } from '../calendar.ts'
import { cents } from '../money.ts'
import type { DemoDataset, Row } from '../types.ts'
import { type ContractChange, type Customer, customersUntil, seatPriceOn } from './customers.ts'
import type { PlanName } from './market.ts'
import { surveyAnswer } from './surveys.ts'

/**
 * A snapshot of every customer at each Sunday, each month end and yesterday. Levels (mrr, active_customers) are
 * read at the last snapshot of a period; the 0/1 flow columns count what happened since the snapshot before, and
 * since weeks and months both end on a snapshot, they add up exactly for weeks, months, quarters and years.
 * Only the snapshot of yesterday gives way to a later one as the days go by.
 */
export const subscriptions: DemoDataset = {
  name: 'subscriptions',
  label: 'Subscriptions',
  columns: [
    { name: 'date', type: 'date' },
    { name: 'customer_id', type: 'text' },
    { name: 'customer', type: 'text' },
    { name: 'segment', type: 'text' },
    { name: 'industry', type: 'text' },
    { name: 'region', type: 'text' },
    { name: 'country', type: 'text' },
    { name: 'plan', type: 'text' },
    { name: 'seats', type: 'integer' },
    { name: 'mrr', type: 'decimal' },
    { name: 'active_customers', type: 'integer' },
    { name: 'new_customers', type: 'integer' },
    { name: 'churned_customers', type: 'integer' },
    { name: 'opening_customers', type: 'integer' },
    { name: 'nps', type: 'integer' },
  ],
  rows,
}

interface Snapshot {
  date: Day
  previous: Day
  text: string
  /** The first snapshot of its month. */
  opensMonth: boolean
  quarterStart: Day
  prices: Readonly<Record<PlanName, number>>
}

function* rows(today: string): Iterable<Row> {
  const { start, end } = dataWindow(today)
  const customers = customersUntil(end).filter((customer) => customer.left === null || customer.left >= start)
  let previous = start - 1
  for (let date = start; date <= end; date++) {
    if (weekday(date) !== 6 && date !== monthEnd(monthOf(date)) && date !== end) continue
    const snapshot = snapshotOn(date, previous)
    for (const customer of customers) {
      if (customer.signup > date) break
      if (customer.left !== null && customer.left <= previous) continue
      yield snapshotRow(customer, snapshot)
    }
    previous = date
  }
}

function snapshotOn(date: Day, previous: Day): Snapshot {
  const month = monthOf(date)
  return {
    date,
    previous,
    text: formatDay(date),
    opensMonth: monthOf(previous) !== month,
    // Month ends are snapshots, so no snapshot looks back into another quarter.
    quarterStart: monthStart(month - (month % 3)),
    prices: {
      Starter: seatPriceOn('Starter', date),
      Team: seatPriceOn('Team', date),
      Business: seatPriceOn('Business', date),
      Enterprise: seatPriceOn('Enterprise', date),
    },
  }
}

function snapshotRow(customer: Customer, snapshot: Snapshot): Row {
  const { date, previous, text, opensMonth, quarterStart, prices } = snapshot
  const contract = contractOn(customer, date)
  const active = customer.left === null || customer.left > date
  const isNew = customer.signup > previous
  // Churn over opening customers is the churn rate, so a customer opens once a month: at its first snapshot.
  const opens = !isNew && opensMonth
  const mrr = active ? cents(contract.seats * prices[contract.plan] * customer.priceShare) : 0
  return [
    text,
    customer.id,
    customer.name,
    customer.segment.name,
    customer.industry,
    customer.region,
    customer.country,
    contract.plan,
    active ? contract.seats : 0,
    mrr,
    active ? 1 : 0,
    isNew ? 1 : 0,
    active ? 0 : 1,
    opens ? 1 : 0,
    active ? surveyAnswer(customer, previous, date, quarterStart) : null,
  ]
}

function contractOn(customer: Customer, date: Day): ContractChange {
  const contract = customer.changes.findLast((change) => change.day <= date)
  if (contract === undefined) throw new RangeError(`Customer ${customer.id} has no contract on ${formatDay(date)}`)
  return contract
}
