import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'
import { byDimension, ownName } from './member-values.ts'

const bounding = new Set(['gt', 'gte', 'lt', 'lte'])
const measuring = new Set(['metric', 'record'])

/**
 * "the over 60s" of a member "Over 60", and "brands with over 60 units", which speaks of none: a name that says an age reads like a bound, and
 * a bound like the name.
 */
export function readNamedBounds(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const bounds = candidates.filter(({ meaning, typos }) => {
    return meaning.kind === 'cue' && bounding.has(meaning.cue) && typos === 0
  })
  const isNamed = ({ from, to, meaning }: Candidate): boolean =>
    meaning.kind === 'value' && bounds.some((bound) => bound.from === from && bound.to === to - 1)
  const kept = candidates.filter((candidate) => !isNamed(candidate) || !boundsMeasure(message, candidates, candidate))
  return [...kept, ...bounds.flatMap((bound) => namedInPlural(message, bound))]
}

/** "with over 60 units", "sold over 60 units", "with sales over 60"; "net sales of over 60 patients" are theirs. */
function boundsMeasure(message: Message, candidates: readonly Candidate[], { from, to }: Candidate): boolean {
  const measures = candidates.filter(({ meaning, typos }) => measuring.has(meaning.kind) && typos === 0)
  const before = measures.find((measure) => measure.to === from)
  if (before) return isFunctionWord(message, before.from - 1, 'before_number')
  if (!measures.some((measure) => measure.from === to)) return false
  return isFunctionWord(message, from - 1, 'before_number') || isFunctionWord(message, from - 1, 'before_best')
}

/** "over 60s" */
function namedInPlural({ words, lexicon }: Message, { from, to }: Candidate): Candidate[] {
  const number = /^(\d+)s$/.exec(words[to]?.normal ?? '')?.[1]
  if (number === undefined) return []
  const key = [...words.slice(from, to).map(({ stem }) => stem), number].join(' ')
  return byDimension(lexicon, membersNamed(lexicon.members, key).map(ownName)).map((meaning) => {
    return { from, to: to + 1, meaning, cost: costs.value, rule: 'member-name', typos: 0 }
  })
}
