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
  /** Of sums and counts that are exact decimals: digits after the point. What is not named may be rounded. */
  readonly scales?: Readonly<Record<string, number>>
}

/**
 * Records of one dataset for the `list` intent; `columns` are column keys, [start, end) applies to `timeColumn`. Without `orderBy` records
 * come as they were added; with it nulls last, equal ones by their columns in turn. Timestamps are 'YYYY-MM-DDTHH:MM:SS'.
 */
export interface RecordQuery {
  readonly dataset: string
  readonly columns: readonly string[]
  readonly filters: readonly {
    readonly dimension: string
    readonly operator: FilterOperator
    readonly values: readonly FilterValue[]
  }[]
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
 * Rows a metric counts: those in [start, end) of its own `timeColumn` that pass the filters; rows without a date only when neither a range
 * nor a grain is asked. A long dataset's metric, and one with slices, sees no row but those of its `where` and its slice; a `last` metric
 * none but those of the snapshot. Ratios are of the aggregates, by the dates of their parts.
 *
 * Filters name a dimension, `weekday`, or a column key ("orders over 100k"). Text compares exactly, numbers and dates by value (a date
 * against a timestamp is its midnight); `between` includes both ends; null never satisfies a comparison, and is matched only by a null
 * among the values of `in` (`not_in` keeps blank members unless null is named).
 *
 * Groups: those with rows of any metric asked; one group, always, when nothing is grouped by. A group's sums and counts of nothing are 0,
 * all else is null. Distinct counts are over the whole group, never added up. `having` compares after aggregation (null never passes).
 *
 * Grain: each bucket between the later of the range's and the data's start and the earlier of their ends is there for each group; none
 * is invented before the data's first day or after its last. The data's ends are the snapshot's `timeSpans`, or those of the rows a long
 * metric counts; outside its own ends a metric is null where another has a bucket. ISO weeks, from Monday, and
 * plain months unless the query's calendar says otherwise; the grain a snapshot is stated by is never other than plain.
 *
 * Snapshot (`last`): the sum over the latest period (of the metric's grain) with rows of the metric in the range or bucket; filters on
 * dimensions are not considered in finding that period.
 *
 * Rows come ordered by `orderBy` (nulls last), then period, then group (by code point, blank last); `limit` cuts after that.
 *
 * Rejects with MetricStoreError: `unknown_metric`, `unknown_dimension`, `mixed_datasets`, `invalid_query` (a range or grain for a metric
 * without dates, a comparison that cannot be made, a ratio that contains itself), `timeout`, `too_many_rows`, `unavailable`.
 */
export interface MetricStore {
  query(data: TenantData, query: MetricQuery): Promise<MetricResult>
  records(data: TenantData, query: RecordQuery): Promise<RecordResult>
  /**
   * All non-blank members of a dimension, commonest first, equally common ones by code point, at most `limit`; of a dimension with over
   * a million members (order numbers) those of the first rows, for counting them all is more than a store must do.
   */
  members(data: TenantData, dataset: string, dimension: string, limit: number): Promise<readonly Member[]>
  /** Frees what is held for a company (its instance, files, cache). */
  release(tenantId: string): Promise<void>
  close(): Promise<void>
}

export type MetricStoreErrorCode =
  | 'unknown_metric'
  | 'unknown_dimension'
  | 'mixed_datasets'
  | 'invalid_query'
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
