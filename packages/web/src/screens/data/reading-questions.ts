import type { DateOrder, IngestQuestion, ReadingOptions } from '@salestalk/protocol'

const same = (a: IngestQuestion, b: IngestQuestion) => a.code === b.code && a.column === b.column

/** Questions stay on screen after they were answered, so that an answer can be changed. */
export function mergeQuestions(known: readonly IngestQuestion[], now: readonly IngestQuestion[]): IngestQuestion[] {
  return [...known, ...now.filter((question) => !known.some((one) => same(one, question)))]
}

const dateOrders: readonly DateOrder[] = ['day_first', 'month_first', 'year_first']

/** The options with one more answer in them; questions that reading cannot settle leave them as they are. */
export function withAnswer(options: ReadingOptions, question: IngestQuestion, value: string): ReadingOptions {
  if (question.column === null) return options
  switch (question.code) {
    case 'ambiguous_date_order': {
      const order = dateOrders.find((one) => one === value)
      return order ? { ...options, dateOrder: { ...options.dateOrder, [question.column]: order } } : options
    }
    case 'ambiguous_decimal_separator': {
      const separator = value === ',' ? ',' : '.'
      return { ...options, decimalSeparator: { ...options.decimalSeparator, [question.column]: separator } }
    }
    case 'no_time_column':
      return options
  }
}

/** What was answered; null while the assumption stands. */
export function answerTo(options: ReadingOptions, question: IngestQuestion): string | null {
  if (question.column === null) return null
  return options.dateOrder[question.column] ?? options.decimalSeparator[question.column] ?? null
}
