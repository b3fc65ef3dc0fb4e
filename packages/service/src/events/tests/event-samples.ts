import type { Clock, Ids } from '@salestalk/engine'
import { createEvent, type EventContent, type EventOf, type TenantId } from '@salestalk/protocol'

/** Events of one company, each with an id and time of its own; what is not said is made up. */
export function eventSamples(tenantId: TenantId, ids: Ids, clock: Clock) {
  const stamp = () => ({ eventId: ids.next(), timestamp: clock.now() })
  const envelope = (source: EventContent<'narrative.generated.v1'>['source'], sessionId?: string) => ({
    source,
    tenantId,
    ...(sessionId === undefined ? {} : { sessionId }),
    metadata: { correlationId: ids.next() },
  })
  return {
    asked(sessionId: string, measure: string | null = 'revenue'): EventOf<'classification.performed.v1'> {
      const data = {
        messageId: ids.next(),
        originalText: 'What was it?',
        classification: { intent: 'what', subject: 'sales', measure, filters: [], confidence: 0.9, components: {} },
        classifierModel: { name: 'taxonomy-parser', version: '1' },
        processingTimeMs: 2,
      }
      return createEvent('classification.performed.v1', { ...envelope('chat-handler', sessionId), data }, stamp())
    },
    answered(
      sessionId: string,
      changes: { outcome?: 'answer' | 'refusal'; milliseconds?: number; costUSD?: number } = {},
    ): EventOf<'narrative.generated.v1'> {
      const { outcome = 'answer', milliseconds = 10, costUSD = 0.25 } = changes
      const facts = outcome === 'answer' ? 3 : 0
      const data = {
        messageId: ids.next(),
        conversationId: sessionId,
        userMessageId: ids.next(),
        narrativeText: 'It was $1.',
        outcome,
        classification: { intent: 'what', subject: 'sales', measure: 'revenue' },
        dataReferences: [],
        aiModel: { provider: 'none', modelId: null, temperature: null, maxTokens: null },
        performance: {
          totalTimeMs: milliseconds,
          classificationMs: 1,
          dataRetrievalMs: 1,
          aiGenerationMs: 1,
          validationMs: 1,
        },
        tokenUsage: { promptTokens: 5, completionTokens: 7, totalTokens: 12 },
        cost: { amountUSD: costUSD, currency: 'USD' as const },
        qualityMetrics: { hallucinationDetected: false, factsVerified: facts, factsTotal: facts, confidenceScore: 0.9 },
      }
      return createEvent('narrative.generated.v1', { ...envelope('chat-handler', sessionId), data }, stamp())
    },
    completed(sessionId: string, startTime: string, questions = 1): EventOf<'conversation.completed.v1'> {
      const data = {
        conversationId: sessionId,
        startTime,
        endTime: clock.now().toISOString(),
        durationSeconds: 60,
        messageCount: 2 * questions,
        userMessageCount: questions,
        assistantMessageCount: questions,
        subjects: [],
        intents: [],
        actionsTaken: { insightSaved: false, insightShared: false, dataExported: false, followUpCreated: false },
        totalCostUSD: questions / 4,
        averageResponseTimeMs: 10,
      }
      return createEvent('conversation.completed.v1', { ...envelope('session-timer', sessionId), data }, stamp())
    },
    suspended(): EventOf<'tenant.suspended.v1'> {
      return createEvent(
        'tenant.suspended.v1',
        { ...envelope('tenant-onboard'), data: { tenantId, reason: null } },
        stamp(),
      )
    },
    deleted(): EventOf<'tenant.deleted.v1'> {
      const data = { tenantId, certificateId: ids.next(), certificateSha256: 'a'.repeat(64), removed: [] }
      return createEvent('tenant.deleted.v1', { ...envelope('tenant-onboard'), data }, stamp())
    },
  }
}
