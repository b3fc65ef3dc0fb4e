import type { Hit } from '../parsers/hit.ts'

/** Keeps the longest hits that do not overlap, in the order of the text; the earlier wins a tie. */
export function selectLongest(hits: readonly Hit[]): Hit[] {
  const ordered = [...hits].sort(
    (left, right) => right.end - right.start - (left.end - left.start) || left.start - right.start,
  )
  const kept: Hit[] = []
  for (const hit of ordered) {
    if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit)
  }
  return kept.sort((left, right) => left.start - right.start)
}
