import type { Ids } from '../ids.ts'

/** UUID-shaped ids that count up: `00000000-0000-4000-8000-000000000001`, then `…002`. */
export function sequentialIds(): Ids {
  let count = 0
  return {
    next: () => {
      count += 1
      return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
    },
  }
}
