import type { FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { amountTwin } from './amount-twins.ts'
import { issue } from './issues.ts'

/**
 * "how much money did Acme spend", "brought in the most money", "sold until March, in euros": words for money say nothing more of a measure
 * that is money, and what is wanted where only a verb says it. Another currency than the company's own is nothing the figures are in.
 */
export function linkMoneyWords(draft: Draft): void {
  const [, before = '', sign = ''] = /(?<=(\p{L}+)\s+)([$€£¥])(?!\s?\d)/u.exec(draft.message.question.text) ?? []
  const { 'function-words': functions, quantities } = draft.lexicon.grammar
  if (functions.before_unit.includes(before.toLowerCase())) checkCurrency(draft, sign, quantities.currencies[sign])
  for (const item of draft.items) {
    if (asksInMoney(draft, item) || currencyOf(draft, item) !== undefined) implyMoney(draft)
    if (item.meaning.kind !== 'unknown' || item.to - item.from > 1 || isMended(draft, item)) continue
    const currency = currencyOf(draft, item)
    if (currency !== undefined) checkCurrency(draft, wordsOf(draft, item), currency)
    if (item.role !== null || !isMoney(draft, item, currency)) continue
    takeAmounts(draft)
    if (countsMoney(draft)) bind(item, 'ignorable', null)
  }
  if (asksAmount(draft)) takeAmounts(draft)
}

/** "how much money was refunded": of what is counted, the money of it, where the company keeps both. */
function takeAmounts(draft: Draft): void {
  for (const slot of draft.metrics) {
    const counted = draft.lexicon.metrics.get(slot.id)
    const twin = counted && amountTwin(draft, counted)
    if (!twin || !slot.item) continue
    slot.id = twin.id
    bind(slot.item, 'metric', twin.id)
    fire(draft, 'metric-money')
  }
}

/** "gave the most in refunds", "how much was refunded": an amount, where "the most refunds" and "how many" count them. */
function asksAmount(draft: Draft): boolean {
  const [slot, other] = draft.metrics
  if (!slot?.item || other) return false
  const before = neighbor(draft, slot.item, -1)
  if (!before) return false
  if (isCue(before, 'top', 'bottom')) return isFunctionWord(draft.message, before.to, 'before_unit')
  const { cues } = draft.lexicon.grammar['implied-metrics'].amounts
  return isCue(before, 'what') && cues.includes(wordsOf(draft, before).toLowerCase())
}

/** "what did Acme buy in May, in money" */
export function asksInMoney({ lexicon, message }: Draft, { from, to, meaning }: Item): boolean {
  if (meaning.kind !== 'ignorable') return false
  const words = message.words.slice(from, to).map(({ normal }) => normal)
  return lexicon.grammar['implied-metrics'].money.asking.includes(words.join(' '))
}

function implyMoney(draft: Draft): void {
  if (draft.metrics.length > 0 || draft.record !== null || draft.issues.length > 0) return
  const verb = draft.items.find(({ meaning }) => meaning.kind === 'implied' && meaning.verb && meaning.rank === null)
  const metric = verb?.meaning.kind === 'implied' ? verb.meaning.metrics[0] : undefined
  if (!verb) implyMoneyOfState(draft)
  if (!verb || draft.lexicon.metrics.get(metric ?? '')?.unit.kind !== 'currency' || metric === undefined) return
  addMetric(draft, metric, verb, 'implied', 'metric-money')
  fire(draft, 'metric-money')
}

/** "how much did we win in July, in dollars": the one sum of money that comes in with just the records in that state. */
function implyMoneyOfState(draft: Draft): void {
  for (const filter of draft.filters) {
    const sums = [...draft.lexicon.metrics.values()].filter((metric) => isMoneyOf(draft, metric, filter))
    const [sum, other] = sums
    if (filter.operator !== 'in' || !sum || other) continue
    const item = draft.items.find(({ role, boundTo }) => role === 'value' && boundTo === filter.dimension)
    draft.filters.splice(draft.filters.indexOf(filter), 1)
    addMetric(draft, sum.id, item ?? null, 'implied', 'metric-money')
    fire(draft, 'metric-money')
    return
  }
}

function isMoneyOf({ lexicon }: Draft, metric: LexiconMetric, { dimension, values }: FilterSlot): boolean {
  const { aggregation } = metric.definition
  if (metric.unit.kind !== 'currency' || aggregation.kind !== 'sum' || aggregation.where.length !== 1) return false
  const column = lexicon.datasets[metric.dataset]?.model.dimensions.find(({ id }) => id === dimension)?.column
  return aggregation.where.every(
    (only) =>
      only.column === column && only.operator === 'in' && [...only.values].sort().join() === [...values].sort().join(),
  )
}

/** The currency that a word names right behind "in" or "as". */
function currencyOf(draft: Draft, item: Item): string | undefined {
  if (!isFunctionWord(draft.message, item.from - 1, 'before_unit')) return undefined
  return draft.lexicon.grammar.quantities.currencies[wordsOf(draft, item).toLowerCase()]
}

function checkCurrency(draft: Draft, written: string, currency: string | undefined): void {
  const { shared } = draft.lexicon.grammar.quantities
  const meant = [currency, ...(written.toUpperCase() === currency ? [] : (shared[currency ?? ''] ?? []))]
  const others = draft.metrics.some(({ id }) => {
    const unit = draft.lexicon.metrics.get(id)?.unit
    return unit?.kind === 'currency' && unit.currency !== null && !meant.includes(unit.currency)
  })
  if (others) issue(draft, 'unsupported_operation', `These figures are not in ${written}.`, 2.5)
}

/** "in France" is no "in francs", where "EUR" is "euro" however it is put right. */
function isMended({ message, lexicon }: Draft, { from }: Item): boolean {
  const at = message.words[from]?.start ?? 0
  const mended = message.mended.find(({ start, end }) => start <= at && at < end)
  return mended !== undefined && !(mended.typed.toLowerCase() in lexicon.grammar.quantities.currencies)
}

/** "the most money", "how much money", "worth at face value": beside what it is an amount of, and no part of a name ("money market"). */
function isMoney(draft: Draft, item: Item, currency: string | undefined): boolean {
  const { words, lexicon } = draft.message
  const { money } = lexicon.grammar['implied-metrics']
  const next = draft.items[item.index + 1]
  const named = next !== undefined && words[next.from]?.gap === 'space' && nouns.has(next.meaning.kind)
  if (named) return false
  if (currency !== undefined) return true
  const word = words[item.from]?.normal ?? ''
  if (money.worth.includes(word)) return true
  if (!money.words.includes(word)) return false
  const amount = isCue(neighbor(draft, item, -1), 'what', 'top', 'bottom', 'comparative', 'total')
  return amount || isFunctionWord(draft.message, item.from - 1, 'before_unit')
}

const nouns: ReadonlySet<string> = new Set(['metric', 'record', 'dimension', 'value', 'unknown', 'value_options'])

function countsMoney({ metrics, lexicon }: Draft): boolean {
  return metrics.length > 0 && metrics.every(({ id }) => lexicon.metrics.get(id)?.unit.kind === 'currency')
}
