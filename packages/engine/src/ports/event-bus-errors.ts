/** Base of every expected failure of a bus. `retryable` says whether publishing the same events may succeed later. */
export class EventBusError extends Error {
  override readonly name: string = 'EventBusError'
  readonly retryable: boolean = false
}

/** One event is larger than the bus can carry. None of the events that were published with it was accepted. */
export class EventTooLargeError extends EventBusError {
  override readonly name = 'EventTooLargeError'
  constructor(
    readonly eventId: string,
    readonly eventType: string,
    readonly bytes: number,
    readonly maximum: number,
  ) {
    super(
      `Event ${eventId} (${eventType}) has ${bytes} bytes, at most ${maximum} can be published: keep the large part in a table or an artifact and name it in the event`,
    )
  }
}

/** The bus did not accept these events, also after retries; others of the same call may have been accepted. */
export class EventsNotAcceptedError extends EventBusError {
  override readonly name = 'EventsNotAcceptedError'
  constructor(
    readonly eventIds: readonly string[],
    /** One for each event, such as `ThrottlingException`. */
    readonly reasons: readonly string[],
    override readonly retryable: boolean,
    cause?: unknown,
  ) {
    const what = [...new Set(reasons)].join(', ')
    const remedy = retryable ? 'publish them again later' : 'see the reason: trying again will not help'
    super(`${eventIds.length} events were not accepted (${what}): ${remedy}`, { cause })
  }
}
