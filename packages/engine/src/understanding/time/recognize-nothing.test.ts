import { describe, expect, it } from 'vitest'
import { parseTimePhrase } from './recognize.ts'
import { defaultTimeVocabulary, matchesOf, summary } from './testing/default-vocabulary.ts'
import { defaultCalendar } from './types.ts'

const sentences = [
  '',
  '   ',
  '?',
  'How may I help you?',
  'Who may renew?',
  'revenue may rise',
  'What may happen if churn rises?',
  'march on',
  'second product',
  'the second largest customer',
  'Sun Microsystems revenue',
  'mon',
  'sat',
  'top 10 customers',
  'last customer',
  'last 5 customers',
  'next steps',
  'next best product',
  'show me the first region',
  'customers with more than 2000 orders',
  'orders over 2000 units',
  'orders above 2000',
  'at least 2010 units',
  'revenue over $2024',
  'revenue of $2024',
  'top 2024',
  'order number 2024',
  'order 2024-1234',
  '1,234 units',
  '2,024 orders',
  '2024.5',
  'SKU-2024 sales',
  'part_2024',
  'COVID-19 impact',
  'version 2.0',
  '1/3 of customers',
  'past due invoices',
  'what is the current ratio',
  'average cycle time in days',
  'days sales outstanding',
  'monthly recurring revenue',
  'monthly active users',
  'top 5 products',
  'q',
  'h',
  '12',
  '3 months',
  'model Q',
  'the end',
  'now break it down by region',
  '45%',
  'second half of the list',
  'early access program',
  'late deliveries',
  'mid market accounts',
  'end of life products',
  'same store sales',
  'compare EMEA to APAC',
  'from EMEA to APAC',
  'between EMEA and APAC',
  'after sales service',
  'before tax income',
  'over time',
  'by day of week',
  'by weekday',
  'week',
  'revenue per employee',
  'last 24 hours',
  'bei 5 Kunden im Süden',
] as const

describe('sentences without time', () => {
  it.each(sentences)('finds nothing in "%s"', (sentence) => {
    expect(summary(sentence)).toBe('')
  })
})

describe('where matches lie', () => {
  it('gives character offsets of the question, a possessive included', () => {
    const [match] = matchesOf('Was last month’s revenue fine?')
    expect(match).toMatchObject({ start: 4, end: 16, text: 'last month’s', rule: 'relative-unit' })
  })

  it('keeps matches in order and apart', () => {
    const matches = matchesOf('Q1 2024 and Q2 2024 by month vs last year')
    expect(matches.map(({ kind }) => kind)).toEqual(['range', 'range', 'grain', 'comparison'])
    expect(matches.every(({ end }, index) => end <= (matches[index + 1]?.start ?? Number.POSITIVE_INFINITY))).toBe(true)
  })

  it('names the rule and the reason of a time that does not exist', () => {
    expect(matchesOf('revenue in Q5')).toMatchObject([
      { kind: 'invalid', reason: 'invalid_time', rule: 'quarter-of-year', expression: null },
    ])
  })

  it('lists both readings of a numeric date, and follows the date order of the tenant', () => {
    const [asked] = matchesOf('03/04/2024')
    expect(asked).toMatchObject({ kind: 'ambiguous', reason: 'ambiguous_time' })
    expect(asked?.readings).toMatchObject([
      { month: 4, day: 3 },
      { month: 3, day: 4 },
    ])
    expect(matchesOf('03/04/2024', { ...defaultCalendar, dateOrder: 'day_first' })).toMatchObject([
      { kind: 'range', expression: { month: 4, day: 3 } },
    ])
    expect(matchesOf('03/04/2024', { ...defaultCalendar, dateOrder: 'month_first' })).toMatchObject([
      { kind: 'range', expression: { month: 3, day: 4 } },
    ])
  })

  it('tells a comparison with a period counted from today from one counted from the period asked about', () => {
    expect(matchesOf('vs last month')[0]?.expression).toMatchObject({ type: 'relative', unit: 'month', offset: -1 })
    expect(matchesOf('vs the previous month')[0]?.expression).toMatchObject({ type: 'shift', unit: 'month', count: -1 })
    expect(matchesOf('YoY')[0]?.expression).toBeNull()
  })
})

describe('a text that is one time phrase', () => {
  const parse = (text: string) => parseTimePhrase(text, defaultCalendar, defaultTimeVocabulary)

  it('gives its expression, a leading preposition aside', () => {
    expect(parse('in 2024')).toEqual({ type: 'year', year: 2024, fiscal: false })
    expect(parse('last quarter?')).toEqual({ type: 'relative', unit: 'quarter', offset: -1, fiscal: false })
    expect(parse('for the last 3 months')).toMatchObject({ type: 'rolling', count: 3 })
  })

  it.each(['revenue in 2024', '2023 and 2024', 'Q5', 'YoY', '', 'by month'])('gives null for "%s"', (text) => {
    expect(parse(text)).toBeNull()
  })
})
