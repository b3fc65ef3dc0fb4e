import {
  InvalidCursorError,
  InvalidItemError,
  ItemTooLargeError,
  MAXIMUM_ITEM_BYTES,
  StoreUnavailableError,
  TableError,
  TableNotFoundError,
} from '@salestalk/engine'

/** What the SDK throws, by name: its classes are loaded with commands that need not be. */

const throttled = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'RequestLimitExceededException',
  'LimitExceededException',
  'TransactionConflictException',
  'ReplicatedWriteConflictException',
])
const refused = new Set([
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'ExpiredTokenException',
  'CredentialsProviderError',
])

export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

export function isConditionFailure(error: unknown): boolean {
  return errorName(error) === 'ConditionalCheckFailedException'
}

export function isMissing(error: unknown): boolean {
  return errorName(error) === 'ResourceNotFoundException'
}

/** False when the request may have taken effect although nothing good came back. */
export function isAnswered(error: unknown): boolean {
  if (refused.has(errorName(error))) return true
  const status = statusOf(error)
  return status !== null && status < 500
}

/** The error of the port for one of DynamoDB; what is not recognized is returned as it is: a bug must stay visible. */
export function translatedTableError(error: unknown, table: string): unknown {
  if (error instanceof TableError) return error
  const name = errorName(error)
  if (isMissing(error)) return new TableNotFoundError(table, error)
  if (throttled.has(name)) {
    return new StoreUnavailableError('busy', `Table ${table} takes no more requests now: try again in a moment`, error)
  }
  if (refused.has(name) || name.startsWith('KMS')) {
    return new StoreUnavailableError('unknown', `Table ${table} may not be used: check the role and its key`, error)
  }
  if (name === 'ResourceInUseException') return beingChanged(table, error)
  if (name === 'ValidationException') return translatedValidation(error, table)
  if (isMistake(error)) return error
  if (!isAnswered(error)) {
    return new StoreUnavailableError('unanswered', `Table ${table} did not answer: read again before repeating`, error)
  }
  return error
}

/** Of a program, not of a connection. */
export function isMistake(error: unknown): boolean {
  return !(error instanceof Error) || error instanceof TypeError || error instanceof RangeError
}

/** The table or its index is being made: the same call works when that is done. */
export function beingChanged(table: string, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError('busy', `Table ${table} is being created or changed: try again in a moment`, cause)
}

function translatedValidation(error: unknown, table: string): TableError {
  const message = error instanceof Error ? error.message : ''
  if (/item size/i.test(message)) return new ItemTooLargeError(MAXIMUM_ITEM_BYTES + 1, MAXIMUM_ITEM_BYTES, error)
  if (/starting key|ExclusiveStartKey/i.test(message)) return new InvalidCursorError(error)
  if (/backfilling|specified index/i.test(message)) return beingChanged(table, error)
  return new InvalidItemError(`Table ${table} refuses the request: ${message}`, { cause: error })
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null
  const metadata: unknown = Reflect.get(error, '$metadata')
  if (typeof metadata !== 'object' || metadata === null) return null
  const status: unknown = Reflect.get(metadata, 'httpStatusCode')
  return typeof status === 'number' ? status : null
}
