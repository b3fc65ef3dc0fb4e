import { randomUUID } from 'node:crypto'
import type { Clock, Ids, Timer } from '@salestalk/engine'

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  today: () => new Date().toISOString().slice(0, 10),
}

/** Random ids. */
export const randomIds: Ids = { next: () => randomUUID() }

/** Real time. The process may end while a timer waits. */
export const systemTimer: Timer = (work, milliseconds) => {
  const handle = setTimeout(work, milliseconds)
  handle.unref()
  return () => clearTimeout(handle)
}
