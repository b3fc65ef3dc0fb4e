import { words } from './words.ts'

/** Words that hold an amount against a number without comparing them: what is reached, missed or kept within. */
export const boundWords = {
  /** "reached 20 units" */
  attaining: words,
  /** "only just reached 10k": says how far, or when, and no bound alone. */
  barely: words,
  /** "made it to 20 units", "got past 50k" */
  arriving: words,
  arriving_at: words,
  arriving_past: words,
  /** "did not even reach 80k": between what denies and what is denied. */
  even: words,
  /** "didn't reach 20 units", "failed to reach 20 units" */
  never_reaching: words,
  failing: words,
  /** "min 5000 max 20000" */
  least_bound: words,
  most_bound: words,
  /** "max 20 min wait": as written behind a number of them. */
  minutes: words,
  /** "in the 40 to 80 seat range" */
  range_noun: words,
  /** "past the 10k mark" */
  before_bound: words,
  /** "the 10k mark": a number that something is held against. */
  bound: words,
  /** "passed 10k in revenue", where "passed 3 tests" says what was done. */
  past: words,
}
