import type { Interpretation } from '@salestalk/protocol'
import narrativePhrases from '../../../../taxonomy/default/phrases/narrative.json' with { type: 'json' }
import { type Analysis, analyze } from '../analysis/index.ts'
import type { TenantData } from '../model/tenant-data.ts'
import { type Narrative, narrate, narrativePhrasesSchema } from '../narrative/index.ts'
import { inMemoryMetricStore } from '../ports/fakes/index.ts'
import { planQueries, type QueryPlan, type QueryResults, runPlan } from '../query/index.ts'
import { defaultCalendar } from '../understanding/time/index.ts'
import { shopData, shopRows } from './shop.ts'

export const phrases = narrativePhrasesSchema.parse(narrativePhrases)

export interface Trial {
  readonly plan: QueryPlan
  readonly results: QueryResults
  readonly analysis: Analysis
  readonly narrative: Narrative
  readonly text: string
}

/** Runs a reading of the shop's data through query, analysis and narrative, as of 10 July 2025. */
export async function answerReading(interpretation: Interpretation, data: TenantData = shopData): Promise<Trial> {
  const store = inMemoryMetricStore({ shop: { orders: shopRows } })
  const plan = planQueries(interpretation, data, '2025-07-10', defaultCalendar)
  const results = await runPlan(plan, data, store)
  const analysis = analyze({ interpretation, plan, results, data, calendar: defaultCalendar })
  const narrative = narrate(analysis, plan, { interpretation, data, phrases, locale: 'en-US' })
  const text = narrative.sentences.map((sentence) => sentence.map((phrase) => phrase.text).join('')).join(' ')
  return { plan, results, analysis, narrative, text }
}
