import { describe, expect, it } from 'vitest'
import { repeat } from './repeat.ts'

/** A timer that goes off when a test says so. */
function manualTimer() {
  const waiting: (() => void)[] = []
  return {
    timer: (work: () => void) => {
      waiting.push(work)
      return () => void waiting.splice(waiting.indexOf(work), 1)
    },
    waiting,
  }
}

describe('repeated work', () => {
  it('is done at once, and again after each wait', async () => {
    const { timer, waiting } = manualTimer()
    let rounds = 0
    const work = async () => {
      rounds += 1
    }
    repeat(work, 1000, fail, timer)
    for (let round = 1; round <= 3; round += 1) {
      expect(rounds).toBe(round)
      await settled()
      waiting.shift()?.()
    }
  })
  it('goes on after a failure, and tells it', async () => {
    const { timer, waiting } = manualTimer()
    const errors: unknown[] = []
    repeat(
      () => Promise.reject(new Error('down')),
      1000,
      (error) => errors.push(error),
      timer,
    )
    await settled()
    waiting.shift()?.()
    await settled()
    expect(errors.map(String)).toEqual(['Error: down', 'Error: down'])
  })
  it('waits no more once it is stopped, also in the middle of a round', async () => {
    const { timer, waiting } = manualTimer()
    let finish: () => void = () => undefined
    const work = () =>
      new Promise<void>((resolve) => {
        finish = resolve
      })
    const stop = repeat(work, 1000, fail, timer)
    stop()
    finish()
    await settled()
    expect(waiting).toEqual([])
  })
})

function fail(error: unknown): void {
  throw error
}

/** Lets every promise that is ready go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}
