import type { Calculation, Cell, IsoDate, MetricDefinition, RankSlot, TimeGrain, Unit } from '@salestalk/protocol'

/** How a figure came about: read from a query, or computed from the facts named in `derivedFrom`. */
export type FactKind = 'measured' | 'difference' | 'change' | 'share' | 'rest' | 'count' | 'average' | 'running_total'

/** One figure with everything needed to show where it is from. Percent and change values are fractions. */
export interface Fact {
  readonly id: string
  readonly kind: FactKind
  readonly metric: string
  readonly value: number | null
  readonly unit: Unit
  readonly label: string
  readonly start: IsoDate | null
  readonly end: IsoDate | null
  readonly group: Readonly<Record<string, string | null>>
  readonly derivedFrom: readonly string[]
  readonly queryId: string
}

export interface ValueFinding {
  readonly type: 'value'
  readonly metric: MetricDefinition
  readonly fact: Fact
  /** For a ratio: what it is the ratio of. */
  readonly numerator: Fact | null
  readonly denominator: Fact | null
  /** Set when the value is a mean over buckets of time: how many they were. */
  readonly average: { readonly grain: TimeGrain; readonly buckets: Fact } | null
}

export interface ChangeFinding {
  readonly type: 'change'
  readonly metric: MetricDefinition
  /** The later period or the first named member, and what it is held against. */
  readonly current: Fact
  readonly base: Fact
  readonly difference: Fact
  /** current / base - 1; null where the base is not positive, either side is negative or empty, and for percent metrics. */
  readonly change: Fact | null
  readonly between: 'periods' | 'members'
  /** True when the question asked for it, false for context added to a plain value. */
  readonly asked: boolean
}

/** One metric of one member: now, and in each of the periods compared with, the nearest first. */
export interface MemberValue {
  readonly fact: Fact
  readonly bases: readonly Fact[]
  /** From the first of the bases to now; null without one. */
  readonly change: ChangeFinding | null
}

export interface GroupMember {
  readonly group: Readonly<Record<string, string | null>>
  /** One per metric, in the order asked. */
  readonly values: readonly MemberValue[]
  /** Share of the total of the first metric; null where shares mean nothing. */
  readonly share: Fact | null
  /** A time bucket that is not over, or is cut by the window asked. */
  readonly partial: boolean
}

export interface GroupsFinding {
  readonly type: 'groups'
  readonly metrics: readonly MetricDefinition[]
  readonly dimensions: readonly string[]
  readonly members: readonly GroupMember[]
  /** How many members there are here. */
  readonly shown: Fact | null
  /** How many groups there are with those not among `members`; null where these are all of them, or they were too many to count. */
  readonly count: Fact | null
  /** More groups than were read: neither counted nor added up. */
  readonly isCut: boolean
  /** The whole of each metric, in the order asked; empty where it was not read. */
  readonly totals: readonly Fact[]
  /** Members add up to the total. */
  readonly additive: boolean
  /** What the members not shown come to, where that can be added up. */
  readonly rest: Fact | null
  /** Ranked members left out although they equal the last one shown. */
  readonly tied: Fact | null
  /** Their values are means over buckets of this grain. */
  readonly averaged: TimeGrain | null
  /** How the members were put in order, when the question asked for an order. */
  readonly rank: RankSlot | null
  /** Labels of the periods compared with, in the order of each member's bases. */
  readonly comparedWith: readonly string[]
}

export interface SeriesFinding {
  readonly type: 'series'
  readonly metric: MetricDefinition
  readonly group: Readonly<Record<string, string | null>>
  readonly points: readonly Fact[]
  /** Null when there are too few complete points to test. */
  readonly trend: TrendTest | null
  readonly highest: Fact | null
  readonly lowest: Fact | null
  /** The points whose buckets lie wholly in the window and the data: only these are tested and compared. */
  readonly complete: readonly Fact[]
  /** The last bucket is still running and takes no part in the test. */
  readonly lastIsPartial: boolean
  /** False for a series that only accompanies another answer. */
  readonly asked: boolean
  /** What was computed from the metric's values, when the points are not these themselves. */
  readonly calculation: Calculation | null
}

export interface TrendTest {
  readonly direction: 'rising' | 'falling' | 'none'
  readonly pValue: number
  /** Sen's slope per bucket, in the metric's unit. */
  readonly slope: number
  readonly points: number
}

export interface RecordsFinding {
  readonly type: 'records'
  /** What one record is called. */
  readonly record: { readonly singular: string; readonly plural: string }
  readonly total: Fact
  readonly columns: readonly {
    readonly key: string
    readonly label: string
    readonly type: 'string' | 'number' | 'date'
  }[]
  readonly rows: readonly Readonly<Record<string, Cell>>[]
}

export interface EmptyFinding {
  readonly type: 'empty'
  readonly metric: MetricDefinition | null
  /** `condition`: there are figures, but none meets the condition asked; `place`: fewer are ranked; `bucket`: none is complete. */
  readonly reason:
    | 'nothing_recorded'
    | 'condition'
    | { readonly place: number; readonly dimension: string }
    | { readonly bucket: TimeGrain }
}

/** Only the largest series of a split course are told. */
export interface SeriesCutFinding {
  readonly type: 'series_cut'
  readonly shown: Fact
  readonly count: Fact
}

export type Finding =
  | ValueFinding
  | ChangeFinding
  | GroupsFinding
  | SeriesFinding
  | SeriesCutFinding
  | RecordsFinding
  | EmptyFinding

/** Two ways of computing the same thing: members against the total, sub-periods against the period, a ratio against its parts. */
export type ReconciliationCheck = 'groups_add_up' | 'periods_add_up' | 'ratio_of_parts'

export interface Reconciliation {
  readonly check: ReconciliationCheck
  readonly metric: MetricDefinition
  readonly agrees: boolean
}

export interface Analysis {
  readonly facts: readonly Fact[]
  readonly findings: readonly Finding[]
  readonly reconciliations: readonly Reconciliation[]
}
