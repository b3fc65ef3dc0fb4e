import {
  ArtifactChangedError,
  ArtifactError,
  ArtifactExistsError,
  ArtifactNotFoundError,
  ArtifactStoreUnavailableError,
} from '@salestalk/engine'
import { errorName, isAnswered } from './dynamodb-errors.ts'

const missing = new Set(['NoSuchKey', 'NotFound', 'NoSuchVersion'])
const refused = new Set([
  'AccessDenied',
  'Forbidden',
  'NoSuchBucket',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'CredentialsProviderError',
])
const busy = new Set(['SlowDown', 'ServiceUnavailable', 'Throttling', 'ThrottlingException', 'RequestTimeout'])

export function isMissingObject(error: unknown): boolean {
  return missing.has(errorName(error))
}

/** Not allowed, or so S3 says: see `readError`. */
export function isRefused(error: unknown): boolean {
  return refused.has(errorName(error)) || statusOf(error) === 403
}

/** A condition on the object did not hold. */
export function isPreconditionFailure(error: unknown): boolean {
  return errorName(error) === 'PreconditionFailed' || statusOf(error) === 412
}

/** Two conditional writes met: neither has failed its condition, and this one may be sent again. */
export function isConflict(error: unknown): boolean {
  return errorName(error) === 'ConditionalRequestConflict'
}

export function isBeyondEnd(error: unknown): boolean {
  return errorName(error) === 'InvalidRange' || statusOf(error) === 416
}

/** The error of the port for one of S3 while reading or deleting; what is not recognized, such as an error of a body, stays as it is. */
export function translatedArtifactError(error: unknown, key: string): unknown {
  if (error instanceof ArtifactError) return error
  const name = errorName(error)
  if (isMissingObject(error)) return new ArtifactNotFoundError(key, error)
  if (isPreconditionFailure(error)) return new ArtifactChangedError(key, error)
  if (isRefused(error) || name.startsWith('KMS')) {
    const message = `${key} cannot be read or written: check the bucket, the role and its key`
    return new ArtifactStoreUnavailableError('unknown', message, error)
  }
  const status = statusOf(error)
  if (busy.has(name) || isConflict(error) || status === 503) return unavailable(key, error)
  if (name === 'TimeoutError' || (status !== null && !isAnswered(error)) || isNetworkFailure(error)) {
    return unavailable(key, error)
  }
  return error
}

/** The same while writing, where a condition is that nothing is there. */
export function translatedPutError(error: unknown, key: string): unknown {
  if (isPreconditionFailure(error)) return new ArtifactExistsError(key, error)
  return translatedArtifactError(error, key)
}

function unavailable(key: string, cause: unknown): ArtifactStoreUnavailableError {
  return new ArtifactStoreUnavailableError('busy', `The store of ${key} does not answer: try again in a moment`, cause)
}

function isNetworkFailure(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)/.test(code)
}

function statusOf(error: unknown): number | null {
  const metadata: unknown = error instanceof Error ? Reflect.get(error, '$metadata') : undefined
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : null
  return typeof status === 'number' ? status : null
}
