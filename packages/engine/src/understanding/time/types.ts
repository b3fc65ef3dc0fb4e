/** A calendar day, 'YYYY-MM-DD', without time zone. */
export type IsoDate = string

export type TimeGrain = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Units people count in; a half year is spoken of but is no bucket. */
export type TimeUnit = TimeGrain | 'half'

/** Weeks in the three months of each quarter of a retail year. */
export type RetailPattern = '4-4-5' | '4-5-4' | '5-4-4'

export interface Calendar {
  readonly weekStart: 'monday' | 'sunday'
  /** 1 to 12; a fiscal year is named by the calendar year it ends in. */
  readonly fiscalYearStartMonth: number
  /** null: a numeric date that reads both ways is asked. */
  readonly dateOrder: 'day_first' | 'month_first' | null
  /**
   * Set for a retail calendar: fiscal years of 52 or 53 whole weeks that begin on the week start nearest to the first of the fiscal
   * start month. Its months, quarters and years are meant where the words say fiscal.
   */
  readonly pattern: RetailPattern | null
}

export const defaultCalendar: Calendar = {
  weekStart: 'monday',
  fiscalYearStartMonth: 1,
  dateOrder: null,
  pattern: null,
}

export interface TimeContext {
  readonly today: IsoDate
  readonly calendar: Calendar
  /** Last day with data, inclusive; null when unknown. */
  readonly dataEnd: IsoDate | null
  /** 'future' for a forecast or a target: a name without its year is then the next one to end. */
  readonly direction: 'past' | 'future'
}

/** 'last' the latest complete one, 'this' the one of the running year or week, 'next' the first still to begin. */
export type Which = 'last' | 'this' | 'next'

/** Which year a recurring name belongs to; all null when the words do not say. */
export interface YearReference {
  readonly year: number | null
  /** Counted from the running year: "of last year" is -1. */
  readonly yearOffset: number | null
  readonly which: Which | null
}

export type HolidayRule =
  | { readonly type: 'fixed'; readonly month: number; readonly day: number }
  | {
      readonly type: 'nth_weekday'
      readonly month: number
      /** 1 Monday to 7 Sunday */
      readonly weekday: number
      /** 1 first, -1 last of the month */
      readonly nth: number
      readonly offset: number
    }
  | { readonly type: 'easter'; readonly offset: number }
  /** A season: whole months from the first of one of them, over the end of a year where it must. */
  | { readonly type: 'months'; readonly month: number; readonly count: number }
  | {
      /** A day no rule of the solar year gives: first day and number of days, year by year. */
      readonly type: 'dated'
      readonly dates: readonly (readonly [first: IsoDate, days: number])[]
    }

/**
 * What the words of a time phrase say, independent of today; plain JSON.
 * `fiscal` is true only where the words say fiscal: a plain quarter or year is the calendar's.
 */
export type TimeExpression =
  | { readonly type: 'all_time' }
  | { readonly type: 'current' }
  | { readonly type: 'relative'; readonly unit: TimeUnit; readonly offset: number; readonly fiscal: boolean }
  | {
      readonly type: 'rolling'
      readonly unit: TimeUnit
      readonly count: number
      readonly direction: 'past' | 'future'
      readonly fiscal: boolean
    }
  | { readonly type: 'year'; readonly year: number; readonly fiscal: boolean }
  | (YearReference & {
      readonly type: 'period_of_year'
      readonly unit: 'half' | 'quarter' | 'month' | 'week'
      readonly number: number
      readonly fiscal: boolean
    })
  | (YearReference & {
      readonly type: 'date'
      readonly month: number
      readonly day: number /** Said with the date ("Tuesday 5 March"): only years where it holds are meant. */
      readonly weekday: number | null
    })
  | (YearReference & {
      readonly type: 'holiday'
      readonly name: string
      readonly rule: HolidayRule
      /** How long it lasts: 4 for an Easter weekend. */
      readonly days: number
    })
  | { readonly type: 'weekday'; readonly weekday: number; readonly which: Which | null }
  | { readonly type: 'weekend'; readonly which: Which | null }
  | {
      /** "first 10 days of March", "last quarter of 2024", "the 15th of last month" (unit day, number 15). */
      readonly type: 'part_of'
      readonly unit: TimeUnit
      /** 1-based; negative counts from the end. */
      readonly number: number
      readonly count: number
      readonly period: TimeExpression
    }
  | {
      /** The first or last day of a period; `implied`: the words name no period of their own ("year-end"). */
      readonly type: 'edge'
      readonly edge: 'start' | 'end'
      readonly period: TimeExpression
      readonly implied: boolean
    }
  | {
      /** "first Monday of March"; number as in part_of. */
      readonly type: 'weekday_of'
      readonly weekday: number
      readonly number: number
      readonly period: TimeExpression
    }
  | {
      /** Units beside a period ("the week before Christmas"), up to its end ("12 months ending June") or from its start. */
      readonly type: 'beside'
      readonly unit: TimeUnit
      readonly count: number
      readonly side: 'before' | 'after' | 'ending' | 'from'
      readonly period: TimeExpression
    }
  | {
      /** "the same quarter of 2024": a period moved by whole years into that one. */
      readonly type: 'in_year'
      readonly year: number
      readonly period: TimeExpression
    }
  | {
      /** "this month last year", "a month ago today": a period moved by whole units, weeks by years by their number. */
      readonly type: 'moved'
      readonly unit: TimeUnit
      readonly count: number
      readonly period: TimeExpression
    }
  | {
      /** "on the 15th": that day of the latest month in which it has begun; for a forecast, of the next to hold it. */
      readonly type: 'day_of_month'
      readonly day: number
    }
  | {
      /** "last 5 working days", "last 3 Fridays": from the first of them through the last before today. */
      readonly type: 'rolling_weekdays'
      /** 1 Monday to 7 Sunday */
      readonly weekdays: readonly number[]
      readonly count: number
    }
  | { readonly type: 'containing'; readonly unit: TimeUnit; readonly period: TimeExpression }
  | { readonly type: 'to_date'; readonly period: TimeExpression; readonly through: TimeExpression | null }
  | { readonly type: 'rest'; readonly period: TimeExpression }
  | { readonly type: 'range'; readonly from: TimeExpression; readonly to: TimeExpression }
  | { readonly type: 'since'; readonly from: TimeExpression; readonly inclusive: boolean }
  | { readonly type: 'until'; readonly to: TimeExpression; readonly inclusive: boolean }
  | {
      /** Counted from a conversation frame's period ("the quarter before"); see shiftPeriod. */
      readonly type: 'shift'
      readonly unit: TimeUnit | 'period'
      readonly count: number
      /** "the 6 months before that": a window of so many units right beside the period; null keeps its own length. */
      readonly length: number | null
    }

export type ComparisonKind = 'previous_period' | 'same_period_last_year'

export interface TimeMatch {
  /** Character offsets [start, end) in the question given; a possessive 's belongs to the match. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly kind: 'range' | 'grain' | 'comparison' | 'weekday_filter' | 'invalid' | 'ambiguous'
  /** Set for 'range'; for 'comparison' when the words name a relative period of their own ("vs last month"). */
  readonly expression: TimeExpression | null
  readonly grain: TimeGrain | null
  /** The words say fiscal: of the grain ("by fiscal quarter"), or of the period. */
  readonly fiscal: boolean
  readonly comparison: { readonly kind: ComparisonKind } | null
  /** 1 Monday to 7 Sunday; for 'weekday_filter', and for a range of which only these days count ("last 5 working days"). */
  readonly weekdays: readonly number[]
  /**
   * How a range follows the one before it: by a word or mark of lists between them, right behind it, or with other words in between; null for
   * the first.
   */
  readonly follows: 'listed' | 'adjacent' | 'apart' | null
  /** Of a year that a part beside it carries as well ("Q3 revenue in 2024"): the year itself, for where those words are no part but a name. */
  readonly alone: TimeExpression | null
  readonly reason: 'invalid_time' | 'ambiguous_time' | null
  readonly readings: readonly TimeExpression[]
  /** Name of the rule that fired. */
  readonly rule: string
}

export interface ResolvedTime {
  /** Inclusive; null is open. */
  readonly start: IsoDate | null
  /** Exclusive; null is open. */
  readonly end: IsoDate | null
  readonly grain: TimeGrain
  /** The range runs past the last day of data (past today when that is unknown). */
  readonly partial: boolean
  readonly label: string
  readonly toDate: boolean
  /** Today lies in the range, and it is not cut at today. */
  readonly running: boolean
}
