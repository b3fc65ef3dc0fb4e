import { describe, expect, it } from 'vitest'
import { retailer } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'

const refused = [
  ['which products had more sales in 2022 than in 2021', 'unsupported_operation'],
  ['sales in Texas compared to 2021', 'unsupported_operation'],
  ["sales of the best customer's best product", 'unsupported_operation'],
  ['what did the top customer buy most', 'unsupported_operation'],
  ['how many customers in the top 10 are in Texas', 'unsupported_operation'],
  ['customers that bought neither Chairs nor Tables', 'unsupported_operation'],
  ['how many of them are in Texas', 'unbound_words'],
  ['sales of used Phones', 'unbound_words'],
] as const

const ranked = [
  ['top 5 products by sales by month', ['month', 'product']],
  ['monthly sales by region: top 2', ['month', 'region']],
  ['best month for each region', ['region', 'month']],
] as const

const answered = [
  'sales in neither Texas nor California',
  'how many customers are not in Texas',
  'top 3 customers with the most orders',
  'what are the top 3 customers with the highest sales',
  'which region had the highest sales in 2022',
]

describe('a question within a question', () => {
  it.each(refused)('is refused: %s', (question, reason) => {
    const interpretation = ask(retailer, question)
    expect(interpretation).toMatchObject({ kind: 'refusal', reason })
  })

  it.each(ranked)('is ranked within the other: %s', (question, breakdown) => {
    expect(ask(retailer, question)).toMatchObject({ kind: 'answerable', breakdown })
  })

  it.each(answered)('is none, and answered: %s', (question) => {
    const interpretation = ask(retailer, question)
    expect(interpretation.kind, describeReading(interpretation)).toBe('answerable')
  })
})
