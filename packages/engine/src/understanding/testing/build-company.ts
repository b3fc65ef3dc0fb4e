import type { Aggregation, Column, DatasetModel, DimensionDefinition, MetricDefinition } from '@salestalk/protocol'
import type { DatasetSnapshot, TenantData } from '../../model/tenant-data.ts'
import { defaultTaxonomy } from '../../taxonomy/tests/default-taxonomy.ts'
import { compileLexicon, type Lexicon, type MemberList } from '../lexicon/index.ts'

/** A company to try sentences on. */
export interface Company {
  readonly data: TenantData
  readonly members: readonly MemberList[]
  readonly lexicon: Lexicon
}

type DimensionInput = Partial<DimensionDefinition> & { readonly id: string; readonly values: readonly string[] }
type MetricInput = Partial<MetricDefinition> & { readonly id: string; readonly label: string }

export interface DatasetInput {
  readonly dataset: string
  /** Wide where left out: a column for each measure. */
  readonly layout?: 'wide' | 'long'
  readonly record: { readonly singular: string; readonly plural: string }
  /** Null when no column dates the rows. */
  readonly timeColumn: string | null
  readonly identifier: string | null
  /** The first and last day of the rows; most companies have those of `twoYears`. */
  readonly span?: { readonly start: string; readonly end: string }
  readonly dimensions: readonly DimensionInput[]
  readonly metrics: readonly MetricInput[]
}

const twoYears = { start: '2024-01-02', end: '2025-11-11' }

export function buildCompany(tenantId: string, inputs: readonly DatasetInput[]): Company {
  const data: TenantData = { tenantId, version: '1', datasets: inputs.map(toSnapshot) }
  const members = inputs.flatMap((input) =>
    input.dimensions.map((dimension) => ({
      dataset: input.dataset,
      dimension: dimension.id,
      values: [...dimension.values],
    })),
  )
  return { data, members, lexicon: compileLexicon({ taxonomy: defaultTaxonomy, data, members }) }
}

export const sum = (column: string): Aggregation => ({ kind: 'sum', expression: { column }, where: [] })
export const average = (column: string): Aggregation => ({ kind: 'average', expression: { column }, where: [] })
export const last = (column: string): Aggregation => ({ kind: 'last', expression: { column }, where: [] })
export const distinct = (column: string): Aggregation => ({ kind: 'count_distinct', column, where: [] })
export const count = (): Aggregation => ({ kind: 'count', where: [] })
export const ratio = (numerator: string, denominator: string): Aggregation => ({
  kind: 'ratio',
  numerator,
  denominator,
})
export const currency = { kind: 'currency', currency: 'USD' } as const
export const percent = { kind: 'percent', currency: null } as const
export const counted = { kind: 'count', currency: null } as const

function toSnapshot(input: DatasetInput): DatasetSnapshot {
  return {
    model: toModel(input),
    segments: [],
    rows: 10_000,
    timeSpans: input.timeColumn === null ? {} : { [input.timeColumn]: input.span ?? twoYears },
  }
}

function toModel(input: DatasetInput): DatasetModel {
  return {
    dataset: input.dataset,
    label: input.dataset,
    version: 1,
    layout: input.layout ?? 'wide',
    record: input.record,
    columns: columnsOf(input),
    timeColumn: input.timeColumn,
    dimensions: input.dimensions.map(toDimension),
    metrics: input.metrics.map((metric) => toMetric(metric, input)),
    assumptions: [],
  }
}

function columnsOf(input: DatasetInput): Column[] {
  const { timeColumn } = input
  const columns: Column[] =
    timeColumn === null ? [] : [{ key: timeColumn, name: title(timeColumn), type: 'date', role: 'time' }]
  if (input.identifier)
    columns.push({ key: input.identifier, name: title(input.identifier), type: 'text', role: 'identifier' })
  for (const { id, column } of input.dimensions) {
    columns.push({ key: column ?? id, name: title(column ?? id), type: 'text', role: 'dimension' })
  }
  for (const { aggregation } of input.metrics) {
    if (!aggregation || !('expression' in aggregation) || !('column' in aggregation.expression)) continue
    const key = aggregation.expression.column
    if (columns.some((column) => column.key === key)) continue
    columns.push({ key, name: title(key), type: 'decimal', role: 'measure' })
  }
  return columns
}

function title(key: string): string {
  return key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

function toDimension({ values: _values, ...input }: DimensionInput): DimensionDefinition {
  return {
    label: title(input.id),
    column: input.id,
    synonyms: [],
    parent: null,
    subject: null,
    aliases: {},
    ...input,
  }
}

function toMetric(input: MetricInput, dataset: DatasetInput): MetricDefinition {
  return {
    subject: 'revenue',
    description: '',
    synonyms: [],
    unit: currency,
    direction: 'up_is_good',
    importance: 0.5,
    aggregation: sum(input.id),
    timeColumn: dataset.timeColumn,
    grain: 'day',
    hidden: false,
    ...input,
  }
}
