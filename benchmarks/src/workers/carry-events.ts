import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, createEvent, type DomainEvent, type TenantId } from '@salestalk/protocol'
import type { SalesTalk } from '@salestalk/service'
import { companyNamed, openAt } from './open-company.ts'

export interface EventsInput {
  readonly folder: string
  readonly companies: number
  readonly events: number
  /** Whether the dispatcher is told of each event, as within one process, or finds it in its rounds, as from another. */
  readonly isTold: boolean
}

const GAP_MILLISECONDS = 10
const LOOK_MILLISECONDS = 2

interface Waiting {
  readonly tenantId: TenantId
  readonly event: DomainEvent
  readonly startedAt: number
}

/** Milliseconds from before an event is written with its cause until its consumer has noted it as handled, for each event. */
export async function carryEvents({ folder, companies, events, isTold }: EventsInput): Promise<number[]> {
  const salesTalk = await openAt(folder)
  const tenants: TenantId[] = []
  for (let index = 0; index < companies; index += 1)
    tenants.push(await companyNamed(salesTalk, `Listener ${index + 1}`))
  await salesTalk.flushEvents(null)
  salesTalk.dispatcher.start()
  const milliseconds: number[] = []
  let waiting: Waiting[] = []

  async function look(): Promise<void> {
    const left: Waiting[] = []
    for (const entry of waiting) {
      const { eventQueue } = salesTalk.storage(entry.tenantId)
      if (await eventQueue.wasHandled('analytics', entry.event)) milliseconds.push(performance.now() - entry.startedAt)
      else left.push(entry)
    }
    waiting = left
  }

  try {
    for (let index = 0; index < events; index += 1) {
      const tenantId = tenants[index % tenants.length]
      if (tenantId === undefined) break
      const startedAt = performance.now()
      const event = answered(tenantId)
      await keep(salesTalk, event)
      if (isTold) salesTalk.dispatcher.notify(tenantId)
      waiting.push({ tenantId, event, startedAt })
      const next = startedAt + GAP_MILLISECONDS
      do {
        await sleep(LOOK_MILLISECONDS)
        await look()
      } while (performance.now() < next)
    }
    while (waiting.length > 0) {
      await sleep(LOOK_MILLISECONDS)
      await look()
    }
    return milliseconds
  } finally {
    await salesTalk.close()
  }
}

/** A conversation's turn with its event, in the one write that an answer makes. */
async function keep(salesTalk: SalesTalk, event: ReturnType<typeof answered>): Promise<void> {
  const { messageId, userMessageId, conversationId: sessionId, narrativeText: text } = event.data
  const answer = { kind: 'answer', messageId, sessionId, text } as Answer
  const turn = { messageId, userMessageId, sessionId, userId: 'ann', question: 'revenue?', answer }
  await salesTalk.storage(event.tenantId).messages.save({ ...turn, createdAt: event.timestamp }, [event])
}

function answered(tenantId: TenantId) {
  const data = {
    messageId: randomUUID(),
    conversationId: randomUUID(),
    userMessageId: randomUUID(),
    narrativeText: 'Revenue was $1.',
    outcome: 'answer' as const,
    classification: { intent: 'what', subject: 'revenue', measure: 'revenue' },
    dataReferences: [],
    aiModel: { provider: 'none', modelId: null, temperature: null, maxTokens: null },
    performance: { totalTimeMs: 9, classificationMs: 1, dataRetrievalMs: 6, aiGenerationMs: 1, validationMs: 1 },
    tokenUsage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 },
    cost: { amountUSD: 0, currency: 'USD' as const },
    qualityMetrics: { hallucinationDetected: false, factsVerified: 1, factsTotal: 1, confidenceScore: 1 },
  }
  const metadata = { correlationId: randomUUID() }
  return createEvent(
    'narrative.generated.v1',
    { source: 'chat-handler', tenantId, sessionId: data.conversationId, metadata, data },
    { eventId: randomUUID(), timestamp: new Date() },
  )
}
