import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

/**
 * "how many coats did we shift", "who moved the most pickups": verbs of change that sell here, as they have things for an object and somebody
 * who did it. "Which product moved the most" says a change, and "moved the most stock to Leeds" neither.
 */
export function readSalesVerbs(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const { selling } = message.lexicon.grammar.changes
  const compares = candidates.some(({ meaning }) => meaning.kind === 'time' && meaning.match.kind === 'comparison')
  const sold = message.words.flatMap(({ normal }, at) => {
    if (!selling.verbs.includes(normal) || compares) return []
    return sellsAsked(message, candidates, at) || sellsMost(message, candidates, at) ? [at] : []
  })
  if (sold.length === 0) return [...candidates]
  const taken = sold.filter((at) => takesSomewhere(message, candidates, at))
  const kept = candidates.filter(({ meaning, from, to }) => {
    const verb = meaning.kind === 'cue' || meaning.kind === 'implied' || meaning.kind === 'ignorable'
    return !(verb && to === from + 1 && sold.includes(from))
  })
  const meanings = message.lexicon.phrases.get(selling.as) ?? []
  const found = sold.flatMap((from) =>
    (taken.includes(from) ? [] : meanings).flatMap((meaning): Candidate[] => {
      const base = { from, to: from + 1, typos: 0 }
      if (meaning.kind === 'implied') return [{ ...base, meaning, cost: costs.impliedVerb, rule: 'metric-verb' }]
      if (meaning.kind !== 'ignorable') return []
      return [{ ...base, meaning, cost: costs.ignorable, rule: `ignore-${meaning.group}` }]
    }),
  )
  return [...kept, ...found]
}

/** "moved the most pallets to Leeds": a place right behind the object is where it went, and a period is none. */
function takesSomewhere({ words, lexicon }: Message, candidates: readonly Candidate[], at: number): boolean {
  const { places } = lexicon.grammar.changes.selling
  return words.some(({ normal }, index) => {
    if (index <= at || !places.includes(normal)) return false
    return !candidates.some(
      ({ meaning, from, to }) => meaning.kind === 'time' && from <= index + 1 && index < to && to > index + 1,
    )
  })
}

/** "how many coats did we shift", "how many coats did Ann shift in May" */
function sellsAsked(message: Message, candidates: readonly Candidate[], at: number): boolean {
  const asked = candidates.find(({ meaning, to }) => meaning.kind === 'cue' && meaning.cue === 'how_many' && to < at)
  if (!asked || isFunctionWord(message, asked.from - 1, 'by')) return false
  const { auxiliaries, subjects: doers } = message.lexicon.grammar.changes.selling
  const isOf = (index: number, listed: readonly string[]): boolean =>
    listed.includes(message.words[index]?.normal ?? '')
  const subjects = [
    ...(isOf(at - 1, doers) ? [at - 1] : []),
    ...candidates.filter(({ meaning, to }) => meaning.kind === 'value' && to === at).map(({ from }) => from),
  ]
  return subjects.some((start) => start > asked.to && isOf(start - 1, auxiliaries))
}

/** "moved the most pickups", "shifted the fewest units" */
function sellsMost({ lexicon }: Message, candidates: readonly Candidate[], at: number): boolean {
  const ranks = candidates.filter(({ meaning, from, typos }) => {
    return typos === 0 && from === at + 1 && meaning.kind === 'cue' && ['top', 'bottom'].includes(meaning.cue)
  })
  return candidates.some(({ meaning, from }) => {
    if (!ranks.some(({ to }) => to === from)) return false
    if (meaning.kind === 'value' || meaning.kind === 'record') return true
    return meaning.kind === 'metric' && lexicon.metrics.get(meaning.metric)?.unit.kind === 'count'
  })
}
