import type { Question } from '../question/index.ts'
import type { Lexicon } from './lexicon/index.ts'
import type { Meaning } from './lexicon/types.ts'
import { type Correction, corrections } from './lexicon/vocabulary.ts'
import type { CueName } from './phrases/schema.ts'
import { slipCost } from './text/slips.ts'
import { splitGlued } from './text/split-glued.ts'
import { stem } from './text/stem.ts'
import { type QuestionWord, questionWords, wordKey } from './text/words.ts'
import type { Calendar } from './time/index.ts'
import { usesOf, type WordUses } from './word-uses.ts'

/** What a word may be meant to be: itself, or a known word a few edits away. */
export interface WordForm {
  readonly key: string
  readonly edits: number
  /** As it is written: "bookings" where the key is "booking". */
  readonly written: string
  /** An ordinary word: it is a misspelling only beside other words of a phrase. */
  readonly ordinary?: boolean
}

/** Added to the edits of a misspelling that is no mere slip of the fingers. */
const unlikelySlip = 0.25

/** A question prepared for the recognizers. */
export interface Message {
  readonly question: Question
  readonly words: readonly QuestionWord[]
  readonly uses: WordUses
  readonly forms: readonly (readonly WordForm[])[]
  readonly lexicon: Lexicon
  readonly calendar: Calendar
  /** Written in capitals throughout, so that capitals say nothing. */
  readonly shouted: boolean
  /** Misspelled words that were put right before the message was read: where they now stand and what was typed. */
  readonly mended: readonly MendedWord[]
}

export interface MendedWord {
  readonly start: number
  readonly end: number
  readonly typed: string
}

// A question of two thousand characters of nonsense must not cost two thousand searches of the vocabulary.
const mostCorrected = 24
const mostForms = 5

function meaningsOf(word: string, { grammar, phrases }: Lexicon): readonly Meaning[] {
  return phrases.get(wordKey(word, grammar.equivalents)) ?? []
}

function isOperatorOnly(meanings: readonly Meaning[]): boolean {
  return meanings.some(({ kind }) => kind === 'cue') && !meanings.some(namesData)
}

export function prepareMessage(
  question: Question,
  lexicon: Lexicon,
  calendar: Calendar,
  mended: readonly MendedWord[] = [],
): Message {
  const words = unglued(questionWords(question, lexicon.grammar.equivalents), lexicon)
  let corrected = 0
  const forms = words.map((word): WordForm[] => {
    const own = { key: word.stem, edits: 0, written: word.normal }
    const ordinary = isOrdinary(word, lexicon)
    if ((!ordinary && isKnown(word, lexicon)) || corrected >= mostCorrected) return [own]
    corrected += 1
    if (ordinary) return [own, ...slipped(word, lexicon)]
    // "sealss" doubles the ending that plurals are known by.
    const written = word.normal.slice(0, -1)
    const single = word.normal.endsWith('ss') ? stem(written) : ''
    if (lexicon.vocabulary.known.has(single)) return [own, { key: single, edits: 1, written }]
    const found = [word.normal, ...(word.stem === word.normal ? [] : [word.stem])].flatMap((spelling) =>
      corrections(lexicon.vocabulary, spelling),
    )
    return [own, ...nearest(found, word, lexicon)]
  })
  const letters = question.text.replace(/[^\p{L}]/gu, '')
  return {
    question,
    words,
    uses: usesOf(words, lexicon),
    forms,
    lexicon,
    calendar,
    shouted: letters.length > 4 && letters === letters.toUpperCase(),
    mended,
  }
}

const tyingCues: readonly CueName[] = ['group', 'versus']
const mostSplit = 8
const longWord = 5

/** Words run together are taken apart where both parts are words of the vocabulary and one names a measure or a dimension. */
function unglued(words: readonly QuestionWord[], lexicon: Lexicon): QuestionWord[] {
  const find = (part: string): { key: string; data: boolean; alone: boolean; ties: boolean } => {
    const key = wordKey(part, lexicon.grammar.equivalents)
    const meanings = lexicon.phrases.get(key) ?? []
    const data = meanings.some(namesData)
    const ties = meanings.some((meaning) => meaning.kind === 'cue' && tyingCues.includes(meaning.cue))
    return {
      key,
      data,
      alone: data || meanings.some((meaning) => meaning.kind === 'cue' || isFunctionWord(meaning)),
      ties,
    }
  }
  const named = (left: string, right: string): boolean =>
    (lexicon.phrases.get(`${left} ${right}`) ?? []).some(namesData)
  let tried = 0
  return words.flatMap((word) => {
    if (tried >= mostSplit || isKnown(word, lexicon) || isSlip(word, lexicon)) return [word]
    tried += 1
    return splitGlued(word, find, named)
  })
}

/** "Nordisc" is misspelled and not "nor disc". */
function isSlip(word: QuestionWord, { vocabulary }: Lexicon): boolean {
  return corrections(vocabulary, word.normal).some(({ word: meant, edits }) => edits === 1 && meant.length >= longWord)
}

function namesData({ kind }: Meaning): boolean {
  return kind === 'metric' || kind === 'dimension'
}

function isFunctionWord(meaning: Meaning): boolean {
  return meaning.kind === 'ignorable' && meaning.group === 'function'
}

/** Whether a word is in the vocabulary, or an ordinary English word that must not be bent into one. */
export function isKnown(word: QuestionWord, lexicon: Lexicon): boolean {
  const { known } = lexicon.vocabulary
  if (lexicon.members.codes.has(word.normal)) return true
  return (
    known.has(word.stem) || known.has(word.normal) || lexicon.commonWords.has(word.normal) || /\d/.test(word.normal)
  )
}

/** An English word that names nothing here. */
export function isOrdinary(word: QuestionWord, { vocabulary: { known }, commonWords, members }: Lexicon): boolean {
  const named = known.has(word.stem) || known.has(word.normal) || members.codes.has(word.normal)
  return !named && commonWords.has(word.normal) && /^[a-z]{3,}$/.test(word.normal)
}

/** What an ordinary word may be a slip of the fingers for: "tie" for "time". */
function slipped(word: QuestionWord, lexicon: Lexicon): WordForm[] {
  return nearest(corrections(lexicon.vocabulary, word.normal), word, lexicon)
    .filter((form) => form.edits === 1)
    .map((form) => ({ ...form, ordinary: true }))
}

/** "unprofitable" is no misspelling of "profitable". */
function isNegated(word: string, known: string): boolean {
  return ['un', 'in', 'im', 'non', 'dis'].some((prefix) => word === `${prefix}${known}` || known === `${prefix}${word}`)
}

function nearest(found: readonly Correction[], word: QuestionWord, lexicon: Lexicon): WordForm[] {
  const { equivalents } = lexicon.grammar
  const possible = found.filter((correction) => !isNegated(word.normal, correction.word))
  const best = Math.min(...possible.map((correction) => correction.edits))
  const nearby = possible.filter((correction) => correction.edits === best)
  // "oders" are orders and not "over": what would compare or compute gives way to what the data measures.
  const named = nearby.filter((correction) => meaningsOf(correction.word, lexicon).some(namesData))
  const likeliest = Math.min(...named.map((correction) => slipCost(word.normal, correction.word)))
  // "lowst" left a letter out of "lowest", where nobody puts one into "lost".
  const isLikelier = (correction: Correction): boolean => slipCost(word.normal, correction.word) < likeliest
  return nearby
    .filter((correction) => isLikelier(correction) || !isOperatorOnly(meaningsOf(correction.word, lexicon)))
    .toSorted((left, right) => slipCost(word.normal, left.word) - slipCost(word.normal, right.word))
    .map(({ word: written, edits }) => ({
      key: wordKey(written, equivalents),
      edits: edits + unlikelySlip * slipCost(word.normal, written),
      written,
    }))
    .filter((form, index, all) => form.key !== word.stem && all.findIndex((other) => other.key === form.key) === index)
    .slice(0, mostForms)
}
