import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { stem } from '../text/stem.ts'
import { costs } from './costs.ts'

type Measure = Candidate & { readonly meaning: { readonly kind: 'metric'; readonly metric: string } }

/** A word of losing or gaining with the measure it moves. */
interface Movement {
  readonly from: number
  readonly to: number
  readonly measure: Measure
  readonly verbs: readonly string[]
  readonly kind: 'lost' | 'gained' | 'noun'
}

/** Most words of a verb of losing: "gave up". */
const longestVerb = 2

/**
 * "lost the most sales", "the biggest loss of sales": with a measure beside it to lose is to drop, where nothing counts what was lost ("lost
 * the most deals"), and never the deals that a company without any might have lost.
 */
export function readLosses(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const movements = message.words.flatMap((_, from) => movementAt(message, candidates, from) ?? [])
  const found: Candidate[] = []
  const taken: Movement[] = []
  const compares = candidates.some(({ meaning }) => meaning.kind === 'time' && meaning.match.kind === 'comparison')
  for (const movement of movements) {
    const read = readMovement(message, candidates, movement, compares)
    if (read === null) continue
    taken.push(movement)
    if (read !== 'unclear') found.push(read)
  }
  if (taken.length === 0) return [...candidates]
  const kept = candidates.filter((candidate) => !taken.some((movement) => isReplaced(candidate, movement)))
  return [...kept, ...found]
}

/** What reads the words of a movement in another way: what is lost, passed over, or, of a longer verb, any of its words. */
function isReplaced({ from, to, meaning }: Candidate, movement: Movement): boolean {
  if (from < movement.from || to > movement.to) return false
  if (movement.to - movement.from > 1) return true
  return meaning.kind === 'absent' || meaning.kind === 'metric' || meaning.kind === 'ignorable'
}

function movementAt(message: Message, candidates: readonly Candidate[], from: number): Movement | undefined {
  const { changes } = message.lexicon.grammar
  const { losing, gaining, losses, gains } = changes
  if (!openersOf(changes).has(message.words[from]?.normal ?? '')) return undefined
  for (let length = longestVerb; length > 0; length -= 1) {
    const to = from + length
    const written = message.words
      .slice(from, to)
      .map(({ normal }) => normal)
      .join(' ')
    const verbs = losing.includes(written) ? losing : gaining.includes(written) ? gaining : undefined
    const moved = verbs ? rankedMeasure(candidates, to) : undefined
    if (verbs && moved) return { from, to, measure: moved, verbs, kind: verbs === losing ? 'lost' : 'gained' }
    const noun = [...losses, ...gains].includes(written) ? nounMeasure(message, candidates, from, to) : undefined
    if (noun) return { from, to, measure: noun, verbs: losses.includes(written) ? losing : gaining, kind: 'noun' }
  }
  return undefined
}

const openers = new WeakMap<object, ReadonlySet<string>>()

/** The first words of all movements: hardly any word of a message is one. */
function openersOf(changes: Message['lexicon']['grammar']['changes']): ReadonlySet<string> {
  const known = openers.get(changes)
  if (known) return known
  const { losing, gaining, losses, gains } = changes
  const made = new Set([...losing, ...gaining, ...losses, ...gains].map((phrase) => phrase.split(' ')[0] ?? ''))
  openers.set(changes, made)
  return made
}

/** How a movement is read: null leaves it to other readings, and unclear to none. */
function readMovement(
  { lexicon, words }: Message,
  candidates: readonly Candidate[],
  { from, to, measure, verbs, kind }: Movement,
  compares: boolean,
): Candidate | 'unclear' | null {
  const counts = candidates.some(({ meaning, from: at }) => at === from && meaning.kind === 'metric')
  const isSum = lexicon.metrics.get(measure.meaning.metric)?.unit.kind !== 'count'
  const isCounted = countsMoved({ lexicon, words }, measure, verbs)
  if (kind === 'noun' && (counts || isCounted) && !compares) return null
  if (kind === 'gained' && !(isSum && compares)) return null
  if (kind === 'lost' && counts && !isSum) return null
  // Where deals are lost too, "lost the most revenue" could be theirs or a fall.
  if (kind === 'lost' && (counts || (isCounted && isSum)) && !compares) return 'unclear'
  const passed = isCounted && !isSum
  return {
    from,
    to,
    meaning: passed ? { kind: 'ignorable', group: 'verbs' } : { kind: 'cue', cue: 'growth' },
    cost: passed ? costs.ignorable : costs.cue,
    rule: passed ? 'ignore-verbs' : 'cue-growth',
    typos: 0,
  }
}

/** The measure behind "the most", "the biggest share of" aside. */
function rankedMeasure(candidates: readonly Candidate[], from: number): Measure | undefined {
  const ends = candidates.filter((candidate) => candidate.from === from && ranks(candidate)).map(({ to }) => to)
  return measureFrom(candidates, ends)
}

/** "the biggest loss of sales", "the biggest sales gain": the measure on either side, with the superlative before. */
function nounMeasure(
  message: Message,
  candidates: readonly Candidate[],
  from: number,
  to: number,
): Measure | undefined {
  if (endsRank(candidates, from)) {
    return isFunctionWord(message, to, 'after_loss') ? measureFrom(candidates, [to + 1, to + 2]) : undefined
  }
  return candidates.find(
    (candidate): candidate is Measure =>
      isMeasure(candidate) && candidate.to === from && endsRank(candidates, candidate.from),
  )
}

function endsRank(candidates: readonly Candidate[], at: number): boolean {
  return candidates.some((candidate) => candidate.to === at && ranks(candidate))
}

function ranks({ meaning, typos }: Candidate): boolean {
  return typos === 0 && meaning.kind === 'cue' && ['top', 'bottom', 'worst'].includes(meaning.cue)
}

function measureFrom(candidates: readonly Candidate[], starts: readonly number[]): Measure | undefined {
  return candidates.find((candidate): candidate is Measure => isMeasure(candidate) && starts.includes(candidate.from))
}

function isMeasure(candidate: Candidate): candidate is Measure {
  return candidate.meaning.kind === 'metric' && candidate.typos <= 1
}

/** Whether the company measures just what was lost or added: "lost customers", "churned MRR". */
function countsMoved(
  { lexicon, words }: Pick<Message, 'lexicon' | 'words'>,
  { from, to }: Measure,
  moving: readonly string[],
): boolean {
  const key = words
    .slice(from, to)
    .map((word) => word.stem)
    .join(' ')
  const adjectives = lexicon.grammar['implied-metrics'].narrowing
    .filter(({ verbs }) => verbs.some((verb) => moving.includes(verb)))
    .flatMap((narrowing) => narrowing.adjectives)
  return adjectives.some((adjective) =>
    [`${stem(adjective)} ${key}`, `${key} ${stem(adjective)}`].some((phrase) =>
      (lexicon.phrases.get(phrase) ?? []).some(({ kind }) => kind === 'metric'),
    ),
  )
}
