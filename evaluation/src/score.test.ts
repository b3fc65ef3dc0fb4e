import { describe, expect, it } from 'vitest'
import { scoreQuestion } from './score.ts'
import { summarize } from './summary.ts'
import { interpretationOf, questionOf } from './testing/scores.ts'
import type { Expectation, LabelledQuestion } from './types.ts'

const labelled = (expect: Expectation): LabelledQuestion => questionOf({ expect })
const got = interpretationOf
const revenue = { id: 'revenue', status: 'stated', text: null, span: null, rule: null } as const

const right: Expectation = {
  kinds: ['answerable'],
  intent: 'what',
  metrics: ['revenue'],
  filters: [{ dimension: 'region', operator: 'in', values: ['Europe', 'Asia'] }],
  time: null,
}

describe('scoreQuestion', () => {
  it('is exact whatever order members come in', () => {
    expect(scoreQuestion(labelled(right), got({}))).toMatchObject({ verdict: 'exact', misses: [] })
  })

  it('names the component that differs', () => {
    expect(scoreQuestion(labelled(right), got({ filters: [] }))).toMatchObject({
      verdict: 'wrong',
      misses: ['filters'],
    })
  })

  it('counts an answer to what had to be declined by itself', () => {
    expect(scoreQuestion(labelled({ kinds: ['refusal'] }), got({})).verdict).toBe('overconfident')
  })

  it('tells a needless question from a needless refusal', () => {
    expect(scoreQuestion(labelled(right), got({ kind: 'clarification' })).verdict).toBe('asked')
    expect(scoreQuestion(labelled(right), got({ kind: 'refusal', reason: 'unknown_value' })).verdict).toBe('refused')
  })

  it('wants the labelled reason of a refusal', () => {
    const label = labelled({ kinds: ['refusal'], reasons: ['out_of_scope'] })
    expect(scoreQuestion(label, got({ kind: 'refusal', reason: 'out_of_scope' })).verdict).toBe('exact')
    expect(scoreQuestion(label, got({ kind: 'refusal', reason: 'unknown_metric' })).verdict).toBe('refused')
  })
})

describe('summarize', () => {
  it('counts shares by hand: one exact, one wrong, one rightly refused', () => {
    const scores = [
      scoreQuestion(labelled(right), got({})),
      scoreQuestion(labelled(right), got({ metrics: [{ ...revenue, id: 'aov' }] })),
      scoreQuestion(labelled({ kinds: ['refusal'] }), got({ kind: 'refusal' })),
    ]
    const summary = summarize(scores)
    expect(summary).toMatchObject({ questions: 3, exactShare: 0.5, refusalPrecision: 1, refusalRecall: 1 })
    expect(summary.wrongShare).toBeCloseTo(1 / 3)
    expect(summary.componentShares).toMatchObject({ metrics: 0.5, filters: 1, time: 1 })
  })
})
