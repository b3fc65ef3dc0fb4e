import type { Interpretation } from '@salestalk/protocol'
import type { Cover } from '../decode.ts'
import { isFunctionWord } from '../function-words.ts'
import { thingRule } from '../lexicon/thing-nouns.ts'
import type { Message } from '../message.ts'
import type { Inheritance } from '../refiners/inheritance.ts'
import type { Conversation } from '../types.ts'

const leadingCues = new Set(['follow_add', 'follow_widen', 'follow_instead', 'follow_same', 'follow_break', 'only'])

/**
 * The frame a message continues: it lacks a measure of its own, or opens with a word that ties it to what was said.
 * Null for a question that is complete by itself, or when there is nothing to continue.
 */
export function inheritanceFor(
  message: Message,
  covers: readonly Cover[],
  conversation: Conversation,
): Inheritance | null {
  const frame = frameOf(conversation)
  const cover = covers[0]
  if (!frame || !cover) return null
  const cued =
    opensWithCue(message, cover) ||
    refersBack(message) ||
    cover.candidates.some(({ meaning }) => isTie(meaning)) ||
    onlyExcludes(cover) ||
    leansOnWhole(message, cover, frame)
  const complete = cover.candidates.some(
    ({ meaning, rule }) =>
      (meaning.kind === 'metric' && !(rule === thingRule && endsOnly(cover))) ||
      meaning.kind === 'record' ||
      meaning.kind === 'absent' ||
      (meaning.kind === 'implied' && (!meaning.verb || asksWhichMost(cover))),
  )
  return cued || !complete || ranksNothing(cover) || suppliesMetric(cover, frame, conversation) ? { frame, cued } : null
}

/** "which store sells the most" names all that it asks for, where "and what did they sell" leans on what was said. */
function asksWhichMost({ candidates }: Cover): boolean {
  const cues = candidates.map(({ meaning }) => (meaning.kind === 'cue' ? meaning.cue : null))
  const named = candidates.some(({ meaning }) => meaning.kind === 'dimension')
  return named && cues.includes('which') && (cues.includes('top') || cues.includes('bottom'))
}

/** "used cars only" narrows what was asked about, which a noun of the trade alone leaves as it was. */
function endsOnly({ candidates }: Cover): boolean {
  const meaning = candidates.at(-1)?.meaning
  return meaning?.kind === 'cue' && meaning.cue === 'only'
}

/** "sort by profit", "top 3 by margin": a ranking that leaves out what is ranked. */
function ranksNothing(cover: Cover): boolean {
  const kinds = cover.candidates.map(({ meaning }) => (meaning.kind === 'cue' ? meaning.cue : meaning.kind))
  const ranks = kinds.some((kind) => ['top', 'bottom', 'best', 'worst', 'rank', 'rank_ascending'].includes(kind))
  const named = cover.candidates.some(({ meaning }) => {
    return meaning.kind === 'time' ? meaning.match.kind === 'grain' : ['dimension', 'record'].includes(meaning.kind)
  })
  return ranks && !named && !kinds.includes('who')
}

/** A bare measure completes the question that was asked back for one. */
function suppliesMetric(cover: Cover, frame: Interpretation, conversation: Conversation): boolean {
  const asked = conversation.pending?.interpretation === frame && frame.metrics.length === 0
  return asked && cover.candidates.every(({ meaning }) => !['value', 'dimension', 'time'].includes(meaning.kind))
}

/** A refusal or clarification that waits for its missing piece comes before the last answer: what was understood of it is what is spoken of. */
function frameOf(conversation: Conversation): Interpretation | null {
  const pending = conversation.pending?.interpretation
  const usable =
    pending &&
    isCompletable(pending) &&
    !isDeadEnd(pending) &&
    (pending.metrics.length > 0 || pending.filters.length > 0 || pending.breakdown.length > 0)
  return usable ? pending : (conversation.frames.at(-1) ?? null)
}

const closedReasons = new Set(['hypothetical', 'action_request', 'out_of_scope', 'unsupported_language'])

/** A question refused for what it wants has no piece that could be supplied. */
function isCompletable(pending: Interpretation): boolean {
  return pending.reason === null || !closedReasons.has(pending.reason)
}

/** A follow-up that asked for what cannot be computed is no part of the conversation: what was answered before it goes on. */
function isDeadEnd({ reason, metrics, filters, time }: Interpretation): boolean {
  if (reason !== 'unsupported_operation') return false
  return [...metrics, ...filters, ...(time ? [time] : [])].some(({ status }) => status === 'inherited')
}

function opensWithCue(message: Message, cover: Cover): boolean {
  const { conversation, ignorables } = message.lexicon.grammar
  const opening = message.words.findIndex(({ normal }) => !ignorables.courtesy.includes(normal))
  const leading = [
    ...conversation.add,
    ...conversation.same,
    ...conversation.instead,
    ...conversation.narrow,
    ...conversation.widen,
  ]
  // "thanks, and units?" opens as "and units?" does, while "now" is itself such a word.
  const opens = [0, Math.max(0, opening)].some((index) => {
    const [first, second] = message.words.slice(index)
    return leading.includes(first?.normal ?? '') || leading.includes(`${first?.normal} ${second?.normal}`)
  })
  if (opens) return true
  const meaning = cover.candidates.find(({ to }) => to > opening)?.meaning
  return meaning?.kind === 'cue' && (leadingCues.has(meaning.cue) || meaning.cue === 'and')
}

/** "without the SMB deals": members taken out of what was asked, and the noun of what they are, where "without SMB, deals by rep" asks anew. */
function onlyExcludes({ candidates }: Cover): boolean {
  const [cue, ...said] = candidates.filter(({ meaning }) => meaning.kind !== 'ignorable')
  if (cue?.meaning.kind !== 'cue' || cue.meaning.cue !== 'exclude') return false
  const noun = said.findIndex(({ meaning }) => meaning.kind === 'metric' || meaning.kind === 'record')
  return noun > 0 && said.every(({ meaning }, index) => index === noun || meaning.kind === 'value') && !said[noun + 1]
}

function isTie(meaning: Cover['candidates'][number]['meaning']): boolean {
  return (
    meaning.kind === 'cue' &&
    (meaning.cue === 'follow_instead' || meaning.cue === 'follow_same' || meaning.cue === 'follow_break')
  )
}

/** "profit too", "the profit please", "in units?", "ok, profit then", "by profit" after groups: a measure alone, said so that it leans on what was asked. */
function leansOnWhole(message: Message, cover: Cover, frame: Interpretation): boolean {
  const said = cover.candidates.filter(({ meaning }) => meaning.kind !== 'ignorable')
  const named = said.filter(({ meaning }) => meaning.kind === 'metric' || meaning.kind === 'implied')
  const [first] = named
  if (!first || frame.metrics.length === 0) return false
  const others = said.filter((candidate) => !named.includes(candidate))
  const cues = others.map(({ meaning }) => (meaning.kind === 'cue' ? meaning.cue : null))
  if (cues.length > 1 || cues.includes(null)) return false
  const [cue] = cues
  if (cue === 'follow_widen') return true
  if (cue === 'group') return frame.breakdown.length > 0 && ordersBy(message, first)
  const follows = message.words.findLastIndex(({ normal }) => message.lexicon.grammar.conversation.add.includes(normal))
  if (follows >= first.to) return cue === undefined || cue === 'follow_add'
  // "in units?": the same again, in another measure.
  const leads =
    isFunctionWord(message, first.from - 1, 'definite') || isFunctionWord(message, first.from - 1, 'measured_in')
  return cue === undefined && first.from > 0 && leads && opens(cover, first)
}

/** "by units", "by quantity", where "by employee" would split by what a count of employees only counts. */
function ordersBy(message: Message, { from, to, meaning }: Cover['candidates'][number]): boolean {
  if (!isFunctionWord(message, from - 1, 'by') || meaning.kind !== 'metric') return false
  const { normal, stem } = message.words[to - 1] ?? { normal: '', stem: '' }
  const kind = message.lexicon.metrics.get(meaning.metric)?.definition.aggregation.kind
  const counts = kind === 'count' || kind === 'count_distinct'
  return !counts || (normal.endsWith('s') && normal !== stem)
}

/** Whether nothing but an article and courtesies comes before a candidate, which "show me the revenue" does not say. */
function opens({ candidates }: Cover, first: Cover['candidates'][number]): boolean {
  return candidates.every(
    ({ from, to, meaning }) => from >= first.from || (meaning.kind === 'ignorable' && to - from === 1),
  )
}

/** "her win rate", "its margin", "orders from there": words that stand for what was spoken of. */
export function refersBack(message: Message): boolean {
  const { persons, possessives, pronouns, prepositions, members, asking_second } = message.lexicon.grammar.conversation
  return message.words.some(({ normal }, index) => {
    if (persons.includes(normal) || possessives.includes(normal)) return true
    if (!pronouns.includes(normal)) return false
    // "that" opens clauses and counts nothing by itself: a pronoun ends its phrase.
    const next = message.words[index + 1]
    const ends = next === undefined || next.gap === 'comma' || next.gap === 'stop'
    const before = message.words[index - 1]?.normal ?? ''
    // "how many orders did those have": what was told of is who did.
    if ((members.includes(normal) && asking_second.includes(before)) || isAskedOf(message, index)) return true
    return prepositions.includes(before) || (ends && isFunctionWord(message, index, 'there'))
  })
}

/** "how many cases was that", "what is that in euros", "how many does it make": the figure before, where "that store" is one named now. */
function isAskedOf({ words, lexicon }: Message, index: number): boolean {
  const { asking_second: asking, pronouns, prepositions } = lexicon.grammar.conversation
  const [before, next] = [words[index - 1], words[index + 1]]
  if (!before || pronouns.includes(before.normal) || !asking.includes(before.normal)) return false
  if (index > 2 && before.gap !== 'space') return false
  if (next === undefined || next.gap === 'comma' || next.gap === 'stop') return true
  const { ignorables } = lexicon.grammar
  return [prepositions, ignorables.verbs, ignorables.function].some((list) => list.includes(next.normal))
}
