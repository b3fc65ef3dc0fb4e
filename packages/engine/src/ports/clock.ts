/** The only source of time. Everything that needs "now" or "today" takes a Clock or the value itself. */
export interface Clock {
  /** The current instant. */
  now(): Date
  /** The current calendar day in UTC, `YYYY-MM-DD`. */
  today(): string
}
