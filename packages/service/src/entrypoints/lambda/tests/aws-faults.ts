import { setTimeout as sleep } from 'node:timers/promises'
import { signatureOf } from './aws-calls.ts'
import type { AwsAnswer, AwsRequest } from './aws-proxy.ts'

/** Trouble on the way to AWS, made on purpose and the same for the same seed, as far as requests come in the same order. */

export type FaultKind = 'throttled' | 'failed' | 'reset_before' | 'reset_after' | 'slow' | 'partial'

type Forward = (request: AwsRequest) => Promise<AwsAnswer>

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const kinds: readonly FaultKind[] = ['throttled', 'failed', 'reset_before', 'reset_after', 'slow', 'partial']

/** Another one each time, or that of `SALESTALK_FAULT_SEED`, to try once more what was printed. */
export function seedOfRun(): number {
  return Number(process.env.SALESTALK_FAULT_SEED ?? Date.now() % 1_000_000)
}

export function anyFault(random: () => number): FaultKind {
  return kinds[Math.floor(random() * kinds.length)] ?? 'slow'
}

/** What comes back of a request that meets the fault; null for a broken connection. */
export async function withFault(kind: FaultKind, request: AwsRequest, forward: Forward): Promise<AwsAnswer | null> {
  switch (kind) {
    case 'throttled':
      return refusal(request, 'throttled')
    case 'failed':
      return refusal(request, 'failed')
    case 'reset_before':
      return null
    case 'reset_after':
      await forward(request)
      return null
    case 'slow':
      await sleep(40)
      return await forward(request)
    case 'partial':
      return await partly(request, forward)
  }
}

const throttledNames: Readonly<Record<string, string>> = {
  dynamodb: 'ProvisionedThroughputExceededException',
  s3: 'SlowDown',
  sts: 'Throttling',
}

function refusal(request: AwsRequest, kind: 'throttled' | 'failed'): AwsAnswer {
  const { service } = signatureOf(request)
  const isThrottled = kind === 'throttled'
  if (service === 's3' || service === 'sts') {
    const code = isThrottled ? (throttledNames[service] ?? '') : 'InternalError'
    const error = `<Error><Code>${code}</Code><Message>made on purpose</Message></Error>`
    const body = service === 's3' ? error : `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`
    const status = isThrottled && service === 'sts' ? 400 : isThrottled ? 503 : 500
    return answerOf(status, body, 'application/xml')
  }
  const type = isThrottled ? (throttledNames[service] ?? 'ThrottlingException') : 'InternalServerError'
  const body = JSON.stringify({ __type: type, message: 'made on purpose' })
  return answerOf(isThrottled ? 400 : 500, body, 'application/x-amz-json-1.0', { 'x-amzn-errortype': type })
}

/** Takes half of a batch, and says so; a request that is no batch is taken as a whole. */
async function partly(request: AwsRequest, forward: Forward): Promise<AwsAnswer> {
  const target = request.headers['x-amz-target'] ?? ''
  if (target.endsWith('.BatchWriteItem')) return await halfOfItems(request, forward)
  if (target.endsWith('.PutEvents')) return await halfOfEvents(request, forward)
  return await forward(request)
}

async function halfOfItems(request: AwsRequest, forward: Forward): Promise<AwsAnswer> {
  const body: { RequestItems: Record<string, unknown[]> } = JSON.parse(request.body.toString())
  const taken: Record<string, unknown[]> = {}
  const left: Record<string, unknown[]> = {}
  for (const [table, writes] of Object.entries(body.RequestItems)) {
    const half = Math.floor(writes.length / 2)
    if (half > 0) taken[table] = writes.slice(0, half)
    left[table] = writes.slice(half)
  }
  if (Object.keys(taken).length > 0) {
    const answer = await forward({ ...request, body: Buffer.from(JSON.stringify({ ...body, RequestItems: taken })) })
    if (answer.status !== 200) return answer
  }
  return answerOf(200, JSON.stringify({ UnprocessedItems: left }), 'application/x-amz-json-1.0')
}

async function halfOfEvents(request: AwsRequest, forward: Forward): Promise<AwsAnswer> {
  const { Entries }: { Entries: unknown[] } = JSON.parse(request.body.toString())
  const taken = Entries.slice(0, Math.floor(Entries.length / 2))
  const refused = Entries.slice(taken.length).map(() => ({ ErrorCode: 'InternalFailure', ErrorMessage: 'on purpose' }))
  let accepted: unknown[] = []
  if (taken.length > 0) {
    const answer = await forward({ ...request, body: Buffer.from(JSON.stringify({ Entries: taken })) })
    if (answer.status !== 200) return answer
    accepted = JSON.parse(answer.body.toString()).Entries
  }
  const body = JSON.stringify({ FailedEntryCount: refused.length, Entries: [...accepted, ...refused] })
  return answerOf(200, body, 'application/x-amz-json-1.1')
}

function answerOf(status: number, body: string, type: string, more: Readonly<Record<string, string>> = {}): AwsAnswer {
  const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)), ...more }
  return { status, headers, body: Buffer.from(body) }
}
