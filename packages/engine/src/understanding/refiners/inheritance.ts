import type { Interpretation } from '@salestalk/protocol'

/** The frame a message continues, and whether it opens with a word that says so ("and", "what about"). */
export interface Inheritance {
  readonly frame: Interpretation
  readonly cued: boolean
}
