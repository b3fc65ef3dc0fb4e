import { fixedClock, inMemoryArtifacts, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type Answer, type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRegistry, openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { consumerNames, eventRoutes } from '../routing.ts'
import { eventSamples } from '../tests/event-samples.ts'
import { dailyQuality } from './analytics.ts'
import { transcriptKey } from './archive.ts'
import { billingStandings, monthlyUsage } from './billing.ts'
import { eventConsumers } from './index.ts'
import { mostAskedFor } from './insights.ts'

const acme = tenantIdSchema.parse('acme')

async function world() {
  const clock = fixedClock()
  const ids = sequentialIds()
  const tables = inMemoryTables(clock)
  await createRegistry(tables)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  const storage = openTenantStorage(tables, acme, clock)
  const { tenantsTable } = openRegistry(tables)
  const artifacts = inMemoryArtifacts()
  const aggregated: string[] = []
  const consumers = eventConsumers({
    storage: () => storage,
    registryTable: tenantsTable,
    artifacts,
    aggregate: async ({ eventId }) => aggregated.push(eventId),
  })
  async function handle(events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) {
      const routed: readonly string[] = eventRoutes[event.eventType]
      for (const consumer of consumers) if (routed.includes(consumer.name)) await consumer.handle(event)
    }
  }
  const { messagesTable } = storage
  async function effects() {
    return {
      quality: await dailyQuality(messagesTable, '2025-11-09'),
      usage: await monthlyUsage(messagesTable, '2025-11'),
      asked: await mostAskedFor(messagesTable, '2025-11', 10),
      standings: await billingStandings(tenantsTable, acme),
    }
  }
  const files = artifacts.open(acme)
  return { clock, ids, storage, consumers, aggregated, handle, effects, files, samples: eventSamples(acme, ids, clock) }
}

describe('consumers', () => {
  it('are one for each queue of the routing table', async () => {
    const { consumers } = await world()
    expect(consumers.map((consumer) => consumer.name).sort()).toEqual(consumerNames)
  })
  it('sum up quality, usage and what is asked for', async () => {
    const { samples, handle, effects } = await world()
    const start = '2025-11-09T09:00:00.000Z'
    await handle([
      samples.asked('s1'),
      samples.asked('s1'),
      samples.asked('s1', null),
      samples.answered('s1', { milliseconds: 10 }),
      samples.answered('s1', { milliseconds: 30 }),
      samples.answered('s1', { milliseconds: 20, outcome: 'refusal', costUSD: 0 }),
      samples.completed('s1', start, 3),
      samples.completed('s2', start, 1),
      samples.completed('s3', '2025-10-31T23:59:59.999Z', 5),
      samples.suspended(),
    ])
    expect(await effects()).toEqual({
      quality: {
        day: '2025-11-09',
        answers: 2,
        clarifications: 0,
        refusals: 1,
        factsVerified: 6,
        factsTotal: 6,
        p50Milliseconds: 20,
        p95Milliseconds: 30,
        costUSD: 0.5,
        tokens: 36,
      },
      usage: { month: '2025-11', conversations: 2, questions: 4, costUSD: 1 },
      asked: [
        { intent: 'what', subject: 'sales', measure: 'revenue', count: 2 },
        { intent: 'what', subject: 'sales', measure: null, count: 1 },
      ],
      standings: [{ kind: 'suspended', at: '2025-11-09T10:00:00.000Z' }],
    })
  })
  it('come to the same however often and in whatever order events arrive', async () => {
    const reference = await world()
    const events: DomainEvent[] = []
    for (const session of ['s1', 's2']) {
      for (let questions = 1; questions <= 3; questions += 1) {
        reference.clock.advance(1_000)
        const { samples } = reference
        events.push(samples.asked(session), samples.answered(session))
        // It goes on after each silence: every event tells the whole conversation so far.
        events.push(samples.completed(session, '2025-11-09T09:00:00.000Z', questions))
      }
    }
    await reference.handle(events)
    const expected = await reference.effects()
    expect(expected.usage).toEqual({ month: '2025-11', conversations: 2, questions: 6, costUSD: 1.5 })
    const order = fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length })
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        const { handle, effects } = await world()
        await handle(shuffled)
        expect(await effects()).toEqual(expected)
      }),
      { numRuns: 30, seed: 1 },
    )
  })
  it('note the end of a company where it outlives it', async () => {
    const { samples, handle, effects } = await world()
    await handle([samples.deleted()])
    expect((await effects()).standings).toEqual([{ kind: 'deleted', at: '2025-11-09T10:00:00.000Z' }])
  })
  it('hand new data on to be computed', async () => {
    const { ids, clock, handle, aggregated } = await world()
    const event = sampleEvent(acme, ids, clock)
    await handle([event])
    expect(aggregated).toEqual([event.eventId])
  })
})

describe('the archive', () => {
  async function say({ storage, ids, clock }: Awaited<ReturnType<typeof world>>, sessionId: string, question: string) {
    const messageId = ids.next()
    const answer = { kind: 'answer', messageId, text: 'It was $1.' } as Answer
    const turn = { messageId, userMessageId: ids.next(), sessionId, userId: 'ann', question, answer }
    await storage.messages.save({ ...turn, createdAt: clock.now().toISOString() }, [])
    clock.advance(1_000)
  }

  it.each(['s1', '0a1b2c3d-0000-4000-8000-000000000001', 'Of_Ann-1'])('keeps the transcript of %s', async (session) => {
    const here = await world()
    await say(here, session, 'What was revenue?')
    await say(here, session, 'And "orders"?')
    const event = here.samples.completed(session, '2025-11-09T09:00:00.000Z', 2)
    await here.handle([event, event])
    const transcript = JSON.parse(new TextDecoder().decode(await here.files.get(transcriptKey(session))))
    expect(transcript.sessionId).toBe(session)
    expect(transcript.messages.map((message: { text: string }) => message.text)).toEqual([
      'What was revenue?',
      'It was $1.',
      'And "orders"?',
      'It was $1.',
    ])
  })
  it('takes the transcript of a deleted conversation away', async () => {
    const here = await world()
    await say(here, 's1', 'What was revenue?')
    const event = here.samples.completed('s1', '2025-11-09T09:00:00.000Z')
    await here.handle([event])
    await here.storage.messages.deleteOfSession('s1')
    await here.handle([event])
    expect(await here.files.info(transcriptKey('s1'))).toBeNull()
  })
})
