/** Pairs of words that mean yes and no. Single letters count only together: an F alone may be anything. */
const pairs: readonly { readonly yes: string; readonly no: string; readonly alone: boolean }[] = [
  { yes: 'true', no: 'false', alone: true },
  { yes: 'yes', no: 'no', alone: true },
  { yes: 'y', no: 'n', alone: false },
  { yes: 't', no: 'f', alone: false },
]

export type BooleanWords = { readonly yes: string; readonly no: string }

/** The pair all of these cells (in lower case) belong to, or null. */
export function booleanWords(cells: Iterable<string>): BooleanWords | null {
  const distinct = new Set(cells)
  if (distinct.size === 0 || distinct.size > 2) return null
  for (const pair of pairs) {
    const all = [...distinct].every((cell) => cell === pair.yes || cell === pair.no)
    if (all && (pair.alone || distinct.size === 2)) return pair
  }
  return null
}
