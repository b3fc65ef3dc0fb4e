import type { Candidate, CandidateMeaning } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

const described: ReadonlySet<CandidateMeaning['kind']> = new Set(['dimension', 'absent_dimension', 'metric', 'absent'])

/** "category-wise revenue", "regionwise sales": split by it; "revenue-wise" says what is asked about. */
export function recognizeManner(message: Message, candidates: readonly Candidate[]): Candidate[] {
  return [...message.words.keys()].flatMap((index) =>
    isFunctionWord(message, index, 'manner')
      ? splitting(candidates.filter(({ to, typos }) => to === index && typos === 0)).map((candidate) => ({
          ...candidate,
          to: index + 1,
        }))
      : glued(message, index),
  )
}

/** "customer-wise" splits by customer and counts none. */
function splitting(candidates: readonly Candidate[]): Candidate[] {
  const dimensions = candidates.filter(({ meaning }) => meaning.kind === 'dimension')
  return dimensions.length > 0 ? dimensions : candidates.filter(isDescribed)
}

function isDescribed({ meaning }: Candidate): boolean {
  if (meaning.kind === 'cue') return meaning.cue === 'share'
  return described.has(meaning.kind)
}

/** "regionwise" */
function glued({ words, lexicon }: Message, index: number): Candidate[] {
  const word = words[index]?.normal ?? ''
  const ending = lexicon.grammar['function-words'].manner.find((manner) => word.endsWith(manner))
  if (ending === undefined) return []
  const meanings = lexicon.phrases.get(word.slice(0, -ending.length)) ?? []
  return meanings.flatMap((meaning) =>
    meaning.kind === 'dimension'
      ? [{ from: index, to: index + 1, meaning, cost: costs.dimension, rule: 'dimension-name', typos: 0 }]
      : [],
  )
}
