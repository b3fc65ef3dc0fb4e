import type { Answer } from '@salestalk/protocol'
import { interpretationSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { storedAnswer } from './stored-answer.ts'

const interpretation = interpretationSchema.parse({
  kind: 'answerable',
  intent: 'breakdown',
  subject: 'revenue',
  metrics: [],
  filters: [],
  having: [],
  breakdown: [],
  rank: null,
  time: null,
  periods: [],
  comparison: null,
  target: null,
  confidence: { overall: 1, components: { intent: 1, subject: 1, measure: 1, dimension: 1, time: 1 } },
  words: [],
  readings: [],
  reason: null,
  message: null,
  suggestions: [],
  control: null,
  restatement: 'Revenue by customer',
})

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
