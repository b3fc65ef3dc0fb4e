import { randomUUID } from 'node:crypto'
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { EventConsumer, EventRoutes } from '@salestalk/engine'
import { eventBusConformance } from '@salestalk/engine/conformance'
import { fixedClock, inMemoryTables, sampleEvent } from '@salestalk/engine/fakes'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { eventBridgeBus } from '../../adapters/aws/eventbridge-bus.ts'
import { sqsEventQueues } from '../../adapters/aws/sqs-dead-letters.ts'
import { awsEndpoint } from '../../adapters/aws/tests/aws-endpoint.ts'
import { pollQueue } from '../../local-gateway/poll-queue.ts'
import { provisionEmulator } from '../../local-gateway/provision.ts'
import { putWithEvents } from '../../storage/outbox.ts'
import { createRegistry, openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { tenantTables } from '../../storage/tables.ts'
import { consumerNames } from '../routing.ts'
import { awsEvents } from './aws-events.ts'
import { consumeEvent } from './consume-event.ts'
import { consumeQueueRecords } from './consume-queue-records.ts'
import type { FoundLetter } from './ports.ts'
import { streamRecord } from './tests/stream-records.ts'
import { tenantItem } from './tests/tenant-item.ts'

const acme = tenantIdSchema.parse('acme')
const settings = { region: 'eu-central-1', endpoint: awsEndpoint() }
const sqs = new SQSClient(settings)
const eventBridge = new EventBridgeClient(settings)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const ids = { next: () => randomUUID() }

interface Queue {
  readonly url: string
  readonly arn: string
}

function busNamed(busName: string) {
  return eventBridgeBus({ client: eventBridge, busName, sleep: async () => undefined, random: Math.random })
}

async function queueNamed(name: string, attributes: Record<string, string> = {}): Promise<Queue> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))
  return { url, arn: Attributes?.QueueArn ?? '' }
}

/** A bus of its own with a rule, a queue and a queue of dead letters for each consumer. */
async function provision(prefix: string, routes: EventRoutes, consumers: readonly EventConsumer[]) {
  await eventBridge.send(new CreateEventBusCommand({ Name: prefix }))
  const queues = new Map<string, Queue>()
  for (const { name } of consumers) {
    const deadLetterTargetArn = (await queueNamed(`${prefix}-${name}-dlq`)).arn
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 4 })
    const queue = await queueNamed(`${prefix}-${name}`, { RedrivePolicy })
    const types = Object.entries(routes).flatMap(([type, names]) => (names.includes(name) ? [type] : []))
    const rule = { EventBusName: prefix, Name: `${prefix}-${name}` }
    await eventBridge.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ 'detail-type': types }) }))
    const Targets = [{ Id: name, Arn: queue.arn }]
    await eventBridge.send(new PutTargetsCommand({ EventBusName: prefix, Rule: rule.Name, Targets }))
    queues.set(name, queue)
  }
  return queues
}

async function tablesOf(tenantId: TenantId, clock = fixedClock()) {
  const tables = inMemoryTables(clock)
  await createRegistry(tables)
  for (const address of tenantTables(tenantId)) await tables.createTable(address)
  return tables
}

eventBusConformance('EventBridge, SQS and functions', async (routes, consumers) => {
  const prefix = `salestalk-${randomUUID().slice(0, 8)}`
  const queues = await provision(prefix, routes, consumers)
  const clock = fixedClock()
  const { eventQueue } = openTenantStorage(await tablesOf(acme, clock), acme, clock)
  const outside = sqsEventQueues({ client: sqs, queuePrefix: `${prefix}-`, waitSeconds: 0 })
  const options = { consumers, handledOf: () => eventQueue, admissionOf: async () => 'process' as const }
  const work = (event: Parameters<typeof consumeQueueRecords>[0]) =>
    consumeQueueRecords(event, {
      queuePrefix: `${prefix}-`,
      consume: (name, received) => consumeEvent(name, received, options),
      retry: () => 0,
      hide: outside.hide,
      logger: silent,
    })
  const everyLetter = async (act: (consumer: string, letter: FoundLetter) => Promise<void>) => {
    for (const consumer of queues.keys())
      for await (const letter of outside.deadLetters(consumer)) await act(consumer, letter)
  }
  return {
    bus: busNamed(prefix),
    async settle() {
      // A message that failed for the last time is moved when it would be handed out once more.
      for (let idle = 0; idle < 6; idle += 1) {
        for (const queue of queues.values()) {
          if ((await pollQueue(sqs, { ...queue, batchSize: 10, work }, settings.region)) > 0) idle = 0
        }
      }
    },
    async deadLetters() {
      const found: string[] = []
      await everyLetter(
        async (consumer, { body }) => void found.push(`${consumer}: ${JSON.parse(body).detail.eventId}`),
      )
      return found
    },
    redrive: () => everyLetter(outside.moveBack),
    close: async () => undefined,
  }
})

describe('the routing table on an emulator', () => {
  it('takes an event from its outbox to its consumer, from there to the dead letters, and back', async () => {
    const clock = fixedClock()
    const environment = `t${randomUUID().slice(0, 8)}`
    const tables = await tablesOf(acme, clock)
    await openRegistry(tables).tenantsTable.put(tenantItem(acme))
    const provisioned = await provisionEmulator({ environment, ...settings }, tables)
    const queuePrefix = `salestalk-${environment}-`
    let isBroken = true
    const handled: string[] = []
    const events = awsEvents({
      tables,
      bus: busNamed(`salestalk-${environment}`),
      queues: sqsEventQueues({ client: sqs, queuePrefix, waitSeconds: 0 }),
      queuePrefix,
      consumers: consumerNames.map((name) => ({
        name,
        async handle({ eventId }) {
          if (isBroken) throw new Error('not now')
          handled.push(`${name}: ${eventId}`)
        },
      })),
      clock,
      timer: () => () => undefined,
      // Takes all of the wait off, not half of it.
      random: () => 2,
      logger: silent,
    })
    const receive = async () => {
      for (const name of consumerNames) {
        const queue = { ...provisioned.queues[name], batchSize: 10, work: events.consumeQueueRecords }
        await pollQueue(sqs, queue, settings.region)
      }
    }
    const letters = async () => {
      const found: string[] = []
      for await (const { consumer, eventId } of events.deadLetters.list({})) found.push(`${consumer}: ${eventId}`)
      return found
    }

    const event = sampleEvent(acme, ids, clock)
    const table = openTenantStorage(tables, acme, clock).metricsTable
    const item = await putWithEvents(table, { pk: 'DATASET#orders', sk: 'MANIFEST' }, [event], { ifNotExists: true })
    const records = [streamRecord(table.name, item, '100')]
    // The stream is read twice, as it may be.
    for (let times = 0; times < 2; times += 1) {
      expect(await events.publishStreamRecords(records)).toEqual({ batchItemFailures: [] })
    }
    for (let tries = 0; tries < 5; tries += 1) await receive()
    const expected = `aggregation: ${event.eventId}`
    expect(await letters()).toEqual([expected])

    isBroken = false
    for await (const letter of events.deadLetters.redrive({ tenantId: acme })) {
      expect(letter).toMatchObject({ consumer: 'aggregation', eventId: event.eventId })
    }
    await receive()
    // Published once more, by hand.
    await events.bus.publish([event])
    await receive()
    expect(handled).toEqual([expected])
    expect(await letters()).toEqual([])
  })
})
