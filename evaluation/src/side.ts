import type { Calibration } from './calibration.ts'
import type { Summary, TurnSummary } from './summary.ts'

/** One side of the sets: what development may look at, or what it never does. */
export interface Side {
  readonly overall: Summary
  readonly sets: Readonly<Record<string, Summary>>
  readonly companies: Readonly<Record<string, Summary>>
  readonly tags: Readonly<Record<string, Summary>>
  readonly calibration: Calibration
  readonly turns: readonly TurnSummary[]
  readonly turnShare: number
  readonly conversations: { readonly all: number; readonly exact: number }
  readonly time: TimeSummary
  readonly typos: readonly TypoSummary[]
}

export interface TimeSummary {
  readonly expressions: number
  readonly exact: number
  readonly declined: number
  readonly wrong: number
}

export interface TypoSummary {
  readonly typos: number
  readonly questions: number
  readonly exactShare: number
  readonly wrongShare: number
}
