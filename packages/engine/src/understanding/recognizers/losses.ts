import type { Candidate } from '../candidate.ts'
import type { Message } from '../message.ts'
import { stem } from '../text/stem.ts'
import { costs } from './costs.ts'

type Measure = Candidate & { readonly meaning: { readonly kind: 'metric'; readonly metric: string } }

/**
 * "lost the most sales": with a measure behind it to lose is to drop, where nothing counts what was lost ("lost the most deals"), and never
 * the deals that a company without any might have lost.
 */
export function readLosses(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const { lexicon, words } = message
  const { losing } = lexicon.grammar.changes
  const found: Candidate[] = []
  const taken = new Set<number>()
  for (const [from, { normal }] of words.entries()) {
    const lost = losing.includes(normal) ? lostMeasure(candidates, from + 1) : undefined
    if (lost === undefined) continue
    const counts = candidates.some(({ meaning, from: at }) => at === from && meaning.kind === 'metric')
    const isSum = lexicon.metrics.get(lost.meaning.metric)?.unit.kind !== 'count'
    if (counts && !isSum) continue
    taken.add(from)
    // Where deals are lost too, "lost the most revenue" could be theirs or a fall.
    if (counts) continue
    const isCounted = countsLost(message, lost)
    found.push({
      from,
      to: from + 1,
      meaning: isCounted ? { kind: 'ignorable', group: 'verbs' } : { kind: 'cue', cue: 'growth' },
      cost: isCounted ? costs.ignorable : costs.cue,
      rule: isCounted ? 'ignore-verbs' : 'cue-growth',
      typos: 0,
    })
  }
  if (taken.size === 0) return [...candidates]
  const kept = candidates.filter(({ from, to, meaning }) => {
    const named = meaning.kind === 'absent' || meaning.kind === 'metric' || meaning.kind === 'ignorable'
    return !(named && taken.has(from) && to === from + 1)
  })
  return [...kept, ...found]
}

/** The measure behind "the most", "the biggest share of" aside. */
function lostMeasure(candidates: readonly Candidate[], from: number): Measure | undefined {
  const ranks = candidates.filter(({ meaning, from: at, typos }) => {
    return at === from && typos === 0 && meaning.kind === 'cue' && (meaning.cue === 'top' || meaning.cue === 'bottom')
  })
  const ends = ranks.map(({ to }) => to)
  return candidates.find(
    (candidate): candidate is Measure =>
      candidate.meaning.kind === 'metric' && candidate.typos <= 1 && ends.includes(candidate.from),
  )
}

/** Whether the company counts just those: "lost customers", "churned customers". */
function countsLost({ lexicon, words }: Message, { from, to }: Measure): boolean {
  const key = words
    .slice(from, to)
    .map((word) => word.stem)
    .join(' ')
  const adjectives = lexicon.grammar['implied-metrics'].narrowing
    .filter(({ verbs }) => verbs.some((verb) => lexicon.grammar.changes.losing.includes(verb)))
    .flatMap((narrowing) => narrowing.adjectives)
  return adjectives.some((adjective) =>
    [`${stem(adjective)} ${key}`, `${key} ${stem(adjective)}`].some((phrase) =>
      (lexicon.phrases.get(phrase) ?? []).some(({ kind }) => kind === 'metric'),
    ),
  )
}
