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
const recentSideSchema = sideSchema.omit({ timeShare: true })
const thresholdsSchema = z.strictObject({
  /** For all sets but the recent ones. */
  settled: z.strictObject({ all: sideSchema, heldOut: sideSchema }),
  /** Sets that came in last and are harder: together with the others they would hide what the others lose. */
  recent: z.strictObject({ sets: z.array(z.string()).min(1), all: recentSideSchema, heldOut: recentSideSchema }),
})
export type Thresholds = z.infer<typeof thresholdsSchema>

/** The sides of one group of sets. */
export type Sides = Readonly<Record<'all' | 'heldOut', Side>>

/** What an evaluation must reach; data in thresholds.json. */
export async function readThresholds(): Promise<Thresholds> {
  return thresholdsSchema.parse(JSON.parse(await readFile(new URL('../thresholds.json', import.meta.url), 'utf8')))
}

/** One sentence for each figure that falls short, in either group of sets. */
export function missedThresholds(groups: Record<keyof Thresholds, Sides>, thresholds: Thresholds): string[] {
  return (['settled', 'recent'] as const).flatMap((group) =>
    (['all', 'heldOut'] as const).flatMap((side) =>
      missed(`${group} ${side}`, groups[group][side], thresholds[group][side]),
    ),
  )
}

function missed(group: string, side: Side, limits: Partial<Record<FigureName, number>>): string[] {
  return names.flatMap((name) => {
    const limit = limits[name]
    if (limit === undefined) return []
    const figure = figures[name](side)
    const isReached = atMost.includes(name) ? figure <= limit : figure >= limit
    return isReached ? [] : `${group} ${name} is ${figure.toFixed(3)}, the threshold ${limit}`
  })
}
