import type { Condition, FilterValue } from '@salestalk/protocol'
import { findTime } from './choose-time.ts'
import { isBlank, isFilled, isIn, isNotIn } from './expressions.ts'
import { membersMeaning } from './find-stage.ts'
import type { MetricDraft } from './metric-draft.ts'
import { endsIn } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'
import type { RowNature } from './row-nature.ts'

/** Counts of orders, customers, products and other things that have an identifier or a name. */
export function proposeCounts(draft: MetricDraft, readings: readonly ColumnReading[], nature: RowNature): void {
  for (const entity of draft.context.taxonomy.columns.entities) {
    if (draft.has(entity.metric) || (entity.metric === 'deal_count' && nature.stage)) continue
    // A file of returns or tickets mentions orders; it does not say how many there are.
    const isMentioned =
      nature.main !== null && nature.main.metric !== entity.metric && entity.time !== null && entity.dimension === null
    const reading = isMentioned ? null : bestEntityColumn(readings, entity.metric, entity.dimension)
    if (!reading) continue
    // In a list of customers or subscriptions their number is a level: those that are current, whatever day they began.
    const isLevel = nature.isEntityList && isStock(entity.metric)
    const where = isLevel ? currentRows(readings, draft) : []
    const aggregation = { kind: 'count_distinct' as const, column: reading.profile.key, where }
    draft.add(entity.metric, aggregation, isLevel ? { timeColumn: null } : {})
  }
  if (nature.isEntityList) proposeComingAndGoing(draft, readings, nature)
  if (!draft.has('order_count') && nature.main === null && nature.isSale) {
    draft.add('order_count', { kind: 'count', where: [] })
    draft.assume('Each row is taken for one order, because no column numbers them.')
  }
}

function isStock(metric: string): boolean {
  return metric === 'customer_count' || metric === 'subscription_count' || metric === 'headcount'
}

function bestEntityColumn(
  readings: readonly ColumnReading[],
  metric: string,
  dimension: string | null,
): ColumnReading | null {
  const numbered = readings.filter((reading) => reading.entity?.target.metric === metric)
  numbered.sort((a, b) => (a.entity?.order ?? 0) - (b.entity?.order ?? 0))
  const named = readings.filter(
    (reading) => reading.isGroupable && dimension !== null && reading.dimension?.target.id === dimension,
  )
  named.sort(
    (a, b) =>
      (b.dimension?.quality ?? 0) - (a.dimension?.quality ?? 0) ||
      (a.dimension?.order ?? 0) - (b.dimension?.order ?? 0),
  )
  return numbered[0] ?? named[0] ?? null
}

/** Rows of a list of customers or subscriptions that are not over: no end date, else no status that says so. */
export function currentRows(readings: readonly ColumnReading[], draft: MetricDraft): Condition[] {
  const end = findTime(readings, ['end', 'close'])
  if (end && end.profile.empty > 0) return [isBlank(end.profile.key)]
  const { columns } = draft.context.taxonomy
  for (const reading of readings) {
    if (reading.role !== 'dimension' || !endsIn(reading.header, ['status', 'state'])) continue
    const over = membersMeaning(reading.profile, columns.inactive)
    if (over.length > 0) return [isNotIn(reading.profile.key, over)]
  }
  return []
}

function proposeComingAndGoing(draft: MetricDraft, readings: readonly ColumnReading[], nature: RowNature): void {
  if (nature.main?.metric !== 'customer_count' && nature.main?.metric !== 'subscription_count') return
  const start = findTime(readings, ['start', 'order', 'generic'])
  const end = findTime(readings, ['end', 'close'])
  // Each row of a list of policies or contracts is one of them, and its customer may be an old one.
  const tells = nature.main.metric === 'customer_count' || (end !== null && end.profile.empty > 0)
  if (start && tells) draft.add('new_customers', { kind: 'count', where: [] }, { timeColumn: start.profile.key })
  if (end && end.profile.empty > 0) {
    draft.add('churn_count', { kind: 'count', where: [isFilled(end.profile.key)] }, { timeColumn: end.profile.key })
    draft.assume(`Rows without ${end.profile.name} are current; the others left on that day.`)
  }
}

/** Events told by a yes/no column: churned, returned, converted. The rate is over all rows. */
export function proposeFlags(draft: MetricDraft, readings: readonly ColumnReading[]): void {
  const { flags } = draft.context.taxonomy.columns
  const events = [
    { names: flags.churned, count: 'churn_count', rate: 'churn_rate' },
    { names: flags.returned, count: 'return_count', rate: 'return_rate' },
    { names: flags.converted, count: 'conversions', rate: 'conversion_rate' },
  ]
  for (const { names, count, rate } of events) {
    const reading = readings.find((candidate) => candidate.role === 'dimension' && endsIn(candidate.header, names))
    const yes = reading ? yesMembers(reading, flags.yes) : []
    if (!reading || yes.length === 0) continue
    draft.add(count, { kind: 'count', where: [isIn(reading.profile.key, yes)] })
    draft.add('record_count', { kind: 'count', where: [] })
    draft.add(rate, { kind: 'ratio', numerator: count, denominator: 'record_count' })
    draft.assume(`${reading.profile.name} being ${yes.join(' or ')} is counted, as a share of all rows.`)
  }
}

function yesMembers({ profile }: ColumnReading, names: readonly string[]): FilterValue[] {
  if (profile.distinct > 3) return []
  if (profile.type === 'boolean') return ['true']
  if (profile.type === 'integer') return [1]
  return membersMeaning(profile, names)
}
