import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import { passedOver } from './passed-over.ts'

/** "what different regions are there", "what are our plans called": asks which there are, not for their number nor for anybody's calls. */
export function readListings(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const naming = namingAtEnd(message, candidates)
  const kept = candidates.filter((candidate) => !countsKinds(message, candidates, candidate))
  return naming ? [...kept.filter(({ to }) => to <= naming.from), naming] : kept
}

/** A count that is called like the "different regions" a question word asks for. */
function countsKinds(
  message: Message,
  candidates: readonly Candidate[],
  { meaning, rule, from, to }: Candidate,
): boolean {
  if (meaning.kind !== 'metric' || rule !== 'metric-synonym' || to - from < 2) return false
  const { distinct } = message.lexicon.grammar['implied-metrics'].pieces
  if (!distinct.includes(message.words[from]?.normal ?? '')) return false
  // "what are the unique customers" may well ask how many there are.
  const reach = isFunctionWord(message, from, 'other_kinds') ? 2 : 1
  return candidates.some(
    ({ meaning: asks, to: end }) =>
      asks.kind === 'cue' && (asks.cue === 'what' || asks.cue === 'which') && end <= from && end > from - reach,
  )
}

/** The "called" that closes "what are our plans called". */
function namingAtEnd(message: Message, candidates: readonly Candidate[]): Candidate | undefined {
  const from = message.words.length - 1
  if (!isFunctionWord(message, from, 'naming') || !hasCue(candidates, ['what'], 0, from)) return undefined
  const named = candidates.some(({ meaning, to, typos }) => meaning.kind === 'dimension' && to === from && typos === 0)
  const measured = candidates.some(({ meaning, from: start }) => meaning.kind === 'metric' && start < from)
  return named && !measured ? passedOver(from, from + 1, 'ignore-naming') : undefined
}

function hasCue(candidates: readonly Candidate[], cues: readonly CueName[], from: number, to: number): boolean {
  return candidates.some(
    ({ meaning, from: start, to: end }) =>
      meaning.kind === 'cue' && cues.includes(meaning.cue) && start >= from && end <= to && start < to,
  )
}
