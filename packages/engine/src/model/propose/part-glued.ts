import type { ColumnVocabulary } from '../../taxonomy/index.ts'

/** Shorter words are left as they are. */
const shortestGlued = 6

/**
 * A header with the words parted that some systems run together: "ORDERLINENUMBER" -> "ORDER_LINE_NUMBER", "dealsize" -> "deal_size".
 * Only words known to stand in headers are parted, and a word that is itself one never is.
 */
export function partGlued(name: string, { glued }: ColumnVocabulary): string {
  const words = new Set(glued.words)
  const ends = new Set(glued.ends)
  return name.replace(/(?<!\p{L})(?:\p{Lu}?\p{Ll}+|\p{Lu}+)(?!\p{L})/gu, (run) => {
    const letters = run.toLowerCase()
    if (letters.length < shortestGlued || words.has(letters)) return run
    const cuts = fewestParts(letters, (part, isLast) => words.has(part) || (isLast && ends.has(part)))
    return cuts === null ? run : cuts.map((cut, index) => run.slice(cuts[index - 1] ?? 0, cut)).join('_')
  })
}

/** Where the parts of a run of letters end, for the fewest parts that are all known; null where there are none. */
function fewestParts(letters: string, isKnown: (part: string, isLast: boolean) => boolean): number[] | null {
  const best: (number[] | null)[] = [[]]
  for (let end = 1; end <= letters.length; end += 1) {
    let fewest: number[] | null = null
    for (let start = 0; start < end; start += 1) {
      const before = best[start]
      if (!before || (fewest !== null && before.length + 1 >= fewest.length)) continue
      if (isKnown(letters.slice(start, end), start > 0 && end === letters.length)) fewest = [...before, end]
    }
    best.push(fewest)
  }
  return best[letters.length] ?? null
}
