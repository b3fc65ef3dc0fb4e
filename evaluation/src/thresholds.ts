import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { Side } from './side.ts'
import { share } from './summary.ts'

/** Figures an evaluation can be held to; the lower is the better for those named in `atMost`. */
const figures = {
  exactShare: ({ overall }: Side) => overall.exactShare,
  componentShare: ({ overall }: Side) => Math.min(...Object.values(overall.componentShares)),
  wrongShare: ({ overall }: Side) => overall.wrongShare,
  refusalPrecision: ({ overall }: Side) => overall.refusalPrecision,
  refusalRecall: ({ overall }: Side) => overall.refusalRecall,
  calibrationError: ({ calibration }: Side) => calibration.error,
  turnShare: ({ turnShare }: Side) => turnShare,
  timeShare: ({ time }: Side) => share(time.exact, time.expressions),
  oneTypoExactShare: ({ typos }: Side) => typos.find((entry) => entry.typos === 1)?.exactShare ?? 1,
} as const
type FigureName = keyof typeof figures
const names = Object.keys(figures) as FigureName[]

const atMost: readonly FigureName[] = ['wrongShare', 'calibrationError']

const sideSchema = z.strictObject(
  Object.fromEntries(names.map((name) => [name, z.number()])) as Record<FigureName, z.ZodNumber>,
)
const thresholdsSchema = z.strictObject({ all: sideSchema, heldOut: sideSchema })
export type Thresholds = z.infer<typeof thresholdsSchema>

/** What an evaluation must reach; data in thresholds.json. */
export async function readThresholds(): Promise<Thresholds> {
  return thresholdsSchema.parse(JSON.parse(await readFile(new URL('../thresholds.json', import.meta.url), 'utf8')))
}

/** One sentence for each figure that falls short. */
export function missedThresholds(sides: Record<keyof Thresholds, Side>, thresholds: Thresholds): string[] {
  return (['all', 'heldOut'] as const).flatMap((side) =>
    names.flatMap((name) => {
      const figure = figures[name](sides[side])
      const limit = thresholds[side][name]
      const isReached = atMost.includes(name) ? figure <= limit : figure >= limit
      return isReached ? [] : `${side} ${name} is ${figure.toFixed(3)}, the threshold ${limit}`
    }),
  )
}
