import { describe, expect, it } from 'vitest'
import { buildCompany, counted, currency, type DatasetInput, last, sum } from '../testing/build-company.ts'
import { ask, describeReading, explain } from '../testing/describe.ts'

const money = (id: string, label: string) => ({ id, label, unit: currency, aggregation: sum(id) })

function companyOf(metrics: DatasetInput['metrics']) {
  return buildCompany('bistros', [
    {
      dataset: 'days',
      record: { singular: 'row', plural: 'rows' },
      timeColumn: 'day',
      identifier: null,
      dimensions: [{ id: 'site', values: ['Quayside', 'Old Mill', 'Arcade'] }],
      metrics,
    },
  ])
}

const bistros = companyOf([
  money('revenue', 'Revenue'),
  money('tips', 'Tips'),
  money('booking_fees', 'Booking Fees'),
  money('amount_remaining', 'Amount Remaining'),
  { id: 'covers', label: 'Covers', unit: counted, aggregation: sum('covers') },
])

const clubs = companyOf([
  money('dues_billed', 'Dues Billed'),
  money('cafe_rev', 'Cafe Rev'),
  { id: 'new_joins', label: 'New Joins', unit: counted, aggregation: sum('new_joins') },
  {
    id: 'active_mbrs',
    label: 'Active Mbrs',
    synonyms: ['active members'],
    unit: counted,
    aggregation: last('active_mbrs'),
  },
])

const schools = companyOf([money('tuition', 'Tuition'), money('tuition_cost', 'Bus Cost')])

describe('measures that go by another name elsewhere', () => {
  it.each([
    ['gratuity by site', bistros, 'breakdown tips by site'],
    ['gratuities in 2024', bistros, 'what tips | 2024-01-01..2025-01-01'],
    ['outstanding amount by site', bistros, 'breakdown amount_remaining by site'],
    ['how many diners at Old Mill', bistros, 'what covers | in site=Old Mill'],
    ['fees by site', bistros, 'breakdown booking_fees by site'],
    ['how many members do we have', clubs, 'what active_mbrs'],
    ['joins by site', clubs, 'breakdown new_joins by site'],
  ])('%s', (question, company, expected) => {
    const reading = ask(company, question)
    expect(describeReading(reading), explain(reading)).toBe(expected)
  })

  it.each([
    ['revenue by site', clubs],
    ['revenue by site', schools],
    ['arrears by site', bistros],
    ['gratuity by site', clubs],
    ['outstanding waiters by site', bistros],
    ['diners who complained', bistros],
    ['members by site', bistros],
    ['joins by site', bistros],
    ['fees by site', schools],
  ])('are asked or declined where it is not clear that they are meant: %s', (question, company) => {
    const reading = ask(company, question)
    expect(reading.kind, explain(reading)).not.toBe('answerable')
  })
})
