import { administratorOf, ask, carryEvents, onboard, openWorld, upload } from './company.ts'
import { takeCalls } from './emulator.ts'
import { questions } from './questions.ts'
import { recordSdk, type SdkUse } from './record-sdk.ts'

export interface AskInput {
  readonly endpoint: string
  readonly csvPath: string
  readonly rounds: number
}

export interface AskedQuestion extends SdkUse {
  readonly total: number
  readonly cpu: number
  /** Requests to AWS that were under way one after the other, by what the emulator saw. */
  readonly emulatorMilliseconds: number
}

export type AskedOnAws = Readonly<Record<keyof typeof questions, readonly AskedQuestion[]>>

/** Asks each question so many times through the gateway and the chat handler, warm. */
export async function askOnAws({ endpoint, csvPath, rounds }: AskInput): Promise<AskedOnAws> {
  const world = await openWorld(endpoint)
  const sdkUse = recordSdk()
  try {
    const company = await administratorOf(world, await onboard(world, 'Warm Company'))
    await upload(world, company, csvPath)
    await carryEvents(world, company)
    const asked = async (question: string): Promise<AskedQuestion> => {
      await takeCalls(endpoint)
      sdkUse()
      const [before, started] = [process.cpuUsage(), performance.now()]
      await ask(world, company, question)
      const total = performance.now() - started
      const { user, system } = process.cpuUsage(before)
      const emulatorMilliseconds = (await takeCalls(endpoint)).reduce((sum, { milliseconds }) => sum + milliseconds, 0)
      return { ...sdkUse(), total, cpu: (user + system) / 1000, emulatorMilliseconds }
    }
    const warmUp = 5
    const results: Record<keyof typeof questions, AskedQuestion[]> = { fromFigures: [], fromRows: [] }
    for (let round = -warmUp; round < rounds; round += 1) {
      for (const name of ['fromFigures', 'fromRows'] as const) {
        const measured = await asked(questions[name])
        if (round >= 0) results[name].push(measured)
      }
    }
    return results
  } finally {
    await world.close()
  }
}
