/** Base of every expected failure of a table. `retryable` says whether the same call may succeed a moment later. */
export class TableError extends Error {
  override readonly name: string = 'TableError'
  readonly retryable: boolean = false
}

/** The item was created, changed or deleted by somebody else since it was read. Nothing was written. */
export class ConditionFailedError extends TableError {
  override readonly name = 'ConditionFailedError'
  constructor(table: string, pk: string, sk: string, condition: string) {
    super(`Item ${pk} / ${sk} of table ${table} does not satisfy "${condition}": read it again and retry`)
  }
}

export class TableNotFoundError extends TableError {
  override readonly name = 'TableNotFoundError'
  constructor(table: string, cause?: unknown) {
    super(`Table ${table} does not exist: create the tenant first`, { cause })
  }
}

export class ItemTooLargeError extends TableError {
  override readonly name = 'ItemTooLargeError'
  constructor(
    readonly bytes: number,
    readonly maximum: number,
    cause?: unknown,
  ) {
    super(`The item has ${bytes} bytes, at most ${maximum} fit: store the large part as an artifact`, { cause })
  }
}

/** The item, key or query breaks a rule of the port (not JSON data, empty key, unknown index …): a mistake of the caller. */
export class InvalidItemError extends TableError {
  override readonly name = 'InvalidItemError'
}

/** The cursor is damaged or belongs to another query. */
export class InvalidCursorError extends TableError {
  override readonly name = 'InvalidCursorError'
  constructor(cause?: unknown) {
    super('The page cursor is not valid for this query: start again from the first page', { cause })
  }
}

/** `unanswered`: the store did not say whether it did the write; every other reason means that it did not. */
export type UnavailableReason = 'busy' | 'unanswered' | 'full' | 'damaged' | 'closed' | 'unknown'

/** The store itself cannot serve now. Unless the reason is `unanswered`, the write did not happen. */
export class StoreUnavailableError extends TableError {
  override readonly name = 'StoreUnavailableError'
  override readonly retryable: boolean
  constructor(
    readonly reason: UnavailableReason,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.retryable = reason === 'busy' || reason === 'unanswered'
  }
}
