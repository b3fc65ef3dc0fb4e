import type { ColumnProfile, DatasetProfile } from '@salestalk/protocol'
import type { MetricEntry, Taxonomy } from '../../taxonomy/index.ts'
import { readHeader, squash } from './header.ts'
import { NameIndex } from './name-index.ts'

/** Column keys of a file whose rows are (metric, period, value, unit, dimensions). */
export interface LongLayout {
  readonly metric: string
  readonly period: string
  readonly value: string
  readonly unit: string | null
  readonly dimensions: readonly string[]
}

/** Half the members must be known metrics where the header alone does not say that they are. */
const knownShare = 0.5

/** Recognizes a long file by its headers, types and members; null for files whose rows are records. */
export function findLongLayout(profile: Pick<DatasetProfile, 'columns'>, taxonomy: Taxonomy): LongLayout | null {
  const { long } = taxonomy.columns
  const pick = (names: readonly string[], fits: (column: ColumnProfile) => boolean): ColumnProfile | null => {
    const index = new NameIndex<true>().add(true, names)
    const matches = profile.columns.flatMap((column) => {
      const match = fits(column) ? index.match(readHeader(column.name, taxonomy.columns)) : null
      return match ? [{ column, match }] : []
    })
    matches.sort((a, b) => b.match.quality - a.match.quality || a.match.order - b.match.order)
    return matches[0]?.column ?? null
  }
  const isNumber = ({ type }: ColumnProfile): boolean => type === 'integer' || type === 'decimal'
  const isText = ({ type, members }: ColumnProfile): boolean =>
    type === 'text' && members !== null && members.length > 0
  const sure = pick(long.metric, isText)
  const weak = sure
    ? null
    : pick(long.weakMetric, (column) => isText(column) && knownMembers(column, taxonomy) >= knownShare)
  const metric = sure ?? weak
  const value = pick(long.value, isNumber)
  const period =
    pick(long.period, ({ type }) => type === 'date' || type === 'timestamp') ??
    profile.columns.find(({ type }) => type === 'date' || type === 'timestamp') ??
    null
  if (!metric || !value || !period) return null
  const unit =
    pick(long.unit, (column) => column.type === 'text' && column !== metric) ??
    pick(long.currency, ({ type, distinct }) => type === 'text' && distinct === 1)
  const used = new Set([metric.key, value.key, period.key, unit?.key])
  const dimensions = profile.columns.filter(
    (column) => !used.has(column.key) && ['text', 'boolean'].includes(column.type),
  )
  return {
    metric: metric.key,
    period: period.key,
    value: value.key,
    unit: unit?.key ?? null,
    dimensions: dimensions.map((column) => column.key),
  }
}

function knownMembers({ members }: ColumnProfile, taxonomy: Taxonomy): number {
  const index = indexMetricNames(taxonomy)
  const known = (members ?? []).filter((member) => findNamedMetric(member, index) !== null)
  return known.length / Math.max(1, members?.length ?? 0)
}

/** Names by which a cell of a metric column states a metric: id, label, strong synonyms, headers. */
export function indexMetricNames({ metrics }: Taxonomy): ReadonlyMap<string, MetricEntry> {
  const index = new Map<string, MetricEntry>()
  const add = (name: string, entry: MetricEntry): void => {
    if (!index.has(squash(name))) index.set(squash(name), entry)
  }
  for (const entry of metrics) {
    add(entry.id, entry)
    add(entry.label, entry)
  }
  for (const weight of [1, 0.9, 0.8]) {
    for (const entry of metrics) {
      for (const synonym of entry.synonyms) if (synonym.weight === weight) add(synonym.text, entry)
      if (weight === 1) for (const name of entry.columns) add(name, entry)
    }
  }
  return index
}

/** The metric a cell names, with or without a unit in brackets ("Gross margin (%)"). */
export function findNamedMetric(member: string, index: ReadonlyMap<string, MetricEntry>): MetricEntry | null {
  return index.get(squash(member)) ?? index.get(squash(member.replace(/[([].*?[)\]]/g, ' '))) ?? null
}
