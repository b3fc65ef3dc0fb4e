import type { EventConsumer } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { type Answer, type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { pendingItems, putWithEvents } from '../storage/outbox.ts'
import { createRegistry, openRegistry, openTenantStorage } from '../storage/storage.ts'
import { tenantService } from '../tenants/tenant-service.ts'
import { carryEvents } from './carry-events.ts'
import { dailyQuality } from './consumers/analytics.ts'
import { transcriptKey } from './consumers/archive.ts'
import { monthlyUsage } from './consumers/billing.ts'
import { eventConsumers } from './consumers/index.ts'
import { mostAskedFor } from './consumers/insights.ts'
import { everyEvent } from './read-events.ts'
import { consumerNames, eventRoutes } from './routing.ts'
import { eventSamples } from './tests/event-samples.ts'
import { KilledError, type Life, mortalArtifacts, mortalTables } from './tests/mortal-tables.ts'

const acme = tenantIdSchema.parse('acme')

/** Those that get the events of a conversation. */
const busyConsumers = ['analytics', 'archive', 'billing', 'insights']

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A company whose process is killed again and again, and what survives. */
async function world(seed: number) {
  const random = randomOf(seed)
  const clock: FixedClock = fixedClock()
  const ids = sequentialIds()
  const tables = inMemoryTables(clock)
  const artifacts = inMemoryArtifacts()
  await createRegistry(tables)
  await tenantService({ tables, artifacts, clock, ids, region: 'local' }).createTenant({
    name: 'Acme',
    ownerEmail: 'ann@acme.example',
    plan: 'free',
  })
  const storage = openTenantStorage(tables, acme, clock)
  const samples = eventSamples(acme, ids, clock)
  const published: DomainEvent[] = []
  let failing: string | null = null
  let kills = 0
  let redriven = 0

  function carrier(life: Life) {
    const mortal = mortalTables(tables, life)
    const consumers = eventConsumers({
      storage: (tenantId) => openTenantStorage(mortal, tenantId, clock),
      registryTable: openRegistry(mortal).tenantsTable,
      artifacts: mortalArtifacts(artifacts, life),
      aggregate: async () => undefined,
    }).map(
      (consumer): EventConsumer => ({
        name: consumer.name,
        async handle(event) {
          // Half of the failures come after the work was done.
          const isLate = random() < 0.5
          if (isLate) await consumer.handle(event)
          if (consumer.name === failing) throw new Error('not now')
          if (!isLate) await consumer.handle(event)
        },
      }),
    )
    const timer = () => () => undefined
    return carryEvents({
      tables: mortal,
      consumers,
      clock,
      timer,
      random,
      onError: (error) => {
        if (!(error instanceof KilledError)) throw error
      },
    })
  }

  const immortal = () => carrier({ writesLeft: Number.POSITIVE_INFINITY, lastHappens: true, isDead: false })

  return {
    clock,
    storage,
    published,
    files: artifacts.open(acme),
    kills: () => kills,
    redriven: () => redriven,
    letConsumerFail(name: string | null) {
      failing = name
    },
    pickConsumer: () => busyConsumers[Math.floor(random() * busyConsumers.length)] ?? 'billing',
    /** A question, its answer and the end of its conversation, as one write. */
    async happen(session: string) {
      const messageId = published.length.toString()
      const events = [
        samples.asked(session),
        samples.answered(session),
        samples.completed(session, '2025-11-09T09:00:00.000Z'),
      ]
      const answer = { kind: 'answer', messageId, text: 'It was $1.' } as Answer
      const turn = { messageId, userMessageId: messageId, sessionId: session, userId: 'ann', question: 'q?', answer }
      await storage.messages.save({ ...turn, createdAt: clock.now().toISOString() }, [])
      await putWithEvents(storage.messagesTable, { pk: 'WORK', sk: session }, events, { ifNotExists: true })
      published.push(...events)
      clock.advance(1)
    },
    /** One process, which carries events or begins with redriving dead letters, until it is killed after 1 to 20 writes. */
    async live() {
      const life: Life = { writesLeft: 1 + Math.floor(random() * 20), lastHappens: random() < 0.5, isDead: false }
      const { dispatcher, deadLetters } = carrier(life)
      try {
        if (random() < 0.7) await dispatcher.runOnce()
        for await (const _letter of deadLetters.redrive({})) {
          redriven += 1
          if (random() < 0.2) break
        }
        await dispatcher.runOnce()
      } catch (error) {
        if (!(error instanceof KilledError)) throw error
      }
      if (life.isDead) kills += 1
      // Less than a visibility timeout and more, so that what the dead held is met both hidden and due.
      clock.advance(Math.floor(random() * 10 * 60 * 1000))
    },
    /** Processes that are not killed, until nothing moves any more. */
    async settle() {
      for (let round = 0; round < 40; round += 1) {
        const { dispatcher, deadLetters } = immortal()
        await dispatcher.runOnce()
        for await (const _letter of deadLetters.redrive({}));
        clock.advance(6 * 60 * 1000)
      }
    },
    async deadLetters() {
      const letters: string[] = []
      for await (const { consumer, eventId } of immortal().deadLetters.list({})) letters.push(`${consumer}: ${eventId}`)
      return letters
    },
  }
}

type World = Awaited<ReturnType<typeof world>>

async function expectNothingLostOrDoubled({ storage, published, files, deadLetters }: World): Promise<void> {
  const table = storage.messagesTable
  const count = (type: DomainEvent['eventType']) => published.filter((event) => event.eventType === type).length
  for await (const item of pendingItems(table)) throw new Error(`still in the outbox: ${item.sk}`)
  for (const name of consumerNames) {
    for await (const left of storage.eventQueue.waiting(name)) throw new Error(`still queued: ${name} ${left.place}`)
  }
  expect(await deadLetters()).toEqual([])
  const logged: string[] = []
  for await (const event of everyEvent([storage])) {
    if (event.eventType !== 'tenant.provisioned.v1') logged.push(event.eventId)
  }
  expect(logged.sort()).toEqual(published.map((event) => event.eventId).sort())
  for (const event of published) {
    for (const name of eventRoutes[event.eventType]) expect(await storage.eventQueue.wasHandled(name, event)).toBe(true)
  }
  const days = [...new Set(published.map((event) => event.timestamp.slice(0, 10)))]
  const qualities = await Promise.all(days.map((day) => dailyQuality(table, day)))
  const answers = qualities.reduce((sum, quality) => sum + quality.answers, 0)
  const facts = qualities.reduce((sum, quality) => sum + quality.factsTotal, 0)
  expect([answers, facts]).toEqual([count('narrative.generated.v1'), 3 * answers])
  const conversations = count('conversation.completed.v1')
  expect(await monthlyUsage(table, '2025-11')).toMatchObject({ conversations, questions: conversations })
  const asked = await mostAskedFor(table, '2025-11', 10)
  expect(asked.map((entry) => entry.count)).toEqual([count('classification.performed.v1')])
  for (const { sessionId = '' } of published) {
    const { messages } = JSON.parse(new TextDecoder().decode(await files.get(transcriptKey(sessionId))))
    expect(messages).toHaveLength(2)
  }
}

describe('a process killed at random points', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'a hundred times loses nothing and does nothing twice: seed %i',
    async (seed) => {
      const here = await world(seed)
      for (let life = 0; here.kills() < 100; life += 1) {
        if (life % 25 === 0) here.letConsumerFail(here.pickConsumer())
        if (life % 5 === 0) await here.happen(`s${life}`)
        await here.live()
      }
      expect(here.redriven()).toBeGreaterThan(0)
      here.letConsumerFail(null)
      await here.settle()
      await expectNothingLostOrDoubled(here)
    },
  )
})
