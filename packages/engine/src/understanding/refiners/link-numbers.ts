import type { HavingSlot } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import type { CueName } from '../phrases/schema.ts'
import { issue } from './issues.ts'
import { checkReached, linkTarget } from './link-target.ts'
import { namesMetric } from './names.ts'
import { countMetric } from './record-counts.ts'

const operators: Partial<Record<CueName, HavingSlot['operator']>> = { gt: 'gt', gte: 'gte', lt: 'lt', lte: 'lte' }

/** Gives every number its purpose: a threshold, a range, the N of a ranking, a stated target or a claim to check. */
export function linkNumbers(draft: Draft): void {
  for (const item of draft.items) {
    if (isCue(item, 'negative', 'loss', 'positive')) linkSign(draft, item)
    if (item.meaning.kind !== 'number' || item.role !== null) continue
    if (!item.meaning.quantity.valid) {
      refuseUnreadable(draft, item)
      continue
    }
    linkBetween(draft, item) ||
      linkThreshold(draft, item) ||
      linkOccasions(draft, item) ||
      linkExact(draft, item) ||
      linkTarget(draft, item)
  }
  checkReached(draft)
}

/** "over 1.2.3" bounds nothing. */
function refuseUnreadable(draft: Draft, item: Item): void {
  bind(item, 'number', null)
  issue(draft, 'invalid_number', `"${evidence(draft, [item]).text}" is not a number I can read.`, 3)
}

/** "negative profit" is profit below zero, and whoever loses money has such. */
function linkSign(draft: Draft, item: Item): void {
  const operator = isCue(item, 'positive') ? 'gt' : 'lt'
  const metric = isCue(item, 'loss') ? lossMetric(draft) : undefined
  bind(item, 'operator', operator)
  const zero = { value: 0, upper: null, percent: false, currency: null }
  draft.thresholds.push({ operator, ...zero, items: [item], ...(metric === undefined ? {} : { metric }) })
  fire(draft, `threshold-${operator === 'gt' ? 'positive' : 'negative'}`)
}

export function lossMetric(draft: Draft): string | undefined {
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  return nearestMetrics(draft.lexicon.grammar['implied-metrics'].loss, draft.lexicon.metrics, table)[0]
}

/** "between 10 and 20 %", "of 50k to 100k", "10-20%"; a range without opener must be one of amounts. */
function linkBetween(draft: Draft, first: Item): boolean {
  const opener = neighbor(draft, first, -1)
  const next = neighbor(draft, first, 1)
  const joint = isCue(next, 'and', 'to') ? next : undefined
  const second = joint ? neighbor(draft, joint, 1) : next
  if (!second || first.meaning.kind !== 'number' || second.meaning.kind !== 'number') return false
  if (!second.meaning.quantity.valid) return false
  const opened = isCue(opener, 'between', 'from')
  const dashed = !joint && second.from === first.to && draft.message.words[second.from]?.gap === 'hyphen'
  const amounts = !second.meaning.quantity.bare || isMeasured(opener) || isMeasured(neighbor(draft, second, 1))
  if (!(opened && (joint || dashed)) && !((isCue(joint, 'to') || dashed) && amounts)) return false
  const [low, high] = [first.meaning.quantity, second.meaning.quantity]
  const shared = high.percent && !low.percent ? high.percent : low.percent
  // "between 10 and 20k" means ten thousand; a lower bound above the upper one is left to the checks.
  const lowValue =
    low.bare && !high.bare && low.value > 0 && high.value >= 1000 * low.value
      ? scaleLike(low.value, high.value)
      : low.value
  const items = [...(opener && opened ? [opener] : []), first, ...(joint ? [joint] : []), second]
  for (const item of items) bind(item, item.meaning.kind === 'number' ? 'number' : 'operator', 'between')
  draft.thresholds.push({
    operator: 'between',
    value: Math.min(lowValue, high.value),
    upper: Math.max(lowValue, high.value),
    percent: shared,
    currency: low.currency ?? high.currency,
    items,
  })
  fire(draft, 'threshold-between')
  return true
}

function isMeasured(item: Item | undefined): boolean {
  return item?.meaning.kind === 'metric' || item?.meaning.kind === 'implied'
}

function scaleLike(low: number, high: number): number {
  return high >= 1e9 ? low * 1e9 : high >= 1e6 ? low * 1e6 : low * 1e3
}

function linkThreshold(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number') return false
  const { quantity } = item.meaning
  const before = neighbor(draft, item, -1)
  const after = neighbor(draft, item, 1)
  const closing = isMeasured(after) && after ? neighbor(draft, after, 1) : after
  const suffix = isCue(closing, 'suffix_gte') ? 'gte' : isCue(closing, 'suffix_lte') ? 'lte' : null
  const cue = before?.meaning.kind === 'cue' ? before.meaning.cue : null
  const stated = suffix ?? (cue === null ? undefined : operators[cue])
  const operator = stated ?? (quantity.open ? 'gte' : undefined)
  const exact = cue === 'equals' && !operator
  if (!operator && !exact) return false
  const opener = suffix ? closing : stated || cue === 'equals' ? before : undefined
  // "3 orders or fewer": the measure stands between the number and the words that bound it.
  const apart = suffix !== null && closing !== after
  const counted = countedBehind(draft, item)
  if (counted) bind(counted.noun, 'metric', counted.metric)
  const items = apart || !opener ? [item] : opener.index < item.index ? [opener, item] : [item, opener]
  for (const bound of opener ? [item, opener] : [item])
    bind(bound, bound === item ? 'number' : 'operator', operator ?? 'between')
  draft.thresholds.push({
    operator: operator ?? 'between',
    value: quantity.value,
    upper: exact ? quantity.value : null,
    percent: quantity.percent,
    currency: quantity.currency,
    items,
    ...(counted ? { metric: counted.metric } : {}),
  })
  fire(draft, `threshold-${operator ?? 'equals'}`)
  return true
}

/** "customers who ordered once", "only twice": exactly so often. */
function linkOccasions(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number' || (item.rule !== 'occasions' && item.rule !== 'never-again')) return false
  if (item.rule === 'never-again' && draft.items.some(({ meaning }) => meaning.kind === 'time')) return false
  // "hours invoiced twice" names nobody who did something so often.
  const doers = (other: Item): boolean =>
    namesThings(draft, other) || other.meaning.kind === 'value' || isCue(other, 'who', 'which')
  if (!draft.items.slice(0, item.index).some(doers)) return false
  // "bought once and never again" says it twice.
  if (draft.thresholds.some(({ value, upper }) => value === 1 && upper === 1)) {
    bind(item, 'number', 'between')
    return true
  }
  const only = onlyBefore(draft, item)
  const { value } = item.meaning.quantity
  for (const bound of only ? [only, item] : [item]) bind(bound, bound === item ? 'number' : 'operator', 'between')
  const items = only ? [only, item] : [item]
  draft.thresholds.push({ operator: 'between', value, upper: value, percent: false, currency: null, items })
  fire(draft, 'threshold-exact')
  return true
}

function onlyBefore(draft: Draft, item: Item): Item | undefined {
  const before = neighbor(draft, item, -1)
  return isCue(before, 'only') ? before : undefined
}

/** "more than 3 projects": what the number counts is the noun behind it, where the company counts such things. */
function countedBehind(draft: Draft, item: Item): { noun: Item; metric: string } | null {
  const noun = neighbor(draft, item, 1)
  if (item.meaning.kind !== 'number' || noun?.meaning.kind !== 'dimension' || noun.role !== null) return null
  const { percent, currency, value } = item.meaning.quantity
  if (percent || currency !== null || (!isPlural(draft, noun) && value !== 1)) return null
  // "accounts" are counted under a name of their own.
  const metric = namesMetric(draft, noun) ? undefined : countMetric(draft, noun.meaning.dimension)
  const others = draft.items.slice(0, item.index).some((other) => holds(draft, other, noun))
  return metric !== undefined && others ? { noun, metric } : null
}

/** Whether an item names things, other than those counted, that can have so many of them. */
function holds(draft: Draft, { meaning }: Item, noun: Item): boolean {
  if (meaning.kind === 'dimension') {
    const dimension = noun.meaning.kind === 'dimension' ? noun.meaning.dimension : null
    return meaning.dimension !== dimension
  }
  if (meaning.kind !== 'metric') return false
  return draft.lexicon.metrics.get(meaning.metric)?.definition.aggregation.kind === 'count_distinct'
}

/** "customers with 3 orders" have exactly so many, and "zero profit" is none. */
function linkExact(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number' || draft.cues.has('target')) return false
  const { quantity } = item.meaning
  const [before, after] = [neighbor(draft, item, -1), neighbor(draft, item, 1)]
  const only = onlyBefore(draft, item)
  const held = isFunctionWord(draft.message, (only ?? item).from - 1, 'before_number') || only !== undefined
  const counted = countedBehind(draft, item)
  const counts =
    (after?.meaning.kind === 'metric' && unitOf(draft, after.meaning.metric) === 'count') || counted !== null
  const none = quantity.value === 0 && (isMeasured(after) || isMeasured(before))
  if (!none && !(held && counts && !quantity.percent && quantity.currency === null)) return false
  // Without a noun before it whose members could have so many, a number states something.
  if (!counted && !draft.items.slice(0, item.index).some((other) => namesThings(draft, other))) return false
  bind(item, 'number', 'between')
  if (only) bind(only, 'operator', 'between')
  if (counted) bind(counted.noun, 'metric', counted.metric)
  const { value, percent, currency } = quantity
  const metric = counted ? { metric: counted.metric } : {}
  draft.thresholds.push({ operator: 'between', value, upper: value, percent, currency, items: [item], ...metric })
  fire(draft, 'threshold-exact')
  return true
}

function namesThings(draft: Draft, { meaning }: Item): boolean {
  if (meaning.kind !== 'metric') return meaning.kind === 'dimension'
  return draft.lexicon.metrics.get(meaning.metric)?.definition.aggregation.kind === 'count_distinct'
}

function unitOf(draft: Draft, metric: string): string | undefined {
  return draft.lexicon.metrics.get(metric)?.unit.kind
}
