import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import { isDataYear } from '../lexicon/data-years.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import { costs } from './costs.ts'
import { passedOver } from './passed-over.ts'

const rule = 'cue-bound'

/** What a bound becomes where it is denied: not to exceed it is at most it. */
const denied: Partial<Record<CueName, CueName>> = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' }

/**
 * "made it past 50k", "didn't reach 20 units", "never sold more than 5", "min 5000", "in the 40 to 80 seat range": amounts that something
 * comes up to, or does not. What else the words beside a number could mean gives way.
 */
export function readBounds(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const numbers = candidates.filter(
    ({ meaning, from }) => meaning.kind === 'number' && meaning.quantity.valid && !isYear(message, candidates, from),
  )
  if (numbers.length === 0) return candidates
  const arrived = candidates.some(isAhead) ? [] : numbers.flatMap(({ from }) => attained(message, from))
  const limits = numbers.flatMap((number) => [
    ...atLeast(message, candidates, number),
    ...closing(message, candidates, number),
    ...rangeNoun(message, candidates, number),
    ...boundNoun(message, candidates, number),
    ...inMinutes(message, candidates, number),
  ])
  const turned = [...candidates, ...arrived].flatMap((cue) => turnedRound(message, candidates, numbers, cue))
  const unsaid = numbers.flatMap(({ from }) => onlyJust(message, from))
  const said = [...limits, ...turned, ...unsaid]
  const gives = (candidate: Candidate): boolean =>
    said.some((other) => candidate.from < other.to && other.from < candidate.to) ||
    numbers.some(
      (number) => isUnit(message, candidates, candidate, number.to) || boundsTime(message, candidate, number),
    )
  return [...candidates, ...arrived].filter((candidate) => !gives(candidate)).concat(said)
}

/** "over 5 min": a word right behind a number puts nothing in order, unless a measure of something else than minutes follows it. */
function isUnit(
  message: Message,
  candidates: readonly Candidate[],
  { from, to, meaning }: Candidate,
  at: number,
): boolean {
  const ranks = meaning.kind === 'cue' && (meaning.cue === 'top' || meaning.cue === 'bottom')
  if (!ranks || from !== at || to !== at + 1) return false
  if (
    isFunctionWord(message, at, 'minutes') &&
    (isBoundBefore(message, candidates, at - 1) || isInMinutes(message, candidates, to))
  )
    return true
  if (endsOfMeasure(candidates, to).length > 0) return false
  return isFunctionWord(message, at, 'least_bound') || isFunctionWord(message, at, 'most_bound')
}

/** "12 months min", "a minimum of 12 months": so long at least, which puts no months in order. */
function boundsTime(message: Message, { from, to, meaning }: Candidate, number: Candidate): boolean {
  const ranks = meaning.kind === 'cue' && (meaning.cue === 'top' || meaning.cue === 'bottom') && to === from + 1
  if (!ranks || !(isFunctionWord(message, from, 'least_bound') || isFunctionWord(message, from, 'most_bound')))
    return false
  if (!message.lexicon.timeWords.words.has(message.words[number.to]?.normal ?? '')) return false
  const next = message.words[to]
  const ends = next === undefined || next.gap !== 'space'
  return (ends && from === number.to + 1) || (isFunctionWord(message, to, 'part_of') && to + 1 === number.from)
}

/** Whether a bound ends at a word: "over" and "max", and one of several words. */
function isBoundBefore(message: Message, candidates: readonly Candidate[], at: number): boolean {
  if (isFunctionWord(message, at - 1, 'least_bound') || isFunctionWord(message, at - 1, 'most_bound')) return true
  return candidates.some(
    ({ meaning, to }) =>
      to === at && meaning.kind === 'cue' && (denied[meaning.cue] !== undefined || meaning.cue === 'between'),
  )
}

/** Whether a measure that begins at a word is told in minutes. */
function isInMinutes(message: Message, candidates: readonly Candidate[], at: number): boolean {
  const { minutes } = message.lexicon.grammar['function-words']
  return candidates.some(({ meaning, from, typos }) => {
    if (meaning.kind !== 'metric' || from !== at || typos > 0) return false
    const metric = message.lexicon.metrics.get(meaning.metric)
    const words = `${metric?.definition.id.replaceAll('_', ' ')} ${metric?.label.toLowerCase()}`.split(/\P{L}+/u)
    return words.some((word) => minutes.includes(word))
  })
}

/** "max 20 min wait", "over 20 min wait": the minutes that a measure of them is held against. */
function inMinutes(message: Message, candidates: readonly Candidate[], { from, to }: Candidate): Candidate[] {
  if (!isFunctionWord(message, to, 'minutes') || !isInMinutes(message, candidates, to + 1)) return []
  return isBoundBefore(message, candidates, from) ? [passedOver(to, to + 1, rule)] : []
}

/** "just reached 20", "nearly made it to 20": near to it, or lately, which no bound says. */
function onlyJust(message: Message, number: number): Candidate[] {
  const at = isFunctionWord(message, number - 1, 'before_bound') ? number - 2 : number - 1
  const made = isFunctionWord(message, at, 'arriving_at') || isFunctionWord(message, at, 'arriving_past')
  const verb = made && isFunctionWord(message, at - 1, 'picked') ? at - 2 : made ? at - 1 : at
  const reaches = isFunctionWord(message, verb, made ? 'arriving' : 'attaining')
  if (!reaches || !isFunctionWord(message, verb - 1, 'barely')) return []
  return [{ from: verb - 1, to: verb + 1, meaning: { kind: 'unknown' }, cost: costs.unknown, rule, typos: 0 }]
}

/** "will we hit 2m", "on track to reach 2m": a goal ahead, and no limit on what there is. */
function isAhead({ meaning, typos }: Candidate): boolean {
  return typos === 0 && meaning.kind === 'cue' && (meaning.cue === 'forecast' || meaning.cue === 'target')
}

function isYear({ lexicon }: Message, candidates: readonly Candidate[], at: number): boolean {
  return candidates.some(({ meaning, from }) => {
    return (
      from === at && meaning.kind === 'number' && meaning.quantity.bare && isDataYear(lexicon, meaning.quantity.value)
    )
  })
}

/** "reached 20 units", "made it to 20", "got past 50k" */
function attained(message: Message, number: number): Candidate[] {
  const at = isFunctionWord(message, number - 1, 'before_bound') ? number - 2 : number - 1
  if (isFunctionWord(message, at - 1, 'barely')) return []
  if (isFunctionWord(message, at, 'attaining')) return [cueOf('gte', at, number)]
  const cue = isFunctionWord(message, at, 'arriving_at')
    ? 'gte'
    : isFunctionWord(message, at, 'arriving_past')
      ? 'gt'
      : null
  const by = isFunctionWord(message, at - 1, 'picked') ? at - 2 : at - 1
  return cue !== null && isFunctionWord(message, by, 'arriving') ? [cueOf(cue, by, number)] : []
}

function cueOf(cue: CueName, from: number, to: number): Candidate {
  return { from, to, meaning: { kind: 'cue', cue }, cost: costs.cue, rule, typos: 0 }
}

/** "didn't reach 20", "never sold more than 5": the bound before a number, denied. */
function turnedRound(
  message: Message,
  candidates: readonly Candidate[],
  numbers: readonly Candidate[],
  { meaning, from, to, typos }: Candidate,
): Candidate[] {
  const cue = meaning.kind === 'cue' && typos === 0 ? denied[meaning.cue] : undefined
  if (cue === undefined || !numbers.some((number) => number.from === to)) return []
  const direct = denialBefore(message, from)
  if (direct !== null) return [cueOf(cue, direct, to)]
  const verb = candidates.find(({ meaning: { kind }, from: at, to: end, typos: edits }) => {
    return end === from && end === at + 1 && edits === 0 && (kind === 'ignorable' || kind === 'implied')
  })
  const apart = verb && !isFunctionWord(message, verb.from, 'definite') ? denialBefore(message, verb.from) : null
  return verb && apart !== null ? [passedOver(apart, verb.from, rule), cueOf(cue, from, to)] : []
}

/** Where the words begin that deny what stands at an index: "didn't", "did not even", "failed to". */
function denialBefore(message: Message, at: number): number | null {
  let start = at
  while (isFunctionWord(message, start - 1, 'even')) start -= 1
  if (isFunctionWord(message, start - 1, 'never_reaching')) return start - 1
  const fails = isFunctionWord(message, start - 1, 'aiming') && isFunctionWord(message, start - 2, 'failing')
  return fails ? start - 2 : null
}

/** "min 5000 max 20000", "with min 20 units"; "max 10 customers" says how many are wanted. */
function atLeast(message: Message, candidates: readonly Candidate[], number: Candidate): Candidate[] {
  const { from, to, meaning } = number
  const least = isFunctionWord(message, from - 1, 'least_bound')
  if (!least && !isFunctionWord(message, from - 1, 'most_bound')) return []
  const counts = ({ kind }: Candidate['meaning']): boolean => kind === 'dimension' || kind === 'record'
  const counted = candidates.some((other) => other.from === to && other.typos === 0 && counts(other.meaning))
  const held = isFunctionWord(message, from - 2, 'before_number')
  if (counted && !held) return []
  const isAmount = meaning.kind === 'number' && !meaning.quantity.bare
  const measured = endsOfMeasure(candidates, to).length > 0 || inMinutes(message, candidates, number).length > 0
  const paired = isFunctionWord(message, from - 3, 'least_bound')
  const limits = amountsBefore(message, candidates, from - 1).some((start) => !isFunctionWord(message, start - 1, 'by'))
  const ranked = candidates.some(
    ({ meaning: other, to: end }) => other.kind === 'cue' && other.cue === 'top' && end !== from && end !== to,
  )
  return least || isAmount || measured || paired || (limits && !ranked)
    ? [cueOf(least ? 'gte' : 'lte', from - 1, from)]
    : []
}

/** "20 units min": behind what is measured, where "5 min" are minutes and "over 20 units" has its bound. */
function closing(message: Message, candidates: readonly Candidate[], { from, to }: Candidate): Candidate[] {
  const isBound = ({ meaning, to: end }: Candidate): boolean =>
    end === from && meaning.kind === 'cue' && (denied[meaning.cue] !== undefined || meaning.cue === 'between')
  if (candidates.some(isBound)) return []
  const amount = isFunctionWord(message, from - 1, 'part_of') ? from - 1 : from
  const direct = amountsBefore(message, candidates, amount).length > 0 ? [to] : []
  return [...direct, ...endsOfMeasure(candidates, to)].flatMap((at) => {
    const least = isFunctionWord(message, at, 'least_bound')
    const next = message.words[at + 1]
    const ends = next === undefined || next.gap !== 'space'
    const limits = least || isFunctionWord(message, at, 'most_bound')
    return limits && ends ? [cueOf(least ? 'suffix_gte' : 'suffix_lte', at, at + 1)] : []
  })
}

/** "in the 40 to 80 seat range": two numbers say it already. */
function rangeNoun(message: Message, candidates: readonly Candidate[], { from, to }: Candidate): Candidate[] {
  const second = candidates.some(({ meaning, to: end }) => {
    if (meaning.kind !== 'number') return false
    const joined = isFunctionWord(message, end, 'aiming') || isFunctionWord(message, end, 'and')
    return (joined && end + 1 === from) || (end === from && message.words[from]?.gap === 'hyphen')
  })
  const ends = second ? [to, ...endsOfMeasure(candidates, to)] : []
  return ends.flatMap((at) => (isFunctionWord(message, at, 'range_noun') ? [passedOver(at, at + 1, rule)] : []))
}

/** "past the 20 unit mark" */
function boundNoun(message: Message, candidates: readonly Candidate[], { from, to }: Candidate): Candidate[] {
  if (!isFunctionWord(message, from - 1, 'before_bound')) return []
  return endsOfMeasure(candidates, to).flatMap((at) =>
    isFunctionWord(message, at, 'bound') ? [passedOver(at, at + 1, rule)] : [],
  )
}

/** Where measures of money or of things begin that end at a word: no times, whose unit "min" may be. */
function amountsBefore({ lexicon }: Message, candidates: readonly Candidate[], at: number): number[] {
  return candidates.flatMap(({ meaning, from, to, typos }) => {
    const unit =
      meaning.kind === 'metric' && to === at && typos === 0 ? lexicon.metrics.get(meaning.metric)?.unit : undefined
    return unit?.kind === 'currency' || unit?.kind === 'count' ? [from] : []
  })
}

function endsOfMeasure(candidates: readonly Candidate[], at: number): number[] {
  return candidates.flatMap(({ meaning, from, to, typos }) =>
    meaning.kind === 'metric' && from === at && typos === 0 ? [to] : [],
  )
}
