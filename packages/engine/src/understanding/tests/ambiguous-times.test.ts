import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask } from '../testing/describe.ts'

describe('a period that reads in more than one way', () => {
  it.each([
    ['sales on 03/04/2022', ['3 Apr 2022', '4 Mar 2022']],
    ['sales in mid-June 2022', ['11 to 20 Jun 2022', 'Jun 2022']],
    ['sales in early 2022', ['Q1 2022', 'H1 2022']],
    ['sales from 1 March 2022', ['since 1 Mar 2022', '1 Mar 2022']],
    ['sales from 01/02-14/02/2022', ['1 to 14 Feb 2022', '2 Jan to 14 Feb 2022']],
  ])('is asked with each of them: %s', (question, labels) => {
    const reading = ask(retailer, question)
    expect([reading.kind, reading.reason]).toEqual(['clarification', 'ambiguous_time'])
    expect(reading.readings.map(({ time }) => time?.label)).toEqual(labels)
    expect(reading.readings.every(({ kind }) => kind === 'answerable')).toBe(true)
  })

  it('that has no fixed days at all is asked for', () => {
    const reading = ask(retailer, 'sales in the run-up to Christmas')
    expect([reading.kind, reading.reason]).toEqual(['refusal', 'ambiguous_time'])
    expect(reading.message).toContain('run-up to Christmas" has no fixed days')
  })

  it('is settled where the days of one reading are no days', () => {
    expect(ask(retailer, 'sales on 13/04/2022').time).toMatchObject({ start: '2022-04-13', end: '2022-04-14' })
  })
})

describe('weekdays', () => {
  it('held against weekends are not passed off as seven single days', () => {
    expect(ask(retailer, 'weekday vs weekend sales in 2022').reason).toBe('unsupported_operation')
    expect(ask(retailer, 'Saturdays vs Sundays sales in 2022').kind).toBe('answerable')
  })

  it('that are counted back keep other days out', () => {
    const reading = ask(retailer, 'sales in the last 5 working days')
    expect(reading.filters.map(({ values }) => values)).toEqual([
      ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    ])
    expect(reading.time).toMatchObject({ start: '2025-11-05', end: '2025-11-12' })
  })
})
