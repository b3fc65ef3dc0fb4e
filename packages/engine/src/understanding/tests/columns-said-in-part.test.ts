import { describe, expect, it } from 'vitest'
import { buildCompany, count, counted, currency, sum } from '../testing/build-company.ts'
import { ask, expectReading } from '../testing/describe.ts'

/** Car sales as a dealer exports them: kinds and numbers of things head the columns, and one heading names two. */
const dealer = buildCompany('dealer', [
  {
    dataset: 'sale_lines',
    record: { singular: 'line', plural: 'lines' },
    timeColumn: 'sold_on',
    identifier: null,
    span: { start: '2024-01-01', end: '2025-12-31' },
    dimensions: [
      { id: 'fuel_type', label: 'Fuel Type', values: ['Petrol', 'Diesel', 'Electric'] },
      { id: 'gearbox_num', label: 'Gearbox Num', values: ['GB-1', 'GB-2'] },
      { id: 'site_bay', label: 'Yard/Bay', values: ['Y1', 'Y2'] },
      { id: 'customer_class', label: 'Customer Class', values: ['Trade', 'Retail'] },
      { id: 'buyer_kind', label: 'Buyer Kind', values: ['First time', 'Returning'] },
      { id: 'rep', label: 'Sales Rep', subject: 'people', values: ['Ann Ruud', 'Bob Lien'] },
      { id: 'product', label: 'Model', subject: 'products', values: ['Aster', 'Borage'] },
    ],
    metrics: [
      { id: 'revenue', label: 'Revenue', aggregation: sum('amount'), unit: currency, importance: 1 },
      { id: 'charging_fee', label: 'Charging Fee', aggregation: sum('charging_fee'), unit: currency },
      { id: 'reach', label: 'Reach', aggregation: sum('reach'), unit: counted },
      { id: 'units_sold', label: 'Copies', aggregation: sum('units'), unit: counted },
      { id: 'record_count', label: 'Lines', aggregation: count() },
    ],
  },
])

describe('columns called by a part of their heading', () => {
  it.each([
    ['revenue by fuel', 'breakdown revenue by fuel_type'],
    ['revenue by gearbox', 'breakdown revenue by gearbox_num'],
    ['revenue by yard', 'breakdown revenue by site_bay'],
    ['revenue by bay', 'breakdown revenue by site_bay'],
    ['reach by fuel', 'breakdown reach by fuel_type'],
  ])('%s', (question, expected) => {
    expectReading(ask(dealer, question), expected)
  })

  it('are not what the company lacks: a class of customers is no customer', () => {
    expect(ask(dealer, 'revenue by customer')).toMatchObject({ kind: 'refusal', reason: 'unknown_dimension' })
  })

  it('are not counted by the tail of a name that the company lacks', () => {
    expect(ask(dealer, 'revenue by product line')).toMatchObject({ kind: 'refusal', reason: 'unknown_dimension' })
  })
})

describe('what stands behind "by"', () => {
  it.each([
    ['revenue by first time or returning', 'breakdown revenue by buyer_kind | in buyer_kind=First time,Returning'],
    ['revenue by petrol and diesel', 'breakdown revenue by fuel_type | in fuel_type=Petrol,Diesel'],
    ['revenue by Ann Ruud and Bob Lien', 'what revenue | in rep=Ann Ruud,Bob Lien'],
    ['revenue made by petrol and diesel', 'what revenue | in fuel_type=Petrol,Diesel'],
    ['revenue by petrol', 'what revenue | in fuel_type=Petrol'],
  ])('%s', (question, expected) => {
    expectReading(ask(dealer, question), expected)
  })

  it.each([
    'revenue by listing',
    'revenue by where they came from',
    'revenue by how they paid',
    'revenue by who bought it',
  ])('nothing to split by: %s', (question) => {
    expect(ask(dealer, question)).toMatchObject({ kind: 'refusal', reason: 'unbound_words' })
  })
})

describe('a word nobody knows', () => {
  it.each(['overstay fee', 'copay in 2025'])('is not made of others: %s', (question) => {
    expect(ask(dealer, question).kind).toBe('refusal')
  })
})
