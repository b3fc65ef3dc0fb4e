/** Base of what can go wrong with a conversation because of what was asked for. */
export class ChatError extends Error {
  override readonly name: string = 'ChatError'
}

/** Also for a session of somebody else: that it exists is not revealed. */
export class SessionNotFoundError extends ChatError {
  override readonly name = 'SessionNotFoundError'
  constructor() {
    super('There is no such conversation: start a new one')
  }
}

export class InvalidSessionIdError extends ChatError {
  override readonly name = 'InvalidSessionIdError'
  constructor() {
    super('A conversation id has 1 to 64 letters, digits, hyphens or underscores')
  }
}

/** What "today" was said to be is no day, or too far away to reckon with. */
export class InvalidTodayError extends ChatError {
  override readonly name = 'InvalidTodayError'
  constructor(day: string) {
    super(`asOf cannot be ${day}: give a day from 1900-01-01 to 2199-12-31`)
  }
}

/** The reading sent along does not fit this company's data, so nothing was computed. */
export class UnusableReadingError extends ChatError {
  override readonly name = 'UnusableReadingError'
}

export class RepeatedRequestError extends ChatError {
  override readonly name = 'RepeatedRequestError'
  constructor(readonly reason: 'in_progress' | 'mismatch') {
    super(
      reason === 'in_progress'
        ? 'The same request is being answered right now: wait for it'
        : 'This idempotency key was used for another question: send a new key',
    )
  }
}
