import type { EventConsumer, EventRoutes } from '@salestalk/engine'
import { eventBusConformance } from '@salestalk/engine/conformance'
import { type FixedClock, fixedClock, inMemoryTables, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, parseEvent, tenantIdSchema } from '@salestalk/protocol'
import type { SQSEvent } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import { eventBridgeBus } from '../../adapters/aws/eventbridge-bus.ts'
import { fakeEventBridge } from '../../adapters/aws/tests/fake-event-bridge.ts'
import { openTenantStorage, type TenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import type { Admission } from '../../tenants/admission.ts'
import { exponentialRetry } from '../deliver-events.ts'
import { consumeEvent } from './consume-event.ts'
import { consumeQueueRecords, type QueueConsumption } from './consume-queue-records.ts'
import { type FakeQueues, fakeQueues, queuePrefix } from './tests/fake-queues.ts'

const acme = tenantIdSchema.parse('acme')
const ids = sequentialIds()

async function storageOf(clock: FixedClock) {
  const tables = inMemoryTables(clock)
  for (const address of tenantTables(acme)) await tables.createTable(address)
  return { tables, storage: openTenantStorage(tables, acme, clock) }
}

function consumption(storage: TenantStorage, consumers: readonly EventConsumer[]): QueueConsumption {
  const options = {
    consumers,
    handledOf: () => storage.eventQueue,
    admissionOf: async (): Promise<Admission> => 'process',
  }
  return {
    queuePrefix,
    consume: (name, event) => consumeEvent(name, event, options),
    retry: exponentialRetry(() => 0),
    hide: async () => undefined,
    logger: { info: () => undefined, warn: () => undefined },
  }
}

async function cloud(routes: EventRoutes, consumers: readonly EventConsumer[]) {
  const { storage } = await storageOf(fixedClock())
  const queues = fakeQueues()
  const service = fakeEventBridge((entry) =>
    queues.route(entry, routes[parseEvent(JSON.parse(entry.Detail)).eventType]),
  )
  const bus = eventBridgeBus({ client: service.client, busName: 'test', sleep: async () => undefined, random: () => 0 })
  const work = (event: SQSEvent) => consumeQueueRecords(event, consumption(storage, consumers))
  const settle = async () => {
    for (const { name } of consumers) while (await queues.deliver(name, work));
  }
  return { bus, queues, service, settle }
}

eventBusConformance('EventBridge, queues and functions', async (routes, consumers) => {
  const { bus, queues, settle } = await cloud(routes, consumers)
  const letters = () =>
    [...queues.deadLetters].flatMap(([consumer, messages]) => messages.map((message) => ({ consumer, message })))
  return {
    bus,
    settle,
    deadLetters: async () =>
      letters().map(({ consumer, message }) => `${consumer}: ${JSON.parse(message.body).detail.eventId}`),
    async redrive() {
      for (const { consumer, message } of letters()) queues.send(consumer, message.body)
      queues.deadLetters.clear()
    },
    close: async () => undefined,
  }
})

describe('a batch of a queue', () => {
  let clock: FixedClock
  let storage: TenantStorage
  let queues: FakeQueues
  let handled: string[]
  let failing: Set<string>
  let hidden: [string, number][]
  let logged: object[]
  let admission: Admission

  const send = (event: DomainEvent) => queues.send('aggregation', JSON.stringify({ detail: event }))
  const consumers = [
    {
      name: 'aggregation',
      async handle({ eventId }: DomainEvent) {
        if (failing.has(eventId)) throw new Error('not now')
        handled.push(eventId)
      },
    },
  ]
  const work = (event: SQSEvent) =>
    consumeQueueRecords(event, {
      ...consumption(storage, consumers),
      consume: (name, received) =>
        consumeEvent(name, received, {
          consumers,
          handledOf: () => storage.eventQueue,
          admissionOf: async () => admission,
        }),
      hide: async (_queue, receipt, seconds) => void hidden.push([receipt, seconds]),
      logger: { info: (fields) => logged.push(fields), warn: (fields) => logged.push(fields) },
    })
  const deliver = (consumer = 'aggregation') => queues.deliver(consumer, work)
  const newEvent = () => sampleEvent(acme, ids, clock)

  beforeEach(async () => {
    clock = fixedClock()
    storage = (await storageOf(clock)).storage
    queues = fakeQueues()
    handled = []
    failing = new Set()
    hidden = []
    logged = []
    admission = 'process'
  })

  it('that half fails is done for the other half, in order, and the rest comes again later', async () => {
    const events = [newEvent(), newEvent(), newEvent(), newEvent()]
    const [first, second, third, fourth] = events.map(({ eventId }) => eventId)
    failing = new Set([String(second), String(fourth)])
    for (const event of events) send(event)
    await deliver()
    expect(handled).toEqual([first, third])
    expect(hidden).toEqual([
      ['receipt-message-2-1', 1],
      ['receipt-message-4-1', 1],
    ])
    failing.clear()
    await deliver()
    expect(handled).toEqual([first, third, second, fourth])
    expect(await deliver()).toBe(false)
  })
  it('that fails as a whole loses nothing', async () => {
    const events = [newEvent(), newEvent()]
    failing = new Set(events.map(({ eventId }) => eventId))
    for (const event of events) send(event)
    await deliver()
    failing.clear()
    await deliver()
    expect(handled).toEqual(events.map(({ eventId }) => eventId))
  })
  it('is put off for 1, 4 and 16 seconds, then becomes a dead letter at once', async () => {
    const event = newEvent()
    failing.add(event.eventId)
    send(event)
    while (await deliver());
    expect(hidden.map(([, seconds]) => seconds)).toEqual([1, 4, 16, 0])
    expect(queues.deadLetters.get('aggregation')).toMatchObject([{ receives: 4 }])
  })
  it.each([
    ['no JSON', 'not { json'],
    ['no envelope', '"text"'],
    ['no detail', '{"version":"0"}'],
    ['no event', '{"detail":{"eventType":"metrics.ingested.v1"}}'],
    ['an unknown type', '{"detail":{"eventType":"tea.poured.v9"}}'],
  ])('with a message that is %s fails for that one only, which ends among the dead letters', async (_name, body) => {
    const event = newEvent()
    queues.send('aggregation', body)
    send(event)
    while (await deliver());
    expect(handled).toEqual([event.eventId])
    expect(queues.deadLetters.get('aggregation')?.map((message) => message.body)).toEqual([body])
  })
  it('that is delivered twice, or out of order, is handled once', async () => {
    const [first, second] = [newEvent(), newEvent()]
    for (const event of [second, first, second, first]) send(event)
    while (await deliver());
    expect(handled).toEqual([second.eventId, first.eventId])
    expect(logged.map((fields) => Reflect.get(fields, 'outcome'))).toEqual([
      'handled',
      'handled',
      'handled_before',
      'handled_before',
    ])
  })
  it('logs tries and the time from publishing, and nothing of what the event says', async () => {
    const event = newEvent()
    send(event)
    await deliver()
    expect(logged).toEqual([
      {
        consumer: 'aggregation',
        messageId: 'message-1',
        tries: 1,
        eventId: event.eventId,
        eventType: 'metrics.ingested.v1',
        tenantId: 'acme',
        outcome: 'handled',
        waitedMilliseconds: 250,
      },
    ])
  })
  it('of a consumer that does not exist becomes dead letters', async () => {
    queues.send('nobody', JSON.stringify({ detail: newEvent() }))
    while (await deliver('nobody'));
    expect(queues.deadLetters.get('nobody')).toHaveLength(1)
  })
  it.each<Admission>(['suspended', 'gone'])('does nothing for a company that is %s', async (state) => {
    admission = state
    const event = newEvent()
    send(event)
    await deliver()
    expect(handled).toEqual([])
    expect(await deliver()).toBe(false)
    admission = 'process'
    send(event)
    await deliver()
    expect(handled).toEqual([event.eventId])
  })
  it('goes on when messages cannot be put off', async () => {
    const event = newEvent()
    failing.add(event.eventId)
    send(event)
    const broken = (batch: SQSEvent) =>
      consumeQueueRecords(batch, {
        ...consumption(storage, consumers),
        hide: () => Promise.reject(new Error('throttled')),
      })
    await queues.deliver('aggregation', broken)
    expect(queues.waiting.get('aggregation')).toHaveLength(1)
  })
})
