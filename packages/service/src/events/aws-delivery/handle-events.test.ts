import type { EventBus, NewItem } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import type { AttributeValue, DynamoDBStreamEvent, ScheduledEvent, SQSEvent } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import streamBatch from '../../entrypoints/lambda/fixtures/dynamodb-stream-batch.json' with { type: 'json' }
import scheduled from '../../entrypoints/lambda/fixtures/eventbridge-scheduled.json' with { type: 'json' }
import queueBatch from '../../entrypoints/lambda/fixtures/sqs-eventbridge-batch.json' with { type: 'json' }
import { createRegistry, openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { type AwsEvents, awsEvents } from './aws-events.ts'
import { handlePublisherEvent, handleWorkerEvent, type ScheduledTask } from './handle-events.ts'
import type { EventQueues } from './ports.ts'
import { tenantItem } from './tests/tenant-item.ts'

const acme = tenantIdSchema.parse('acme')

/** The plain item in an image of a stream. */
function plain(value: AttributeValue): unknown {
  if (value.M !== undefined) return itemIn(value.M)
  if (value.L !== undefined) return value.L.map(plain)
  if (value.N !== undefined) return Number(value.N)
  return value.S ?? value.BOOL ?? null
}

function itemIn(image: Readonly<Record<string, AttributeValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]))
}

describe('payloads of AWS', () => {
  let tables: ReturnType<typeof inMemoryTables>
  let published: DomainEvent[]
  let handled: string[]
  let hidden: number[]
  let events: AwsEvents
  let clock: FixedClock
  const services = () => ({ eventFunctions: events })

  /** The item as it stands when the first record of the fixture is read. */
  async function writePending(): Promise<void> {
    const image = (streamBatch as DynamoDBStreamEvent).Records[0]?.dynamodb?.NewImage ?? {}
    await openTenantStorage(tables, acme, clock).messagesTable.put(itemIn(image) as NewItem)
  }

  beforeEach(async () => {
    clock = fixedClock('2025-11-09T10:00:05.000Z')
    tables = inMemoryTables(clock)
    await createRegistry(tables)
    for (const address of tenantTables(acme)) await tables.createTable(address)
    await openRegistry(tables).tenantsTable.put(tenantItem(acme))
    published = []
    handled = []
    hidden = []
    const bus: EventBus = { publish: async (some) => void published.push(...some) }
    const queues = { hide: async (_queue, _receipt, seconds) => void hidden.push(seconds) } as Partial<EventQueues>
    events = awsEvents({
      tables,
      bus,
      queues: queues as EventQueues,
      queuePrefix: 'salestalk-production-',
      consumers: [{ name: 'aggregation', handle: async ({ eventId }) => void handled.push(eventId) }],
      clock,
      timer: () => () => undefined,
      random: () => 0,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    })
  })

  it('a batch of a stream: what waits is published once, cleared items and expired ones are passed by', async () => {
    await writePending()
    const answer = await handlePublisherEvent(streamBatch as DynamoDBStreamEvent, services())
    expect(answer).toEqual({ batchItemFailures: [] })
    expect(published.map(({ eventType, sessionId }) => [eventType, sessionId])).toEqual([
      ['conversation.completed.v1', '3d0c6c1e-61a1-4b0e-8a2e-0a7b3d5f9e10'],
    ])
    await handlePublisherEvent(streamBatch as DynamoDBStreamEvent, services())
    expect(published).toHaveLength(1)
  })
  it.each<[string, ScheduledTask]>([
    ['its own event', scheduled as unknown as ScheduledEvent],
    ['a constant', { task: 'sweep' }],
  ])(
    'a schedule that sends %s: what the stream has missed is published, what it has still to tell is not',
    async (_name, sent) => {
      await writePending()
      const sweep = async () => await handlePublisherEvent(sent, services())
      expect(await sweep()).toEqual({ batchItemFailures: [] })
      expect(published).toEqual([])
      clock.advance(60_000)
      await sweep()
      expect(published).toHaveLength(1)
      await handlePublisherEvent(streamBatch as DynamoDBStreamEvent, services())
      expect(published).toHaveLength(1)
    },
  )
  it('a batch of a queue: the event is handled once, the message that cannot be read is named and comes again later', async () => {
    const answer = await handleWorkerEvent(queueBatch as SQSEvent, services())
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2e1424d4-f796-459a-8184-9c92662be6da' }] })
    expect(handled).toEqual(['1f8d9b63-4c2a-4d2f-8a8b-7e6f5d4c3b21'])
    expect(hidden).toEqual([16])
  })
  it('are refused where there are no streams and queues', async () => {
    const embedded = { eventFunctions: null }
    await expect(handleWorkerEvent(queueBatch as SQSEvent, embedded)).rejects.toThrow('SALESTALK_DEPLOYMENT=aws')
  })
})
