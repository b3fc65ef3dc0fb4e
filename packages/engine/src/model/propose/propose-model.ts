import type { Column, ColumnProfile, ColumnRole, DatasetModel, DatasetProfile, TimeGrain } from '@salestalk/protocol'
import type { Taxonomy } from '../../taxonomy/index.ts'
import { readableName } from './header.ts'
import { findLongLayout, type LongLayout } from './long-layout.ts'
import { MetricDraft } from './metric-draft.ts'
import { findRowNouns, nameCustomers, nameOrders, nameRows } from './name-rows.ts'
import { proposeDimensions } from './propose-dimensions.ts'
import { proposeLongMetrics } from './propose-long.ts'
import { leaveOutTotals, proposeWideMetrics } from './propose-wide.ts'
import { type ColumnReading, readColumns } from './read-columns.ts'
import { findRowNature, type RowNature } from './row-nature.ts'
import { settleDimensions } from './settle-dimensions.ts'
import { settleSynonyms } from './settle-synonyms.ts'

export interface ProposalOptions {
  /** Name of the dataset: lower case, digits, underscores. */
  readonly dataset: string
  readonly taxonomy: Taxonomy
  /** ISO 4217 code for money whose file does not say; null when nobody knows. */
  readonly currency: string | null
}

/** Proposes what a dataset's columns mean and what can be asked of it, from names, types and contents alone. */
export function proposeModel(profile: DatasetProfile, options: ProposalOptions): DatasetModel {
  const layout = findLongLayout(profile, options.taxonomy)
  if (!layout) return proposeWide(profile, options)
  const dimensions = layout.dimensions.filter((key) => key !== profile.long?.grainColumn)
  return proposeLong(profile, { ...layout, dimensions }, options)
}

function proposeWide(profile: DatasetProfile, { dataset, taxonomy, currency }: ProposalOptions): DatasetModel {
  const readings = leaveCalendarOut(settleDimensions(readColumns(profile, taxonomy), taxonomy), taxonomy)
  const nature = findRowNature(readings, profile.rows, taxonomy)
  const money = findCurrency(readings, taxonomy)
  const draft = new MetricDraft({
    taxonomy,
    currency: money.isMixed ? null : (money.currency ?? currency),
    timeColumn: nature.time?.profile.key ?? null,
    grains: grainsOf(profile),
  })
  if (money.isMixed) draft.assume('Amounts in several currencies are added up as they stand.')
  if (nature.time) draft.assume(`Rows are dated by ${nature.time.profile.name}.`)
  const dimensions = proposeDimensions(readings, profile.rows, taxonomy)
  const nouns = findRowNouns(readings, profile.rows, dataset, nature, taxonomy)
  const record = nouns[0] ?? nature.record
  proposeWideMetrics(profile, readings, nature, draft, dataset, record)
  leaveOutTotals(draft, readings, dimensions, taxonomy)
  const settled = nameOrders(nameCustomers(settleSynonyms(draft), readings), readings, taxonomy)
  const metrics = nameRows(settled, nouns, nature, taxonomy).map((metric) => ({
    ...metric,
    importance: metric.importance * weightOf(metric.id, nature),
  }))
  return {
    dataset,
    label: readableName(dataset),
    version: 1,
    layout: 'wide',
    record,
    columns: columnsOf(readings),
    timeColumn: nature.time?.profile.key ?? null,
    dimensions,
    metrics,
    assumptions: draft.assumptions,
  }
}

function proposeLong(
  profile: DatasetProfile,
  layout: LongLayout,
  { dataset, taxonomy, currency }: ProposalOptions,
): DatasetModel {
  const read = settleDimensions(readColumns(profile, taxonomy), taxonomy)
  const fixed: Record<string, ColumnRole> = {
    [layout.metric]: 'identifier',
    [layout.period]: 'time',
    [layout.value]: 'measure',
  }
  if (layout.unit !== null) fixed[layout.unit] = 'ignored'
  if (profile.long?.grainColumn) fixed[profile.long.grainColumn] = 'ignored'
  const readings = read.map((reading) => ({
    ...reading,
    role: fixed[reading.profile.key] ?? (layout.dimensions.includes(reading.profile.key) ? 'dimension' : 'ignored'),
    isGroupable: layout.dimensions.includes(reading.profile.key) && reading.profile.empty < reading.profile.rows,
  }))
  const draft = new MetricDraft({ taxonomy, currency, timeColumn: layout.period, grains: grainsOf(profile) })
  const dimensions = proposeDimensions(readings, profile.rows, taxonomy)
  proposeLongMetrics(draft, profile, layout, dimensions)
  return {
    dataset,
    label: readableName(dataset),
    version: 1,
    layout: 'long',
    record: { singular: 'figure', plural: 'figures' },
    columns: columnsOf(readings),
    timeColumn: layout.period,
    dimensions,
    metrics: settleSynonyms(draft),
    assumptions: draft.assumptions,
  }
}

/** Columns that only repeat a part of the date, where there is a date. */
function leaveCalendarOut(readings: readonly ColumnReading[], { columns }: Taxonomy): ColumnReading[] {
  const calendar = new Set(columns.calendar)
  const hasDates = readings.some((reading) => reading.role === 'time')
  return readings.map((reading) => {
    const repeats = hasDates && reading.role !== 'time' && reading.header.forms.some((form) => calendar.has(form))
    return repeats ? { ...reading, role: 'ignored', isGroupable: false, dimension: null, metric: null } : reading
  })
}

/** The currency the file itself names: in headers, cells or a column of codes. */
function findCurrency(
  readings: readonly ColumnReading[],
  taxonomy: Taxonomy,
): { currency: string | null; isMixed: boolean } {
  const codes = readings.find((reading) => reading.dimension?.target.id === 'currency')
  const members = codes?.profile.members ?? []
  if (members.length > 1) return { currency: null, isMixed: true }
  const named = readings.flatMap(({ role, header, profile }) => {
    const code = header.currency ?? taxonomy.columns.currencies[profile.sign ?? '']
    return role === 'measure' && code !== undefined && code !== null ? [code] : []
  })
  const single = taxonomy.columns.currencies[(members[0] ?? '').toUpperCase()]
  return { currency: named[0] ?? single ?? null, isMixed: false }
}

/** Descriptions of things weigh less than what happens; customers a file merely mentions less than those it is about. */
function weightOf(metric: string, { isMasterData, main }: RowNature): number {
  if (isMasterData) return 0.3
  const isMentioned =
    main !== null && main.dimension === null && main.metric !== 'order_count' && main.metric !== 'subscription_count'
  return isMentioned && (metric === 'customer_count' || metric === 'product_count') ? 0.4 : 1
}

function grainsOf({ columns }: DatasetProfile): Record<string, TimeGrain> {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const grain = column.periodGrain ?? (isMonthly(column) ? 'month' : null)
      return grain ? [[column.key, grain] as const] : []
    }),
  )
}

const fewestMonths = 3

/** Dates that are all the first of a month stand for months: a daily figure of them would say nothing. */
function isMonthly({ type, distinct, minimum, maximum, samples }: ColumnProfile): boolean {
  if (type !== 'date' || typeof minimum !== 'string' || typeof maximum !== 'string' || distinct < fewestMonths)
    return false
  const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  const months = monthOf(maximum) - monthOf(minimum) + 1
  return distinct <= months && [minimum, maximum, ...samples].every((day) => /^\d{4}-\d{2}-01$/.test(day))
}

function columnsOf(readings: readonly ColumnReading[]): Column[] {
  return readings.map(({ profile: { key, name, type }, role }) => ({ key, name, type, role }))
}
