import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Identity } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { awsEndpoint } from '../../../adapters/aws/tests/aws-endpoint.ts'
import type { Asked } from '../../../adapters/aws/tests/policies.ts'
import { randomIds } from '../../../adapters/embedded/system.ts'
import type { Variables } from '../../../environment.ts'
import { consumerNames, consumerQueues } from '../../../events/routing.ts'
import { type FunctionName, functionNames } from '../../../functions.ts'
import { httpGateway, listen } from '../../../local-gateway/http-gateway.ts'
import { pollQueue } from '../../../local-gateway/poll-queue.ts'
import { streamPoller } from '../../../local-gateway/poll-streams.ts'
import type { ProvisionedEnvironment } from '../../../local-gateway/provision.ts'
import { askedBy, signatureOf, tagsIn } from './aws-calls.ts'
import { type AwsAnswer, type AwsDoor, type AwsRequest, awsProxy } from './aws-proxy.ts'
import { provision } from './aws-world.ts'
import { asHttp, asQueueWork, asStreamWork, type StartedFunction, startFunction } from './separate-functions.ts'

/** One permission that was needed, and by whom. */
export interface RecordedNeed extends Asked {
  readonly caller: FunctionName
  /** Whose session it was signed with; null for the credentials of the function. */
  readonly tenantId: TenantId | null
  readonly status: number
}

export interface RecordedWorld {
  readonly environment: ProvisionedEnvironment
  readonly functions: Readonly<Record<FunctionName, StartedFunction>>
  readonly needs: readonly RecordedNeed[]
  settle(): Promise<void>
  request(method: string, path: string, token: string, body?: unknown): Promise<Response>
  /** One more of a function, with other variables. */
  startOther(name: FunctionName, more: Variables): Promise<StartedFunction>
  tokenOf(identity: Identity): Promise<string>
  close(): Promise<void>
}

// The registry of companies is one per region; other suites use another one.
export const region = 'eu-north-1'

/** The AWS deployment with every request of every function written down, those that Lambda makes for a function included. */
export async function openRecordedWorld(): Promise<RecordedWorld> {
  const environment = await provision(awsEndpoint(), region)
  const recorder = recorderOf(environment)
  const proxy = awsProxy(awsEndpoint(), recorder.intercept)
  const doors = {} as Record<FunctionName, AwsDoor>
  const functions = {} as Record<FunctionName, StartedFunction>
  const variablesOf = (name: FunctionName) => ({ ...environment.variables, AWS_ENDPOINT_URL: doors[name].endpoint })
  for (const name of functionNames) {
    doors[name] = await proxy.door(name)
    functions[name] = await startFunction(name, variablesOf(name))
  }
  const errors: unknown[] = []
  const server = httpGateway({
    functions: {
      'chat-handler': asHttp(functions['chat-handler'].handler),
      'metrics-handler': asHttp(functions['metrics-handler'].handler),
      'tenant-onboard': asHttp(functions['tenant-onboard'].handler),
    },
    web: async () => new Response(null, { status: 404 }),
    ids: randomIds,
    onError: (error) => errors.push(error),
  })
  const url = await listen(server, 0)
  const { issuer } = await functions['chat-handler'].salesTalk.identity()
  const request: RecordedWorld['request'] = async (method, path, token, body) => {
    const isJson = body !== undefined && typeof body !== 'string'
    return await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(isJson ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    })
  }
  return {
    environment,
    functions,
    needs: recorder.needs,
    request,
    startOther: (name, more) => startFunction(name, { ...variablesOf(name), ...more }),
    settle: pumpOf(environment, functions, doors),
    async tokenOf(identity) {
      if (issuer === null) throw new Error('This environment issues no tokens')
      return (await issuer.issueToken(identity)).token
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      for (const started of Object.values(functions)) await started.close()
      await proxy.close()
      if (errors.length > 0) throw new AggregateError(errors, 'The gateway reported failures')
    },
  }
}

/** Hands over what waits in streams and queues until nothing waits. Lambda reads them with the role of the function it reads them for. */
function pumpOf(
  { queues, ingestQueue }: ProvisionedEnvironment,
  functions: Readonly<Record<FunctionName, StartedFunction>>,
  doors: Readonly<Record<FunctionName, AwsDoor>>,
): () => Promise<void> {
  const queuesOf = (name: FunctionName) => new SQSClient({ region, endpoint: doors[name].endpoint })
  const streams = mappedStreams(new DynamoDBStreamsClient({ region, endpoint: doors['event-publisher'].endpoint }))
  const poller = streamPoller(streams, asStreamWork(functions['event-publisher'].handler))
  const [metrics, worker] = [queuesOf('metrics-handler'), queuesOf('insights-worker')]
  const work = asQueueWork(functions['insights-worker'].handler)
  const consumers = consumerNames.map((name) => ({ ...queues[name], work, ...consumerQueues[name] }))
  const uploads = { ...ingestQueue, batchSize: 1, work: asQueueWork(functions['metrics-handler'].handler) }
  return async () => {
    for (let moved = 1; moved > 0; ) {
      moved = await poller.poll()
      for (const queue of consumers) moved += await pollQueue(worker, queue, region)
      moved += await pollQueue(metrics, uploads, region)
    }
  }
}

/** The table of users has no events, so nobody maps its stream. */
function mappedStreams(client: DynamoDBStreamsClient): Pick<DynamoDBStreamsClient, 'send'> {
  const send = async (command: never) => {
    const answer: unknown = await client.send(command)
    const listed = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) }).safeParse(answer)
    if (!listed.success) return answer
    return { Streams: listed.data.Streams.filter(({ StreamArn }) => !StreamArn.includes(':table/users/')) }
  }
  return { send: send as DynamoDBStreamsClient['send'] }
}

function recorderOf({ variables }: ProvisionedEnvironment) {
  const prefix = variables.SALESTALK_EVENT_BUS ?? ''
  const renamed = (name: string) => name.replaceAll(prefix, 'salestalk-staging')
  const needs: RecordedNeed[] = []
  const streamOf = new Map<string, string>()
  const tagsOf = new Map<string, Record<string, string>>()
  const tenantOf = new Map<string, TenantId>()

  /** What later requests will not say again. */
  function remember(request: AwsRequest, { body }: AwsAnswer, stream: string | undefined): void {
    const target = request.headers['x-amz-target'] ?? ''
    if (target.endsWith('.GetShardIterator') || target.endsWith('.GetRecords')) {
      const answer = JSON.parse(body.toString())
      const iterator: unknown = answer.ShardIterator ?? answer.NextShardIterator
      if (typeof iterator === 'string' && stream !== undefined) streamOf.set(iterator, stream)
    }
    if (target.endsWith('.CreateTable')) {
      const table = JSON.parse(request.body.toString())
      tagsOf.set(String(table.TableName), tagsIn(table))
    }
    const accessKey = body.toString('latin1', 0, 4000).match(/<AccessKeyId>(\w+)<\/AccessKeyId>/)?.[1]
    const tag = new URLSearchParams(request.body.toString('latin1', 0, 4000)).get('Tags.member.1.Value')
    if (accessKey !== undefined && tag !== null) tenantOf.set(accessKey, tenantIdSchema.parse(tag))
  }

  return {
    needs,
    async intercept(request: AwsRequest, forward: (request: AwsRequest) => Promise<AwsAnswer>) {
      const answer = await forward(request)
      const asked = askedBy(request, { streamOf, tagsOf }, renamed)
      const tenantId = tenantOf.get(signatureOf(request).accessKey) ?? null
      const caller = request.caller as FunctionName
      needs.push(...asked.map((one) => ({ ...one, caller, tenantId, status: answer.status })))
      remember(request, answer, streamAsked(request, streamOf))
      return answer
    },
  }
}

function streamAsked({ headers, body }: AwsRequest, known: ReadonlyMap<string, string>): string | undefined {
  if (headers['x-amz-target']?.startsWith('DynamoDBStreams') !== true) return undefined
  const asked = JSON.parse(body.toString())
  return typeof asked.StreamArn === 'string' ? asked.StreamArn : known.get(asked.ShardIterator)
}
