import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import type { KeyedSpan } from './keyed-spans.ts'

/** Whether a cue of several parts stands there without what makes it one. */
export function lacksItsRest(message: Message, span: KeyedSpan, cue: CueName): boolean {
  switch (cue) {
    case 'group':
      return crossesNothing(message, span)
    case 'why':
      return bringsNothingAbout(message, span)
    case 'trend':
      return headsNowhere(message, span)
    case 'running_total':
      return addsUpOnce(message, span)
    case 'moving_average':
      return rollsNothing(message, span)
    case 'what':
      return asksForKind(message, { ...span, from: span.from + 1 })
    case 'rank':
      return namesSort(message, span) || ordersNothing(message, span)
    case 'growth':
      return goesSomewhere(message, span) || isInArrears(message, span)
    case 'and':
    case 'suffix_gte':
      return joinsNothing(message, span.from)
    case 'follow_widen':
      // What opens a message may add to the one before.
      return span.from > 0 && joinsNothing(message, span.from)
    case 'forecast':
      return asksForPlace(message, span)
    default:
      return false
  }
}

/** "region x product": a sign that crosses two splits, and no name of anything. */
function crossesNothing(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  if (!isFunctionWord(message, from, 'cross')) return false
  const splits = (word: Message['words'][number] | undefined) =>
    (lexicon.phrases.get(word?.stem ?? '') ?? []).some(({ kind }) => kind === 'dimension') ||
    [...lexicon.dimensionsById.values()].some(({ label }) =>
      label
        .toLowerCase()
        .split(' ')
        .includes(word?.normal ?? ''),
    )
  return !splits(words[from - 1]) || !splits(words[to])
}

/** "what brought sales down" asks for a cause, "what brought in most revenue" does not. */
function bringsNothingAbout(message: Message, { to }: KeyedSpan): boolean {
  if (!isFunctionWord(message, to - 1, 'carrying')) return false
  // Right behind the verb it is a part of it: "what brought in", "what took up".
  return !hasFunctionWord(message, to + 1, message.words.length, 'direction')
}

/** "where do you see the most revenue", "where will sales grow": in which of several, and not how far. */
function asksForPlace({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const { where, growth, top, bottom, best, worst } = lexicon.grammar.cues
  if (!where.includes(words[from]?.normal ?? '')) return false
  const placing = [growth, top, bottom, best, worst]
  return words.slice(to).some(({ normal }) => placing.some((listed) => listed.includes(normal)))
}

/** "sales adding up" are one sum, unless something else says that they run on: "adding up through the year, cumulative". */
function addsUpOnce({ words, lexicon }: Message, { from, to, key }: KeyedSpan): boolean {
  const { running_total: running } = lexicon.grammar.cues
  if (key !== lexicon.grammar['function-words'].adding_up.join(' ')) return false
  return !words.some(({ normal }, index) => (index < from || index >= to) && running.includes(normal))
}

/** The "running" of a "running tally" may not be passed over: a plain sum is another figure. */
export function beginsRunningTotal({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const { running_total: running } = lexicon.grammar.cues
  return to - from === 1 && running.includes(`${words[from]?.normal} ${words[to]?.normal}`)
}

/** How many words a window is told in: "moving 12 month average", "trailing average over 12 months". */
const windowWords = 3

/** "moving" house and "running" costs roll on over no time. */
function rollsNothing(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'rolling_on')) return false
  return !averagesBehind(message, to)
}

/** Whether an average is named within the words that tell a window. */
export function averagesBehind({ words, lexicon }: Message, from: number): boolean {
  const { average } = lexicon.grammar.cues
  return words.slice(from + 1, from + 1 + windowWords).some(({ stem }) => average.includes(stem))
}

/** "moving" house is no course of anything, where "in what direction is it moving" and "how has it been moving" ask for one. */
function headsNowhere(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'heading') || hasFunctionWord(message, 0, from, 'toward')) {
    return false
  }
  return !asksHowItMoves(message, from)
}

/** "how are juices moving in Coastal": of nothing behind it, and not of those who move something. */
function asksHowItMoves(message: Message, at: number): boolean {
  const how = [...message.words.keys()].findIndex((index) => isFunctionWord(message, index, 'how'))
  if (how < 0 || how > at - 3 || !isFunctionWord(message, how + 1, 'course_of')) return false
  if (hasFunctionWord(message, how + 2, at, 'doer')) return false
  const next = message.words[at + 1]
  return next === undefined || next.gap !== 'space' || isFunctionWord(message, at + 1, 'after_course')
}

/** "by sort of customer" puts nothing in an order. */
function namesSort(message: Message, { from, to }: KeyedSpan): boolean {
  const { kinds } = message.lexicon.grammar['short-names']
  return to - from === 1 && kinds.includes(message.words[from]?.stem ?? '') && isFunctionWord(message, to, 'part_of')
}

/**
 * "sign-ups for plus", "Basic & Plus", "sign-ups: plus and basic": a word that joins what stands beside it, and is the name of a member, joins
 * nothing at either end of a message, behind a preposition or a sign, and beside another such word. "50 plus" says no name.
 */
export function joinsNothing(message: Message, from: number): boolean {
  const { question, words, lexicon } = message
  const word = words[from]
  if (!word || word.text.length < shortestJoined || membersNamed(lexicon.members, word.stem).length === 0) return false
  const sign = /[+&:(]\s*$/.test(question.text.slice(0, word.start))
  const ends = from === words.length - 1 && !/\d/.test(words[from - 1]?.text ?? '')
  const joined = lexicon.grammar.cues.and.includes(words[from + 1]?.normal ?? '')
  return from === 0 || ends || sign || joined || isFunctionWord(message, from - 1, 'before_removed')
}

/** "or" and "et" are written for states and what else; nobody says them so. */
const shortestJoined = 3

/** "tonnes moved by Bratley": whoever stands behind "by" moves things, where "moved by how much" asks for a change. */
function isMovedBy(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'attributive') || !isFunctionWord(message, to, 'by')) return false
  const doer = message.words[to + 1]?.stem ?? ''
  const splits = (message.lexicon.phrases.get(doer) ?? []).some(({ kind }) => kind !== 'ignorable')
  return !splits && message.lexicon.members.names.find(doer) >= 0
}

/** "behind with their payments", "behind on the rent": what is owed, and no lower figure than another. */
function isInArrears(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'lagging') || !isFunctionWord(message, to, 'over_with'))
    return false
  return hasFunctionWord(message, to + 1, to + 1 + owedReach, 'dues')
}

/** "behind on all of their payments" */
const owedReach = 4

/** "a drop in orders", "units in order S4002": only what ends there is "in order". */
function ordersNothing(message: Message, { from, to }: KeyedSpan): boolean {
  const [first, last] = [message.words[from], message.words[to - 1]]
  if (to - from !== 2 || !isFunctionWord(message, from, 'measured_in') || !first || !last) return false
  const next = message.words[to]
  const ends = next === undefined || next.gap !== 'space' || isFunctionWord(message, to, 'after_control')
  return last.normal !== last.stem || !ends
}

/** "went south": down, unless there is such a place to go to; "moved by Bratley" is no movement of the figure. */
function goesSomewhere(message: Message, span: KeyedSpan): boolean {
  if (isMovedBy(message, span)) return true
  const { words, lexicon } = message
  const last = words[span.to - 1]
  if (!last || !lexicon.grammar['function-words'].downwards.includes(last.normal)) return false
  const capital = /^\p{Lu}\p{Ll}/u.test(last.text)
  return capital || lexicon.members.names.find(last.stem) >= 0
}

export function spansTime({ words, lexicon }: Message, from: number): boolean {
  return /^\d+$/.test(words[from]?.normal ?? '') && lexicon.timeWords.words.has(words[from + 1]?.normal ?? '')
}

/** "rolling 3 month average" has a window of three months, and is about no particular ones. */
export function isWindow(message: Message, from: number, to: number): boolean {
  const { words, lexicon } = message
  const { average, moving_average: rolling } = lexicon.grammar.cues
  return rolling.includes(words[from]?.normal ?? '') && average.includes(words[to]?.stem ?? '')
}

/** "what are the tickets about", "what were they about last month": what records say, which no figure tells. */
export function asksForContent(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'about')) return false
  if (!message.words.slice(0, from).some((_, index) => isFunctionWord(message, index, 'what'))) return false
  const next = message.words[to]
  if (!next || next.gap !== 'space') return true
  return isFunctionWord(message, to, 'before_bucket') || isFunctionWord(message, to, 'before_setting')
}

/** "by sort of customer", "per kind of store": a split by kinds, which is none by customers or stores. */
export function asksForKind({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const { kinds, individuals } = lexicon.grammar['short-names']
  if (to - from !== 2 || !kinds.includes(words[from]?.stem ?? '')) return false
  const [one = '', other = ''] = [words[to]?.stem, words[to + 1]?.stem]
  const named = [one, `${one} ${other}`].flatMap((key) => lexicon.phrases.get(key) ?? [])
  return named.some((meaning) => meaning.kind === 'dimension' && individuals.includes(meaning.dimension))
}
