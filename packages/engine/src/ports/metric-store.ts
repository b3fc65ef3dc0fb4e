import type { Cell, FilterOperator, FilterValue, IsoDate, MetricQuery } from '@salestalk/protocol'
import type { TenantData } from '../model/tenant-data.ts'

/**
 * One group of a result. `group` has an entry for each dimension of `groupBy` (null is the blank member; `weekday` is '1' Monday to '7' Sunday);
 * `period` is the first day of the time bucket, null without a grain; a value is null where the metric is undefined (a ratio over nothing).
 */
export interface MetricRow {
  readonly group: Readonly<Record<string, string | null>>
  readonly period: IsoDate | null
  readonly values: Readonly<Record<string, number | null>>
}

export interface MetricResult {
  readonly rows: readonly MetricRow[]
  readonly sql: string
  readonly milliseconds: number
}

/** Records of one dataset for the `list` intent; `columns` are column keys, [start, end) applies to `timeColumn`. */
export interface RecordQuery {
  readonly dataset: string
  readonly columns: readonly string[]
  readonly filters: readonly { readonly dimension: string; readonly operator: FilterOperator; readonly values: readonly FilterValue[] }[]
  readonly timeColumn: string | null
  readonly start: IsoDate | null
  readonly end: IsoDate | null
  readonly orderBy: { readonly column: string; readonly direction: 'asc' | 'desc' } | null
  readonly limit: number
}

export interface RecordResult {
  readonly rows: readonly Readonly<Record<string, Cell>>[]
  /** How many records match without the limit. */
  readonly total: number
  readonly sql: string
  readonly milliseconds: number
}

export interface Member {
  readonly value: string
  readonly rows: number
}

/**
 * Answers questions about one company's facts. Every call sees exactly the segments and definitions of `data`.
 *
 * Semantics every adapter shares: text compares exactly; null never satisfies a comparison, and is matched only by a null among the
 * values of `in` (`not_in` keeps blank members unless null is named); with a grain each bucket from the first to the last is present for
 * each group that has rows at all (0 for sums and counts, null for the rest), the ends being the query's or, where open, the data's;
 * a snapshot (`last`) is taken at the metric's last dated row in the range (or bucket), filters on dimensions not considered in finding that date;
 * distinct counts are over the whole group, never added up. Rows come ordered by `orderBy` (nulls last), then period, then group.
 *
 * Rejects with MetricStoreError: `unknown_metric`, `unknown_dimension`, `mixed_datasets`, `timeout`, `too_many_rows`, `unavailable`.
 */
export interface MetricStore {
  query(data: TenantData, query: MetricQuery): Promise<MetricResult>
  records(data: TenantData, query: RecordQuery): Promise<RecordResult>
  /** All non-blank members of a dimension, commonest first, at most `limit`. */
  members(data: TenantData, dataset: string, dimension: string, limit: number): Promise<readonly Member[]>
  /** Frees what is held for a company (its instance, files, cache). */
  release(tenantId: string): Promise<void>
  close(): Promise<void>
}

export type MetricStoreErrorCode =
  | 'unknown_metric'
  | 'unknown_dimension'
  | 'mixed_datasets'
  | 'timeout'
  | 'too_many_rows'
  | 'unavailable'

export class MetricStoreError extends Error {
  override readonly name = 'MetricStoreError'
  readonly code: MetricStoreErrorCode
  constructor(code: MetricStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
