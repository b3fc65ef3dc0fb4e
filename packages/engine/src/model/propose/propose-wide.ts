import type { DatasetProfile, DimensionDefinition } from '@salestalk/protocol'
import { type ColumnVocabulary, findMetricEntry, type Taxonomy } from '../../taxonomy/index.ts'
import { chooseMeasures, statedAggregation } from './choose-measures.ts'
import { findTime } from './choose-time.ts'
import { isNotIn } from './expressions.ts'
import { membersMeaning } from './find-stage.ts'
import { readableName, readHeader } from './header.ts'
import type { MetricDraft } from './metric-draft.ts'
import { endsIn, hasWord } from './name-index.ts'
import { nameMeasures } from './name-measures.ts'
import { proposeCompanions } from './propose-companions.ts'
import { currentRows, proposeCounts, proposeFlags } from './propose-counts.ts'
import { proposeDistinct } from './propose-distinct.ts'
import { proposeEvents } from './propose-events.ts'
import { proposeMargin } from './propose-margin.ts'
import { proposeOthers } from './propose-others.ts'
import { proposePipeline } from './propose-pipeline.ts'
import { proposeRatios } from './propose-ratios.ts'
import { proposeSales } from './propose-sales.ts'
import type { ColumnReading } from './read-columns.ts'
import type { RowNature } from './row-nature.ts'

/** The metrics of a file whose rows are records, most certain first: what columns state, what follows from them, everything else. */
export function proposeWideMetrics(
  profile: DatasetProfile,
  readings: readonly ColumnReading[],
  nature: RowNature,
  draft: MetricDraft,
  dataset: string,
  record: RowNature['record'],
): void {
  const measures = chooseMeasures(readings, draft.context.taxonomy.columns)
  readAdvertisingCost(measures)
  readPurchases(measures, draft.context.taxonomy.columns)
  readUnits(measures, draft)
  readSpending(measures, readings, draft, dataset)
  readCancellations(measures)
  const isNumbered = numbersRows(readings, profile.rows)
  readSeats(measures, nature, isNumbered)
  const isSnapshot = !nature.isEntityList && nature.time !== null
  const amount = measures.get('revenue') ?? measures.get('gross_revenue') ?? null
  if (nature.stage) proposePipeline(draft, readings, nature.stage, amount)
  else {
    const parts = (name: ColumnReading['part']): ColumnReading[] =>
      readings.filter(
        (reading) => reading.role === 'measure' && reading.part === name && reading.metric?.target.id !== 'revenue',
      )
    const part = (name: ColumnReading['part']): ColumnReading | null => parts(name)[0] ?? null
    const { listPrices } = draft.context.taxonomy.columns
    // What was charged, where the file also says what was asked for.
    const charged = parts('unit_price').find(({ header }) => !hasWord(header, listPrices))
    const columns = {
      amount,
      quantity: measures.get('units_sold') ?? null,
      unitPrice: charged ?? part('unit_price'),
      unitCost: part('unit_cost'),
      discount: part('discount'),
      cost: measures.get('cogs') ?? null,
      profit: measures.get('gross_profit') ?? null,
    }
    proposeSales(draft, columns, nature.isSale)
  }
  proposeStated(draft, readings, measures, nature, isSnapshot)
  proposeCounts(draft, readings, nature)
  proposeFlags(draft, readings)
  proposeDurations(draft, readings, nature)
  draft.add('record_count', { kind: 'count', where: [] }, rowName(nature))
  proposeRatios(draft, new Set(measures.keys()))
  proposeStatedRatios(draft, measures)
  proposeOthers(draft, readings, isSnapshot && statesLevels(nature, measures, isNumbered))
  proposeMargin(draft, readings)
  proposeEvents(draft, readings, record.plural)
  proposeDistinct(draft, readings, profile.rows)
  nameMeasures(draft, readings, dataset, record)
  proposeCompanions(draft, readings, nature, record.singular)
  if (!nature.isEntityList) mentionCancelled(draft, readings, profile)
}

/** A cost beside impressions or clicks is what the advertising cost. */
function readAdvertisingCost(measures: Map<string, ColumnReading>): void {
  const cost = measures.get('cogs')
  const isAdvertising = measures.has('impressions') || measures.has('clicks')
  if (!cost || !isAdvertising || measures.has('ad_spend')) return
  measures.delete('cogs')
  measures.set('ad_spend', cost)
}

/** What it costs to acquire pieces that are sold is their purchase, and no customer's. */
function readPurchases(measures: Map<string, ColumnReading>, { acquisition }: ColumnVocabulary): void {
  const cost = measures.get('cac')
  if (!cost || !measures.has('units_sold') || !endsIn(cost.header, acquisition.any)) return
  if (endsIn(cost.header, acquisition.customers)) return
  measures.delete('cac')
  if (!measures.has('cogs')) measures.set('cogs', cost)
}

/** Cases beside sales are what is sold: only support has cases to solve. */
function readUnits(measures: Map<string, ColumnReading>, draft: MetricDraft): void {
  const cases = measures.get('ticket_count')
  const { soldByName } = draft.context.taxonomy.columns
  const isSold = measures.has('revenue') || measures.has('gross_revenue')
  if (!cases || !isSold || measures.has('units_sold') || !endsIn(cases.header, soldByName)) return
  measures.delete('ticket_count')
  measures.set('units_sold', cases)
}

/** Cancellations are customers lost where customers or what they pay each month are counted, and bookings or orders elsewhere. */
function readCancellations(measures: Map<string, ColumnReading>): void {
  const lost = measures.get('churn_count')
  const isOfCustomers = [...measures.values()].some(({ metric }) => metric?.target.aggregation === 'last')
  if (lost && endsIn(lost.header, ['cancellations']) && !isOfCustomers) measures.delete('churn_count')
}

/** Seats are the users of those who pay for them month by month; those that a deal or a booking sells are a number of its own. */
function readSeats(measures: Map<string, ColumnReading>, nature: RowNature, isNumbered: boolean): void {
  const seats = measures.get('active_users')
  if (!seats || !endsIn(seats.header, ['seats'])) return
  measures.delete('active_users')
  if (statesLevels(nature, measures, isNumbered)) measures.set('active_users', seats)
}

/** Whether each row has a number of its own, so that none says again what another did. */
function numbersRows(readings: readonly ColumnReading[], rows: number): boolean {
  return readings.some(({ role, profile }) => role === 'identifier' && profile.distinct >= rows)
}

/** Seats of orders and deals are sold once each; those beside recurring revenue or in no record at all are a level. */
function statesLevels(
  { main, stage }: RowNature,
  measures: ReadonlyMap<string, ColumnReading>,
  isNumbered: boolean,
): boolean {
  if (stage !== null) return false
  const isEvent = main === null ? isNumbered : main.dimension === null
  return !isEvent || [...measures.values()].some(({ metric }) => metric?.target.aggregation === 'last')
}

/** In a list of expenses a column that is merely called amount is money spent. */
function readSpending(
  measures: Map<string, ColumnReading>,
  readings: readonly ColumnReading[],
  draft: MetricDraft,
  dataset: string,
): void {
  const amount = measures.get('revenue')
  const { columns } = draft.context.taxonomy
  const isPlain = amount?.header.words.every((word) => columns.fillers.includes(word)) ?? false
  const buys = readings.some((reading) => reading.entity !== null || reading.dimension?.target.id === 'customer')
  const name = readHeader(dataset, columns)
  const isSpending =
    hasWord(name, columns.spending) ||
    readings.some(({ role, header }) => role !== 'measure' && hasWord(header, columns.spending))
  if (!amount || !isPlain || buys || !isSpending || measures.has('opex')) return
  measures.delete('revenue')
  measures.set('opex', amount)
  draft.assume(`${amount.profile.name} is taken for money spent.`)
}

function proposeStated(
  draft: MetricDraft,
  readings: readonly ColumnReading[],
  measures: ReadonlyMap<string, ColumnReading>,
  nature: RowNature,
  isSnapshot: boolean,
): void {
  const levels = [...measures.values()].filter((reading) => reading.metric?.target.aggregation === 'last')
  for (const [id, reading] of measures) {
    const entry = findMetricEntry(draft.context.taxonomy, id)
    if (!entry || entry.aggregation === 'ratio' || draft.stated.has(reading.profile.key) || draft.has(id)) continue
    if (entry.aggregation === 'last' && nature.isEntityList) {
      const where = currentRows(readings, draft)
      const { expression } = statedAggregation(reading, entry, false) as { expression: { column: string } }
      draft.add(id, { kind: 'sum', expression, where }, { from: reading, timeColumn: null })
      if (nature.time) {
        draft.assume(
          `${reading.profile.name} is summed over the rows that are current; the file does not state it for past dates.`,
        )
      }
      continue
    }
    // Customers counted beside daily sales are visits: they add up. Beside recurring revenue they are a level.
    const isVisits = id === 'customer_count' && draft.has('revenue') && levels.length === 1
    const isCases = id === 'units_sold' && reading.metric?.target.id !== id
    const label = isCases ? { label: readableName(reading.title) } : {}
    draft.add(id, statedAggregation(reading, entry, isSnapshot && !isVisits), { from: reading, ...label })
  }
}

/** A stated ratio is only averaged when it does not follow from other columns. */
function proposeStatedRatios(draft: MetricDraft, measures: ReadonlyMap<string, ColumnReading>): void {
  for (const [id, reading] of measures) {
    const entry = findMetricEntry(draft.context.taxonomy, id)
    if (entry?.aggregation !== 'ratio' || draft.stated.has(reading.profile.key)) continue
    if (draft.has(id)) {
      draft.stated.add(reading.profile.key)
      draft.assume(`${entry.label} is computed from its parts, not averaged from ${reading.profile.name}.`)
      continue
    }
    draft.add(id, statedAggregation(reading, entry, false), { from: reading })
    draft.assume(
      `${entry.label} is the average of ${reading.profile.name} over the rows, because its parts are not in the file.`,
    )
  }
}

function proposeDurations(draft: MetricDraft, readings: readonly ColumnReading[], nature: RowNature): void {
  const ordered = findTime(readings, ['order', 'invoice'])
  const shipped = findTime(readings, ['ship', 'delivery'])
  const delivered = findTime(readings, ['delivery'])
  const [from, to] = ordered ? [ordered, shipped] : [findTime(readings, ['ship']), delivered]
  if (from && to) {
    const expression = { days_between: [from.profile.key, to.profile.key] as const }
    const isNew = draft.add(
      'fulfillment_time',
      { kind: 'average', expression, where: [] },
      { timeColumn: from.profile.key },
    )
    if (isNew) {
      draft.assume(`Fulfillment time is the days from ${from.profile.name} to ${to.profile.name}, averaged over rows.`)
    }
  }
  const opened = findTime(readings, ['start'])
  const resolved = findTime(readings, ['end', 'close'])
  if (nature.main?.metric === 'ticket_count' && opened && resolved) {
    const expression = { days_between: [opened.profile.key, resolved.profile.key] as const }
    draft.add('resolution_time', { kind: 'average', expression, where: [] }, { timeColumn: opened.profile.key })
  }
}

function rowName({ record, main }: RowNature): { label?: string; words?: string[] } {
  const isPart = record.plural !== 'rows' && record.plural !== main?.record.plural
  return isPart
    ? {
        label: record.plural.charAt(0).toUpperCase() + record.plural.slice(1),
        words: [record.plural, `number of ${record.plural}`],
      }
    : {}
}

function mentionCancelled(draft: MetricDraft, readings: readonly ColumnReading[], { rows }: DatasetProfile): void {
  const { cancelled } = draft.context.taxonomy.columns
  for (const reading of readings) {
    if (reading.role !== 'dimension' || rows === 0 || !endsIn(reading.header, cancelled.columns)) continue
    const members = membersMeaning(reading.profile, cancelled.members)
    if (members.length === 0 || draft.has('deal_count')) continue
    draft.assume(`Rows whose ${reading.profile.name} is ${members.join(' or ')} are counted like all others.`)
  }
}

/** Leaves out rows that repeat the others as a total, in every metric. */
export function leaveOutTotals(
  draft: MetricDraft,
  readings: readonly ColumnReading[],
  dimensions: readonly DimensionDefinition[],
  taxonomy: Taxonomy,
): void {
  for (const { column } of dimensions) {
    const reading = readings.find((candidate) => candidate.profile.key === column)
    if (reading?.profile.type !== 'text' || reading.profile.distinct < 3) continue
    const totals = membersMeaning(reading.profile, taxonomy.columns.totalRows)
    if (totals.length === 0) continue
    for (const [index, metric] of draft.metrics.entries()) {
      if (metric.aggregation.kind === 'ratio') continue
      const where = [...metric.aggregation.where, isNotIn(column, totals)]
      draft.metrics[index] = { ...metric, aggregation: { ...metric.aggregation, where } }
    }
    draft.assume(`Rows whose ${reading.profile.name} is ${totals.join(' or ')} repeat the others and are left out.`)
  }
}
