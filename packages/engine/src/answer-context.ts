import type { ChatEvent, Interpretation } from '@salestalk/protocol'
import { type AnswerLabels, candidateFollowUps } from './answer/index.ts'
import type { TenantData } from './model/tenant-data.ts'
import {
  dimensionLabel,
  memberLabel,
  type Narrative,
  type NarrativeContext,
  type NarrativePhrases,
  type Rephrasing,
} from './narrative/index.ts'
import type { MetricStore } from './ports/metric-store.ts'
import { readQuestion } from './question/index.ts'
import { advanceConversation, type UnderstandingContext, understand } from './understanding/index.ts'

/** What one answer may use: the company's frozen data, its words, the conversation, the store and a stopwatch in milliseconds. */
export interface AnswerContext {
  readonly understanding: UnderstandingContext
  readonly data: TenantData
  readonly metricStore: MetricStore
  readonly phrases: NarrativePhrases
  /** BCP 47, for numbers and dates in prose. */
  readonly locale: string
  readonly stopwatch: () => number
  /** Has a finished narrative reworded, checked; null is the way without a model, and what it gives as null is left as it is. */
  readonly rephrase: ((narrative: Narrative) => Promise<Rephrasing | null>) | null
  readonly onProgress: (event: Extract<ChatEvent, { type: 'understood' | 'queried' }>) => void
}

export function narrativeContext(
  interpretation: Interpretation,
  { data, phrases, locale }: AnswerContext,
): NarrativeContext {
  return { interpretation, data, phrases, locale }
}

export function answerLabels({ data, phrases }: Pick<AnswerContext, 'data' | 'phrases'>): AnswerLabels {
  return {
    dimension: (id) => dimensionLabel(data, id, phrases),
    member: (dimension, member) => memberLabel(dimension, member, phrases),
    ...phrases.table,
    checks: phrases.checks,
  }
}

const followUpsMax = 4

/** Follow-ups that the parser itself would answer as part of this conversation: an offer is never a dead end. */
export function acceptedFollowUps(
  interpretation: Interpretation,
  { understanding, data, phrases }: AnswerContext,
): string[] {
  const conversation = advanceConversation(understanding.conversation, '', interpretation)
  return candidateFollowUps(interpretation, data, phrases)
    .filter((question) => understand(readQuestion(question), { ...understanding, conversation }).kind === 'answerable')
    .slice(0, followUpsMax)
}
