import { bind, type Draft, fire, type Item, isCue, isPlural } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { personsOf } from '../lexicon/persons.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { opensNominal } from '../nominal-clauses.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'
import type { RankRequest } from './link-rank.ts'

/** Somebody whom a measure says the money goes to: the "Landlord" of a "Landlord Payout". */
interface Payee {
  readonly item: Item
  readonly verb: Item
  readonly metric: string
}

/**
 * "what did the landlords get", "how much did we pay Rashid", "why did the landlords receive less": what goes to the people of a column, where
 * one sum of money is headed by them and by a word for what is paid out.
 */
export function linkPayees(draft: Draft, rank: RankRequest | null): void {
  if (draft.record !== null || draft.cues.has('how_many')) return
  const payees = draft.items.flatMap((item) => payeeOf(draft, item) ?? [])
  const listed = payees.filter(({ item }) => isListed(draft, item))
  if (draft.metrics.length === 0 && payees.length > 1 && listed.length === 0) return
  for (const payee of draft.metrics.length === 0 ? payees : listed) take(draft, payee, rank)
  if (listed.length > 0) draft.metrics.sort((left, right) => (left.item?.from ?? 0) - (right.item?.from ?? 0))
}

/** "gross rent and what the landlords got": one more measure of several. */
function isListed({ message }: Draft, { from }: Item): boolean {
  return opensNominal(message, isFunctionWord(message, from - 1, 'belonging') ? from - 2 : from - 1)
}

function take(draft: Draft, { item, verb, metric }: Payee, rank: RankRequest | null): void {
  if (draft.metrics.some(({ id }) => id === metric)) return
  const isOne = item.meaning.kind === 'dimension' && rank === null && !isAskedFor(draft, item)
  if (isOne && item.role === null) bind(item, 'ignorable', null)
  addMetric(draft, metric, verb, 'implied', 'metric-payee')
  fire(draft, 'metric-payee')
}

function payeeOf(draft: Draft, item: Item): Payee | undefined {
  const dimension = dimensionOf(item)
  const verb = dimension === undefined ? undefined : (verbBehind(draft, item) ?? verbBefore(draft, item))
  const metric = verb && dimension !== undefined ? payoutTo(draft, dimension) : undefined
  return verb && metric ? { item, verb, metric: metric.id } : undefined
}

function dimensionOf({ meaning }: Item): string | undefined {
  if (meaning.kind === 'value_options') return meaning.options[0]?.dimension
  return meaning.kind === 'value' || meaning.kind === 'dimension' ? meaning.dimension : undefined
}

/** The one sum of money that is named by a dimension and a word for what is paid out. */
function payoutTo({ lexicon }: Draft, dimension: string): LexiconMetric | undefined {
  const { equivalents, 'implied-metrics': implied } = lexicon.grammar
  const heading = nameKeys(lexicon.dimensionsById.get(dimension)?.label ?? '', equivalents)
  const isPerson = personsOf(lexicon, implied.who.sellers).includes(dimension)
  const [metric, other] = [...lexicon.metrics.values()].filter(({ label, unit, definition }) => {
    if (unit.kind !== 'currency' || definition.aggregation.kind !== 'sum') return false
    const words = nameKeys(label, equivalents)
    // A "Royalty" by itself goes to whoever the people of the data are.
    const alone = words.length === 1 && implied.payees.alone.includes(words[0] ?? '') && isPerson
    const named = heading.some((word) => words.includes(word))
    return alone || (named && words.some((word) => implied.payees.payouts.includes(word)))
  })
  return other ? undefined : metric
}

/** "the landlords got", "Rashid was paid", where "the landlords got us" something else. */
function verbBehind(draft: Draft, payee: Item): Item | undefined {
  const { message, items } = draft
  for (const verb of items.slice(payee.index + 1, payee.index + 4)) {
    if (message.words[verb.from]?.gap !== 'space' || isFunctionWord(message, verb.from + 1, 'pronoun')) return undefined
    // "owners in Southwold received"
    if (verb.meaning.kind === 'value' || isFunctionWord(message, verb.from, 'before_group')) continue
    if (isFunctionWord(message, verb.from, 'receiving')) return verb
    if (!isFunctionWord(message, verb.from, 'becoming') && !isFunctionWord(message, verb.from, 'auxiliary'))
      return undefined
    const paid = items[verb.index + 1]
    if (paid && isFunctionWord(message, paid.from, 'paying_out')) return paid
  }
  return undefined
}

/** "did we pay the Southwold landlords", "paid out to Rashid": between the verb and whom it pays only members stand. */
function verbBefore(draft: Draft, payee: Item): Item | undefined {
  const { message, items } = draft
  const before = items.slice(0, payee.index).findLastIndex((item) => {
    return item.meaning.kind !== 'value' && !isFunctionWord(message, item.from, 'before_payee')
  })
  const verb = items[before]
  if (!verb || !isFunctionWord(message, verb.from, 'paying_out')) return undefined
  const ours =
    isFunctionWord(message, verb.from - 1, 'before_verb') || isFunctionWord(message, payee.from - 1, 'before_payee')
  return ours ? verb : undefined
}

/** "which landlords", "each landlord". */
function isAskedFor(draft: Draft, item: Item): boolean {
  const before = draft.items[item.index - 1]
  return isCue(before, 'which', 'group', 'who') || !isPlural(draft, item)
}
