import { type Answer, blankInterpretation, type Interpretation } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { storedAnswer } from './stored-answer.ts'

const interpretation: Interpretation = {
  ...blankInterpretation(),
  kind: 'answerable',
  intent: 'breakdown',
  subject: 'revenue',
  restatement: 'Revenue by customer',
}

function answerOf(rows: number): Answer {
  const cells = Array.from({ length: rows }, (_, index) => ({ customer: `Customer number ${index}`, revenue: index }))
  return {
    kind: 'answer',
    messageId: 'm',
    sessionId: 's',
    text: 'Revenue by customer',
    phrases: [],
    references: [],
    queries: [],
    table: { columns: [], rows: cells },
    chart: null,
    checks: { factsTotal: 0, factsVerified: 0, reconciled: null, notes: [] },
    clarification: null,
    followUps: [],
    interpretation,
    model: { provider: 'none', modelId: null, promptTokens: 0, completionTokens: 0, costUsd: 0 },
    timings: { understand: 0, query: 0, analyze: 0, narrate: 0, total: 0 },
  }
}

describe('the stored answer', () => {
  it('is the answer itself where it fits', () => {
    const answer = answerOf(100)
    expect(storedAnswer(answer)).toBe(answer)
  })

  it('fits into an item whatever was asked, and says what it left out', () => {
    const stored = storedAnswer(answerOf(100_000))
    expect(JSON.stringify(stored).length).toBeLessThan(400_000)
    expect(stored.table?.rows).toHaveLength(1024)
    expect(stored.checks.notes).toEqual(['The history keeps the first 1024 rows'])
  })
})
