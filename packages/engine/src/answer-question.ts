// question -> understanding -> query -> analysis -> narrative -> answer

import type { Answer, Interpretation, Timings } from '@salestalk/protocol'
import { analyze, isAnalyzed } from './analysis/index.ts'
import { type AnswerIdentity, clarifyAnswer, composeAnswer, coverageAnswer, declineAnswer } from './answer/index.ts'
import { type AnswerContext, acceptedFollowUps, answerLabels, narrativeContext } from './answer-context.ts'
import { narrate } from './narrative/index.ts'
import { listMembers, planQueries, runPlan } from './query/index.ts'
import { readQuestion } from './question/index.ts'
import { refusedReading } from './refuse-unanswerable.ts'
import { settleAmbiguity } from './settle-ambiguity.ts'
import { understand } from './understanding/index.ts'

/** Answers one question of one conversation. Rejects with MetricStoreError when the data cannot be read; never for what was asked. */
export async function answerQuestion(text: string, identity: AnswerIdentity, context: AnswerContext): Promise<Answer> {
  const started = context.stopwatch()
  const understood = understand(readQuestion(text), context.understanding)
  context.onProgress({ type: 'understood', interpretation: understood })
  return answerInterpretation(understood, identity, context, context.stopwatch() - started)
}

/** Answers a reading as it stands: the second half of answerQuestion, and the way an edited or offered reading is asked. */
export async function answerInterpretation(
  understood: Interpretation,
  identity: AnswerIdentity,
  context: AnswerContext,
  understand = 0,
): Promise<Answer> {
  try {
    return await answerOrAsk(understood, identity, context, understand)
  } catch (error) {
    const refused = refusedReading(error, understood)
    if (refused === null) throw error
    return declineAnswer(identity, refused, { understand, query: 0, analyze: 0, narrate: 0, total: understand })
  }
}

async function answerOrAsk(
  understood: Interpretation,
  identity: AnswerIdentity,
  context: AnswerContext,
  understand: number,
): Promise<Answer> {
  const settled = await settleAmbiguity(understood, context)
  const timings: Timings = { understand, query: 0, analyze: 0, narrate: 0, total: understand }
  if (settled.kind === 'clarification') return clarifyAnswer(identity, understood, settled.clarification, timings)
  if (settled.kind === 'coverage') return coverageAnswer(identity, settled.interpretation, context, timings)
  if (settled.kind === 'declined') return declineAnswer(identity, settled.interpretation, timings)
  return answerSettled(settled.interpretation, identity, context, understand)
}

async function answerSettled(
  interpretation: Interpretation,
  identity: AnswerIdentity,
  context: AnswerContext,
  understand: number,
): Promise<Answer> {
  const { data, stopwatch } = context
  const started = stopwatch()
  const asked = listMembers(interpretation, data)
  const plan = planQueries(asked, data, context.understanding.today, context.understanding.calendar)
  const results = await runPlan(plan, data, context.metricStore)
  const queried = stopwatch()
  for (const { id, rows, milliseconds } of results.outcomes)
    context.onProgress({ type: 'queried', id, rows: rows.length, milliseconds })
  const analysis = analyze({ interpretation: asked, plan, results, data, calendar: context.understanding.calendar })
  const analyzed = stopwatch()
  const narrative = narrate(analysis, plan, narrativeContext(asked, context))
  const rephrasing = context.rephrase === null ? null : await context.rephrase(narrative)
  const narrated = stopwatch()
  const timings: Timings = {
    understand,
    query: queried - started,
    analyze: analyzed - queried,
    narrate: narrated - analyzed,
    total: understand + narrated - started,
  }
  const followUps = acceptedFollowUps(interpretation, context)
  return composeAnswer(identity, {
    interpretation,
    results,
    analysis,
    narrative,
    rephrasing,
    data,
    labels: answerLabels(context),
    followUps,
    timings,
  })
}

/** True for readings this release can answer; the rest of the intents are understood and declined. */
export function isAnswerable(interpretation: Interpretation): boolean {
  return interpretation.kind === 'answerable' && isAnalyzed(interpretation.intent)
}
