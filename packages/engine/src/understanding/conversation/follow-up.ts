import type { Interpretation } from '@salestalk/protocol'
import type { Cover } from '../decode.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import type { Inheritance } from '../refiners/inherit.ts'
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
    opensWithCue(message, cover) || refersBack(message) || cover.candidates.some(({ meaning }) => isTie(meaning))
  const complete = cover.candidates.some(
    ({ meaning }) =>
      meaning.kind === 'metric' ||
      meaning.kind === 'record' ||
      meaning.kind === 'absent' ||
      (meaning.kind === 'implied' && !meaning.verb),
  )
  return cued || !complete || ranksNothing(cover) || suppliesMetric(cover, frame, conversation) ? { frame, cued } : null
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
  const { conversation } = message.lexicon.grammar
  const [first, second] = message.words
  if (!first) return false
  const pair = second ? `${first.normal} ${second.normal}` : ''
  const leading = [
    ...conversation.add,
    ...conversation.same,
    ...conversation.instead,
    ...conversation.narrow,
    ...conversation.widen,
  ]
  if (leading.includes(first.normal) || leading.includes(pair)) return true
  const meaning = cover.candidates[0]?.meaning
  return meaning?.kind === 'cue' && (leadingCues.has(meaning.cue) || meaning.cue === 'and')
}

function isTie(meaning: Cover['candidates'][number]['meaning']): boolean {
  return (
    meaning.kind === 'cue' &&
    (meaning.cue === 'follow_instead' || meaning.cue === 'follow_same' || meaning.cue === 'follow_break')
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
    if (members.includes(normal) && asking_second.includes(before)) return true
    return prepositions.includes(before) || (ends && isFunctionWord(message, index, 'there'))
  })
}
