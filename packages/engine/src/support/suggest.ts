import { distance } from 'fastest-levenshtein'

/** The candidate a mistyped word most likely meant: within a third of its length in edits, at least two. Null when none is near. */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const reach = Math.max(2, Math.floor(word.length / 3))
  let best: string | null = null
  let bestDistance = reach + 1
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < bestDistance) {
      best = candidate
      bestDistance = edits
    }
  }
  return best
}
