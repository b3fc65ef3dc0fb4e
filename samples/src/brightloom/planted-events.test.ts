import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../calendar.ts'
import { readTable, type Table, usualDays } from '../testing/table.ts'
import type { PlantedEvent } from '../types.ts'
import { marketing } from './marketing.ts'
import { pipeline } from './pipeline.ts'
import { plantedEvents } from './planted-events.ts'
import { subscriptions } from './subscriptions.ts'

const kinds = [
  ...['outage', 'price-change', 'launch', 'won-customer', 'lost-customer', 'campaign', 'churn-spike'],
  ...['win-rate-drop', 'satisfaction-drop'],
]

describe.each(['2026-11-22', '2025-03-01', '2030-07-04'])('what is planted in Brightloom, seen from %s', (today) => {
  const yesterday = formatDay(parseDay(today) - 1)
  const events = plantedEvents(today)
  const tables: Record<string, Table> = {
    subscriptions: readTable(subscriptions, today),
    marketing: readTable(marketing, today),
    pipeline: readTable(pipeline, today),
  }

  /** Events whose run and the four weeks before it are all in the data. */
  function complete(kind: PlantedEvent['kind']): { event: PlantedEvent; table: Table; end: string }[] {
    const first = formatDay(parseDay(`${Number(today.slice(0, 4)) - 3}${today.slice(4, 7)}-01`) + 28)
    const found = events
      .filter((event) => event.kind === kind && event.start >= first && (event.end ?? event.start) < yesterday)
      .map((event) => ({ event, table: tableFor(event), end: event.end ?? yesterday }))
    // A loop over nothing would pass.
    expect(found.length).toBeGreaterThan(0)
    return found
  }

  function tableFor(event: PlantedEvent): Table {
    const table = tables[event.dataset]
    if (table === undefined) throw new RangeError(`No dataset ${event.dataset}`)
    return table
  }

  it('covers every kind, in order, within the data', () => {
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(kinds))
    expect(events.map((event) => event.start)).toEqual(events.map((event) => event.start).sort())
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
    expect(events.every((event) => event.start <= yesterday)).toBe(true)
  })

  it('outages cut signups to under a quarter', () => {
    for (const { event, table, end } of complete('outage')) {
      const region = table.where(event.filters)
      const during = region.where({}, 'date', event.start, end).sum('signups') / 2
      const usual = usualDays(region, 'date', event.start, end).sum('signups') / 8
      expect(usual).toBeGreaterThan(10)
      expect(during / usual).toBeLessThan(0.25)
    }
  })

  it('campaigns multiply spend and leads', () => {
    for (const { event, table, end } of complete('campaign')) {
      const slice = table.where(event.filters)
      const during = slice.where({}, 'date', event.start, end).sum(event.column) / 14
      const usual = usualDays(slice, 'date', event.start, end).sum(event.column) / 28
      const factor = event.column === 'leads' ? 6 : 5
      expect(during / usual / factor).toBeGreaterThan(0.8)
      expect(during / usual / factor).toBeLessThan(1.25)
    }
  })

  it('the large customer comes and goes by exactly its MRR', () => {
    for (const { event, table } of [...complete('won-customer'), ...complete('lost-customer')]) {
      const customer = table.where(event.filters)
      const [from, until] = [formatDay(parseDay(event.start) - 8), formatDay(parseDay(event.start) + 8)]
      const before = customer.where({}, 'date', from, formatDay(parseDay(event.start) - 1)).rows.at(-1)
      const after = customer.where({}, 'date', event.start, until).rows[0]
      const mrr = (row: typeof after) => (row === undefined ? 0 : customer.number(row, 'mrr'))
      expect(mrr(after) - mrr(before)).toBe(event.effect.value)
    }
  })

  it('list price rises show in what the same seats pay', () => {
    for (const { event, table } of complete('price-change')) {
      const plan = table.where({ ...event.filters })
      const perSeat = (date: string | undefined) => {
        const rows = plan.where({ date: date ?? '' })
        return rows.sum('mrr') / rows.sum('seats')
      }
      const dates = [...new Set(plan.rows.map((row) => plan.text(row, 'date')))]
      const after = dates.findIndex((date) => date >= event.start)
      expect(perSeat(dates[after]) / perSeat(dates[after - 1])).toBeCloseTo(1.15, 1)
    }
  })

  it('churn spikes stand out from the rest of the slice', () => {
    for (const { event, table, end } of complete('churn-spike')) {
      const slice = table.where(event.filters)
      const spike = slice.where({}, 'date', event.start, end)
      const rest = slice.filter((row) => slice.text(row, 'date') < event.start || slice.text(row, 'date') > end)
      const usual = rest.sum('churned_customers') / rest.sum('opening_customers')
      expect(spike.sum('churned_customers') / spike.sum('opening_customers') / usual).toBeGreaterThan(2.5)
    }
  })

  it('NPS falls after an outage', () => {
    for (const { event, table, end } of complete('satisfaction-drop')) {
      const answers = table.where(event.filters).filter((row) => table.text(row, 'nps') !== '')
      const during = answers.where({}, 'date', event.start, end)
      const rest = answers.filter((row) => answers.text(row, 'date') < event.start || answers.text(row, 'date') > end)
      const loss = during.sum('nps') / during.rows.length - rest.sum('nps') / rest.rows.length
      expect(loss).toBeLessThan(-20)
    }
  })

  it('launches take their share of new opportunities at once', () => {
    for (const { event, table } of complete('launch')) {
      const until = formatDay(parseDay(event.start) + 120)
      const share =
        table.where(event.filters, 'created_date', event.start, until).rows.length /
        table.where({}, 'created_date', event.start, until).rows.length
      expect(table.where(event.filters, 'created_date', '', formatDay(parseDay(event.start) - 1)).rows).toEqual([])
      expect(Math.abs(share - 0.3)).toBeLessThan(0.08)
    }
  })

  it('win rates collapse for a quarter, and most losses name a competitor', () => {
    for (const { event, table, end } of complete('win-rate-drop')) {
      const closed = table.where(event.filters).filter((row) => table.text(row, 'close_date') !== '')
      const during = closed.where({}, 'close_date', event.start, end)
      const winRate = (part: Table) => part.where({ stage: 'Won' }).rows.length / part.rows.length
      expect(winRate(during) / winRate(closed)).toBeLessThan(0.65)
      const lost = during.where({ stage: 'Lost' })
      expect(lost.where({ loss_reason: 'Competitor' }).rows.length / lost.rows.length).toBeGreaterThan(0.6)
    }
  })
})
