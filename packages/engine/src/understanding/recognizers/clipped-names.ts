import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import { nameKeys, nameWords } from '../text/words.ts'
import { costs } from './costs.ts'
import { byDimension, ownName } from './member-values.ts'
import type { NameSpan } from './name-spans.ts'

interface NamePart {
  readonly key: string
  /** As the data writes it, in small letters. */
  readonly written: string
}

interface Run {
  readonly from: number
  readonly to: number
}

const shortestBeside = 3
const shortestAlone = 4
const mostBefore = 3
const mostLooked = 200
const mostOptions = 40
const letters = /^\p{L}+$/u

/**
 * Names cut short: "food & bev" for "Food & Beverage", "air con" for "Air Conditioning", "weddings n events"; by a short form everybody uses
 * ("gynae", "insta") also the first word alone. A beginning that no list has ("photog") is offered and not taken: it may be another word.
 */
export function recognizeClipped(message: Message): Candidate[] {
  return [...message.words.keys()].flatMap((index) => [...clippedRuns(message, index), ...clippedWord(message, index)])
}

/** Full names of several words one of which, at the index, is said in full, and another one is cut short. */
function clippedRuns(message: Message, index: number): Candidate[] {
  const { words, lexicon } = message
  const stem = words[index]?.stem ?? ''
  if (isJoint(message, index)) return []
  const found = new Map<string, { run: Run; members: Set<number> }>()
  const having = lexicon.members.names.havingWord(lexicon.members.names.find(stem))
  if (having.length > mostLooked) return []
  for (const member of having) {
    const parts = partsOf(lexicon, member)
    if (parts.length < 2 || parts.find(({ key }) => key === stem) === undefined) continue
    for (let from = Math.max(0, index - mostBefore); from <= index; from += 1) {
      const run = clippedRun(message, from, parts)
      if (!run || run.to <= index) continue
      const name = `${run.from}-${run.to}`
      const entry = found.get(name) ?? { run, members: new Set() }
      found.set(name, { run, members: entry.members.add(member) })
    }
  }
  return [...found.values()].flatMap(({ run, members }) => named(lexicon, run, [...members], costs.value + costs.alias))
}

/** The words from an index that say all parts of a name in their order, at least one of them cut short. */
function clippedRun(message: Message, from: number, parts: readonly NamePart[]): Run | null {
  const { words } = message
  if (isJoint(message, from)) return null
  let at = from
  let shortened = false
  for (const [place, part] of parts.entries()) {
    while (place > 0 && isJoint(message, at)) {
      shortened ||= isFunctionWord(message, at, 'joining_letter')
      at += 1
    }
    const word = words[at]
    if (!word || (at > from && word.gap !== 'space' && word.gap !== 'hyphen')) return null
    if (word.stem !== part.key) {
      if (!isClip(message, at, part, shortestBeside)) return null
      shortened = true
    }
    at += 1
  }
  return shortened ? { from, to: at } : null
}

/** A word that begins a name, where it means nothing else. */
function clippedWord(message: Message, index: number): Candidate[] {
  const { words, lexicon } = message
  const word = words[index]
  if (!word || lexicon.phrases.has(word.stem) || lexicon.members.names.find(word.stem) >= 0) return []
  const run = { from: index, to: index + 1 }
  const usual = usualForms(lexicon, word.normal, word.stem)
  const listed = usual.flatMap((form) => opening(lexicon, nameKeys(form, lexicon.grammar.equivalents)[0] ?? ''))
  const whole = listed.filter((member) => partsOf(lexicon, member).length === 1)
  const members = whole.length > 0 ? whole : listed
  if (members.length > 0) return named(lexicon, run, members, costs.partialName, isProduct(lexicon, members))
  const plain = lexicon.commonWords.has(word.normal) || lexicon.functionWords.has(word.normal)
  if (word.normal !== word.stem || plain) return []
  const begun = beginning(lexicon, word.normal)
    .flatMap((key) => opening(lexicon, key))
    .filter((member) => partsOf(lexicon, member).some((part) => isClip(message, index, part, shortestAlone)))
  return named(lexicon, run, begun, costs.sharedName, true)
}

/** Whether a word nobody knows begins a part of a name, or is what everybody says for it. */
function isClip(message: Message, index: number, { key, written }: NamePart, shortest: number): boolean {
  const { words, lexicon } = message
  const word = words[index]
  if (!word || lexicon.phrases.has(word.stem) || !letters.test(word.normal)) return false
  if (lexicon.timeWords.words.has(word.stem) || lexicon.timeWords.words.has(word.normal)) return false
  if (usualForms(lexicon, word.normal, word.stem).some((form) => form === written || form === key)) return true
  const cut = (whole: string): boolean => whole.startsWith(word.normal) && whole.length > word.normal.length + 1
  return word.normal.length >= shortest && (cut(written) || cut(key))
}

function usualForms(lexicon: Lexicon, normal: string, stem: string): readonly string[] {
  const { clips } = lexicon.grammar['name-words']
  return clips[normal] ?? clips[stem] ?? []
}

/** "&", "and" and the "n" between two words of a name. */
function isJoint(message: Message, index: number): boolean {
  return message.words[index]?.stem === 'and' || isFunctionWord(message, index, 'joining_letter')
}

/** The words of a name but for "and". */
function partsOf({ members, grammar }: Lexicon, member: number): NamePart[] {
  return nameWords(members.values[member] ?? '').flatMap((written): NamePart[] => {
    const [key] = nameKeys(written, grammar.equivalents)
    return key === undefined || key === 'and' ? [] : [{ key, written }]
  })
}

/** The members whose name opens with a word. */
function opening(lexicon: Lexicon, key: string): number[] {
  const { names } = lexicon.members
  const number = names.find(key)
  if (number < 0) return []
  const alone = names.named([number]).filter((name) => !names.isOther(name))
  const members = [...alone.map((name) => names.memberOf(name)), ...names.havingWord(number).subarray(0, mostLooked)]
  return [...new Set(members)].filter((member) => partsOf(lexicon, member)[0]?.key === key)
}

const sorted = new WeakMap<Lexicon['members'], readonly string[]>()

/** The words of names that begin so, by a search in all of them put in order. */
function beginning(lexicon: Lexicon, start: string): string[] {
  if (start.length < shortestAlone || !letters.test(start)) return []
  const all = sorted.get(lexicon.members) ?? [...lexicon.members.names.spellings()].sort()
  sorted.set(lexicon.members, all)
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  const found: string[] = []
  for (let at = low; all[at]?.startsWith(start) && found.length < mostOptions; at += 1) found.push(all[at] ?? '')
  return found
}

function isProduct({ members, dimensions }: Lexicon, found: readonly number[]): boolean {
  return found.some((member) => dimensions[members.dimensionOf[member] ?? 0]?.subject === 'products')
}

/** One name is meant, or `asked`; of several the user says which. */
function named(lexicon: Lexicon, run: Run, members: readonly number[], cost: number, asked = false): Candidate[] {
  if (members.length === 0 || members.length > mostOptions) return []
  const base = { ...run, rule: 'member-clipped', typos: 0 }
  const values = new Set(members.map((member) => lexicon.members.values[member]))
  if (values.size === 1 && !asked) {
    return byDimension(lexicon, members.map(ownName)).map((meaning) => ({ ...base, meaning, cost }))
  }
  const options = members.flatMap((member) => byDimension(lexicon, [ownName(member)]))
  return [{ ...base, meaning: { kind: 'value_options', options }, cost: costs.sharedName }]
}

/**
 * "competitor vs no decision": a word for what the company has no column of is part of a member's name where another member of the same
 * column is set against it.
 */
export function recognizeOpposed(message: Message, spans: readonly NameSpan[]): Candidate[] {
  const { words, lexicon } = message
  if (![...words.keys()].some((index) => isFunctionWord(message, index, 'compared'))) return []
  return [...words.keys()].flatMap((index) => {
    const key = words[index]?.stem ?? ''
    const meanings = lexicon.phrases.get(key) ?? []
    if (meanings.length === 0 || meanings.some(({ kind }) => kind !== 'absent_dimension')) return []
    const { names, dimensionOf } = lexicon.members
    const having = names.havingWord(names.find(key))
    const opposed = spans
      .filter(({ from, to, edits }) => edits === 0 && isAgainst(message, index, from, to))
      .flatMap(({ members }) => members.map(({ member }) => dimensionOf[member]))
    const members = [...having.subarray(0, mostLooked)].filter((member) => opposed.includes(dimensionOf[member]))
    return named(lexicon, { from: index, to: index + 1 }, members, costs.partialName)
  })
}

/** Whether a word that sets things against each other stands between a word and the words [from, to). */
function isAgainst(message: Message, index: number, from: number, to: number): boolean {
  const [start, end] = index < from ? [index, from] : [to, index]
  return start < end && hasFunctionWord(message, start, end, 'compared')
}
