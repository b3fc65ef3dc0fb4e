import { describe, expect, it } from 'vitest'
import { reading, timeSlot } from '../testing/readings.ts'
import { shopData } from '../testing/shop.ts'
import { defaultCalendar } from '../understanding/time/index.ts'
import { planPeriods } from './plan-periods.ts'

const plan = (overrides: Parameters<typeof reading>[0], today = '2025-07-10') =>
  planPeriods(reading(overrides), shopData, today, defaultCalendar)
const windows = (overrides: Parameters<typeof reading>[0], today?: string) =>
  plan(overrides, today).periods.map(({ label, start, end }) => [label, start, end])

describe('planPeriods', () => {
  it('reads the period before a plain value as context, whole months by months', () => {
    expect(windows({ time: timeSlot('Q2 2025', '2025-04-01', '2025-07-01') })).toEqual([
      ['Q2 2025', '2025-04-01', '2025-07-01'],
      ['Q1 2025', '2025-01-01', '2025-04-01'],
    ])
  })

  it('moves other windows by their own length', () => {
    expect(windows({ time: timeSlot('6 to 15 Feb 2025', '2025-02-06', '2025-02-16', 'day') })[1]).toEqual([
      '27 Jan to 5 Feb 2025',
      '2025-01-27',
      '2025-02-06',
    ])
  })

  it('reads no context before the data begins, for open windows, or when nothing was named', () => {
    expect(windows({ time: timeSlot('Jan 2025', '2025-01-01', '2025-02-01', 'month') })).toHaveLength(1)
    expect(windows({ time: timeSlot('since Feb 2025', '2025-02-01', null) })).toHaveLength(1)
    expect(windows({ time: null })).toEqual([['all data', null, null]])
  })

  it('holds a running quarter against the same elapsed days of the one before', () => {
    const running = { ...timeSlot('Q2 2025', '2025-04-01', '2025-07-01'), partial: true }
    // On 10 May the data run on to 30 June, so 40 days have passed: 1 April to 10 May against 1 January to 9 February.
    expect(windows({ time: running }, '2025-05-10')[1]).toEqual(['1 Jan to 9 Feb 2025', '2025-01-01', '2025-02-10'])
  })

  it('holds a quarter to date against the same days of the one before', () => {
    const toDate = timeSlot('1 Apr to 10 May 2025', '2025-04-01', '2025-05-11', 'quarter')
    expect(windows({ time: toDate }, '2025-05-10')[1]).toEqual(['1 Jan to 9 Feb 2025', '2025-01-01', '2025-02-10'])
  })

  it('moves a month that ends today as a whole one', () => {
    const whole = timeSlot('May 2025', '2025-05-01', '2025-06-01', 'month')
    expect(windows({ time: whole }, '2025-05-31')[1]).toEqual(['Apr 2025', '2025-04-01', '2025-05-01'])
  })

  it('cuts named periods to the elapsed days of the running one and says so', () => {
    const running = { ...timeSlot('Q2 2025', '2025-04-01', '2025-07-01'), partial: true }
    const { periods, notes } = plan(
      { intent: 'compare', periods: [running, timeSlot('Q1 2025', '2025-01-01', '2025-04-01')] },
      '2025-05-10',
    )
    expect(periods.map(({ start, end }) => [start, end])).toEqual([
      ['2025-04-01', '2025-07-01'],
      ['2025-01-01', '2025-02-10'],
    ])
    expect(notes).toEqual([{ code: 'running_period', period: 'Q2 2025' }])
  })

  it('takes the stated comparison as it is', () => {
    const comparison = {
      kind: 'same_period_last_year',
      start: '2024-04-01',
      end: '2024-07-01',
      label: 'Q2 2024',
      status: 'stated',
    } as const
    expect(
      windows({ intent: 'compare', time: timeSlot('Q2 2025', '2025-04-01', '2025-07-01'), comparison })[1],
    ).toEqual(['Q2 2024', '2024-04-01', '2024-07-01'])
  })
})
