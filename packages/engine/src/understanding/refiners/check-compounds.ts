import { type Draft, evidence, type Item, isPlural, keyOf, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { nameKeys } from '../text/words.ts'
import { issue } from './issues.ts'
import { continuesExclusion } from './link-values.ts'

/** Names put together ask for something of their own: neither part alone is an answer. */
export function checkCompounds(draft: Draft): void {
  const named = draft.metrics.flatMap(({ item }) => item ?? [])
  for (const [index, item] of named.entries()) {
    // "revenue excluding Garden and returned orders" asks for no second measure.
    if (continuesExclusion(draft, item)) {
      issue(draft, 'unsupported_operation', `I can leave out members, not "${wordsOf(draft, item)}".`, 2.5)
    }
    const previous = named[index - 1]
    if (previous && (belongsTo(draft, previous, item) || standsBeside(draft, previous, item))) {
      const { text } = evidence(draft, [previous, item])
      issue(draft, 'unbound_words', `I do not know what "${text}" is: ask for one of the two.`, 2.5)
    }
  }
  for (const item of draft.items) {
    const next = draft.items[item.index + 1]
    if (next && isOneName(draft, item, next)) {
      const { text } = evidence(draft, [item, next])
      issue(draft, 'unknown_value', `There is no "${text}" in this data.`, 2.5)
    }
    if (next && boundsMember(draft, item, next)) {
      const { text } = evidence(draft, [item, next])
      issue(draft, 'unbound_words', `I do not know what should be compared with "${text}".`, 2.5)
    }
    if (next && isOtherMoney(draft, item, next)) {
      const { text } = evidence(draft, [item, next])
      issue(draft, 'unknown_metric', `This company's data has no "${text}" that I know of.`, 2.5)
    }
    if (next && isKindOfOther(draft, item, next)) {
      const { text } = evidence(draft, [item, next])
      issue(draft, 'unknown_dimension', `I do not know what "${text}" is here: ask for one of the two.`, 2.5)
    }
    if (!named.includes(item) && isOfOtherRecords(draft, item)) {
      issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
    }
  }
}

/** "cost of discounts" are not two measures. */
function belongsTo(draft: Draft, previous: Item, item: Item): boolean {
  const between = draft.message.words.slice(previous.to, item.from)
  // "the standard value, the write-offs" lists two.
  if (draft.message.words.slice(previous.to, item.from + 1).some(({ gap }) => gap === 'comma')) return false
  return (
    between.length > 0 && between.every((_, index) => isFunctionWord(draft.message, previous.to + index, 'belonging'))
  )
}

/** "night revenue", "discount sales": one of what is counted, or what is no income, names no measure beside another. */
function standsBeside(draft: Draft, previous: Item, item: Item): boolean {
  if (draft.metrics.length > 2 || previous.to !== item.from || draft.message.words[item.from]?.gap !== 'space')
    return false
  if ((['correlation', 'ratio', 'versus', 'compare'] as const).some((cue) => draft.cues.has(cue))) return false
  const [first, second] = [previous, item].map(({ boundTo }) => draft.lexicon.metrics.get(boundTo ?? ''))
  if (!first || !second) return false
  if (first.unit.kind === 'count') return previous.to - previous.from === 1 && !isPlural(draft, previous)
  const { side } = draft.lexicon.grammar['implied-metrics'].money
  const words = first.label.toLowerCase().split(/\P{L}+/u)
  return first.subject !== 'margin' && words.some((word) => side.includes(word))
}

/**
 * "outdoor furniture" is no product "Outdoor Lantern" that is furniture: a part of a name right before what such names are grouped by says
 * which of that group is meant.
 */
function isOneName(draft: Draft, item: Item, next: Item): boolean {
  if (item.meaning.kind !== 'value' || next.meaning.kind !== 'value' || item.rule !== 'member-part') return false
  if (item.to !== next.from || draft.message.words[next.from]?.gap !== 'space') return false
  const [part, group] = [item.meaning.dimension, next.meaning.dimension]
  return part !== group && groupsProducts(draft.lexicon, part) && groupsProducts(draft.lexicon, group)
}

/** "promo spend", "delivery charges": a verb of money said as a noun is about what stands before it, and no revenue. */
function isOtherMoney(draft: Draft, item: Item, next: Item): boolean {
  const { message, lexicon } = draft
  if (next.meaning.kind !== 'implied' || !next.meaning.verb || next.role !== 'metric') return false
  if (item.to !== next.from || message.words[next.from]?.gap !== 'space') return false
  if (message.words.some((_, index) => isFunctionWord(message, index, 'asking_deed'))) return false
  if (isFunctionWord(message, item.to - 1, 'charged_for')) return true
  if (item.meaning.kind !== 'dimension' || isPlural(draft, item)) return false
  const dimension = lexicon.dimensionsById.get(item.meaning.dimension)
  // "customer spend" is what customers spend, and "by country spend" has two clauses.
  const buys = dimension === undefined || dimension.calendar || dimension.subject === 'customers'
  return !buys && draft.groupings.some(({ item: grouped, loose }) => loose && grouped === item)
}

/** "contracts over 30 days" asks for more than any member called "30 Days" says. */
function boundsMember({ lexicon, message }: Draft, item: Item, next: Item): boolean {
  if (item.meaning.kind !== 'ignorable' || item.to - item.from > 1 || next.meaning.kind !== 'value') return false
  if (!/^\d/.test(message.words[next.from]?.normal ?? '')) return false
  const meanings = lexicon.phrases.get(message.words[item.from]?.stem ?? '') ?? []
  return meanings.some((meaning) => meaning.kind === 'cue' && bounds.has(meaning.cue))
}

const bounds = new Set<string>(['gt', 'gte', 'lt', 'lte', 'between'])

/** "machine class" is no split by machines and by what another heading ("Equipment Class") ends in. */
function isKindOfOther(draft: Draft, item: Item, next: Item): boolean {
  if (item.meaning.kind !== 'dimension' || next.meaning.kind !== 'dimension' || item.to !== next.from) return false
  if (item.role !== 'dimension' || next.role !== 'dimension' || item.meaning.dimension === next.meaning.dimension)
    return false
  const label = draft.lexicon.dimensionsById.get(next.meaning.dimension)?.label ?? ''
  const heading = nameKeys(label, draft.lexicon.grammar.equivalents)
  const close = draft.message.words[next.from]?.gap === 'space' && !isPlural(draft, item)
  return close && heading.length > 1 && heading.at(-1) === keyOf(draft, next) && isSaidOf(draft, next)
}

/** A word that names the dimension for ending its heading, and not by a name of its own. */
function isSaidOf(draft: Draft, item: Item): boolean {
  const meanings = draft.lexicon.phrases.get(keyOf(draft, item)) ?? []
  return meanings.some((meaning) => meaning.kind === 'dimension' && meaning.weight < 1)
}

/** "returns revenue", "cost of returns": the noun of other records than those the measure is taken from. */
function isOfOtherRecords(draft: Draft, item: Item): boolean {
  if (item.role !== 'metric' || draft.metrics.length === 0) return false
  const dataset = datasetOf(draft, item)
  if (dataset === undefined) return false
  return draft.metrics.every(({ id }) => draft.lexicon.metrics.get(id)?.dataset !== dataset)
}

function datasetOf(draft: Draft, { meaning }: Item): number | undefined {
  if (meaning.kind === 'record') return meaning.dataset
  return meaning.kind === 'metric' ? draft.lexicon.metrics.get(meaning.metric)?.dataset : undefined
}
