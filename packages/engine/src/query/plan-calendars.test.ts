import type { Interpretation } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { readQuestion } from '../question/index.ts'
import { retailer } from '../understanding/testing/companies.ts'
import { type Calendar, defaultCalendar } from '../understanding/time/index.ts'
import { emptyConversation } from '../understanding/types.ts'
import { understand } from '../understanding/understand.ts'
import { planQueries } from './plan-queries.ts'

const today = '2022-11-12'
const retail: Calendar = { ...defaultCalendar, weekStart: 'sunday', fiscalYearStartMonth: 2, pattern: '4-4-5' }

function read(text: string, calendar: Calendar): Interpretation {
  return understand(readQuestion(text), { lexicon: retailer.lexicon, conversation: emptyConversation, today, calendar })
}

function buckets(text: string, calendar: Calendar): unknown {
  const { queries } = planQueries(read(text, calendar), retailer.data, today, calendar)
  return queries.find(({ purpose }) => purpose === 'main')?.query.calendar
}

describe('the buckets of a query', () => {
  it('are weeks from Sunday for a company who counts them so', () => {
    const calendar: Calendar = { ...defaultCalendar, weekStart: 'sunday' }
    expect(buckets('sales by week in 2022', calendar)).toEqual({ weekStart: 'sunday', fiscal: null })
    expect(buckets('sales by month in 2022', calendar)).toBeUndefined()
    expect(buckets('sales by week in 2022', defaultCalendar)).toBeUndefined()
  })

  it('are fiscal where the words say so of the bucket or the period, and plain otherwise', () => {
    const fiscal = { weekStart: 'sunday', fiscal: { startMonth: 2, pattern: '4-4-5' } }
    expect(buckets('sales by fiscal month in 2022', retail)).toEqual(fiscal)
    expect(buckets('sales by quarter in FY22', retail)).toEqual(fiscal)
    expect(buckets('sales by quarter in 2022', retail)).toBeUndefined()
  })

  it('are the plain ones where a fiscal year is made of plain quarters', () => {
    const april: Calendar = { ...defaultCalendar, fiscalYearStartMonth: 4 }
    expect(buckets('sales by fiscal quarter in 2022', april)).toBeUndefined()
    expect(buckets('sales by fiscal year', april)).toEqual({
      weekStart: 'monday',
      fiscal: { startMonth: 4, pattern: null },
    })
  })

  it('come with the period of the pattern', () => {
    // fiscal 2022 begins on the Sunday nearest to 1 February 2021: 31 January
    expect(read('sales in FY22 Q1', retail).time).toMatchObject({ start: '2021-01-31', end: '2021-05-02' })
  })
})
