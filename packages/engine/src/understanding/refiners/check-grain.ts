import { type TimeSlot, timeGrains } from '@salestalk/protocol'
import type { Draft } from '../draft.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { lower } from '../suggest.ts'
import { bucketStart } from '../time/buckets.ts'
import { toDays } from '../time/index.ts'
import { dataSpan, isSnapshot } from './time-slots.ts'

type Grain = (typeof timeGrains)[number]

/** Monthly figures have no weeks: neither a split nor a window may be finer than what the data states, and some data has no time at all. */
export function checkGrain(draft: Draft): void {
  for (const slot of draft.metrics) {
    const metric = draft.lexicon.metrics.get(slot.id)
    if (!metric) continue
    if (isUndated(draft, metric)) {
      if (asksForTime(draft)) refuseUndated(draft, metric)
    } else if (isTooFine(draft, metric.definition.grain)) {
      refuseFiner(draft, metric)
    } else continue
    return
  }
}

function isUndated(draft: Draft, metric: LexiconMetric): boolean {
  const dataset = draft.lexicon.datasets[metric.dataset]
  return metric.definition.timeColumn === null && (dataset?.model.timeColumn ?? null) === null
}

function asksForTime(draft: Draft): boolean {
  return draft.grain !== null || draft.periods.length > 0 || (draft.time !== null && draft.time.status !== 'assumed')
}

function refuseUndated(draft: Draft, metric: LexiconMetric): void {
  draft.issues.push({
    reason: 'unsupported_operation',
    message: `${metric.label} is recorded without dates, so it cannot be asked for by time.`,
    suggestions: [`What is our ${lower(metric.label)}?`],
    severity: 2.6,
    final: true,
  })
}

function refuseFiner(draft: Draft, metric: LexiconMetric): void {
  const { grain } = metric.definition
  draft.issues.push({
    reason: 'unsupported_operation',
    message: `${metric.label} is recorded by ${grain}, so it cannot be split or dated any finer.`,
    suggestions: [`${metric.label} by ${grain}`],
    severity: 2.6,
    final: true,
  })
}

function isTooFine(draft: Draft, stated: Grain): boolean {
  const named = [draft.grain, ...draft.groupings.map((grouping) => grouping.dimension)]
  const split = named.some((name) => name === 'weekday' || isFiner(name, stated))
  const weekdays = draft.filters.some((filter) => filter.dimension === 'weekday' || isFiner(filter.dimension, stated))
  if (stated !== 'day' && (split || weekdays)) return true
  // A stock is as of a day, whatever day it was last counted on.
  if (isSnapshot(draft)) return false
  return [draft.time, ...draft.periods].some((slot) => slot !== null && cutsBucket(draft, slot, stated))
}

function isFiner(name: string | null, stated: Grain): boolean {
  const rank = timeGrains.findIndex((grain) => grain === name)
  return rank >= 0 && rank < timeGrains.indexOf(stated)
}

/** A window that begins or ends inside a bucket asks for a part of it; one that runs to the ends of the data does not. */
function cutsBucket(draft: Draft, slot: TimeSlot, stated: Grain): boolean {
  if (stated === 'day' || slot.status === 'assumed') return false
  const { start, end } = slot
  // Weeks never fit months, so a longer window is only judged by whether it holds a week.
  if (stated === 'week') return start !== null && end !== null && toDays(end) - toDays(start) < 7
  const { calendar, today } = draft.context
  const span = dataSpan(draft)
  const startsInside = start !== null && bucketStart(start, stated, calendar) !== start
  const endsInside = end !== null && bucketStart(end, stated, calendar) !== end
  const running = end !== null && (end > today || (span !== null && end > span.end))
  return (startsInside && !(span && start <= span.start)) || (endsInside && !running)
}
