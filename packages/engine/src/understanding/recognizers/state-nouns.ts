import type { Candidate, ValueMeaning } from '../candidate.ts'
import { countsOfRows } from '../lexicon/record-acts.ts'
import type { Message } from '../message.ts'
import { slipDistance } from '../text/slips.ts'
import { stem } from '../text/stem.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'

const nounWeight = 0.95

/**
 * "failed deliveries", "deliveries that failed" where a column is headed "Delivery Status": beside a state its noun counts the records that
 * are in it. By itself it stays what it is, as every row may have such a state.
 */
export function readStateNouns(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const nouns = stateNouns(message, candidates)
  const kept = candidates.filter(
    ({ meaning, from, to }) =>
      meaning.kind !== 'ignorable' || !nouns.some((noun) => noun.from === from && noun.to === to),
  )
  return [...kept, ...nouns]
}

function stateNouns(message: Message, candidates: readonly Candidate[]): Candidate[] {
  return candidates.flatMap((candidate) => {
    const { meaning, typos } = candidate
    if (meaning.kind !== 'value' || meaning.alias || typos > 1) return []
    const noun = nounOf(message, meaning.dimension)
    const at = noun === null ? -1 : besides(message, candidate).find((index) => isPluralOf(message, index, noun))
    const metric = countOf(message, meaning)
    if (at === undefined || at < 0 || metric === undefined) return []
    const slips = message.words[at]?.stem === noun ? 0 : 1
    return {
      from: at,
      to: at + 1,
      meaning: { kind: 'metric', metric, weight: nounWeight, rule: 'metric-act' },
      cost: costs.metric + slips * costs.typo,
      rule: 'metric-act',
      typos: slips,
    }
  })
}

/** "delivery" of "Delivery Status"; null where the heading names no state, or its noun means something here already. */
function nounOf({ lexicon }: Message, dimension: string): string | null {
  const { states } = lexicon.grammar['implied-metrics'].kinds
  const label = lexicon.dimensionsById.get(dimension)?.label.toLowerCase() ?? ''
  if (!states.some((state) => label.endsWith(` ${state}`))) return null
  const words = nameKeys(label, lexicon.grammar.equivalents)
  const noun = words.at(-2)
  if (noun === undefined || !states.includes(words.at(-1) ?? '')) return null
  const known = lexicon.phrases.get(noun) ?? []
  return known.some(({ kind }) => kind === 'metric' || kind === 'record' || kind === 'implied') ? null : noun
}

/** The word behind a state, and those before it up to the first that says something: "deliveries that have failed". */
function besides({ words, lexicon }: Message, { from, to }: Candidate): number[] {
  const before: number[] = []
  for (let index = from - 1; index >= 0; index -= 1) {
    before.push(index)
    if (!lexicon.grammar.ignorables.function.includes(words[index]?.normal ?? '')) break
  }
  return words[to]?.gap === 'space' ? [to, ...before] : before
}

function isPluralOf({ words }: Message, index: number, noun: string): boolean {
  const word = words[index]
  if (!word?.normal.endsWith('s') || word.normal === word.stem) return false
  return word.stem === noun || (word.normal[0] === noun[0] && slipDistance(stem(word.normal), noun, 1) <= 1)
}

function countOf({ lexicon }: Message, { datasets }: ValueMeaning): string | undefined {
  const dataset = lexicon.datasets.findIndex((_, index) => (datasets & (1 << index)) !== 0)
  const model = lexicon.datasets[dataset]?.model
  return model && countsOfRows(lexicon.metrics, dataset, model.columns)[0]
}
