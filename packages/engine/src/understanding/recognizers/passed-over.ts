import type { Candidate } from '../candidate.ts'
import { costs } from './costs.ts'

/** Reads the words [from, to) as saying nothing of their own. */
export function passedOver(from: number, to: number, rule = 'ignore-verbs'): Candidate {
  return { from, to, meaning: { kind: 'ignorable', group: 'verbs' }, cost: costs.ignorable, rule, typos: 0 }
}
