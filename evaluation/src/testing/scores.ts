import { blankInterpretation, type Interpretation } from '@salestalk/protocol'
import type { Score, Verdict } from '../score.ts'
import type { LabelledQuestion } from '../types.ts'

const evidence = { status: 'stated', text: null, span: null, rule: null } as const

/** An answer "revenue in Europe and Asia", with parts replaced. */
export function interpretationOf(overrides: Partial<Interpretation> = {}): Interpretation {
  return {
    ...blankInterpretation(),
    kind: 'answerable',
    intent: 'what',
    subject: 'revenue',
    metrics: [{ id: 'revenue', ...evidence }],
    filters: [{ dimension: 'region', operator: 'in', values: ['Asia', 'Europe'], ...evidence }],
    confidence: { overall: 0.9, components: { intent: 0.9, subject: 0.9, measure: 0.9, dimension: 0.9, time: 0.9 } },
    ...overrides,
  }
}

export function questionOf(overrides: Partial<LabelledQuestion> = {}): LabelledQuestion {
  return {
    id: 'q',
    company: 'harborpine',
    question: 'revenue in Europe and Asia',
    tags: [],
    expect: { kinds: ['answerable'] },
    ...overrides,
  }
}

/** A scored answer of one stated confidence. */
export function answerAt(overall: number, verdict: Verdict): Score {
  const { confidence } = interpretationOf()
  const question = questionOf()
  return {
    question,
    asked: question.question,
    verdict,
    misses: [],
    interpretation: interpretationOf({ confidence: { ...confidence, overall } }),
  }
}
