import type { Candidate } from './candidate.ts'
import type { Message } from './message.ts'
import { costs } from './recognizers/costs.ts'
import { transitionCost } from './transitions.ts'

/** A reading of every word: candidates that follow each other without gap or overlap, and what they cost together. */
export interface Cover {
  readonly candidates: readonly Candidate[]
  readonly cost: number
}

interface Step {
  readonly cost: number
  readonly candidate: Candidate | null
  readonly previous: Step | null
  readonly telling: Telling | null
}

/** The candidates so far that are not merely to be ignored. The last is what the next one is judged against. */
interface Telling {
  readonly candidate: Candidate
  readonly previous: Telling | null
}

const beamWidth = 14

/** The cheapest covers of a message by beam search, best first. Linear in the words; never empty for a message with words. */
export function decode(message: Message, candidates: readonly Candidate[], most: number): Cover[] {
  const size = message.words.length
  const starting: Candidate[][] = Array.from({ length: size }, (_, from) => [unknownWord(from)])
  for (const candidate of candidates) starting[candidate.from]?.push(candidate)
  const beams: Step[][] = Array.from({ length: size + 1 }, () => [])
  beams[0] = [{ cost: 0, candidate: null, previous: null, telling: null }]
  for (let from = 0; from < size; from += 1) {
    for (const candidate of starting[from] ?? []) {
      for (const step of beams[from] ?? []) extend(message, step, candidate, beams[candidate.to] ?? [])
    }
    beams[from] = []
  }
  return (beams[size] ?? []).slice(0, most).map(toCover)
}

function unknownWord(from: number): Candidate {
  return { from, to: from + 1, meaning: { kind: 'unknown' }, cost: costs.unknown, rule: 'unknown', typos: 0 }
}

/**
 * Puts a longer step in its place in a beam, cheapest first and behind those as cheap; what is dearer than a full beam is dropped. Of steps that
 * tell the same and pass over the rest in other pieces, the cheapest stays: they would fill the beam with one reading.
 */
function extend(message: Message, previous: Step, candidate: Candidate, beam: Step[]): void {
  const silent = candidate.meaning.kind === 'ignorable'
  const transition = silent ? 0 : transitionCost(message, previous.telling?.candidate ?? null, candidate)
  const cost = previous.cost + candidate.cost + transition
  if (beam.length === beamWidth && (beam[beamWidth - 1]?.cost ?? 0) <= cost) return
  const telling = silent ? previous.telling : { candidate, previous: previous.telling }
  if (silent) {
    const same = beam.findIndex((step) => step.telling === telling)
    if (same !== -1) {
      if ((beam[same]?.cost ?? 0) <= cost) return
      beam.splice(same, 1)
    }
  }
  let place = beam.length
  while (place > 0 && (beam[place - 1]?.cost ?? 0) > cost) place -= 1
  beam.splice(place, 0, { cost, candidate, previous, telling })
  if (beam.length > beamWidth) beam.pop()
}

function toCover(end: Step): Cover {
  const candidates: Candidate[] = []
  for (let step: Step | null = end; step?.candidate; step = step.previous) candidates.push(step.candidate)
  return { candidates: candidates.reverse(), cost: end.cost }
}
