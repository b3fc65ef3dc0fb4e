import { type Aggregation, type Calculation, type TimeGrain, timeGrains } from '@salestalk/protocol'
import { bind, type Draft, evidence, fire, type Item, isCue, neighbor } from '../draft.ts'
import { hasFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { averageOf } from './average-counterparts.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'

/** "average monthly revenue", "cumulative profit", "3 month moving average": what is computed from the values per bucket of time. */
export function linkCalculation(draft: Draft, rank: RankRequest | null): void {
  linkRunningTotal(draft, rank)
  linkMovingAverage(draft, rank)
  linkAveragePerBucket(draft, rank)
  linkAverages(draft, rank)
  linkTotals(draft)
}

/** "average nights per month" averages months, where the company also has an average of nights over its rows; "by month" does not. */
function linkAveragePerBucket(draft: Draft, rank: RankRequest | null): void {
  const { grain } = draft
  const bucket = draft.items[draft.grainAt]
  const [slot, ...others] = draft.metrics
  if (grain === null || !bucket || !slot?.item || others.length > 0 || !isPlain(draft, rank)) return
  const splits = hasFunctionWord(draft.message, bucket.from - 1, bucket.to, 'by')
  const average = draft.lexicon.metrics.get(slot.id)
  const sum = average && !splits ? sumOf(draft, average) : undefined
  if (!sum) return
  draft.metrics[0] = { ...slot, id: sum.definition.id }
  bind(slot.item, 'metric', sum.definition.id)
  calculate(draft, { kind: 'average_per_period', grain })
  draft.grain = null
  draft.grainAt = Number.POSITIVE_INFINITY
}

/** The metric that adds up what this one averages, where both are the company's. */
function sumOf(draft: Draft, { definition, dataset }: LexiconMetric): LexiconMetric | undefined {
  const { aggregation } = definition
  if (aggregation.kind !== 'average' || !definition.id.startsWith('average_')) return undefined
  const other = draft.lexicon.metrics.get(definition.id.slice('average_'.length))
  return other?.dataset === dataset && other.definition.aggregation.kind === 'sum' ? other : undefined
}

function linkRunningTotal(draft: Draft, rank: RankRequest | null): void {
  for (const item of cuesOf(draft, 'running_total')) {
    bind(item, 'operator', 'running_total')
    if (addsUpOverTime(draft) && isPlain(draft, rank)) calculate(draft, { kind: 'running_total' })
    else refuse(draft, item, 'of counts and sums in one period')
  }
}

function linkMovingAverage(draft: Draft, rank: RankRequest | null): void {
  const cues = cuesOf(draft, 'moving_average')
  for (const item of cues) {
    bind(item, 'operator', 'moving_average')
    // "smoothed over 7 days (moving average)" says it twice.
    if (draft.calculation?.kind === 'moving_average') continue
    for (const other of cuesOf(draft, 'average')) bind(other, 'operator', 'moving_average')
    const window = windowBeside(draft, item)
    if (window === null) refuse(draft, item, 'over a number of buckets: "3 month moving average"')
    else if (!isPlain(draft, rank) || draft.groupings.length > 0) refuse(draft, item, 'of one whole in one period')
    else calculate(draft, { kind: 'moving_average', window })
  }
}

/** "3 month", "of 12 weeks": the number beside the words and the buckets it counts. */
function windowBeside(draft: Draft, cue: Item): number | null {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'number' || item.role !== null || Math.abs(item.index - cue.index) > 4) continue
    const { value } = item.meaning.quantity
    const unit = neighbor(draft, item, 1)
    const grain = unit ? grainOf(unit) : null
    if (!unit || grain === null || !Number.isInteger(value) || value < 2 || value > 366) continue
    bind(item, 'number', 'moving_average')
    bind(unit, 'time', grain)
    if (draft.grain !== null && draft.grain !== grain) return null
    draft.grain = grain
    draft.grainAt = unit.index
    return value
  }
  return null
}

function grainOf({ meaning }: Item): TimeGrain | null {
  if (meaning.kind === 'time' && meaning.match.kind === 'grain') return meaning.match.grain
  return meaning.kind === 'dimension' ? (timeGrains.find((grain) => grain === meaning.dimension) ?? null) : null
}

/** An average that is a measure of the company (or a rate) may be called so; a sum has an average only over buckets of time. */
function linkAverages(draft: Draft, rank: RankRequest | null): void {
  for (const item of cuesOf(draft, 'average')) {
    const metric = averagedMetric(draft, item)
    if (takesAverage(draft, item, metric)) continue
    if (metric && isAverage(metric) && (draft.grain === null || splitsAfter(draft, item))) {
      bind(item, 'metric', metric.definition.id)
      continue
    }
    bind(item, 'operator', 'average')
    const { grain } = draft
    if (grain !== null && averagesOverTime(draft) && isPlain(draft, rank)) {
      calculate(draft, { kind: 'average_per_period', grain })
      draft.grain = null
      draft.grainAt = Number.POSITIVE_INFINITY
      continue
    }
    const what = metric ? ` of ${metric.label.toLowerCase()}` : ''
    issue(
      draft,
      'unsupported_operation',
      `An average${what} is not something I can compute here; I can give totals, averages per month or week, and the averages your data defines.`,
      3,
    )
  }
}

/** Puts the company's own average in the place of what "average" stands beside, where it has one and no buckets of time are averaged. */
function takesAverage(draft: Draft, cue: Item, metric: LexiconMetric | undefined): boolean {
  const slot = draft.metrics.find(({ id }) => id === metric?.id)
  if (!metric || !slot?.item || (draft.grain !== null && !splitsAfter(draft, cue))) return false
  const average = averageOf(draft, cue, metric)
  if (!average) return false
  slot.id = average.id
  bind(slot.item, 'metric', average.id)
  bind(cue, 'metric', average.id)
  fire(draft, 'metric-average')
  return true
}

/** "total salary" adds up what the company's measure of that name averages: another measure, or none. */
function linkTotals(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'total') || item.role !== null || !hasFunctionWord(draft.message, item.from, item.to, 'sum'))
      continue
    const beside = [neighbor(draft, item, 1), neighbor(draft, item, -1)].find((other) => other?.role === 'metric')
    const metric = draft.lexicon.metrics.get(beside?.boundTo ?? '')
    if (!beside || metric?.definition.aggregation.kind !== 'average' || metric.unit.kind === 'percent') continue
    const slot = draft.metrics.find((each) => each.item === beside)
    const sum = [...draft.lexicon.metrics.values()].find((other) => addsUp(other, metric))
    if (slot && sum) {
      slot.id = sum.definition.id
      bind(beside, 'metric', sum.definition.id)
      fire(draft, 'metric-total')
      continue
    }
    issue(draft, 'unsupported_operation', `I can only average ${metric.label.toLowerCase()}, not add it up.`, 3)
  }
}

function addsUp(other: LexiconMetric, { definition, dataset }: LexiconMetric): boolean {
  const [sum, average] = [other.definition.aggregation, definition.aggregation]
  if (other.dataset !== dataset || sum.kind !== 'sum' || average.kind !== 'average') return false
  return JSON.stringify([sum.expression, sum.where]) === JSON.stringify([average.expression, average.where])
}

/** "average lead time by month" shows the average of each month; the "average monthly lead time" would be a mean of means. */
function splitsAfter(draft: Draft, cue: Item): boolean {
  const measure = neighbor(draft, cue, 1)
  return measure?.role === 'metric' && draft.grainAt > measure.index + 1
}

function averagedMetric(draft: Draft, cue: Item): LexiconMetric | undefined {
  const beside = [neighbor(draft, cue, 1), neighbor(draft, cue, -1)].find((other) => other?.role === 'metric')
  const [first] = draft.metrics
  const own = draft.lexicon.metrics.get(first?.id ?? '')
  // "how long does it take to close a deal on average": the noun beside it is no measure of the question.
  if (beside && own && isAverage(own) && !draft.metrics.some(({ id }) => id === beside.boundTo)) return own
  return draft.lexicon.metrics.get(beside?.boundTo ?? first?.id ?? '')
}

function isAverage({ definition, unit }: LexiconMetric): boolean {
  const { kind } = definition.aggregation
  return kind === 'average' || kind === 'ratio' || ['percent', 'score', 'days'].includes(unit.kind)
}

const sums: ReadonlySet<Aggregation['kind']> = new Set(['sum', 'count'])
const counts: ReadonlySet<Aggregation['kind']> = new Set(['sum', 'count', 'count_distinct', 'last'])

/** Counts, sums and stocks have an average over buckets of time, what is an average already has none. */
export function canAverage(metric: LexiconMetric): boolean {
  return !isAverage(metric) && isCounted(metric)
}

/** Sums, and records that happen once: a customer of two months is one customer, a deal is won in one. */
export function canAddUp({ definition: { aggregation }, subject, dataset }: LexiconMetric, lexicon: Lexicon): boolean {
  if (sums.has(aggregation.kind)) return true
  if (aggregation.kind !== 'count_distinct' || lasting.has(subject)) return false
  const columns = lexicon.datasets[dataset]?.model.columns ?? []
  return columns.some(({ key, role }) => key === aggregation.column && role === 'identifier')
}

/** What there is for long, and is counted again in each of several periods. */
const lasting: ReadonlySet<string> = new Set(['customers', 'products', 'people'])

function isCounted({ definition }: LexiconMetric): boolean {
  return definition.timeColumn !== null && counts.has(definition.aggregation.kind)
}

export function averagesOverTime(draft: Draft): boolean {
  const metrics = measured(draft)
  return metrics.length > 0 && metrics.every(canAverage)
}

export function addsUpOverTime(draft: Draft): boolean {
  return measured(draft).every((metric) => canAddUp(metric, draft.lexicon))
}

function measured(draft: Draft): LexiconMetric[] {
  return draft.metrics.flatMap(({ id }) => draft.lexicon.metrics.get(id) ?? [])
}

/** Nothing else is asked of the figures: no ranking, no second period, no condition on them. */
export function isPlain(draft: Draft, rank: RankRequest | null): boolean {
  const others = ['growth', 'versus', 'compare', 'why', 'forecast', 'anomaly', 'target', 'correlation'] as const
  return (
    rank === null &&
    draft.comparison === null &&
    draft.periods.length === 0 &&
    draft.thresholds.length === 0 &&
    draft.having.length === 0 &&
    !others.some((cue) => draft.cues.has(cue))
  )
}

/** The figures asked for are computed from those of the buckets. */
export function calculate(draft: Draft, calculation: Calculation): void {
  draft.calculation = calculation
  fire(draft, `calculation-${calculation.kind}`)
}

function cuesOf(draft: Draft, cue: 'average' | 'moving_average' | 'running_total'): Item[] {
  return draft.items.filter((item) => isCue(item, cue) && item.role === null)
}

function refuse(draft: Draft, item: Item, when: string): void {
  const { text } = evidence(draft, [item])
  issue(draft, 'unsupported_operation', `I can compute "${text}" only ${when}.`, 3)
}
