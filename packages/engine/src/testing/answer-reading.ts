import type { Answer, Interpretation } from '@salestalk/protocol'
import narrativePhrases from '../../../../taxonomy/default/phrases/narrative.json' with { type: 'json' }
import { type Analysis, analyze } from '../analysis/index.ts'
import { composeAnswer } from '../answer/index.ts'
import { answerLabels } from '../answer-context.ts'
import type { TenantData } from '../model/tenant-data.ts'
import { type Narrative, type NarrativeContext, narrate, narrativePhrasesSchema } from '../narrative/index.ts'
import { type FactRow, inMemoryMetricStore } from '../ports/fakes/index.ts'
import { planQueries, type QueryPlan, type QueryResults, runPlan } from '../query/index.ts'
import { defaultCalendar } from '../understanding/time/index.ts'
import { shopData, shopRows } from './shop.ts'

export const phrases = narrativePhrasesSchema.parse(narrativePhrases)

export interface Trial {
  readonly plan: QueryPlan
  readonly results: QueryResults
  readonly analysis: Analysis
  readonly context: NarrativeContext
  readonly narrative: Narrative
  readonly answer: Answer
  readonly text: string
}

/** Runs a reading of the shop's data through query, analysis, narrative and answer, as of 10 July 2025. */
export async function answerReading(
  interpretation: Interpretation,
  data: TenantData = shopData,
  tables: Readonly<Record<string, readonly FactRow[]>> = { orders: shopRows },
): Promise<Trial> {
  const plan = planQueries(interpretation, data, '2025-07-10', defaultCalendar)
  const results = await runPlan(plan, data, inMemoryMetricStore({ shop: tables }))
  const analysis = analyze({ interpretation, plan, results, data, calendar: defaultCalendar })
  const context = { interpretation, data, phrases, locale: 'en-US' }
  const narrative = narrate(analysis, plan, context)
  const answer = composeAnswer(
    { messageId: 'message', sessionId: 'session' },
    {
      interpretation,
      results,
      analysis,
      narrative,
      rephrasing: null,
      data,
      labels: answerLabels({ data, phrases }),
      followUps: [],
      timings: { understand: 0, query: 0, analyze: 0, narrate: 0, total: 0 },
    },
  )
  return { plan, results, analysis, context, narrative, answer, text: answer.text }
}
