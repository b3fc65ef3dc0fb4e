import type { Candidate, ValueMeaning } from '../candidate.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'

const shortestHead = 4
const mostLooked = 200
const mostOptions = 40
/** A head is nearly the name, and no other word of it. */
const headCost = costs.partialName - 0.4
/** Where the word alone would ask for causes, which a company with drivers seldom means: it takes the place of that reading. */
export const causeRule = 'member-head-cause'

/**
 * "nurses" for "Registered Nurse": what names of kinds end in says what they are kinds of, and stands in the plural for them. Of several that
 * end so ("drivers" of "HGV Driver" and "Forklift Driver") the user says which. Names of people, places and products are no kinds.
 */
export function recognizeHeads(message: Message): Candidate[] {
  return message.words.flatMap((word, from): Candidate[] => {
    const { lexicon, words } = message
    if (word.stem.length < shortestHead || isKnown(message, word.stem) || (from > 0 && word.gap === 'hyphen')) return []
    if (words[from + 1]?.gap === 'hyphen') return []
    if (word.normal === word.stem && !describesRecords(message, from + 1)) return []
    const { names, values, dimensionOf, datasetsOf } = lexicon.members
    const having = names.havingWord(names.find(word.stem)).subarray(0, mostLooked)
    const headed = [...having].filter((member) => {
      const keys = nameKeys(values[member] ?? '', lexicon.grammar.equivalents)
      return keys.length > 1 && keys.at(-1) === word.stem && holdsKinds(message, dimensionOf[member] ?? -1)
    })
    const options = headed.slice(0, mostOptions).map(
      (member): ValueMeaning => ({
        kind: 'value',
        dimension: lexicon.dimensions[dimensionOf[member] ?? 0]?.id ?? '',
        values: [values[member] ?? ''],
        datasets: datasetsOf[member] ?? 0,
        alias: false,
      }),
    )
    const [only] = options
    if (!only || having.length === mostLooked) return []
    const base = { from, to: from + 1, rule: 'member-head', typos: 0 }
    const causal = isCause(message, word.stem)
    if (causal && asksForCauses(message, from)) return []
    const rule = causal ? causeRule : base.rule
    if (options.length === 1) return [{ ...base, meaning: only, cost: headCost, rule }]
    return [{ ...base, meaning: { kind: 'value_options', options }, cost: costs.sharedName, rule }]
  })
}

function isCause({ lexicon }: Message, key: string): boolean {
  return (lexicon.phrases.get(key) ?? []).some((meaning) => meaning.kind === 'cue' && meaning.cue === 'why')
}

function asksForCauses({ lexicon, words }: Message, from: number): boolean {
  return lexicon.grammar['name-words'].causal.includes(words[from + 1]?.normal ?? '')
}

/** Words that mean something here, or name a member by themselves. */
function isKnown({ lexicon }: Message, key: string): boolean {
  const number = lexicon.members.names.find(key)
  if (number < 0 || lexicon.members.names.named([number]).length > 0) return true
  // "assistants" are no assistant who is spoken to, and "drivers" drive more than growth.
  const said = (lexicon.phrases.get(key) ?? []).some(
    (meaning) =>
      !(meaning.kind === 'ignorable' && meaning.group === 'courtesy') &&
      !(meaning.kind === 'cue' && meaning.cue === 'why'),
  )
  return said || lexicon.timeWords.words.has(key)
}

/** "nurse placements", "welder revenue" */
function describesRecords({ lexicon, words }: Message, index: number): boolean {
  if (words[index]?.gap !== 'space') return false
  return (lexicon.phrases.get(words[index]?.stem ?? '') ?? []).some(
    ({ kind }) => kind === 'metric' || kind === 'record',
  )
}

/** Columns of roles and types hold kinds; those of competitors and campaigns hold names. */
function holdsKinds({ lexicon }: Message, position: number): boolean {
  const dimension = lexicon.dimensions[position]
  if (!dimension) return false
  const { roles, types } = lexicon.grammar['implied-metrics'].kinds
  const heading = nameKeys(dimension.label, lexicon.grammar.equivalents)
  return roles.includes(heading.join(' ')) || types.includes(heading.at(-1) ?? '')
}
