import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import { keepsTheRest } from '../recognizers/double-negatives.ts'
import { leavesMembersOut } from '../recognizers/removals.ts'
import { shortSingular } from '../text/short-singular.ts'

/**
 * Whether a message orders something done ("make revenue go up"): its first word, politeness aside, is such a verb.
 * "Increase in revenue" and "drop of sales" are nouns, and a question mark makes "increase…?" a question about one.
 */
export function isOrder(message: Message): boolean {
  const { words, lexicon } = message
  const first = words.findIndex((word) => !isPolite(message, word.stem))
  const word = words[first]
  if (!word || !(lexicon.grammar.refusals.imperatives.includes(word.normal) || isWeakOrder(message, first)))
    return false
  if (opensName(message, first) || words[first + 1]?.gap === 'hyphen') return false
  if (steersAnswer(message, first) || leavesMembersOut(message, first) || keepsTheRest(message, first)) return false
  // "send me the margin by brand" only asks for it.
  if (lexicon.phrases.get(`${word.stem} ${words[first + 1]?.stem ?? ''}`)?.some(({ kind }) => kind === 'ignorable')) {
    return false
  }
  return words.length > first + 1 && !isFunctionWord(message, first + 1, 'after_noun')
}

/** "pay the invoice of Acme", "bill Acme for it": done to what is pointed at or named, where "bill count" is a noun. */
function isWeakOrder(message: Message, first: number): boolean {
  const { words, lexicon } = message
  if (!isFunctionWord(message, first, 'weak_order')) return false
  // "chase up Acme about it"
  const object = isFunctionWord(message, first + 1, 'particle') ? first + 2 : first + 1
  if (isFunctionWord(message, object, 'after_weak_order')) return true
  if (isDoneToRecord(message, first) || (first > 0 && standsBeforeName(message, object))) return true
  const next = words[object]
  // "invoice S4002 revenue" says which one by its number.
  if (next && lexicon.members.codes.has(next.normal) && namesRecords(message, words[first]?.stem ?? '')) return false
  return (
    next !== undefined && /^\p{Lu}/u.test(next.text) && !message.shouted && lexicon.members.names.find(next.stem) >= 0
  )
}

/** "please bill acme tooling for May": behind politeness a name in small letters is who it is done to, as well. */
function standsBeforeName({ words, lexicon }: Message, from: number): boolean {
  return [2, 3, 4].some((length) => {
    const name = words.slice(from, from + length).map(({ stem }) => stem)
    return name.length === length && membersNamed(lexicon.members, name.join(' ')).length > 0
  })
}

/** "refund order GB204500 now": the record's noun and its number are all that is said of it, so no figure of it is asked for. */
function isDoneToRecord(message: Message, first: number): boolean {
  const { words, lexicon } = message
  const noun = words[first + 1]
  if (!noun || noun.normal !== noun.stem || !namesRecords(message, noun.stem)) return false
  const rest = words.slice(first + 2)
  const end = rest.findIndex(({ stem }) => isPolite(message, stem))
  const code = (end < 0 ? rest : rest.slice(0, end))
    .map(({ normal }) => normal.replace(/[^\p{L}\p{M}\d]/gu, ''))
    .join('')
  return lexicon.members.codes.has(code) && (end < 0 || rest.slice(end).every(({ stem }) => isPolite(message, stem)))
}

function namesRecords({ lexicon }: Message, word: string): boolean {
  return (lexicon.phrases.get(word) ?? []).some(({ kind, ...meaning }) => {
    if (kind === 'record') return true
    if (!('metric' in meaning)) return 'dimension' in meaning && isNumbering(lexicon, meaning.dimension)
    return lexicon.metrics.get(meaning.metric)?.definition.aggregation.kind === 'count_distinct'
  })
}

function isNumbering({ members, dimensions }: Message['lexicon'], dimension: string): boolean {
  return members.coded.has(dimensions.findIndex(({ id }) => id === dimension))
}

/** "close value by product" and "drop-ins last month" begin with what the company calls so. */
function opensName(message: Message, first: number): boolean {
  const { words, lexicon } = message
  let key = words[first]?.stem ?? ''
  for (let to = first + 1; to < words.length && to - first < lexicon.longestPhrase; to += 1) {
    const single = `${key} ${shortSingular(words[to]?.normal ?? '')}`
    key = `${key} ${words[to]?.stem ?? ''}`
    const meanings = lexicon.phrases.get(key) ?? []
    if (meanings.some((meaning) => meaning.kind === 'metric' || meaning.kind === 'dimension')) return true
    if ([key, single].some((name) => membersNamed(lexicon.members, name).length > 0)) return true
  }
  return false
}

/** "remove the filter", "change it to profit" speak of the answer on screen. */
function steersAnswer(message: Message, first: number): boolean {
  const { without_filter, instead, break_again, narrow } = message.lexicon.grammar.conversation
  const text = `${message.words
    .slice(first)
    .map((word) => word.normal)
    .join(' ')} `
  return [...without_filter, ...instead, ...break_again, ...narrow].some(
    (phrase) => phrase.includes(' ') && text.startsWith(`${phrase} `),
  )
}

function isPolite(message: Message, key: string): boolean {
  const { 'function-words': functionWords, ignorables } = message.lexicon.grammar
  return functionWords.before_order.includes(key) || ignorables.courtesy.includes(key)
}
