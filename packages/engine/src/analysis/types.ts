import type { Cell, IsoDate, MetricDefinition, Unit } from '@salestalk/protocol'

/** How a figure came about: read from a query, or computed from the facts named in `derivedFrom`. */
export type FactKind = 'measured' | 'difference' | 'change' | 'share' | 'rest' | 'count'

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
}

export interface ChangeFinding {
  readonly type: 'change'
  readonly metric: MetricDefinition
  /** The later period or the first named member, and what it is held against. */
  readonly current: Fact
  readonly base: Fact
  readonly difference: Fact
  /** current / base - 1; null where the base is zero, negative or empty, and for percent metrics. */
  readonly change: Fact | null
  readonly between: 'periods' | 'members'
  /** True when the question asked for it, false for context added to a plain value. */
  readonly asked: boolean
}

export interface GroupMember {
  readonly group: Readonly<Record<string, string | null>>
  /** One fact per metric, in the order asked. */
  readonly facts: readonly Fact[]
  /** Share of the total of the first metric; null where shares mean nothing. */
  readonly share: Fact | null
  /** The first metric in the period compared with, and the change to now. */
  readonly base: Fact | null
  readonly change: Fact | null
}

export interface GroupsFinding {
  readonly type: 'groups'
  readonly metrics: readonly MetricDefinition[]
  readonly dimensions: readonly string[]
  readonly members: readonly GroupMember[]
  readonly total: Fact | null
  /** Members add up to the total. */
  readonly additive: boolean
  /** What the members not shown come to, where that can be added up. */
  readonly rest: Fact | null
  readonly order: 'top' | 'bottom' | null
  /** How many were asked for, when a number was. */
  readonly limit: number | null
  readonly comparisonLabel: string | null
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
  /** The last bucket is still running and takes no part in the test. */
  readonly lastIsPartial: boolean
  /** False for a series that only accompanies another answer. */
  readonly asked: boolean
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
}

export type Finding = ValueFinding | ChangeFinding | GroupsFinding | SeriesFinding | RecordsFinding | EmptyFinding

/** Whether two ways of computing the same thing agreed; `text` is a sentence without figures. */
export interface Reconciliation {
  readonly agrees: boolean
  readonly text: string
}

export interface Analysis {
  readonly facts: readonly Fact[]
  readonly findings: readonly Finding[]
  readonly reconciliations: readonly Reconciliation[]
}
