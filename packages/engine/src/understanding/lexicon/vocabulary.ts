import { allowedEdits, bitCount, editDistance, letterMask } from '../text/distance.ts'
import { slipCost } from '../text/slips.ts'

/** The words of a company's vocabulary, arranged for spelling correction: by length, each with its letters as bits. */
export interface Vocabulary {
  readonly known: ReadonlySet<string>
  readonly byLength: ReadonlyMap<number, { readonly words: readonly string[]; readonly masks: Int32Array }>
}

const mostFound = 8

export interface Correction {
  readonly word: string
  readonly edits: number
}

export function buildVocabulary(words: ReadonlySet<string>): Vocabulary {
  const grouped = new Map<number, string[]>()
  for (const word of words) {
    if (word.length < 3) continue
    const group = grouped.get(word.length)
    if (group) group.push(word)
    else grouped.set(word.length, [word])
  }
  const byLength = new Map<number, { words: string[]; masks: Int32Array }>()
  for (const [length, group] of grouped)
    byLength.set(length, { words: group, masks: Int32Array.from(group, letterMask) })
  return { known: words, byLength }
}

/** Nearest known words within the edits a word of this length may have, nearest first, at most eight. */
export function corrections(vocabulary: Vocabulary, word: string): Correction[] {
  if (/^[a-z]{3}$/.test(word)) return withLetterLost(vocabulary, word)
  const limit = allowedEdits(word)
  if (limit === 0) return []
  const mask = letterMask(word)
  const found: Correction[] = []
  for (let length = word.length - limit; length <= word.length + limit; length += 1) {
    const group = vocabulary.byLength.get(length)
    if (!group) continue
    for (let index = 0; index < group.words.length; index += 1) {
      if (bitCount((group.masks[index] ?? 0) ^ mask) > 2 * limit) continue
      const candidate = group.words[index] ?? ''
      // People seldom mistype the first letter: "sails" is "sales" and "males" is not, "footware" is no "cookware".
      const opens = candidate.charCodeAt(0) === word.charCodeAt(0)
      if ((word.length <= 6 && !opens) || /\d/.test(candidate)) continue
      const allowed = opens ? Math.min(limit, allowedEdits(candidate) || 1) : 1
      const edits = editDistance(word, candidate, allowed)
      if (edits <= allowed) found.push({ word: candidate, edits })
    }
  }
  return likeliest(word, found)
}

/** The nearest first, among those equally near the likelier slips of the fingers. */
function likeliest(typed: string, found: readonly Correction[]): Correction[] {
  return found
    .map((correction) => ({ correction, slip: slipCost(typed, correction.word) }))
    .sort(
      (left, right) =>
        left.correction.edits - right.correction.edits ||
        left.slip - right.slip ||
        (left.correction.word < right.correction.word ? -1 : 1),
    )
    .slice(0, mostFound)
    .map(({ correction }) => correction)
}

/** Three letters may be swapped ("teh") or a word of four with one left out ("yer"): other words as short lie too close to each other. */
function withLetterLost({ byLength }: Vocabulary, word: string): Correction[] {
  const group = byLength.get(word.length + 1)
  const mask = letterMask(word)
  const [first, second, third] = word
  const swapped = [`${second}${first}${third}`, `${first}${third}${second}`]
  const known = (byLength.get(word.length)?.words ?? []).filter((other) => swapped.includes(other))
  const found = known.map((other): Correction => ({ word: other, edits: 1 }))
  for (let index = 0; group && index < group.words.length && found.length < mostFound; index += 1) {
    if (bitCount((group.masks[index] ?? 0) ^ mask) > 1) continue
    const candidate = group.words[index] ?? ''
    if (candidate.charCodeAt(0) !== word.charCodeAt(0) || /\d/.test(candidate)) continue
    if (editDistance(word, candidate, 1) === 1) found.push({ word: candidate, edits: 1 })
  }
  return found
}
