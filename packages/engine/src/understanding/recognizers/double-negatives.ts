import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

/** Most words between the verb that takes away and the last word of "except for". */
const longest = 8

/**
 * "drop everything except Furniture", "leave all out but Furniture": what is taken away is all the rest, so Furniture alone stays. Read word by
 * word they would leave out what they keep.
 */
export function readDoubleNegatives(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const kept = candidates.flatMap((candidate) => {
    const from = isExclusion(candidate) ? removalBefore(message, candidate) : null
    return from === null ? [] : [{ from, to: candidate.to }]
  })
  if (kept.length === 0) return candidates
  const found = kept.map(
    ({ from, to }): Candidate => ({
      from,
      to,
      meaning: { kind: 'cue', cue: 'only' },
      cost: costs.followCue,
      rule: 'cue-only',
      typos: 0,
    }),
  )
  return [...candidates.filter(({ from, to }) => !kept.some((span) => from < span.to && span.from < to)), ...found]
}

/** Whether a message begins so at a word: no order to drop anything. */
export function keepsTheRest(message: Message, first: number): boolean {
  const { words, lexicon } = message
  const { exclude } = lexicon.grammar.cues
  for (let from = first + 1; from <= first + longest && from < words.length; from += 1) {
    for (let to = from + 1; to <= first + longest && to <= words.length; to += 1) {
      const written = words.slice(from, to).map(({ normal }) => normal)
      if (exclude.includes(written.join(' ')) && removalBefore(message, { from, to }) === first) return true
    }
  }
  return false
}

function isExclusion({ meaning, typos }: Candidate): boolean {
  return typos === 0 && meaning.kind === 'cue' && meaning.cue === 'exclude'
}

/** Where the words begin that take everything else away: "take everything out" and "take out everything" before "but". */
function removalBefore(message: Message, { from, to }: { readonly from: number; readonly to: number }): number | null {
  const opensWithAll = isFunctionWord(message, from, 'every_one') && to - from > 1
  const linked = isFunctionWord(message, from - 1, 'relative') ? from - 1 : from
  const parted = isFunctionWord(message, linked - 1, 'away') ? linked - 1 : linked
  const all = opensWithAll ? from : isFunctionWord(message, parted - 1, 'every_one') ? parted - 1 : null
  if (all === null) return null
  if (!opensWithAll && parted < linked) return isFunctionWord(message, all - 1, 'taking_away') ? all - 1 : null
  if (isFunctionWord(message, all - 1, 'removing')) return all - 1
  const isAway = isFunctionWord(message, all - 1, 'away') && isFunctionWord(message, all - 2, 'taking_away')
  return isAway ? all - 2 : null
}
