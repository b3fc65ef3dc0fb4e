import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

const describable: ReadonlySet<string> = new Set(['dimension', 'record', 'absent', 'absent_dimension'])

/** Whether a candidate is the noun of those a member tells apart: "customers", "orders", "clinics". */
export function isHolderNoun({ lexicon }: Message, { meaning, typos }: Candidate): boolean {
  if (typos > 0) return false
  if (meaning.kind === 'metric') return lexicon.metrics.get(meaning.metric)?.unit.kind === 'count'
  return describable.has(meaning.kind)
}

/** Where the members begin whom "everyone on", "all those in", "customers from" lead to; the index itself where nothing does. */
export function behindHolders(message: Message, candidates: readonly Candidate[], at: number): number {
  const all = isFunctionWord(message, at, 'every_one') && isFunctionWord(message, at + 1, 'whoever') ? at + 1 : at
  const article = isFunctionWord(message, all, 'definite') ? all + 1 : all
  const nouns = isFunctionWord(message, all, 'whoever')
    ? [all + 1]
    : candidates.filter((each) => each.from === article && isHolderNoun(message, each)).map(({ to }) => to)
  for (const noun of nouns.sort((left, right) => right - left)) {
    const being = isFunctionWord(message, noun, 'relative') ? noun + 1 : noun
    const done = isFunctionWord(message, being, 'becoming') ? being + 1 : being
    const held = isFunctionWord(message, done, 'held_by') ? done + 1 : done
    if (held === done && !isFunctionWord(message, held, 'before_held')) continue
    const members = isFunctionWord(message, held, 'before_held') ? held + 1 : held
    const first = isFunctionWord(message, members, 'definite') ? members + 1 : members
    if (!isToldTwice(message, candidates, first)) return first
  }
  return at
}

/** "excluding everyone on Essentials", "not counting customers in Leeds": whoever is left out there is whom the member tells apart. */
export function readRemovedHolders(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const starts = new Set(
    candidates.flatMap(({ meaning, typos, from }) => (meaning.kind === 'value' && !typos ? from : [])),
  )
  return candidates.flatMap((candidate) => {
    const { meaning, typos, to } = candidate
    if (meaning.kind !== 'cue' || meaning.cue !== 'exclude' || typos > 0) return []
    if (isFunctionWord(message, to - 1, 'before_group')) return []
    const members = behindHolders(message, candidates, to)
    const persons = isFunctionWord(message, to, 'whoever') || isFunctionWord(message, to + 1, 'whoever')
    const denied = isFunctionWord(message, to - 1, 'denying_all') && isFunctionWord(message, to, 'every_one')
    // "customers without orders in Leeds" have none there, and may live in Leeds.
    const lacks =
      !persons && isFunctionWord(message, to - 1, 'lacking') && !measures(message, candidates, candidate.from)
    if (members === to || denied || lacks || !starts.has(members)) return []
    return [{ ...candidate, to: members, cost: costs.cue, rule: 'cue-removed-holders' }]
  })
}

/** Whether the words before [0, to) name a sum or a rate, of which no thing has none: "revenue without orders from Leeds". */
function measures({ lexicon }: Message, candidates: readonly Candidate[], to: number): boolean {
  return candidates.some(({ meaning, typos, to: end }) => {
    if (meaning.kind !== 'metric' || typos > 0 || end > to) return false
    return lexicon.metrics.get(meaning.metric)?.unit.kind !== 'count'
  })
}

/** "anyone in Leeds on Basic": only those of both, whom neither filter leaves out by itself. */
function isToldTwice(message: Message, candidates: readonly Candidate[], from: number): boolean {
  const values = candidates.filter(({ meaning, typos }) => meaning.kind === 'value' && typos === 0)
  return values.some(({ from: start, to }) => {
    return start === from && isFunctionWord(message, to, 'before_held') && values.some((next) => next.from === to + 1)
  })
}
