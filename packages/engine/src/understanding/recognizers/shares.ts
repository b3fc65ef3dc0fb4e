import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'
import { passedOver } from './passed-over.ts'

const shareRule = 'ignore-share'

/**
 * "what share of sales is down to Furniture", "its slice of the sales pie", "if sales are 100 %, how much is Furniture": beside a share these
 * words only say whose it is, or of what. What else they could mean there gives way.
 */
export function readShares(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const whole = wholeOf(message, candidates)
  const shares = candidates.filter(
    ({ meaning, typos }) => meaning.kind === 'cue' && meaning.cue === 'share' && typos === 0,
  )
  const first = Math.min(...shares.map(({ to }) => to))
  const said = [
    ...whole,
    ...[...message.words.keys()].flatMap((at) =>
      at < first ? [] : (owedTo(message, candidates, at) ?? sharedOut(message, candidates, at) ?? []),
    ),
  ]
  if (said.length === 0) return candidates
  const kept = candidates.filter(({ from, to }) => !said.some((other) => from < other.to && other.from < to))
  return [...kept, ...said]
}

/** "is down to Furniture", "can be put down to Furniture". */
function owedTo(message: Message, candidates: readonly Candidate[], at: number): Candidate | undefined {
  if (!isFunctionWord(message, at, 'owed') || !isFunctionWord(message, at + 1, 'aiming')) return undefined
  const member = isFunctionWord(message, at + 2, 'definite') ? at + 3 : at + 2
  return namesMember(candidates, member, message.words.length, member) ? passedOver(at, at + 2, shareRule) : undefined
}

/** "the sales pie": right behind what is shared out, where the company has no pies. */
function sharedOut(message: Message, candidates: readonly Candidate[], at: number): Candidate | undefined {
  if (!isFunctionWord(message, at, 'shared_out')) return undefined
  const named = candidates.some(({ meaning, from, to }) => meaning.kind === 'value' && from <= at && at < to)
  const measured = candidates.some(({ meaning, to, typos }) => meaning.kind === 'metric' && to === at && typos === 0)
  return measured && !named ? passedOver(at, at + 1, shareRule) : undefined
}

/** "if sales are 100 %, how much is Furniture": the measure is the whole that the rest of the question asks for parts of. */
function wholeOf(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const number = candidates.find(
    ({ meaning }) => meaning.kind === 'number' && meaning.quantity.percent && meaning.quantity.value === 100,
  )
  if (!number) return []
  let link = number.from
  while (isFunctionWord(message, link - 1, 'before_whole_share')) link -= 1
  const opener = message.words.findIndex(
    (_, index) => index < link && isFunctionWord(message, index, 'taking_as_whole'),
  )
  if (opener < 0 || link === number.from) return []
  const measured = candidates.some(({ meaning, from, to, typos }) => {
    if (meaning.kind !== 'metric' || typos > 0 || from <= opener || to > link) return false
    return message.lexicon.metrics.get(meaning.metric)?.unit.kind !== 'percent'
  })
  const parts = namesMember(candidates, number.to, message.words.length) || namesMember(candidates, 0, opener)
  const asksMore = candidates.some(({ meaning, from, to, typos }) => {
    const asked = meaning.kind === 'metric' || meaning.kind === 'record' || meaning.kind === 'absent'
    return asked && typos === 0 && (from >= number.to || to <= opener)
  })
  if (!measured || !parts || asksMore || hasFunctionWord(message, opener, link, 'not_whole')) return []
  const share = { kind: 'cue', cue: 'share' } as const
  return [
    passedOver(opener, opener + 1, shareRule),
    { from: link, to: number.to, meaning: share, cost: costs.cue, rule: 'cue-whole', typos: 0 },
  ]
}

/** Whether members or a dimension are named within the words [from, to), beginning at one of them where it is given. */
function namesMember(candidates: readonly Candidate[], from: number, to: number, at: number | null = null): boolean {
  return candidates.some(({ meaning, from: start, to: end, typos }) => {
    const named = meaning.kind === 'value' || (at === null && meaning.kind === 'dimension')
    return named && typos === 0 && start >= from && end <= to && (at === null || start === at)
  })
}
