import type { Ids } from '@salestalk/engine'
import { type Answer, createEvent, type DomainEvent, type Interpretation, type TenantId } from '@salestalk/protocol'

/** What one answered question is known by when its events are made. */
export interface AnsweredQuestion {
  readonly tenantId: TenantId
  readonly userId: string
  readonly userMessageId: string
  readonly question: string
  readonly answer: Answer
  /** A language model said something else than it was given; nothing of it is in the answer. */
  readonly wordingRejected: boolean
  readonly taxonomyVersion: string
  readonly correlationId: string
  readonly at: Date
}

/** `classification.performed.v1`, and `narrative.generated.v1` caused by it. */
export function eventsOfAnswer(answered: AnsweredQuestion, ids: Ids): DomainEvent[] {
  const { at, answer } = answered
  // The question was understood before it was answered, and events sort by time.
  const between = Math.max(1, Math.ceil(answer.timings.total - answer.timings.understand))
  const understoodAt = new Date(at.getTime() - between)
  const classified = classificationEvent(answered, { eventId: ids.next(), timestamp: understoodAt })
  return [classified, narrativeEvent(answered, classified.eventId, { eventId: ids.next(), timestamp: at })]
}

type Stamp = { readonly eventId: string; readonly timestamp: Date }

function classificationEvent(answered: AnsweredQuestion, stamp: Stamp) {
  const { tenantId, userId, answer, correlationId } = answered
  const { interpretation } = answer
  const { time, confidence } = interpretation
  return createEvent(
    'classification.performed.v1',
    {
      source: 'chat-handler',
      tenantId,
      userId,
      sessionId: answer.sessionId,
      metadata: { correlationId },
      data: {
        messageId: answered.userMessageId,
        originalText: answered.question,
        classification: {
          ...classificationOf(interpretation),
          ...(time === null ? {} : { timeRange: { start: time.start, end: time.end } }),
          filters: interpretation.filters.map(({ dimension, operator, values }) => ({ dimension, operator, values })),
          confidence: confidence.overall,
          components: confidence.components,
        },
        classifierModel: { name: 'taxonomy-parser', version: answered.taxonomyVersion },
        processingTimeMs: answer.timings.understand,
      },
    },
    stamp,
  )
}

function narrativeEvent(answered: AnsweredQuestion, causationId: string, stamp: Stamp) {
  const { tenantId, userId, answer, correlationId } = answered
  const { timings, checks, model } = answer
  return createEvent(
    'narrative.generated.v1',
    {
      source: 'chat-handler',
      tenantId,
      userId,
      sessionId: answer.sessionId,
      metadata: { correlationId, causationId },
      data: {
        messageId: answer.messageId,
        conversationId: answer.sessionId,
        userMessageId: answered.userMessageId,
        narrativeText: answer.text,
        outcome: answer.kind,
        classification: classificationOf(answer.interpretation),
        dataReferences: answer.references.slice(0, MOST_REFERENCES).map((reference) => ({
          metric: reference.metric,
          period: reference.label || 'all',
          value: reference.value,
          unit: reference.unit,
          dimensions: reference.dimensions,
          source: { table: reference.source.table, pk: reference.source.pk, sk: reference.source.sk },
        })),
        aiModel: { provider: model.provider, modelId: model.modelId, temperature: null, maxTokens: null },
        performance: {
          totalTimeMs: timings.total,
          classificationMs: timings.understand,
          dataRetrievalMs: timings.query,
          aiGenerationMs: timings.narrate,
          validationMs: timings.analyze,
        },
        tokenUsage: {
          promptTokens: model.promptTokens,
          completionTokens: model.completionTokens,
          totalTokens: model.promptTokens + model.completionTokens,
        },
        cost: { amountUSD: model.costUsd, currency: 'USD' },
        qualityMetrics: {
          hallucinationDetected: answered.wordingRejected || checks.factsVerified < checks.factsTotal,
          factsVerified: checks.factsVerified,
          factsTotal: checks.factsTotal,
          confidenceScore: answer.interpretation.confidence.overall,
        },
      },
    },
    stamp,
  )
}

// A long table has a reference per cell; the event names the first ones, the stored answer has them all.
const MOST_REFERENCES = 50

function classificationOf({ intent, subject, metrics }: Interpretation) {
  return { intent, subject: subject || null, measure: metrics[0]?.id ?? null }
}
