import { type MarkedItem, type MarkedText, phrasesOfItems, readMarkedText, sentencesOfItems } from './marked-text.ts'
import { equivalentsOf, type RephrasingWording } from './rephrasing-wording.ts'
import type { Sentence } from './types.ts'

/** Why a wording was turned down: its length, a character it has no use for, a mark missing, added or repeated, or what it says. */
export type RephrasingFault = 'length' | 'characters' | 'marks' | 'wording'

export type AcceptedRephrasing =
  | { readonly kind: 'accepted'; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'rejected'; readonly fault: RephrasingFault }

/**
 * A model's wording as sentences, if it provably says the same: sentence by sentence it must be the original after replacing listed
 * equivalents, or the original with the parts of its opening statement in another order. Figures, names and directions are marks that
 * stand for the very phrases of the original, so that no wording can change one.
 */
export function acceptRephrasing(original: MarkedText, reply: string, wording: RephrasingWording): AcceptedRephrasing {
  const text = reply.trim()
  if (text.length === 0 || text.length > lengthMax(original.text)) return { kind: 'rejected', fault: 'length' }
  const [told, said] = [readMarkedText(original.text), readMarkedText(text)]
  if (told === null || said === null) return { kind: 'rejected', fault: 'characters' }
  if (marksOf(told) !== marksOf(said)) return { kind: 'rejected', fault: 'marks' }
  const [sentences, candidates] = [sentencesOfItems(told), sentencesOfItems(said)]
  const plain = plainForm(wording)
  const isSame =
    sentences.length === candidates.length &&
    sentences.every((sentence, index) => {
      const candidate = candidates[index] ?? []
      return isOrdinaryCase(candidate) && saysTheSame(plain(sentence), plain(candidate), wording)
    })
  return isSame
    ? { kind: 'accepted', sentences: candidates.map((items) => phrasesOfItems(items, original.phrases)) }
    : { kind: 'rejected', fault: 'wording' }
}

/** Longer than any string of equivalents makes it; nothing of that size needs to be read. */
function lengthMax(text: string): number {
  return text.length * 2 + 100
}

function marksOf(items: readonly MarkedItem[]): string {
  const marks = items.filter(({ kind }) => kind === 'mark').map(({ text }) => text)
  return marks.sort().join()
}

/** Only a sentence's first letter is large: a word in capitals would be emphasis. */
function isOrdinaryCase(items: readonly MarkedItem[]): boolean {
  return items.every(({ kind, text }, index) => {
    if (kind !== 'word') return true
    const rest = index === 0 ? text.slice(1) : text
    return rest === rest.toLowerCase()
  })
}

/** Lower case, without articles, every phrase by the first of its equivalents. */
function plainForm(wording: RephrasingWording): (items: readonly MarkedItem[]) => string[] {
  const equivalents = equivalentsOf(wording)
  const longest = Math.max(...[...equivalents.keys()].map((phrase) => phrase.split(' ').length))
  return (items) => {
    const texts = items
      .map(({ kind, text }) => (kind === 'word' ? text.toLowerCase() : text))
      .filter((text) => !wording.articles.includes(text))
    const plain: string[] = []
    for (let at = 0; at < texts.length; ) {
      let length = Math.min(longest, texts.length - at)
      while (length > 0 && !equivalents.has(texts.slice(at, at + length).join(' '))) length -= 1
      const found = equivalents.get(texts.slice(at, at + length).join(' '))
      plain.push(...(found ?? texts.slice(at, at + 1)))
      at += Math.max(length, 1)
    }
    return plain
  }
}

function saysTheSame(original: readonly string[], candidate: readonly string[], wording: RephrasingWording): boolean {
  if (isEqual(original, candidate)) return true
  // With two figures, moving a name could give it to the other one.
  const opening = original.findIndex(isPunctuation)
  const head = original.slice(0, opening)
  const rest = original.slice(opening)
  if (opening === -1 || head.filter((each) => each.startsWith('[F')).length !== 1) return false
  if (!isEqual(rest, candidate.slice(-rest.length))) return false
  const moved = candidate.slice(0, -rest.length)
  if (moved.filter(isPunctuation).join('').length > 1 || moved.at(0) === ',' || moved.at(-1) === ',') return false
  const [before, after] = [partsOf(head, wording), partsOf(moved, wording)]
  return isEqual(before.fixed, after.fixed) && isEqual(before.movable.sort(), after.movable.sort())
}

/** The parts of a statement: "revenue" and "was 5" are fixed, "in EMEA" and "in Q3" movable. */
function partsOf(words: readonly string[], { movable, fixed }: RephrasingWording) {
  const parts: string[][] = [[]]
  for (const word of words) {
    if (word === ',') parts.push([])
    else if (movable.includes(word) || fixed.includes(word)) parts.push([word])
    else parts.at(-1)?.push(word)
  }
  const isMovable = ([first]: readonly string[]) => first !== undefined && movable.includes(first)
  const isFixed = (part: readonly string[]) => part.length > 0 && !isMovable(part)
  const joined = (part: readonly string[]) => part.join(' ')
  return { fixed: parts.filter(isFixed).map(joined), movable: parts.filter(isMovable).map(joined) }
}

function isPunctuation(text: string): boolean {
  return /^[.,;:()]$/.test(text)
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index])
}
