import type { Message } from '../message.ts'
import { shortSingular } from '../text/short-singular.ts'
import { stem } from '../text/stem.ts'

/** A member that words name, by its own name or another one. */
export interface NamedMember {
  readonly member: number
  readonly other: boolean
}

/** Words [from, to) that are the full name of members, with the typos that took. */
export interface NameSpan {
  readonly from: number
  readonly to: number
  /** The words as the vocabulary would list them. */
  readonly key: string
  readonly edits: number
  readonly members: readonly NamedMember[]
}

interface Reading {
  readonly words: readonly number[]
  readonly key: string
  readonly edits: number
}

const mostReadings = 8
const mostJoined = 3

/** All full names of members in a message: word by word, with words of it joined ("e mail") or parted ("northamerica"). */
export function nameSpans(message: Message): NameSpan[] {
  const found: NameSpan[] = []
  for (let from = 0; from < message.words.length; from += 1) {
    addSpelled(message, from, found)
    addJoined(message, from, found)
    addParted(message, from, found)
  }
  return found
}

function addSpelled(message: Message, from: number, found: NameSpan[]): void {
  const { names } = message.lexicon.members
  let readings: Reading[] = [{ words: [], key: '', edits: 0 }]
  for (let to = from; to < message.words.length && to - from < names.longest; to += 1) {
    if (to > from && endsClause(message, to)) return
    const extended: Reading[] = []
    for (const { words, key, edits } of readings) {
      const singular = to > from || isCapitalPlural(message, to) ? shortSingular(message.words[to]?.normal ?? '') : ''
      const single = names.find(singular)
      if (single >= 0) extended.push({ words: [...words, single], key: `${key} ${singular}`, edits })
      for (const form of message.forms[to] ?? []) {
        if (form.ordinary) continue
        const longer = key === '' ? form.key : `${key} ${form.key}`
        for (const number of form.edits > 0 ? [names.find(form.key)] : names.findAll(form.key)) {
          // What has no plural would be read twice, and each name of several such words over and over.
          if (number < 0 || number === single || extended.length >= mostReadings) continue
          extended.push({ words: [...words, number], key: longer, edits: edits + form.edits })
        }
      }
    }
    if (extended.length === 0) return
    readings = extended
    for (const { words, key, edits } of readings) addNamed(message, { from, to: to + 1, key, edits }, words, found)
  }
}

/** "XLs": letters written large in the plural, which small ones are too short to be known for. */
function isCapitalPlural({ words }: Message, index: number): boolean {
  return /^\p{Lu}{2}s$/u.test(words[index]?.text ?? '')
}

/** "e mail" for "Email", "north america" for "NorthAmerica". */
function addJoined(message: Message, from: number, found: NameSpan[]): void {
  const { names } = message.lexicon.members
  let key = ''
  let joined = ''
  for (let to = from; to < message.words.length && to - from < mostJoined; to += 1) {
    if (to > from && endsClause(message, to)) return
    const word = message.words[to]?.stem ?? ''
    joined += word
    key = key === '' ? word : `${key} ${word}`
    if (to === from) continue
    const number = names.find(joined)
    if (number >= 0) addNamed(message, { from, to: to + 1, key, edits: 0 }, [number], found)
  }
}

const shortestParted = 5
const longestParted = 24

/** "northamerica" for "North America": a word nobody knows taken apart into words that make a whole name. */
function addParted(message: Message, index: number, found: NameSpan[]): void {
  const { lexicon, words } = message
  const word = words[index]
  if (!word || word.normal.length < shortestParted || word.normal.length > longestParted) return
  if (lexicon.members.names.find(word.stem) >= 0 || lexicon.phrases.has(word.stem)) return
  const single = word.normal.endsWith('s') ? partings(message, word.normal.slice(0, -1), 4) : []
  for (const parts of [...partings(message, word.normal, 4), ...single]) {
    if (parts.length < 2) continue
    addNamed(message, { from: index, to: index + 1, key: word.stem, edits: 0 }, parts, found)
  }
}

/** All ways to read a run of letters as words of names, of at most so many words. */
function partings({ lexicon }: Message, letters: string, most: number): number[][] {
  const { names } = lexicon.members
  const ways: number[][][] = Array.from({ length: letters.length + 1 }, () => [])
  ways[0] = [[]]
  for (let end = 1; end <= letters.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      const before = ways[start] ?? []
      if (before.length === 0) continue
      const number = names.find(stem(letters.slice(start, end)))
      if (number < 0) continue
      for (const words of before) {
        if (words.length < most && (ways[end]?.length ?? 0) < mostReadings) ways[end]?.push([...words, number])
      }
    }
  }
  return ways[letters.length] ?? []
}

function addNamed(
  message: Message,
  span: Omit<NameSpan, 'members'>,
  words: readonly number[],
  found: NameSpan[],
): void {
  const { names } = message.lexicon.members
  const named = names.named(words)
  if (named.length === 0) return
  const members = named.map((name) => ({ member: names.memberOf(name), other: names.isOther(name) }))
  found.push({ ...span, members })
}

function endsClause(message: Message, index: number): boolean {
  const gap = message.words[index]?.gap
  return gap === 'stop' || gap === 'dash'
}
