import type { Direction } from '@salestalk/protocol'
import type { Taxonomy } from '../../taxonomy/index.ts'

function wordsOf(label: string): string[] {
  return label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whether more of a measure is better, as its name tells: the last word that says so decides ("discounted revenue"). */
export function directionOf(label: string, { columns: { tones } }: Taxonomy): Direction {
  const words = wordsOf(label)
  const word = words.findLast((candidate) => tones.good.includes(candidate) || tones.bad.includes(candidate))
  if (word === undefined) {
    const has = (list: readonly string[]): boolean => words.some((one) => list.includes(one))
    // "On-Time Delivery" is how many were, and no time.
    const waits = has(tones.slow) && has(tones.durations) && !has(tones.shares)
    return waits ? 'up_is_bad' : 'neutral'
  }
  return tones.good.includes(word) ? 'up_is_good' : 'up_is_bad'
}

/** What a measure of the file's own is about, as its name tells. */
export function subjectOf(label: string, { columns: { tones } }: Taxonomy): string {
  const words = wordsOf(label)
  if (words.some((word) => tones.earning.includes(word))) return 'revenue'
  return words.some((word) => tones.spending.includes(word)) ? 'finance' : 'operations'
}
