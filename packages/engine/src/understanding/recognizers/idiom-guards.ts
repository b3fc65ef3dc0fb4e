import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import type { KeyedSpan } from './keyed-spans.ts'
import { measuresNamed } from './phrase-guards.ts'

/** "the entire company", "revenue of the company in May", "company sales": who asks, where customers are called companies too. */
export function namesOwner(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  const word = words[from]
  if (!word || to - from > 1 || !lexicon.grammar['implied-metrics'].owners.includes(word.normal)) return false
  if (isFunctionWord(message, from - 1, 'entire')) return true
  const ends = words[to] === undefined || words[to]?.gap !== 'space' || isFunctionWord(message, to, 'after_whole')
  if (isFunctionWord(message, from - 1, 'definite')) {
    const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
    const does = auxiliaries.includes(words[from - 2]?.normal ?? '')
    return does || (ends && isFunctionWord(message, from - 2, 'before_name'))
  }
  const isOwn = lexicon.dimensions.some(({ label }) => label.toLowerCase() === word.normal)
  const leads = from === 0 || isFunctionWord(message, from - 1, 'entire') || words[from]?.gap !== 'space'
  return !isOwn && leads && measuresNamed(lexicon, words[to]?.stem ?? '').length > 0
}

/** "where does revenue stand", "where did we land on sales": how much it is, and no place. */
export function asksStanding(message: Message, { from, to }: KeyedSpan): boolean {
  const { length } = message.words
  if (hasFunctionWord(message, 0, length, 'extreme') || from > 2) return false
  return hasFunctionWord(message, to, length, 'standing')
}

/** "where did sales land": behind "where" no land is spoken of. */
export function isStanding(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'standing')) return false
  return hasFunctionWord(message, 0, from, 'in_which')
}

/** "what did we finish last quarter on": the last word opens a period and no order. */
export function opensPeriod({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const next = words[to]
  if (to - from < 2 || !next || next.gap !== 'space' || !lexicon.timeVocabulary.has(words[to - 1]?.normal ?? ''))
    return false
  return lexicon.dimensionsById.get(next.stem)?.calendar === true
}

/** "list revenue by region" wants a list of it, and no "list revenue". */
export function asksForList(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  if (to - from < 2 || !lexicon.grammar.cues.list.includes(words[from]?.normal ?? '')) return false
  if (from > 0 && !isFunctionWord(message, from - 1, 'before_order')) return false
  return (
    measuresNamed(
      lexicon,
      words
        .slice(from + 1, to)
        .map(({ stem }) => stem)
        .join(' '),
    ).length > 0
  )
}

/** Up to so many letters a word is too easily another one. */
const longestShort = 4

/** "saje for EMEA" may be "same" as well as "save": no slip of a short word turns the meaning round. */
export function turnsRoundBySlip({ words }: Message, { from, edits, key }: KeyedSpan, cue: CueName): boolean {
  if (cue !== 'exclude' || edits === 0) return false
  const said = key.split(' ')
  return said.some((word, index) => word !== words[from + index]?.stem && word.length <= longestShort)
}

/** "kindly share revenue" asks for it to be shown. */
export function asksToShare(message: Message, { from, to }: KeyedSpan): boolean {
  return (
    to - from === 1 && isFunctionWord(message, from, 'sharing') && isFunctionWord(message, from - 1, 'before_order')
  )
}
