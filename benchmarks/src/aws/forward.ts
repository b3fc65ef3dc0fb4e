import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'

export type AwsService = 'dynamodb' | 'streams' | 's3' | 'sqs' | 'events' | 'sts' | 'secretsmanager' | 'other'

/** One request to AWS. */
export interface AwsCall {
  readonly service: AwsService
  readonly operation: string
  /** Of items: the table; of objects: the path; of events: how many. */
  readonly target: string
  readonly milliseconds: number
  /** What DynamoDB says it consumed, in the table and in its indexes. */
  readonly capacity: number
  readonly requestBytes: number
  readonly status: number
}

export interface ForwardedAnswer {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
// Of one connection only, or known anew with the whole body.
const ownHeaders = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'content-length'])
const services: readonly (readonly [RegExp, AwsService])[] = [
  [/^DynamoDB_/, 'dynamodb'],
  [/^DynamoDBStreams_/, 'streams'],
  [/^AmazonSQS/, 'sqs'],
  [/^AWSEvents/, 'events'],
  [/^secretsmanager/, 'secretsmanager'],
]

export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of message) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

/** What is asked for, told from headers and body; time, capacity and status are known with the answer. */
export function callOf({ headers, method = 'GET', url = '/' }: IncomingMessage, body: Buffer): AwsCall {
  const unanswered = { milliseconds: 0, capacity: 0, requestBytes: body.length, status: 0 }
  const named = headers['x-amz-target']
  if (typeof named === 'string') {
    const [prefix = '', operation = ''] = named.split('.')
    const service = services.find(([pattern]) => pattern.test(prefix))?.[1] ?? 'other'
    const capacity = service === 'dynamodb' ? leastCapacity(operation, body) : 0
    return { service, operation, target: tableOf(service, body), ...unanswered, capacity }
  }
  const form = /^Action=(\w+)/.exec(String(body.subarray(0, 200)))?.[1] ?? /(?:^|&)Action=(\w+)/.exec(String(body))?.[1]
  if (method === 'POST' && form !== undefined) return { service: 'sts', operation: form, target: '', ...unanswered }
  const [path = '', query = ''] = url.split('?')
  const operation = method === 'GET' && query.includes('list-type') ? 'LIST' : method
  return { service: 's3', operation, target: path, ...unanswered }
}

function tableOf(service: AwsService, body: Buffer): string {
  if (service !== 'dynamodb' && service !== 'events') return ''
  const { TableName, RequestItems, Entries } = JSON.parse(String(body))
  if (service === 'events') return String(Entries?.length ?? 0)
  return String(TableName ?? Object.keys(RequestItems ?? {}).join(','))
}

/** Sends a request on, with this body. */
export async function forwardTo(target: string, incoming: IncomingMessage, body: Buffer): Promise<ForwardedAnswer> {
  const { method, url = '/', headers: given } = incoming
  const headers = { ...withoutOwn(given), 'content-length': body.length }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(url, target), { method, agent, headers }, resolve).once('error', reject).end(body)
  })
  const answered = await bodyOf(answer)
  // What is asked for with HEAD says how long it would be.
  const length = method === 'HEAD' ? answer.headers['content-length'] : answered.length
  return {
    status: answer.statusCode ?? 500,
    headers: { ...withoutOwn(answer.headers), ...(length === undefined ? {} : { 'content-length': length }) },
    body: answered,
  }
}

/** The answer, and the call with what the answer tells of it. */
export async function answerOf(call: AwsCall, forwarded: Promise<ForwardedAnswer>) {
  const answer = await forwarded
  return {
    answer,
    call: { ...call, status: answer.status, capacity: Math.max(call.capacity, capacityOf(call, answer)) },
  }
}

/** What DynamoDB charges for a request that finds nothing: dynalite takes it for free. */
function leastCapacity(operation: string, body: Buffer): number {
  if (operation !== 'Query' && operation !== 'Scan') return 0
  return JSON.parse(String(body)).ConsistentRead === true ? 1 : 0.5
}

function capacityOf({ service }: AwsCall, { body, status }: ForwardedAnswer): number {
  if (service !== 'dynamodb' || status !== 200) return 0
  const { ConsumedCapacity = [] } = JSON.parse(String(body))
  return [ConsumedCapacity].flat().reduce((sum: number, { CapacityUnits = 0 }) => sum + Number(CapacityUnits), 0)
}

function withoutOwn(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.has(name)))
}
