import type { Interpretation } from '@salestalk/protocol'
import type { Cover } from '../decode.ts'
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
  const cued = opensWithCue(message, cover) || cover.candidates.some(({ meaning }) => isTie(meaning))
  const complete = cover.candidates.some(
    ({ meaning }) =>
      meaning.kind === 'metric' ||
      meaning.kind === 'record' ||
      meaning.kind === 'absent' ||
      (meaning.kind === 'implied' && !meaning.verb),
  )
  return cued || !complete ? { frame, cued } : null
}

/** A refusal or clarification that waits for its missing piece comes before the last answer. */
function frameOf(conversation: Conversation): Interpretation | null {
  const pending = conversation.pending?.interpretation
  const usable = pending && (pending.metrics.length > 0 || pending.filters.length > 0 || pending.breakdown.length > 0)
  return usable ? pending : (conversation.frames.at(-1) ?? null)
}

function opensWithCue(message: Message, cover: Cover): boolean {
  const { conversation } = message.lexicon.grammar
  const [first, second] = message.words
  if (!first) return false
  const pair = second ? `${first.normal} ${second.normal}` : ''
  const leading = [...conversation.add, ...conversation.same, ...conversation.instead, ...conversation.narrow]
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
