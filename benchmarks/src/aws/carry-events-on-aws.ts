import { administratorOf, ask, onboard, openWorld, upload } from './company.ts'
import { questions } from './questions.ts'

export interface CarryInput {
  readonly endpoint: string
  readonly csvPath: string
  readonly rounds: number
}

/**
 * Milliseconds from a question's answer to its last event having been handled: by stream, bus, queue and worker. What Lambda's mappings do
 * is done here by one loop without pause.
 */
export async function carryEventsOnAws({ endpoint, csvPath, rounds }: CarryInput): Promise<number[]> {
  const world = await openWorld(endpoint)
  try {
    const company = await administratorOf(world, await onboard(world, 'Event Company'))
    await upload(world, company, csvPath)
    await world.pump.settle()
    const measured: number[] = []
    for (let round = -2; round < rounds; round += 1) {
      await ask(world, company, questions.fromFigures)
      const answered = performance.now()
      await world.pump.settle()
      if (round >= 0) measured.push(performance.now() - answered)
    }
    return measured
  } finally {
    await world.close()
  }
}
