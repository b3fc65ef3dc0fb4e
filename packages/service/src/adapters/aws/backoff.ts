import type { Timer } from '@salestalk/engine'

/** Waiting between attempts; real time in production, none in tests. */
export interface Backoff {
  readonly timer: Timer
  /** From 0 to 1; callers that failed together must not come back together. */
  readonly random: () => number
}

/** Waits a random part of `firstMilliseconds` doubled with every attempt (from 1), up to a most: "full jitter". */
export async function backOff(
  backoff: Backoff,
  attempt: number,
  firstMilliseconds: number,
  mostMilliseconds: number,
): Promise<void> {
  const most = Math.min(mostMilliseconds, firstMilliseconds * 2 ** (attempt - 1))
  await pause(backoff.timer, Math.ceil(backoff.random() * most))
}

export async function pause(timer: Timer, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    timer(resolve, milliseconds)
  })
}
