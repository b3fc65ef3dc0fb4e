import { type ComparisonSlot, type TimeSlot, timeGrains } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, isPlural, keyOf, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { employeeWeight } from '../lexicon/persons.ts'
import { moneyOf } from '../lexicon/verbs.ts'
import { fromDays, resolveTime, type TimeExpression, toDays } from '../time/index.ts'
import { addMetric } from './add-metric.ts'
import { asksForAll } from './ask-for-one.ts'
import { assumedPeriodOf } from './default-period.ts'
import { isHeadNoun } from './head-nouns.ts'
import { issue } from './issues.ts'
import { takeFlagCount } from './link-flags.ts'
import { addGrouping } from './link-grouping.ts'
import type { RankRequest } from './link-rank.ts'
import { comparisonOf } from './link-time.ts'
import { checkDifference, checkSteepness, rankedChange } from './rank-changes.ts'
import { countsRecords } from './record-counts.ts'
import { dataSpan, slotOf, timeContext } from './time-slots.ts'

/** Groups by dimensions that only stand there: terse questions ("sales region 2022") leave out the "by". */
export function groupLooseDimensions(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null) continue
    // A bare "month" is a misread period rather than a wish to group by it.
    if (draft.lexicon.dimensionsById.get(item.meaning.dimension)?.calendar) {
      groupByPeriods(draft, item)
      continue
    }
    if (isWeakName(draft, item)) {
      issue(draft, 'unbound_words', `I do not know what "${wordsOf(draft, item)}" means here.`, 2.5)
    } else if (isHeadNoun(draft, item)) bind(item, 'dimension', item.meaning.dimension)
    else addGrouping(draft, item, true)
  }
}

function isWeakName(draft: Draft, item: Item): boolean {
  const named = draft.lexicon.phrases.get(keyOf(draft, item)) ?? []
  return named.some((meaning) => meaning.kind === 'dimension' && meaning.weight === employeeWeight)
}

const bucketNames = ['day', 'week', 'month', 'quarter', 'year'] as const

/** "days in November when sales were over 3k": periods picked by a condition. */
function groupByPeriods(draft: Draft, item: Item): void {
  const named = item.meaning.kind === 'dimension' ? item.meaning.dimension : null
  const bucket = bucketNames.find((name) => name === named)
  const first = draft.items.find(
    (other) => other.meaning.kind !== 'ignorable' && !isCue(other, 'list', 'what', 'which', 'all'),
  )
  if (bucket && draft.cues.has('anomaly') && draft.grain === null) {
    bind(item, 'time', bucket)
    draft.grain = bucket
    draft.grainAt = item.index
    return
  }
  if (!bucket || first !== item || !isPlural(draft, item) || draft.thresholds.length === 0) return
  bind(item, 'dimension', bucket)
  draft.grain = bucket
  draft.grainAt = item.index
  draft.asked = true
  for (const other of draft.items) if (isCue(other, 'when')) bind(other, 'operator', bucket)
}

/** "our best reps" are the best by the company's main sales measure, when the question names none. */
export function implyRankMetric(draft: Draft): void {
  if (draft.metrics.length > 0 || (draft.groupings.length === 0 && draft.grain === null)) return
  const common = takeFlagCount(draft) ?? mostCommon(draft)
  if (common) {
    addMetric(draft, common, null, 'implied', 'metric-rank-common')
    return
  }
  const groups = draft.lexicon.grammar['implied-metrics'].rank
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  const own = new Map([...draft.lexicon.metrics].filter(([, metric]) => fitsGroupings(draft, metric.dataset)))
  const nearest = nearestMetrics(groups, own, table)[0] ?? moneyOf(own, draft.lexicon.grammar, 'in')
  if (nearest) addMetric(draft, nearest, null, 'implied', 'metric-rank-default')
}

/** "the most common loss reason" is the one most records have. */
function mostCommon(draft: Draft): string | undefined {
  const { common, frequent } = draft.lexicon.grammar['implied-metrics']
  const cue = draft.items.find((item) => item.role === 'rank' && item.meaning.kind === 'cue')
  const last = draft.message.words[(cue?.to ?? 0) - 1]?.normal ?? ''
  if (
    !cue ||
    !(
      common.includes(last) ||
      (isFunctionWord(draft.message, cue.to - 1, 'most') && isDone(draft, cue, [...frequent, ...recordVerbs(draft)]))
    )
  )
    return undefined
  const counts = [...draft.lexicon.metrics.values()].filter(
    (metric) => fitsGroupings(draft, metric.dataset) && countsRecords(draft, metric),
  )
  return counts.sort((left, right) => right.importance - left.importance)[0]?.id
}

/** What people do to make a record: "book" where the rows are bookings. */
function recordVerbs({ lexicon }: Draft): string[] {
  const { verbs } = lexicon.grammar['short-names'].acts
  return lexicon.datasets.flatMap(({ model }) => verbs[model.record.singular] ?? [])
}

/** "the most used coupon", "which coupon is used most": what is done most happens in most records. */
function isDone(draft: Draft, cue: Item, verbs: readonly string[]): boolean {
  return [draft.items[cue.index - 1], draft.items[cue.index + 1]].some(
    (beside) =>
      beside?.meaning.kind === 'ignorable' && verbs.includes(draft.message.words[beside.to - 1]?.normal ?? ''),
  )
}

function fitsGroupings(draft: Draft, dataset: number): boolean {
  return draft.groupings.every(({ dimension }) => {
    const known = draft.lexicon.dimensionsById.get(dimension)
    return known !== undefined && (known.datasets & (1 << dataset)) !== 0
  })
}

/** Best and worst follow the metric's direction: the best churn rate is the smallest. */
export function settleRank(draft: Draft, request: RankRequest | null): void {
  if (!request || draft.intent !== 'rank') {
    return
  }
  const direction = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.direction
  const upIsBad = direction === 'up_is_bad'
  const top =
    request.goodness === 'top' || (request.goodness === 'best' && !upIsBad) || (request.goodness === 'worst' && upIsBad)
  const { position, cue } = request
  const limit = request.limit === 1 && position === null && asksForAll(draft, cue) ? null : request.limit
  const stated = { limit, by: 'value', position, status: 'stated', cue } as const
  const change = rankedChange(draft, request.goodness, upIsBad)
  if (change) {
    draft.rank = { ...stated, ...change }
    draft.comparison ??=
      draft.periods.length > 1
        ? { kind: 'periods', start: null, end: null, label: null, status: 'stated' }
        : comparisonOf(draft, 'previous_period', 'implied')
    return
  }
  checkSteepness(draft, cue)
  checkDifference(draft, cue)
  // The most unprofitable are those that lose most.
  if (draft.metrics[0]?.rule === 'metric-loss') {
    draft.rank = { ...stated, direction: 'bottom' }
    return
  }
  draft.rank = { ...stated, direction: top ? 'top' : 'bottom' }
}

/** Fills the period a question does not name by the policy of its intent; always marked as assumed. */
export function assumeTime(draft: Draft): void {
  if (draft.time !== null || draft.periods.length > 0) return
  draft.time = defaultTime(draft)
  fire(draft, 'time-assumed')
  if (isChange(draft) && draft.comparison && draft.comparison.kind !== 'entities') {
    draft.comparison = comparisonOf(draft, toTimeComparison(draft.comparison), draft.comparison.status)
  }
}

/** Whether the question is about the difference between two periods. */
function isChange({ intent, rank }: Draft): boolean {
  return intent === 'compare' || (rank !== null && rank.by !== 'value')
}

function toTimeComparison(comparison: ComparisonSlot): 'previous_period' | 'same_period_last_year' {
  return comparison.kind === 'same_period_last_year' ? 'same_period_last_year' : 'previous_period'
}

function defaultTime(draft: Draft): TimeSlot {
  const relative = (unit: 'month' | 'quarter', offset: number): TimeExpression => ({
    type: 'relative',
    unit,
    offset,
    fiscal: false,
  })
  switch (draft.intent) {
    case 'why':
    case 'anomaly':
      return assumed(draft, relative('month', -1), 'last month')
    case 'target':
      return assumed(draft, relative('quarter', 0), 'this quarter')
    case 'forecast':
      return assumed(draft, relative('month', 1), 'next month')
    case 'rank':
    case 'compare':
      if (draft.comparison?.kind === 'previous_period' || draft.comparison?.kind === 'same_period_last_year') {
        return assumed(draft, relative('month', -1), 'last month')
      }
      return ordinaryTime(draft)
    default:
      return ordinaryTime(draft)
  }
}

/** An assumed period counts from the end of the data where that lies in the past: nothing is asked about later days. */
function assumed(draft: Draft, expression: TimeExpression, words: string): TimeSlot {
  const context = timeContext(draft)
  const after = context.dataEnd === null ? context.today : fromDays(toDays(context.dataEnd) + 1)
  const today = after < context.today ? after : context.today
  return slotOf(resolveTime(expression, { ...context, today }), words, 'assumed')
}

/** The period the company wants assumed; data without dates has none. */
function ordinaryTime(draft: Draft): TimeSlot {
  const setting = draft.lexicon.taxonomy.company?.settings.defaultPeriod ?? 'all'
  const period = dataSpan(draft) === null ? null : assumedPeriodOf(setting)
  return period === null ? allData(draft) : assumed(draft, period.expression, period.words)
}

function allData(draft: Draft): TimeSlot {
  const span = dataSpan(draft)
  const resolved = resolveTime({ type: 'all_time' }, timeContext(draft))
  const label = span ? `all data (${dayOf(span.start)} to ${dayOf(span.end)})` : 'all data'
  return { ...slotOf(resolved, 'all time', 'assumed'), start: null, end: null, partial: false, label }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayOf(date: string): string {
  const [year, month, day] = date.split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? ''} ${year}`
}

/** A question for causes is about a change: against the period before unless it says otherwise. */
export function implyComparison(draft: Draft): void {
  if (draft.intent === 'why' && draft.comparison === null && draft.periods.length === 0) {
    draft.comparison = comparisonOf(draft, 'previous_period', 'implied')
  }
  if (draft.intent === 'target' && draft.comparison === null) {
    draft.comparison = { kind: 'target', start: null, end: null, label: null, status: 'stated' }
  }
}

/** The buckets results come in: what "by month" says; a trend without one takes the next finer than its period. */
export function settleGrain(draft: Draft): void {
  const grain = draft.grain ?? (draft.intent === 'trend' && draft.time ? trendGrain(draft, draft.time) : null)
  if (grain === null) return
  if (draft.time) draft.time = { ...draft.time, grain }
  draft.periods = draft.periods.map((period) => ({ ...period, grain }))
}

function trendGrain(draft: Draft, time: TimeSlot): TimeSlot['grain'] {
  const stated = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.definition.grain ?? 'day'
  const days = time.start !== null && time.end !== null ? toDays(time.end) - toDays(time.start) : 365
  const fitting = days <= 45 ? 'day' : 'month'
  return timeGrains.indexOf(stated) > timeGrains.indexOf(fitting) ? stated : fitting
}
