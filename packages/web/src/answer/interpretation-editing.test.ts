import { blankInterpretation, type Interpretation, interpretationSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import {
  editedQuestion,
  removeCalculation,
  removeComparison,
  removeCondition,
  removeFilter,
  setBreakdown,
  setMetric,
} from './interpretation-editing.ts'
import { labelsFrom } from './slot-words.ts'

const evidence = { status: 'stated' as const, text: null, span: null, rule: null }

const interpretation: Interpretation = {
  ...blankInterpretation(),
  kind: 'clarification',
  intent: 'compare',
  subject: 'revenue',
  metrics: [{ id: 'revenue', ...evidence }],
  filters: [
    { dimension: 'region', operator: 'in', values: ['EMEA'], ...evidence },
    { dimension: 'plan', operator: 'not_in', values: ['free'], ...evidence },
  ],
  having: [{ metric: 'revenue', operator: 'gt', value: 10, upper: null, ...evidence }],
  comparison: { kind: 'previous_period', start: null, end: null, label: null, status: 'implied' },
  reason: 'ambiguous_metric',
  message: 'Which one?',
  suggestions: ['Revenue'],
}
const labels = labelsFrom(undefined)

describe('editing a reading', () => {
  it('removes one filter and leaves the others', () => {
    const { interpretation: next, words } = removeFilter(interpretation, 0, labels)
    expect(next.filters.map((filter) => filter.dimension)).toEqual(['plan'])
    expect(words).toBe('without the filter on Region')
  })

  it('leaves nothing open and stays a valid reading', () => {
    const { interpretation: next } = removeCondition(interpretation, 0, labels)
    expect(next).toMatchObject({ kind: 'answerable', reason: null, message: null, having: [] })
    expect(interpretationSchema.parse(next)).toEqual(next)
  })

  it('asks the plain question when the comparison goes', () => {
    expect(removeComparison(interpretation).interpretation).toMatchObject({ comparison: null, intent: 'what' })
    const grouped = { ...interpretation, breakdown: ['region'] }
    expect(removeComparison(grouped).interpretation.intent).toBe('breakdown')
  })

  it('turns a figure into groups and back', () => {
    const figure: Interpretation = { ...interpretation, intent: 'what' }
    const grouped = setBreakdown(figure, ['region', 'plan'], labels)
    expect(grouped.interpretation).toMatchObject({ intent: 'breakdown', breakdown: ['region', 'plan'] })
    expect(grouped.words).toBe('by Region and Plan')
    expect(setBreakdown(grouped.interpretation, [], labels)).toMatchObject({
      words: 'in total',
      interpretation: { intent: 'what', breakdown: [] },
    })
  })

  it('takes the ranking away with its groups, and keeps other intents', () => {
    const ranked: Interpretation = {
      ...interpretation,
      intent: 'rank',
      breakdown: ['region'],
      rank: { direction: 'top', limit: 5, by: 'value', position: null, status: 'stated' },
    }
    expect(setBreakdown(ranked, ['plan'], labels).interpretation).toMatchObject({ intent: 'rank', rank: { limit: 5 } })
    expect(setBreakdown(ranked, [], labels).interpretation).toMatchObject({ intent: 'what', rank: null })
    expect(setBreakdown({ ...interpretation, intent: 'trend' }, ['plan'], labels).interpretation.intent).toBe('trend')
  })

  it('keeps how a ranking is made, and by its change only while there is a comparison', () => {
    const rank = { direction: 'top', limit: 2, by: 'growth', position: 2, status: 'stated' } as const
    const ranked: Interpretation = { ...interpretation, intent: 'rank', breakdown: ['region'], rank }
    const edits = [
      removeFilter(ranked, 0, labels),
      removeCondition(ranked, 0, labels),
      setBreakdown(ranked, ['plan'], labels),
      setMetric(ranked, 'orders', labels),
    ]
    for (const edit of edits) expect(edit.interpretation.rank).toEqual(rank)
    expect(removeComparison(ranked).interpretation.rank).toEqual({ ...rank, by: 'value' })
  })

  it('keeps calculations and fiscal buckets', () => {
    const kept = { calculation: { kind: 'running_total' }, fiscalBuckets: true } as const
    const trend: Interpretation = { ...interpretation, ...kept, intent: 'trend', breakdown: ['quarter'] }
    const edits = [
      removeFilter(trend, 0, labels),
      removeCondition(trend, 0, labels),
      removeComparison(trend),
      setBreakdown(trend, ['month'], labels),
      setMetric(trend, 'orders', labels),
    ]
    for (const { interpretation: next } of edits) expect(interpretationSchema.parse(next)).toMatchObject(kept)
    expect(removeCalculation(trend)).toMatchObject({
      words: 'without adding up',
      interpretation: { calculation: null, intent: 'trend', fiscalBuckets: true },
    })
  })

  it('gives up a moving average when the whole is split', () => {
    const moving: Interpretation = {
      ...interpretation,
      intent: 'trend',
      calculation: { kind: 'moving_average', window: 3 },
    }
    expect(setBreakdown(moving, [], labels).interpretation.calculation).toEqual(moving.calculation)
    expect(setBreakdown(moving, ['plan'], labels).interpretation.calculation).toBeNull()
  })

  it('asks for another metric as if it had been stated', () => {
    expect(setMetric(interpretation, 'orders', labels).interpretation.metrics).toEqual([{ id: 'orders', ...evidence }])
  })

  it('says the correction behind the question, once', () => {
    expect(editedQuestion('Revenue by region', 'by Plan')).toBe('Revenue by region · by Plan')
    expect(editedQuestion('Revenue by region · by Plan', 'in total')).toBe('Revenue by region · in total')
    expect(editedQuestion('x'.repeat(2000), 'in total')).toHaveLength(2000)
  })
})
