import { isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import { nameKeys, nameWords } from '../text/words.ts'

/** Words [from, to) that several names, or one, have among theirs. */
export interface NameRun {
  readonly from: number
  readonly to: number
  /** The words as the names have them. */
  readonly key: string
  readonly members: Int32Array
}

const mostLooked = 40
const joints: readonly CueName[] = ['and', 'versus', 'to', 'from', 'exclude']
const nobody = new Int32Array(0)
const code = /^\p{L}{1,3}\d{1,4}$/u

/** Whether the words stand in some name side by side and in this order: "press shop" in "Press Shop 1". */
export function isRun(message: Message, run: NameRun): boolean {
  return standingIn(message, run).length > 0
}

/**
 * The members that words nobody would know otherwise name, though each is ordinary English: two or more that stand side by side in the name
 * ("railway arms"), or the code it begins with ("P1" of "P1 - Critical").
 */
export function membersOfRun(message: Message, run: NameRun): Int32Array {
  const { from, to } = run
  if (to - from === 1) {
    const coded = membersOfCode(message, run)
    return coded.length > 0 || !isPlaced(message, run) ? coded : run.members
  }
  const words = message.words.slice(from, to)
  const telling = words.some(({ stem, normal }) => normal.length > 2 && !/^\d/.test(normal) && isUnknown(message, stem))
  const opens = words[0] !== undefined && !joinsNames(message, words[0].stem)
  return telling && opens ? standingIn(message, run) : nobody
}

/** "P1" of "P1 - Critical", "UK" of "UK & Ireland". */
function membersOfCode({ words, lexicon }: Message, { from, members, key }: NameRun): Int32Array {
  const word = words[from]
  if (!word || lexicon.phrases.has(word.stem)) return nobody
  const isCode = code.test(word.normal)
  if (!isCode && (!/^\p{L}{2}$/u.test(word.normal) || lexicon.commonWords.has(word.normal))) return nobody
  return members.subarray(0, mostLooked).filter((member) => {
    const capital = (lexicon.members.values[member] ?? '').startsWith(word.normal.toUpperCase())
    return keysOf(lexicon, member)[0] === key && (isCode || capital)
  })
}

/**
 * Whether the words may be a thing of their own that a name merely mentions: "hamsters" where the only hamster is in "Hamster Wheel", and
 * "home office" of a "Home Office Desk". Then the name is offered and not taken. `known` words are ones that only names have.
 */
export function isPartOfThing(message: Message, run: NameRun, known: boolean): boolean {
  const { words, lexicon } = message
  const last = words[run.to - 1]
  if (!last) return false
  if (!known) {
    if (run.to - run.from === 1) return !code.test(last.normal) && last.normal.length > 2
    return !standingIn(message, run).some((member) => isAllBut(lexicon, member, run))
  }
  const looked = run.members.subarray(0, mostLooked)
  if (run.to - run.from === 1 && looked.every((member) => isAmidLongName(lexicon, member, last.stem))) return true
  if (last.normal === last.stem || looked.every((member) => isAllButFinish(lexicon, member, run))) return false
  return looked.every((member) => mentionsOne(message, member, last.stem))
}

/** "ring binders" of a "Ring Binder Blue": what the name goes on to say is only its color or size. */
function isAllButFinish(lexicon: Lexicon, member: number, { from, to, key }: NameRun): boolean {
  const words = keysOf(lexicon, member)
  const { finishes } = lexicon.grammar['name-words']
  const rest = words.slice(to - from)
  return (
    to - from > 1 &&
    words.join(' ').startsWith(key) &&
    rest.every((word) => isTrifle(lexicon, word) || finishes.includes(word))
  )
}

const longName = 4

/** "shipped by UPS" is not about the "Belkin 325VA UPS Surge Protector": nobody calls a product by a word from the middle of its name. */
function isAmidLongName(lexicon: Lexicon, member: number, key: string): boolean {
  const isProduct = lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]?.subject === 'products'
  const words = keysOf(lexicon, member).filter((word) => !isTrifle(lexicon, word))
  const place = words.indexOf(key)
  return isProduct && words.length >= longName && place > 0 && place < words.length - 1
}

const shortestPart = 4

/** "tips at harbour": an ordinary word that nobody would know otherwise stands where a name does. */
function isPlaced(message: Message, { from }: NameRun): boolean {
  const word = message.words[from]
  if (!word || word.normal.length < shortestPart || /\d/.test(word.normal) || !isUnknown(message, word.stem))
    return false
  const the = isFunctionWord(message, from - 1, 'definite') ? from - 1 : from
  return isFunctionWord(message, the - 1, 'before_name')
}

/** The name says it in the singular, and goes on to say what it is. */
function mentionsOne({ lexicon }: Message, member: number, key: string): boolean {
  const value = lexicon.members.values[member] ?? ''
  // "St Mark's" speaks of no mark.
  const written = nameWords(value)
  const rest = keysOf(lexicon, member)
  const goesOn = rest.slice(rest.indexOf(key) + 1).some((word) => !isTrifle(lexicon, word))
  return rest.includes(key) && goesOn && written.includes(key)
}

/** What a name may have beside what tells it: articles, numbers, sizes and what the thing is packed in. */
function isTrifle({ grammar }: Lexicon, word: string): boolean {
  return /\d/.test(word) || isArticle(word) || grammar['name-words'].packaging.includes(word)
}

/** All words of the name, in their order, but for an article. */
export function isWholeName({ lexicon }: Message, { from, to, key, members }: NameRun): boolean {
  if (to - from < 2 || members.length > mostLooked) return false
  return members.every(
    (member) =>
      keysOf(lexicon, member)
        .filter((word) => !isArticle(word))
        .join(' ') === key,
  )
}

function isArticle(word: string): boolean {
  return ['the', 'a', 'an'].includes(word)
}

/** The run leaves out only trifles, or what things of the kind are called: "Clinic", "Appeal". */
function isAllBut(lexicon: Lexicon, member: number, { key }: NameRun): boolean {
  const words = keysOf(lexicon, member).filter((word) => !isArticle(word))
  const said = new Set(key.split(' '))
  const rest = words.filter((word) => !said.has(word) && !isTrifle(lexicon, word))
  const isProduct = lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]?.subject === 'products'
  return (
    rest.length === 0 ||
    (!isProduct && words[0] === key.split(' ')[0] && rest.every((word) => isKind(lexicon, member, word)))
  )
}

/** Whether another name of the dimension has the word too. */
function isKind({ members }: Lexicon, member: number, word: string): boolean {
  const having = members.names.havingWord(members.names.find(word)).subarray(0, mostLooked)
  return having.some((other) => other !== member && members.dimensionOf[other] === members.dimensionOf[member])
}

function standingIn({ lexicon }: Message, { key, members }: NameRun): Int32Array {
  return members
    .subarray(0, mostLooked)
    .filter((member) => ` ${keysOf(lexicon, member).join(' ')} `.includes(` ${key} `))
}

function keysOf({ members, grammar }: Lexicon, member: number): string[] {
  return nameKeys(members.values[member] ?? '', grammar.equivalents)
}

/** Words that mean nothing here by themselves, or only what the company lacks. */
function isUnknown({ lexicon }: Message, key: string): boolean {
  return (lexicon.phrases.get(key) ?? []).every(
    ({ kind }) => kind === 'absent' || kind === 'absent_dimension' || kind === 'refusal',
  )
}

/** "and", "or", "vs" and words that say nothing: no name ends with them. */
export function joinsNames({ lexicon }: Message, key: string): boolean {
  return (lexicon.phrases.get(key) ?? []).some(
    (meaning) =>
      (meaning.kind === 'cue' && joints.includes(meaning.cue)) ||
      (meaning.kind === 'ignorable' && meaning.group === 'function'),
  )
}
