import type { Question } from '../question/index.ts'
import type { Lexicon } from './lexicon/index.ts'
import type { Meaning } from './lexicon/types.ts'
import { type Correction, corrections } from './lexicon/vocabulary.ts'
import { splitGlued } from './text/split-glued.ts'
import { stem } from './text/stem.ts'
import { type QuestionWord, questionWords, wordKey } from './text/words.ts'
import type { Calendar } from './time/index.ts'

/** What a word may be meant to be: itself, or a known word a few edits away. */
export interface WordForm {
  readonly key: string
  readonly edits: number
}

/** A question prepared for the recognizers. */
export interface Message {
  readonly question: Question
  readonly words: readonly QuestionWord[]
  readonly forms: readonly (readonly WordForm[])[]
  readonly lexicon: Lexicon
  readonly calendar: Calendar
  /** Written in capitals throughout, so that capitals say nothing. */
  readonly shouted: boolean
}

// A question of two thousand characters of nonsense must not cost two thousand searches of the vocabulary.
const mostCorrected = 24

export function prepareMessage(question: Question, lexicon: Lexicon, calendar: Calendar): Message {
  const words = unglued(questionWords(question, lexicon.grammar.equivalents), lexicon)
  let corrected = 0
  const forms = words.map((word): WordForm[] => {
    const own = { key: word.stem, edits: 0 }
    if (isKnown(word, lexicon) || corrected >= mostCorrected) return [own]
    corrected += 1
    const found = [word.normal, ...(word.stem === word.normal ? [] : [word.stem])].flatMap((spelling) =>
      corrections(lexicon.vocabulary, spelling),
    )
    return [own, ...nearest(found, word)]
  })
  const letters = question.text.replace(/[^\p{L}]/gu, '')
  return { question, words, forms, lexicon, calendar, shouted: letters.length > 4 && letters === letters.toUpperCase() }
}

const mostSplit = 8

/** Words run together are taken apart where both parts are words of the vocabulary and one names a measure or a dimension. */
function unglued(words: readonly QuestionWord[], lexicon: Lexicon): QuestionWord[] {
  const find = (part: string): { key: string; data: boolean; alone: boolean } => {
    const key = wordKey(part, lexicon.grammar.equivalents)
    const meanings = lexicon.phrases.get(key) ?? []
    const data = meanings.some(namesData)
    return { key, data, alone: data || meanings.some((meaning) => meaning.kind === 'cue' || isFunctionWord(meaning)) }
  }
  const named = (left: string, right: string): boolean =>
    (lexicon.phrases.get(`${left} ${right}`) ?? []).some(namesData)
  let tried = 0
  return words.flatMap((word) => {
    if (tried >= mostSplit || isKnown(word, lexicon)) return [word]
    tried += 1
    return splitGlued(word, find, named)
  })
}

function namesData({ kind }: Meaning): boolean {
  return kind === 'metric' || kind === 'dimension' || kind === 'implied' || kind === 'absent'
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

/** "unprofitable" is no misspelling of "profitable". */
function isNegated(word: string, known: string): boolean {
  return ['un', 'in', 'im', 'non', 'dis'].some((prefix) => word === `${prefix}${known}` || known === `${prefix}${word}`)
}

function nearest(found: readonly Correction[], word: QuestionWord): WordForm[] {
  const possible = found.filter((correction) => !isNegated(word.normal, correction.word))
  const best = Math.min(...possible.map((correction) => correction.edits))
  return possible
    .filter((correction) => correction.edits === best)
    .map((correction) => ({ key: stem(correction.word), edits: correction.edits }))
    .filter((form, index, all) => form.key !== word.stem && all.findIndex((other) => other.key === form.key) === index)
    .slice(0, 4)
}
