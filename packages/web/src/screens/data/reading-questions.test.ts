import type { IngestQuestion } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { answerTo, mergeQuestions, withAnswer } from './reading-questions.ts'

const none = { dateOrder: {}, decimalSeparator: {} }
const dates: IngestQuestion = {
  code: 'ambiguous_date_order',
  column: 'ordered',
  question: 'Day or month first?',
  assumption: 'Day first.',
  options: [],
}

describe('questions about a file', () => {
  it('stay when they were answered, so that the answer can be changed', () => {
    const decimals: IngestQuestion = { ...dates, code: 'ambiguous_decimal_separator', column: 'price' }
    expect(mergeQuestions([dates], [])).toEqual([dates])
    expect(mergeQuestions([dates], [dates, decimals])).toEqual([dates, decimals])
  })

  it('become options of the reading', () => {
    const options = withAnswer(none, dates, 'month_first')
    expect(options).toEqual({ dateOrder: { ordered: 'month_first' }, decimalSeparator: {} })
    expect(answerTo(options, dates)).toBe('month_first')
    expect(answerTo(none, dates)).toBeNull()
  })

  it('leave the options alone when they make no sense', () => {
    expect(withAnswer(none, dates, 'sideways')).toBe(none)
    expect(withAnswer(none, { ...dates, column: null }, 'day_first')).toBe(none)
  })
})
