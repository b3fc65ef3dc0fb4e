import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

/**
 * "I would be most grateful if you could", "may I trouble you for", "my manager asked me to": what opens a request and says nothing of it, put
 * together of polite words in whatever order. It must speak of those who talk and end as such an opening does, so that its words keep elsewhere
 * what they mean.
 */
export function recognizeOpenings(message: Message): Candidate[] {
  return [...message.words.keys()].flatMap((from) => {
    const to = mayOpen(message, from) ? endOfOpening(message, from) : null
    if (to === null) return []
    const meaning = { kind: 'ignorable', group: 'courtesy' } as const
    return [{ from, to, meaning, cost: costs.ignorable, rule: 'ignore-opening', typos: 0 }]
  })
}

/** At the beginning, in a clause of its own, behind a greeting and behind "and". */
function mayOpen(message: Message, from: number): boolean {
  if (from === 0 || endsClause(message, from) || isFunctionWord(message, from - 1, 'before_opening')) return true
  return message.lexicon.grammar.ignorables.courtesy.includes(message.words[from - 1]?.normal ?? '')
}

const fewest = 3

/** Where the opening ends that begins at an index; null when none does. */
function endOfOpening(message: Message, from: number): number | null {
  const { words } = message
  const asker = endOfAsker(message, from)
  let at = asker ?? from
  let isPolite = false
  while (at < words.length && (at === from || !endsClause(message, at)) && isOfOpening(message, at)) {
    isPolite ||= isFunctionWord(message, at, asker === null ? 'polite' : 'asker_verb')
    at = (isFunctionWord(message, at, 'by') ? endOfAsker(message, at + 1) : null) ?? at + 1
    if (isPolite && isFunctionWord(message, at - 1, 'ends_opening')) break
  }
  if (!isPolite) return null
  const closed = asker !== null || isFunctionWord(message, at - 1, 'ends_opening')
  while (closed && !endsClause(message, at) && isFunctionWord(message, at, 'behind_opening')) at += 1
  if (isFunctionWord(message, at, 'but')) at += 1
  else if (!closed && !endsClause(message, at) && at < words.length) return null
  const spoken = asker !== null || hasFunctionWord(message, from, at, 'talkers')
  return spoken && at - from >= fewest && at - from < words.length ? at : null
}

function isOfOpening(message: Message, at: number): boolean {
  const isAsker = isFunctionWord(message, at, 'by') && endOfAsker(message, at + 1) !== null
  return isAsker || openingUses.some((use) => isFunctionWord(message, at, use))
}

const openingUses = ['polite', 'beside_polite', 'ends_opening', 'talkers', 'asker_verb'] as const
const mostBefore = 2

/** "my manager", "our regional sales director", "our head of sales": where the name of somebody who wants to know ends. */
function endOfAsker(message: Message, from: number): number | null {
  if (!isFunctionWord(message, from, 'before_asker')) return null
  for (let at = from + 1; at <= from + 1 + mostBefore; at += 1) {
    if (endsClause(message, at)) return null
    if (!isFunctionWord(message, at, 'superior')) continue
    if (isFunctionWord(message, at + 1, 'superior')) continue
    return isFunctionWord(message, at + 1, 'of_office') ? at + 3 : at + 1
  }
  return null
}

function endsClause({ words }: Message, index: number): boolean {
  const gap = words[index]?.gap
  return gap === 'stop' || gap === 'dash' || gap === 'comma'
}
