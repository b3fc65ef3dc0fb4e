import { type Draft, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import type { Quality } from '../phrases/implied-metrics-schema.ts'

/** What a question says is done, as positions among the deeds the taxonomy knows; states and headings of the data are no deeds. */
export function deedsSaid(draft: Draft, items: readonly Item[] = draft.items): ReadonlySet<number> {
  const said = new Set<number>()
  for (const { meaning, from, to } of items) {
    if (meaning.kind === 'value' || meaning.kind === 'dimension') continue
    for (const { normal } of draft.message.words.slice(from, to)) {
      for (const [index, { words }] of deedsKnown(draft).entries()) if (words.includes(normal)) said.add(index)
    }
  }
  return said
}

/** Whether a measure is of one of these deeds by its name: "Days to Ship" of shipping. Null where its name speaks of none. */
export function isOfDeed(draft: Draft, { id, label }: LexiconMetric, said: ReadonlySet<number>): boolean | null {
  const words = new Set(`${id.replaceAll('_', ' ')} ${label}`.toLowerCase().match(/\p{L}+/gu) ?? [])
  const own = [...deedsKnown(draft).entries()].filter(([, { names }]) => names.some((name) => words.has(name)))
  return own.length === 0 ? null : own.some(([index]) => said.has(index))
}

function deedsKnown(draft: Draft): Draft['lexicon']['grammar']['implied-metrics']['deeds'] {
  return draft.lexicon.grammar['implied-metrics'].deeds
}

/** "the slowest shipping", "is shipping slower": money is neither slow nor fast, so what is done is meant and not what it costs. */
export function takeAwayCosts(
  draft: Draft,
  quality: Quality,
  isBeside: (slot: Draft['metrics'][number]) => boolean,
): Item[] {
  if (!quality.units.includes('days')) return []
  const taken = draft.metrics.filter((slot) => {
    const metric = draft.lexicon.metrics.get(slot.id)
    if (!slot.item || metric?.unit.kind !== 'currency' || !isBeside(slot)) return false
    return metric.direction === 'up_is_bad' || deedsSaid(draft, [slot.item]).size > 0
  })
  for (const slot of taken) draft.metrics.splice(draft.metrics.indexOf(slot), 1)
  return taken.flatMap(({ item }) => item ?? [])
}

/** Whether words name a deed by itself, and not what it costs ("shipping cost"). */
export function namesDeed(draft: Draft, item: Item): boolean {
  const { out, side } = draft.lexicon.grammar['implied-metrics'].money
  const words = draft.message.words.slice(item.from, item.to)
  const money = words.some(({ stem }) => out.includes(stem) || (words.length > 1 && side.includes(stem)))
  return !money && deedsSaid(draft, [item]).size > 0
}

/**
 * "which weekday do hypermarkets order the most cases": a verb of buying that is also the noun of what is bought says what they do, and is
 * no second measure. "cases per hypermarket order" has the noun.
 */
export function isVerbOfBuying(draft: Draft, item: Item): boolean {
  const { message, lexicon } = draft
  const word = message.words[item.from]
  const { who } = lexicon.grammar['implied-metrics']
  if (!word || item.to - item.from > 1 || word.normal !== word.stem || !who.buying.includes(word.normal)) return false
  if (word.gap !== 'space' || !hasBuyer(draft, item)) return false
  const own = item.meaning.kind === 'metric' ? item.meaning.metric : null
  return draft.items.some((other) => {
    if (other.meaning.kind === 'metric' && other.meaning.metric !== own) return !isSubject(draft, other, item)
    return isCue(other, 'how_many') && neighbor(draft, other, 1)?.meaning.kind === 'dimension'
  })
}

function hasBuyer(draft: Draft, item: Item): boolean {
  const { message } = draft
  if (isFunctionWord(message, item.from - 1, 'doer')) return true
  const before = draft.items[item.index - 1]
  return before !== undefined && isSubject(draft, before, item)
}

/** How many words may stand between "did" and its verb's subject: "did the two hypermarkets order". */
const auxiliaryReach = 3

function isSubject(draft: Draft, subject: Item, verb: Item): boolean {
  const { message, lexicon } = draft
  if (subject.to !== verb.from || !['value', 'dimension', 'metric'].includes(subject.meaning.kind)) return false
  if (isFunctionWord(message, subject.from - 1, 'split') || isFunctionWord(message, subject.from - 1, 'one'))
    return false
  if (isPlural(draft, subject)) return true
  const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
  const before = message.words.slice(Math.max(0, subject.from - auxiliaryReach), subject.from)
  return before.some(({ normal }) => auxiliaries.includes(normal))
}
