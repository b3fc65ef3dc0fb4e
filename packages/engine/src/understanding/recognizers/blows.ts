import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'
import { passedOver } from './passed-over.ts'

/** A fall said with a noun or a participle, and the verb that only takes it. */
interface Blow {
  readonly at: number
  readonly verb: number | null
}

/**
 * "took the biggest hit", "the biggest hit to sales", "hit hardest": a fall, where "the biggest hit" by itself is a success and "hit" without
 * any of these only says that something was reached.
 */
export function readBlows(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const blows = message.words.flatMap((_, at) => blowAt(message, candidates, at) ?? [])
  if (blows.length === 0) return [...candidates]
  const taken = new Set(blows.flatMap(({ at, verb }) => (verb === null ? [at] : [at, verb])))
  const kept = candidates.filter(({ from, to }) => !(to === from + 1 && taken.has(from)))
  const found = blows.flatMap(({ at, verb }) => [falls(at), ...(verb === null ? [] : [passedOver(verb, verb + 1)])])
  return [...kept, ...found]
}

function falls(from: number): Candidate {
  return { from, to: from + 1, meaning: { kind: 'cue', cue: 'growth' }, cost: costs.cue, rule: 'cue-growth', typos: 0 }
}

function blowAt(message: Message, candidates: readonly Candidate[], at: number): Blow | undefined {
  const { blows, struck } = message.lexicon.grammar.changes
  const word = message.words[at]?.normal ?? ''
  if (struck.includes(word) && isHard(message, candidates, at)) return { at, verb: null }
  if (!blows.includes(word)) return undefined
  const starts = candidates.filter((candidate) => candidate.to === at && ranks(candidate)).map(({ from }) => from)
  const verb = [at, ...starts].map((start) => takingBefore(message, start)).find((index) => index !== null) ?? null
  if (verb !== null) return { at, verb }
  return starts.length > 0 && fallsOnMeasure(message, candidates, at) ? { at, verb } : undefined
}

/** The verb before "the", "a" or a superlative. */
function takingBefore(message: Message, start: number): number | null {
  const isArticle = isFunctionWord(message, start - 1, 'definite') || isFunctionWord(message, start - 1, 'one')
  const index = isArticle ? start - 2 : start - 1
  return message.lexicon.grammar.changes.taking.includes(message.words[index]?.normal ?? '') ? index : null
}

function fallsOnMeasure(message: Message, candidates: readonly Candidate[], at: number): boolean {
  if (!isFunctionWord(message, at + 1, 'after_blow')) return false
  return candidates.some(({ meaning, from }) => meaning.kind === 'metric' && (from === at + 2 || from === at + 3))
}

/** "hardest hit", "hit the hardest" */
function isHard({ words, lexicon }: Message, candidates: readonly Candidate[], at: number): boolean {
  const { hard } = lexicon.grammar.changes
  return candidates.some(({ meaning, from, to }) => {
    if (meaning.kind !== 'cue' || (to !== at && from !== at + 1)) return false
    const written = words.slice(from, to).map(({ normal }) => normal)
    return hard.includes(written.join(' '))
  })
}

function ranks({ meaning, typos }: Candidate): boolean {
  return typos === 0 && meaning.kind === 'cue' && ['top', 'bottom', 'worst'].includes(meaning.cue)
}
