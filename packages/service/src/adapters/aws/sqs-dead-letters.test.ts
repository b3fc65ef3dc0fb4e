import { ReceiveMessageCommand, SendMessageCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs'
import { fixedClock, sampleEvent, sequentialIds } from '@salestalk/engine/fakes'
import { type DomainEvent, tenantIdSchema } from '@salestalk/protocol'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deadLettersInQueues } from '../../events/aws-delivery/queue-dead-letters.ts'
import type { DeadLetterSelection } from '../../events/dead-letters.ts'
import { consumerNames } from '../../events/routing.ts'
import { sqsEventQueues } from './sqs-dead-letters.ts'

const prefix = 'salestalk-test-'
const [acme, globex] = ['acme', 'globex'].map((id) => tenantIdSchema.parse(id))
const ids = sequentialIds()
const clock = fixedClock()

describe('dead letters in queues', () => {
  let server: FauxqsServer
  let client: SQSClient
  const box = () => deadLettersInQueues(sqsEventQueues({ client, queuePrefix: prefix, waitSeconds: 0 }))

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false })
    client = new SQSClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${server.port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    })
    for (const name of consumerNames) {
      for (const queue of [`${prefix}${name}`, `${prefix}${name}-dlq`])
        server.createQueue(queue, { region: 'eu-west-1' })
    }
  })
  beforeEach(() => server.reset())
  afterAll(async () => {
    client.destroy()
    await server.stop()
  })

  async function bury(consumer: string, body: string): Promise<void> {
    const QueueUrl = server.inspectQueue(`${prefix}${consumer}-dlq`)?.url
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }))
  }
  async function buryEvent(consumer: string, tenantId = acme): Promise<DomainEvent> {
    const event = sampleEvent(tenantId ?? tenantIdSchema.parse('acme'), ids, clock)
    await bury(consumer, JSON.stringify({ 'detail-type': event.eventType, detail: event }))
    return event
  }
  async function idsOf(letters: AsyncIterable<{ eventId: string | null }>): Promise<(string | null)[]> {
    const found: (string | null)[] = []
    for await (const { eventId } of letters) found.push(eventId)
    return found.sort()
  }
  const list = (selection: DeadLetterSelection = {}) => idsOf(box().list(selection))
  const redrive = (selection: DeadLetterSelection = {}) => idsOf(box().redrive(selection))
  const waiting = (consumer: string) =>
    server.inspectQueue(`${prefix}${consumer}`)?.messages.ready.map(({ body }) => JSON.parse(body).detail.eventId)

  it('are listed with what is known of them, and stay', async () => {
    const event = await buryEvent('aggregation')
    const letters: object[] = []
    for await (const letter of box().list({})) letters.push(letter)
    expect(letters).toEqual([
      {
        consumer: 'aggregation',
        tenantId: 'acme',
        eventId: event.eventId,
        eventType: 'metrics.ingested.v1',
        timestamp: event.timestamp,
        attempts: 4,
        lastError: null,
        buriedAt: null,
        event,
      },
    ])
    // Not hidden by the first look.
    expect(await list()).toEqual([event.eventId])
  })
  it('are listed completely, over batches and queues', async () => {
    const events = []
    for (let n = 0; n < 23; n += 1) events.push(await buryEvent(n % 2 === 0 ? 'billing' : 'archive'))
    expect(await list()).toEqual(events.map(({ eventId }) => eventId).sort())
    expect(await list()).toHaveLength(23)
    expect(await list({ consumer: 'archive' })).toHaveLength(11)
  })
  it('are all put back', async () => {
    const events = [await buryEvent('billing'), await buryEvent('billing', globex)]
    const all = events.map(({ eventId }) => eventId).sort()
    expect(await redrive()).toEqual(all)
    expect(waiting('billing')?.sort()).toEqual(all)
    expect(await list()).toEqual([])
  })
  it('are put back as far as they are meant; the others stay', async () => {
    const [ours, theirs] = [await buryEvent('billing'), await buryEvent('billing', globex)]
    expect(await redrive({ tenantId: acme })).toEqual([ours.eventId])
    expect(waiting('billing')).toEqual([ours.eventId])
    expect(await list()).toEqual([theirs.eventId])
  })
  it('that cannot be read are shown as they are, and can be put back', async () => {
    await bury('insights', 'not { json')
    const letters: object[] = []
    for await (const letter of box().list({ consumer: 'insights' })) letters.push(letter)
    expect(letters).toMatchObject([{ eventId: null, tenantId: null, event: 'not { json' }])
    expect(await redrive({ consumer: 'insights' })).toEqual([null])
    expect(server.inspectQueue(`${prefix}insights`)?.messages.ready.map(({ body }) => body)).toEqual(['not { json'])
  })
  it('stay when the one who looks stops in the middle', async () => {
    await buryEvent('billing')
    await buryEvent('billing')
    for await (const _letter of sqsEventQueues({ client, queuePrefix: prefix, waitSeconds: 0 }).deadLetters('billing'))
      break
    expect(await list()).toHaveLength(2)
  })
  it('are in both queues, and in none too few, when the process dies while it moves one', async () => {
    const event = await buryEvent('billing')
    const dying = new Proxy(client, {
      get(target, name) {
        if (name !== 'send') return Reflect.get(target, name)
        return async (command: Parameters<SQSClient['send']>[0]) => {
          if (command.constructor.name === 'DeleteMessageCommand') throw new Error('killed')
          return await target.send(command)
        }
      },
    })
    const queues = sqsEventQueues({ client: dying, queuePrefix: prefix, waitSeconds: 0 })
    await expect(idsOf(deadLettersInQueues(queues).redrive({ tenantId: acme }))).rejects.toThrow('killed')
    expect(waiting('billing')).toEqual([event.eventId])
    expect(await list()).toEqual([event.eventId])
  })
  it('are moved by the service itself where it can do that', async () => {
    const event = await buryEvent('billing')
    const sources: (string | undefined)[] = []
    const able = new Proxy(client, {
      get(target, name) {
        if (name !== 'send') return Reflect.get(target, name)
        return async (command: Parameters<SQSClient['send']>[0]) => {
          if (!(command instanceof StartMessageMoveTaskCommand)) return await target.send(command)
          sources.push(command.input.SourceArn)
          return { TaskHandle: 'task' }
        }
      },
    })
    const queues = sqsEventQueues({ client: able, queuePrefix: prefix, waitSeconds: 0 })
    expect(await idsOf(deadLettersInQueues(queues).redrive({}))).toEqual([event.eventId])
    expect(sources).toEqual([server.inspectQueue(`${prefix}billing-dlq`)?.arn])
  })
  it('hide a message that failed for as long as they are told', async () => {
    const queues = sqsEventQueues({ client, queuePrefix: prefix, waitSeconds: 0 })
    const url = server.inspectQueue(`${prefix}billing`)?.url
    const arn = server.inspectQueue(`${prefix}billing`)?.arn ?? ''
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }))
    const receive = async () => (await client.send(new ReceiveMessageCommand({ QueueUrl: url }))).Messages?.[0]
    const receipt = (await receive())?.ReceiptHandle ?? ''
    await queues.hide(arn, receipt, 600)
    expect(await receive()).toBeUndefined()
    await queues.hide(arn, receipt, 0)
    expect((await receive())?.Body).toBe('x')
  })
})
