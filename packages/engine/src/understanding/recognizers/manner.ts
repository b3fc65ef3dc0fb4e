import type { Candidate, CandidateMeaning } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
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

/** "regionwise", and "saleswise", which says what is asked about. */
function glued({ words, lexicon }: Message, index: number): Candidate[] {
  const word = words[index]?.normal ?? ''
  const ending = lexicon.grammar['function-words'].manner.find((manner) => word.endsWith(manner))
  if (ending === undefined) return []
  const meanings =
    lexicon.phrases.get(nameKeys(word.slice(0, -ending.length), lexicon.grammar.equivalents).join(' ')) ?? []
  const splits = meanings.some(({ kind }) => kind === 'dimension')
  const base = { from: index, to: index + 1, typos: 0 }
  return meanings.flatMap((meaning): Candidate[] => {
    if (meaning.kind === 'dimension') return [{ ...base, meaning, cost: costs.dimension, rule: 'dimension-name' }]
    if (meaning.kind === 'implied' && !meaning.verb && !splits) {
      return [{ ...base, meaning, cost: costs.impliedNoun, rule: meaning.far ? 'metric-nearest' : 'metric-everyday' }]
    }
    if (meaning.kind !== 'metric' || splits) return []
    return [{ ...base, meaning, cost: costs.metric + (1 - meaning.weight) * costs.weakness, rule: meaning.rule }]
  })
}
