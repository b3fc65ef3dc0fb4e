import { describe, expect, it } from 'vitest'
import { buildCompany, count, counted } from '../testing/build-company.ts'
import { retailer, saas } from '../testing/companies.ts'
import { ask, describeReading } from '../testing/describe.ts'

const tooFine = 'refusal unsupported_operation'

describe('questions finer than monthly data', () => {
  it.each([
    ['weekly revenue', tooFine],
    ['daily customer count in October', tooFine],
    ['revenue by day in October', tooFine],
    ['revenue on 3 May 2025', tooFine],
    ['revenue on 3 May 2025 by region', tooFine],
    ['revenue from 3 May to 20 June 2025', tooFine],
    ['revenue in the last 30 days', tooFine],
    ['revenue since 15 March', tooFine],
    ['revenue by weekday', tooFine],
    ['best day for revenue', tooFine],
    ['churn rate by week in Q3', tooFine],
    ['revenue by month', 'trend revenue by month'],
    ['revenue by quarter', 'trend revenue by quarter'],
    ['revenue from 1 May to 30 June 2025', 'what revenue | 2025-05-01..2025-07-01'],
    ['revenue since March 2025', 'what revenue | 2025-03-01..'],
    ['revenue in 2025', 'what revenue | 2025-01-01..2026-01-01'],
  ])('%s', (question, expected) => {
    expect(describeReading(ask(saas, question))).toBe(expected)
  })

  it('names the grain and offers it', () => {
    const reading = ask(saas, 'weekly revenue')
    expect(reading.message).toContain('by month')
    expect(reading.suggestions[0]).toBe('Revenue by month')
  })
})

describe('questions as fine as daily data', () => {
  it.each([
    ['weekly sales in 2022', 'trend revenue by week | 2022-01-01..2023-01-01'],
    ['sales on 3 May 2022', 'what revenue | 2022-05-03..2022-05-04'],
  ])('%s', (question, expected) => {
    expect(describeReading(ask(retailer, question))).toBe(expected)
  })
})

describe('data without dates', () => {
  const members = buildCompany('members', [
    {
      dataset: 'accounts',
      record: { singular: 'account', plural: 'accounts' },
      timeColumn: 'founded',
      identifier: null,
      span: { start: '2020-01-01', end: '2025-01-01' },
      dimensions: [{ id: 'sector', values: ['Retail', 'Medical'] }],
      metrics: [{ id: 'customer_count', label: 'Accounts', unit: counted, aggregation: count(), timeColumn: null }],
    },
  ])
  const undated = {
    ...members,
    lexicon: {
      ...members.lexicon,
      datasets: members.lexicon.datasets.map((dataset) => ({
        ...dataset,
        model: { ...dataset.model, timeColumn: null },
        timeSpans: {},
      })),
    },
  }

  it.each([
    ['accounts in 2024', tooFine],
    ['accounts by month', tooFine],
    ['accounts by sector', 'breakdown customer_count by sector'],
  ])('%s', (question, expected) => {
    expect(describeReading(ask(undated, question))).toBe(expected)
  })
})
