import { describe, expect, it } from 'vitest'
import { proposeTable } from '../tests/propose-table.ts'

const bookings = `
Booking ID|Date|Member Name|Total Revenue
B1|2025-01-03|Ann Ames|100.5
B2|2025-01-04|Bo Brown|80.5
B3|2025-01-04|Ann Ames|70.5`

describe('what a file calls its rows', () => {
  it('takes the noun of the column that numbers them for their count and what is reckoned with it', () => {
    const model = proposeTable(bookings)
    expect(model.record).toEqual({ singular: 'booking', plural: 'bookings' })
    const labels = Object.fromEntries(model.metrics.map(({ id, label }) => [id, label]))
    expect(labels).toMatchObject({ order_count: 'Bookings', aov: 'Average booking value' })
    const revenue = model.metrics.find(({ id }) => id === 'revenue')
    expect(revenue?.synonyms).not.toContain('bookings')
  })

  it('calls customers as the file does, besides what everyone calls them', () => {
    const customers = proposeTable(bookings).metrics.find(({ id }) => id === 'customer_count')
    expect(customers?.synonyms).toEqual(expect.arrayContaining(['active members', 'active customers']))
  })

  it('takes the noun of the file where only customers are numbered, and each row is a sale to one', () => {
    const model = proposeTable(
      `
Ship Date|Customer|Carrier|Freight Cost
2025-01-03|Ann Ames|Road|10.5
2025-01-04|Bo Brown|Rail|8.5
2025-01-05|Ann Ames|Road|7.5`,
      'deliveries',
    )
    expect(model.metrics.find(({ id }) => id === 'order_count')?.label).toBe('Deliveries')
  })

  it('leaves rows their general name where several of them share a number', () => {
    const model = proposeTable(`
Order ID|Date|Product|Sales
1|2025-01-03|Chair|100.5
1|2025-01-03|Table|80.5`)
    expect(model.record.plural).toBe('order lines')
  })

  it('takes the noun of the file although other things are numbered in it, but none that a column is headed by', () => {
    const donations = `
Date|Campaign|Donor ID|Amount
2025-01-03|Spring|D1|100.5
2025-01-04|Autumn|D2|80.5
2025-01-04|Spring|D1|70.5`
    const noun = (dataset: string) => proposeTable(donations, dataset).record.plural
    expect(['2025_donations_export', 'gifts_by_month', 'donors', 'campaigns', 'data'].map(noun)).toEqual([
      'donations',
      'gifts',
      'rows',
      'rows',
      'rows',
    ])
  })

  it('takes the noun of any column that numbers the rows', () => {
    const policies = proposeTable(`
Policy No|Start Date|Insurer|Premium
P1|2025-01-03|Axle|100.5
P2|2025-01-04|Bond|80.5`)
    expect(policies.record).toEqual({ singular: 'policy', plural: 'policies' })
    expect(policies.metrics.map(({ id }) => id)).not.toContain('new_customers')
  })

  it('calls orders as the column that numbers them does, besides what everyone calls them', () => {
    const model = proposeTable(`
Receipt No|Sale Date|Item|Net Sales
1|2025-01-03|Mug|10.5
1|2025-01-03|Tea|2.5
2|2025-01-04|Tea|2.5`)
    expect(model.metrics.find(({ id }) => id === 'order_count')?.synonyms).toEqual(
      expect.arrayContaining(['receipts', 'number of receipts', 'number of orders']),
    )
  })
})
