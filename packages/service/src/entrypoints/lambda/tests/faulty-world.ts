import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Identity } from '@salestalk/engine'
import type { SQSRecord } from 'aws-lambda'
import { awsEndpoint } from '../../../adapters/aws/tests/aws-endpoint.ts'
import { randomIds } from '../../../adapters/embedded/system.ts'
import { consumerNames } from '../../../events/routing.ts'
import type { FunctionName } from '../../../functions.ts'
import { httpGateway, listen } from '../../../local-gateway/http-gateway.ts'
import { streamPoller } from '../../../local-gateway/poll-streams.ts'
import type { ProvisionedEnvironment } from '../../../local-gateway/provision.ts'
import type { SalesTalk } from '../../../wiring.ts'
import { anyFault, type FaultKind, seededNumbers, withFault } from './aws-faults.ts'
import { type AwsAnswer, type AwsDoor, type AwsRequest, awsProxy } from './aws-proxy.ts'
import { provision } from './aws-world.ts'
import { asHttp, asStreamWork, type Handler, type StartedFunction, startFunction } from './separate-functions.ts'

/** The AWS deployment in bad weather: requests fail, answers get lost, messages come twice, and functions die in the middle. */
export interface FaultyWorld {
  readonly environment: ProvisionedEnvironment
  readonly counts: Readonly<Record<FaultKind | 'killed' | 'delivered_twice' | 'replayed', number>>
  /** Asks the gateway; a function that died answers 502. */
  request(method: string, path: string, token: string, body?: unknown, key?: string): Promise<Response>
  call(name: FunctionName, event: object): Promise<unknown>
  /** Delivers what waits in streams and queues, once round; how much that was. */
  deliver(): Promise<number>
  /** Of a function that nothing happens to. */
  readonly calm: SalesTalk
  clearUp(): void
  tokenOf(identity: Identity): Promise<string>
  close(): Promise<void>
}

// The registry of companies is one per region; other suites use another one.
export const region = 'eu-south-1'
const FAULTS = 0.14
// Who carries events is called often and asks little; nobody waits for it.
const deaths: Partial<Record<FunctionName, number>> = { 'event-publisher': 0.5, 'insights-worker': 0.4 }
const USUAL_DEATHS = 0.2

class DiedError extends Error {
  override readonly name = 'DiedError'
}

interface Instance {
  readonly started: StartedFunction
  readonly life: Life
}

interface Life {
  calls: number
  diesAt: number
  isDead: boolean
  end: () => void
}

export async function openFaultyWorld(seed: number): Promise<FaultyWorld> {
  const random = seededNumbers(seed)
  const counts = {
    ...{ throttled: 0, failed: 0, reset_before: 0, reset_after: 0, slow: 0, partial: 0 },
    ...{ killed: 0, delivered_twice: 0, replayed: 0 },
  }
  let isBad = true
  const lives = new Map<string, Life>()
  const environment = await provision(awsEndpoint(), region)

  async function intercept(request: AwsRequest, forward: (request: AwsRequest) => Promise<AwsAnswer>) {
    const life = lives.get(request.caller)
    if (life !== undefined) {
      life.calls += 1
      if (life.calls >= life.diesAt && !life.isDead) {
        life.isDead = true
        counts.killed += 1
        // Every other one has sent its last request off and never hears of it.
        if (random() < 0.5) await forward(request)
        life.end()
      }
      if (life.isDead) return null
      if (isBad && random() < FAULTS) {
        const kind = anyFault(random)
        counts[kind] += 1
        return await withFault(kind, withoutWaits(request), forward)
      }
    }
    return await forward(withoutWaits(request))
  }

  const proxy = awsProxy(awsEndpoint(), intercept)
  const idle = new Map<FunctionName, Instance[]>()
  const closing: Promise<unknown>[] = []
  let starts = 0

  async function start(name: FunctionName, life: Life): Promise<{ started: StartedFunction; door: AwsDoor }> {
    starts += 1
    const caller = `${name}-${starts}`
    lives.set(caller, life)
    const door = await proxy.door(caller)
    const started = await startFunction(name, { ...environment.variables, AWS_ENDPOINT_URL: door.endpoint })
    return { started, door }
  }

  /** As Lambda does: one event at a time per instance, another instance when all are busy. */
  async function call(name: FunctionName, event: object): Promise<unknown> {
    const free = idle.get(name)?.pop()
    const life = free?.life ?? { calls: 0, diesAt: 0, isDead: false, end: () => undefined }
    life.diesAt = isBad && random() < (deaths[name] ?? USUAL_DEATHS) ? life.calls + callsBeforeDeath(random) : Infinity
    const instance = free ?? { started: (await start(name, life)).started, life }
    const died = new Promise<never>((_, reject) => {
      life.end = () => reject(new DiedError(`${name} died`))
    })
    // A death after the answer concerns nobody.
    died.catch(() => undefined)
    try {
      const answer = await Promise.race([instance.started.handler(event), died])
      life.diesAt = Infinity
      idle.set(name, [...(idle.get(name) ?? []), instance])
      return answer
    } catch (error) {
      // After an error nobody caught, Lambda starts anew as well.
      life.isDead = true
      closing.push(instance.started.close())
      throw error
    }
  }

  const sqs = new SQSClient({ region, endpoint: awsEndpoint() })
  const streams = new DynamoDBStreamsClient({ region, endpoint: awsEndpoint() })
  const handlerOf =
    (name: FunctionName): Handler =>
    (event) =>
      call(name, event)
  const newPoller = () => streamPoller(streams, asStreamWork(handlerOf('event-publisher')))
  let poller = newPoller()

  async function pollStreams(): Promise<number> {
    if (isBad && random() < 0.1) {
      // From the beginning of every stream.
      counts.replayed += 1
      poller = newPoller()
    }
    return await unlessDied(() => poller.poll())
  }

  async function pollQueue({ url, arn }: { url: string; arn: string }, name: FunctionName): Promise<number> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: isBad ? 0 : 60,
        MessageSystemAttributeNames: ['All'],
      }),
    )
    if (Messages.length === 0) return 0
    const shuffled = isBad ? [...Messages].sort(() => random() - 0.5) : Messages
    const Records = shuffled.map(
      (message): SQSRecord => ({
        messageId: message.MessageId ?? '',
        receiptHandle: message.ReceiptHandle ?? '',
        body: message.Body ?? '',
        md5OfBody: '',
        messageAttributes: {},
        attributes: {
          ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
          SentTimestamp: '0',
          SenderId: '',
          ApproximateFirstReceiveTimestamp: '0',
        },
        eventSource: 'aws:sqs',
        eventSourceARN: arn,
        awsRegion: region,
      }),
    )
    return await unlessDied(async () => {
      const answer = (await call(name, { Records })) as { batchItemFailures: { itemIdentifier: string }[] } | undefined
      const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
      for (const { messageId, receiptHandle } of Records) {
        if (failed.has(messageId)) continue
        // Forgotten ones come again, although they were handled.
        if (isBad && random() < 0.2) counts.delivered_twice += 1
        else await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle }))
      }
      return Records.length
    })
  }

  const server = httpGateway({
    functions: {
      'chat-handler': asHttp(handlerOf('chat-handler')),
      'metrics-handler': asHttp(handlerOf('metrics-handler')),
      'tenant-onboard': asHttp(handlerOf('tenant-onboard')),
    },
    web: async () => new Response(null, { status: 404 }),
    ids: randomIds,
    onError: (error) => errors.push(error),
  })
  const errors: unknown[] = []
  const url = await listen(server, 0)
  // It passes no door.
  const observer = await startFunction('chat-handler', environment.variables)
  const { issuer } = await observer.salesTalk.identity()

  return {
    environment,
    counts,
    calm: observer.salesTalk,
    call,
    async request(method, path, token, body, key) {
      const isJson = body !== undefined && typeof body !== 'string'
      return await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(isJson ? { 'content-type': 'application/json' } : {}),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
      })
    },
    async deliver() {
      let moved = await pollStreams()
      for (const name of consumerNames) moved += await pollQueue(environment.queues[name], 'insights-worker')
      return moved + (await pollQueue(environment.ingestQueue, 'metrics-handler'))
    },
    clearUp() {
      isBad = false
    },
    async tokenOf(identity) {
      if (issuer === null) throw new Error('This environment issues no tokens')
      return (await issuer.issueToken(identity)).token
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await observer.close()
      for (const { started } of [...idle.values()].flat()) await started.close()
      await proxy.close()
      // What a dead function was still at fails, and is nothing to anybody.
      await Promise.allSettled(closing)
      const strange = errors.filter((error) => !(error instanceof DiedError))
      if (strange.length > 0) throw new AggregateError(strange, 'The gateway reported failures')
    },
  }
}

/** Many die early, so that those who ask little die in the middle too. */
function callsBeforeDeath(random: () => number): number {
  return 1 + Math.floor(random() * (random() < 0.6 ? 7 : 30))
}

async function unlessDied(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DiedError) return 1
    throw error
  }
}

/** What is put off is wanted now. */
function withoutWaits(request: AwsRequest): AwsRequest {
  const target = request.headers['x-amz-target'] ?? ''
  if (!/\.(ChangeMessageVisibility|SendMessage)$/.test(target)) return request
  const body: Record<string, unknown> = JSON.parse(request.body.toString())
  if ('VisibilityTimeout' in body) body.VisibilityTimeout = 0
  if ('DelaySeconds' in body) body.DelaySeconds = 0
  return { ...request, body: Buffer.from(JSON.stringify(body)) }
}
