import type { Clock } from '../clock.ts'

export interface FixedClock extends Clock {
  /** Moves time forward by a number of milliseconds. */
  advance(milliseconds: number): void
}

/** A clock that stands still until it is advanced. `start` is an ISO-8601 instant. */
export function fixedClock(start = '2025-11-09T10:00:00.000Z'): FixedClock {
  let time = Date.parse(start)
  return {
    now: () => new Date(time),
    today: () => new Date(time).toISOString().slice(0, 10),
    advance: (milliseconds) => {
      time += milliseconds
    },
  }
}
