import type { HavingSlot } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor } from '../draft.ts'
import type { CueName } from '../phrases/schema.ts'

const operators: Partial<Record<CueName, HavingSlot['operator']>> = { gt: 'gt', gte: 'gte', lt: 'lt', lte: 'lte' }

/** Gives every number its purpose: a threshold, a range, the N of a ranking, a stated target or a claim to check. */
export function linkNumbers(draft: Draft): void {
  for (const item of draft.items) {
    if (isCue(item, 'negative', 'loss')) linkNegative(draft, item)
    if (item.meaning.kind !== 'number' || item.role !== null) continue
    linkBetween(draft, item) || linkThreshold(draft, item) || linkTarget(draft, item)
  }
}

/** "negative profit" is profit below zero. */
function linkNegative(draft: Draft, item: Item): void {
  bind(item, 'operator', 'lt')
  draft.thresholds.push({ operator: 'lt', value: 0, upper: null, percent: false, currency: null, items: [item] })
  fire(draft, 'threshold-negative')
}

/** "between 10 and 20 %", "of 50k to 100k", "10-20%"; a range without opener must be one of amounts. */
function linkBetween(draft: Draft, first: Item): boolean {
  const opener = neighbor(draft, first, -1)
  const next = neighbor(draft, first, 1)
  const joint = isCue(next, 'and', 'to') ? next : undefined
  const second = joint ? neighbor(draft, joint, 1) : next
  if (!second || first.meaning.kind !== 'number' || second.meaning.kind !== 'number') return false
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
  const suffix = isCue(after, 'suffix_gte') ? 'gte' : isCue(after, 'suffix_lte') ? 'lte' : null
  const cue = before?.meaning.kind === 'cue' ? before.meaning.cue : null
  const operator = suffix ?? (cue === null ? undefined : operators[cue])
  const exact = cue === 'equals'
  if (!operator && !exact) return false
  const opener = suffix ? after : before
  if (!opener) return false
  const items = opener.index < item.index ? [opener, item] : [item, opener]
  for (const bound of items) bind(bound, bound === item ? 'number' : 'operator', operator ?? 'between')
  draft.thresholds.push({
    operator: operator ?? 'between',
    value: quantity.value,
    upper: exact ? quantity.value : null,
    percent: quantity.percent,
    currency: quantity.currency,
    items,
  })
  fire(draft, `threshold-${operator ?? 'equals'}`)
  return true
}

/** "are we on track for 5M" states the goal itself. */
function linkTarget(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'number' || !draft.cues.has('target')) return false
  const { quantity } = item.meaning
  if (quantity.bare && quantity.value < 100) return false
  bind(item, 'number', 'target')
  draft.target = { value: quantity.percent ? quantity.value / 100 : quantity.value, unit: quantity.currency }
  fire(draft, 'target-stated')
  return true
}
