import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { S3Client } from '@aws-sdk/client-s3'

/** Trouble between a client and its store, made on purpose: inside the retries of the SDK, so that each attempt may meet its own. */

/** `before`: the request never arrives. `after`: it takes effect and the answer is lost. */
export type Fault =
  | { readonly kind: 'throttled' }
  | { readonly kind: 'timeout' | 'failure' | 'reset'; readonly when: 'before' | 'after' }

export interface FaultyClient {
  /** The next attempts meet these, one each; null is none. */
  plan(faults: readonly (Fault | null)[]): void
  /** Attempts made so far. */
  readonly attempts: () => number
}

type Handler = (args: never) => Promise<unknown>

interface Patient {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler) => Handler,
      place: { step: 'deserialize'; name: string; priority: 'high'; override: boolean },
    ): void
  }
}

export function faulty(client: Pick<DynamoDBClient | S3Client, 'middlewareStack'>): FaultyClient {
  const planned: (Fault | null)[] = []
  let attempts = 0
  const patient = client as Patient
  patient.middlewareStack.add(
    (next) => async (args) => {
      attempts += 1
      const fault = planned.shift() ?? null
      if (fault === null) return await next(args)
      if (fault.kind !== 'throttled' && fault.when === 'after') await next(args)
      throw errorOf(fault)
    },
    { step: 'deserialize', name: 'faults', priority: 'high', override: true },
  )
  return {
    plan(faults) {
      planned.splice(0, planned.length, ...faults)
    },
    attempts: () => attempts,
  }
}

function errorOf(fault: Fault): Error {
  switch (fault.kind) {
    case 'throttled':
      return namedError('ProvisionedThroughputExceededException', { $metadata: { httpStatusCode: 400 } })
    case 'timeout':
      return namedError('TimeoutError', {})
    case 'failure':
      return namedError('InternalServerError', { $fault: 'server', $metadata: { httpStatusCode: 500 } })
    case 'reset':
      return namedError('Error', { code: 'ECONNRESET' })
  }
}

function namedError(name: string, properties: object): Error {
  return Object.assign(new Error(`${name} made on purpose`), { name, ...properties })
}

/** Tries as often as told, without waiting. */
export function impatientRetries(attempts: number): NonNullable<DynamoDBClientConfig['retryStrategy']> {
  const tokenOf = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 })
  return {
    acquireInitialRetryToken: async () => tokenOf(0),
    refreshRetryTokenForRetry: async (token, { errorType }) => {
      const count = token.getRetryCount() + 1
      if (errorType === 'CLIENT_ERROR' || count >= attempts) throw new Error('No more attempts')
      return tokenOf(count)
    },
    recordSuccess: () => undefined,
  }
}
