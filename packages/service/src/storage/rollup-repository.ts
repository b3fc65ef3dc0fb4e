import type { ItemKey, NewItem, StoredItem, TenantTable } from '@salestalk/engine'
import { isoDateSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { everyItem, listOf } from './paging.ts'

/** One figure computed ahead: of a metric in a period, as a whole (`dimension` null) or for one member of one dimension. */
export interface RollupCell {
  readonly metric: string
  /** `2025`, `2025-Q3`, `2025-11`, `2025-W07`, `2025-11-09`, or `all` for no range at all. */
  readonly period: string
  readonly dimension: string | null
  /** Null is the blank member; of no meaning without a dimension. */
  readonly member: string | null
  readonly value: number | null
  readonly dataset: string
  /** What the figure was computed from; see dataVersionOf. */
  readonly dataVersion: string
  /** Of a whole: by dimension, how many members have a figure of their own. A dimension that is not named has none stored. */
  readonly slices: Readonly<Record<string, number>>
}

/** What is written with a figure for whoever reads the table by hand or by its indexes. */
export interface CellDescription {
  /** The subject of the metric: what MetricTypeIndex lists together. */
  readonly metricType: string
  readonly unit: string | null
  /** When it was computed. */
  readonly timestamp: string
  /** Days are too many to be worth their place in an index. */
  readonly isIndexed: boolean
}

const spanSchema = z.object({ start: isoDateSchema, end: isoDateSchema }).nullable()

/** How far the figures of a dataset are: `complete` when all of `dataVersion` are there and no others. */
export const rollupStateSchema = z.object({
  dataset: z.string(),
  status: z.enum(['writing', 'complete']),
  dataVersion: z.string(),
  /** Who is or was writing. */
  runId: z.string(),
  /** The metrics that may have figures: what has to be cleaned. */
  metrics: z.array(z.string()),
  /** First and last day of metrics that have their own, by metric, or `metric#dimension` where the dimension decides. */
  spans: z.record(z.string(), spanSchema),
  /** Metrics whose figures are exact decimals, and can be added up: digits after the point. */
  scales: z.record(z.string(), z.int()),
  /** Periods whose figures are the same as they were for an earlier data version, by that version, which their items still name. */
  carried: z.record(z.string(), z.array(z.string())),
  cells: z.int().min(0),
  milliseconds: z.number().min(0),
  startedAt: z.string(),
  completedAt: z.string().nullable(),
})
export type RollupState = z.infer<typeof rollupStateSchema>

export interface StoredRollupState extends RollupState {
  readonly version: number
}

/** Reads only: all that answering questions needs. */
export interface RollupReader {
  getState(dataset: string): Promise<StoredRollupState | null>
  /** A figure, of whatever data version; null when there is none. */
  getCell(metric: string, period: string, slice?: RollupSlice): Promise<RollupCell | null>
  /** The figures of all members of a dimension in one period, in no order to rely on. */
  listSlices(metric: string, period: string, dimension: string): Promise<RollupCell[]>
  /** The whole figures of the days from the first to the last, which must lie in one month. */
  listDays(metric: string, first: string, last: string): Promise<RollupCell[]>
}

export interface RollupSlice {
  readonly dimension: string
  readonly member: string | null
}

export interface RollupRepository extends RollupReader {
  listStates(): Promise<StoredRollupState[]>
  /** ConditionFailedError when somebody else was faster; `expectedVersion` null for a new one. */
  saveState(state: RollupState, expectedVersion: number | null): Promise<StoredRollupState>
  deleteState(dataset: string, expectedVersion: number): Promise<void>
  /** Any number; a crash may leave some of them written. */
  putCells(cells: readonly { readonly cell: RollupCell; readonly description: CellDescription }[]): Promise<void>
  deleteCells(cells: readonly RollupCell[]): Promise<void>
  /** Every figure of a metric. */
  everyCell(metric: string): AsyncIterable<RollupCell>
}

const STATES = 'ROLLUP'

/** `METRIC#{metric}` / period, with `#dimension=member` appended for a slice; `ROLLUP` / dataset for the state. */
export function rollupRepository(table: TenantTable): RollupRepository {
  return {
    async getState(dataset) {
      const item = await table.get({ pk: STATES, sk: dataset })
      return item === null ? null : stateOf(item)
    },
    async getCell(metric, period, slice) {
      const item = await table.get(slice ? sliceKey(metric, period, slice) : { pk: metricKey(metric), sk: period })
      return item === null ? null : cellOf(item)
    },
    listSlices: (metric, period, dimension) =>
      listOf(table, { pk: metricKey(metric), sort: { beginsWith: `${period}#${dimension}=` }, limit: PAGE }, cellOf),
    listDays: (metric, first, last) =>
      listOf(table, { pk: metricKey(metric), sort: { between: [first, last] }, limit: PAGE }, cellOf),
    listStates: () => listOf(table, { pk: STATES }, stateOf),
    async saveState(state, expectedVersion) {
      const item: NewItem = { pk: STATES, sk: state.dataset, ...rollupStateSchema.parse(state) }
      return stateOf(
        await table.put(item, expectedVersion === null ? { ifNotExists: true } : { ifVersion: expectedVersion }),
      )
    },
    deleteState: (dataset, expectedVersion) =>
      table.delete({ pk: STATES, sk: dataset }, { ifVersion: expectedVersion }),
    putCells: (cells) => table.batchWrite(cells.map(({ cell, description }) => ({ put: itemOf(cell, description) }))),
    deleteCells: (cells) => table.batchWrite(cells.map((cell) => ({ delete: keyOf(cell) }))),
    async *everyCell(metric) {
      for await (const item of everyItem(table, { pk: metricKey(metric), limit: PAGE })) yield cellOf(item)
    },
  }
}

const PAGE = 1000

const cellSchema = z.object({
  pk: z.string(),
  period: z.string(),
  dimension: z.string().optional(),
  dimensions: z.record(z.string(), z.string().nullable()),
  value: z.number().nullable(),
  dataset: z.string(),
  dataVersion: z.string(),
  slices: z.record(z.string(), z.int()).optional(),
})

function cellOf(item: StoredItem): RollupCell {
  const { pk, period, dimension = null, dimensions, value, dataset, dataVersion, slices } = cellSchema.parse(item)
  const member = dimension === null ? null : (dimensions[dimension] ?? null)
  return {
    metric: pk.slice('METRIC#'.length),
    period,
    dimension,
    member,
    value,
    dataset,
    dataVersion,
    slices: slices ?? {},
  }
}

function itemOf(cell: RollupCell, { metricType, unit, timestamp, isIndexed }: CellDescription): NewItem {
  const { period, dimension, member, value, dataset, dataVersion, slices } = cell
  return {
    ...keyOf(cell),
    period,
    // Each index lists what is found by it and nothing else: a written index entry costs as much as the item.
    ...(dimension === null ? (isIndexed ? { metricType } : {}) : { dimension }),
    dimensions: dimension === null ? {} : { [dimension]: member },
    value,
    unit,
    timestamp,
    dataset,
    dataVersion,
    ...(dimension === null ? { slices } : {}),
  }
}

function stateOf(item: StoredItem): StoredRollupState {
  return { ...rollupStateSchema.parse(item), version: item.version }
}

function keyOf({ metric, period, dimension, member }: RollupCell): ItemKey {
  return dimension === null ? { pk: metricKey(metric), sk: period } : sliceKey(metric, period, { dimension, member })
}

function sliceKey(metric: string, period: string, { dimension, member }: RollupSlice): ItemKey {
  return { pk: metricKey(metric), sk: `${period}#${dimension}=${memberKey(member)}` }
}

function metricKey(metric: string): string {
  return `METRIC#${metric}`
}

/**
 * A member as the end of a sort key, different for different members: as it is but for %, # and control characters, which become %XX.
 * Blank is nothing and the empty text a bare %, which no escape is.
 */
export function memberKey(member: string | null): string {
  if (member === null) return ''
  if (member === '') return '%'
  // biome's rule against control characters in patterns has a point: they are told by their code instead.
  return Array.from(member, (character) => {
    const code = character.codePointAt(0) ?? 0
    const isSpecial = character === '%' || character === '#' || code < 0x20 || code === 0x7f
    return isSpecial ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : character
  }).join('')
}

/** The member of a key made by memberKey. */
export function memberOfKey(key: string): string | null {
  if (key === '') return null
  if (key === '%') return ''
  return key.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Longer members have no key that every store takes. */
export const memberKeyBytesMax = 900
