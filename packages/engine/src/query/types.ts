import type { IsoDate, MetricQuery, TimeGrain } from '@salestalk/protocol'
import type { MetricRow, RecordQuery, RecordResult } from '../ports/metric-store.ts'

/** A resolved window of time; null bounds are open, `partial` runs past the data. */
export interface Period {
  readonly label: string
  readonly start: IsoDate | null
  readonly end: IsoDate | null
  readonly grain: TimeGrain
  readonly partial: boolean
}

/**
 * What a query is for: `main` is what was asked, `total` the same without groups (shares, the rest, reconciliation),
 * `series` the same by sub-period (context, chart, reconciliation), `members` the same by each member a plain value was asked for.
 */
export type QueryPurpose = 'main' | 'total' | 'series' | 'members'

export interface PlannedQuery {
  readonly id: string
  readonly purpose: QueryPurpose
  /** Index into the plan's periods. */
  readonly period: number
  readonly query: MetricQuery
}

export interface PlannedRecords {
  readonly id: string
  readonly query: RecordQuery
}

/** Where the plan departs from the words: periods compared over the same days as the one still running. */
export interface PlanNote {
  readonly code: 'running_period'
  readonly period: string
}

/** All that has to be read to answer: periods in the order named, the asked one first. */
export interface QueryPlan {
  readonly periods: readonly Period[]
  /** Dimensions of the groups, time buckets excluded. */
  readonly dimensions: readonly string[]
  readonly grain: TimeGrain | null
  readonly queries: readonly PlannedQuery[]
  readonly records: PlannedRecords | null
  readonly notes: readonly PlanNote[]
}

export interface QueryOutcome {
  readonly id: string
  readonly purpose: QueryPurpose
  readonly period: number
  readonly query: MetricQuery
  readonly rows: readonly MetricRow[]
  readonly sql: string
  readonly milliseconds: number
}

export interface RecordsOutcome {
  readonly id: string
  readonly query: RecordQuery
  readonly result: RecordResult
}

export interface QueryResults {
  readonly outcomes: readonly QueryOutcome[]
  readonly records: RecordsOutcome | null
}
