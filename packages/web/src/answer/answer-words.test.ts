import type { AnswerTable } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import {
  breakdownLabel,
  calculationLabel,
  checksWords,
  conditionWords,
  confidenceWord,
  filterWords,
  labelsFrom,
  questionBack,
  rankLabel,
  splitOption,
  timeLabel,
} from './slot-words.ts'
import { cellText, nextSorting, sortRows, tableCsv } from './table-view.ts'

const evidence = { status: 'stated' as const, text: null, span: null, rule: null }
const labels = labelsFrom(undefined)

describe('slots in words', () => {
  it('name filters, the blank member and ranges', () => {
    expect(filterWords({ dimension: 'region', operator: 'in', values: ['EMEA', null], ...evidence }, labels)).toBe(
      'Region: EMEA, (blank)',
    )
    expect(filterWords({ dimension: 'size', operator: 'between', values: [10, 2000], ...evidence }, labels)).toBe(
      'Size between 10 and 2,000',
    )
    expect(filterWords({ dimension: 'plan', operator: 'not_in', values: ['free'], ...evidence }, labels)).toBe(
      'Plan is not free',
    )
  })

  it('name conditions in the unit of their metric', () => {
    const having = { metric: 'margin', operator: 'between' as const, value: 0.152, upper: 0.2, ...evidence }
    expect(conditionWords(having, labels, 'percent')).toBe('Margin between 15.2% and 20%')
  })

  it('say a period with its days', () => {
    const time = {
      expression: 'last quarter',
      start: '2025-07-01',
      end: '2025-10-01',
      grain: 'quarter' as const,
      partial: false,
      label: 'Q3 2025',
      status: 'stated' as const,
      span: null,
    }
    expect(timeLabel(time).label).toBe('Q3 2025')
    expect(timeLabel(time).range?.replaceAll(/\s/g, ' ')).toBe('Jul 1 – Sep 30, 2025')
    expect(timeLabel({ ...time, start: null, end: null, label: '', expression: '' }).label).toBe('All time')
  })

  it('say what is put in order, by what, and which place is meant', () => {
    const rank = { direction: 'top', limit: 5, by: 'value', position: null, status: 'stated' } as const
    expect(rankLabel(rank)).toBe('Largest 5')
    expect(rankLabel({ ...rank, limit: 1 })).toBe('Largest')
    expect(rankLabel({ ...rank, limit: null, by: 'change' })).toBe('Largest first by change')
    expect(rankLabel({ ...rank, limit: 2, position: 2, by: 'growth', direction: 'bottom' })).toBe(
      'Number 2 of the smallest by relative change',
    )
  })

  it('say what is computed over time, and whose quarters are meant', () => {
    expect(calculationLabel({ kind: 'average_per_period', grain: 'month' })).toBe('Average per month')
    expect(calculationLabel({ kind: 'running_total' })).toBe('Running total')
    expect(calculationLabel({ kind: 'moving_average', window: 3 })).toBe('Moving average over 3 values')
    expect(breakdownLabel('quarter', { fiscalBuckets: true }, labels)).toBe('Fiscal quarter')
    expect(breakdownLabel('region', { fiscalBuckets: true }, labels)).toBe('Region')
    expect(breakdownLabel('quarter', {}, labels)).toBe('Quarter')
  })

  it('say how sure, and what was checked', () => {
    expect([0.95, 0.8, 0.5, 0.2].map(confidenceWord)).toEqual(['Very sure', 'Fairly sure', 'Somewhat unsure', 'Unsure'])
    expect(checksWords({ factsTotal: 12, factsVerified: 12, reconciled: true })).toBe(
      '12 of 12 figures verified · parts add up to the total',
    )
    expect(checksWords({ factsTotal: 2, factsVerified: 1, reconciled: null })).toBe('1 of 2 figures verified')
  })

  it('take no part of the name of an offered reading for its figure', () => {
    for (const name of [
      'Revenue by channel: number 2 of the highest, 2026 (1 Jan to 31 Dec 2026)',
      'Revenue by product: the 5 highest',
      'Revenue by product: the 5 highest, 2026',
    ]) {
      expect(splitOption(name)).toEqual({ name, figure: null })
      expect(splitOption(`${name}: −CZK 1,234,567`)).toEqual({ name, figure: '−CZK 1,234,567' })
    }
    expect(splitOption('Margin: 51.4%').figure).toBe('51.4%')
    expect(splitOption('Age: 12 days').figure).toBe('12 days')
  })

  it('do not say in the question what its options say', () => {
    const names = ['Net revenue, 2026', 'Revenue, 2026']
    expect(questionBack('Did you mean Net revenue, 2026 or Revenue, 2026?', names, 'Which one?')).toBe('Which one?')
    const kept = '"Takings" can mean two things. Which one?'
    expect(questionBack(kept, names, 'Which one?')).toBe(kept)
    expect(questionBack(kept, [], 'Which one?')).toBe(kept)
  })

  it('split an offered reading from its figure', () => {
    expect(splitOption('Net revenue: $1.2M')).toEqual({ name: 'Net revenue', figure: '$1.2M' })
    expect(splitOption('Region: West')).toEqual({ name: 'Region: West', figure: null })
  })
})

const table: AnswerTable = {
  columns: [
    { key: 'name', label: 'Name', type: 'string', unit: null },
    { key: 'revenue', label: 'Revenue', type: 'number', unit: 'USD' },
  ],
  rows: [
    { name: 'Item 10', revenue: 5 },
    { name: 'item 9', revenue: null },
    { name: '=SUM(A1)', revenue: 12.5 },
    { name: 'a "quoted", name', revenue: -3 },
  ],
}
const names = (rows: readonly { [key: string]: unknown }[]) => rows.map((row) => row.name)

describe('the table of an answer', () => {
  it('sorts numbers as numbers, with blanks last either way', () => {
    const largest = sortRows(table.rows, { key: 'revenue', direction: 'descending' })
    expect(largest.map((row) => row.revenue)).toEqual([12.5, 5, -3, null])
    const smallest = sortRows(table.rows, { key: 'revenue', direction: 'ascending' })
    expect(smallest.map((row) => row.revenue)).toEqual([-3, 5, 12.5, null])
  })

  it('sorts words as people do', () => {
    const sorted = names(sortRows(table.rows, { key: 'name', direction: 'ascending' }))
    expect(sorted.indexOf('item 9')).toBeLessThan(sorted.indexOf('Item 10'))
  })

  it('goes back to its own order with the third click', () => {
    const [, revenue] = table.columns
    if (!revenue) throw new Error('the table has two columns')
    const first = nextSorting(null, revenue)
    const second = nextSorting(first, revenue)
    expect([first?.direction, second?.direction, nextSorting(second, revenue)]).toEqual([
      'descending',
      'ascending',
      null,
    ])
    expect(sortRows(table.rows, null)).toEqual(table.rows)
  })

  it('shows cells in their unit', () => {
    expect(cellText(1234.5, { type: 'number', unit: 'USD' })).toBe('$1,234.50')
    expect(cellText('2025-Q3', { type: 'date', unit: null })).toBe('Q3 2025')
    expect(cellText(null, { type: 'string', unit: null })).toBe('–')
  })

  it('leaves as CSV with exact values and nothing a spreadsheet would compute', () => {
    expect(tableCsv(table)).toBe(
      'Name,Revenue\r\nItem 10,5\r\nitem 9,\r\n\'=SUM(A1),12.5\r\n"a ""quoted"", name",-3\r\n',
    )
  })
})
