import type { ColumnProfile, DateOrder } from '@salestalk/protocol'
import type { DecimalSeparator } from '../cells/numbers.ts'
import type { PeriodGrain } from '../cells/periods.ts'
import { optionFor, type ReadingOptions } from '../options.ts'
import { holdsCodes, holdsPeriods } from './header-hints.ts'
import type { Tally } from './tally.ts'

/** How every cell of one column is read. `assumed` says that the column alone does not settle it. */
export type ColumnReading =
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean'; readonly yes: string }
  | {
      readonly kind: 'number'
      readonly decimal: DecimalSeparator
      readonly assumed: boolean
      readonly settledByCells: boolean
      readonly sign: string | null
    }
  | DateReading
  /** The grain of each cell of a date column, for a column of its own beside it. */
  | { readonly kind: 'grain'; readonly of: DateReading }

export interface DateReading {
  readonly kind: 'date'
  readonly order: DateOrder
  readonly assumed: boolean
  readonly timed: boolean
  readonly periodGrain: PeriodGrain | null
  /** Bare years, or years and months in six digits, are periods here. */
  readonly bare: boolean
  /** Cells state several grains: days and months, quarters and years. */
  readonly mixed: boolean
}

/** Up to this share of its cells may be unreadable before a column counts as text. */
const unreadableShare = 0.1

interface ColumnName {
  readonly key: string
  readonly name: string
}

const text: ColumnReading = { kind: 'text' }

/** The reading of a column from the tally of all its cells. What stays open is settled by `settleTogether`. */
export function decideColumn(column: ColumnName, tally: Tally, options: ReadingOptions): ColumnReading {
  const { dates, numbers, periods } = tally
  const filled = tally.cells - tally.markers
  if (filled === 0 || isKeptText(column, options)) return text
  if (tally.booleans !== null) return { kind: 'boolean', yes: tally.booleans.yes }
  const covers = (cells: number) =>
    cells > 0 && filled - cells <= Math.max(filled * unreadableShare, filled >= 4 ? 1 : 0)
  const named = periods.week + periods.month + periods.quarter + periods.year
  const bare = holdsPeriods(column.name) ? tally.barePeriods.month + tally.barePeriods.year : 0
  const dateLike = dates.cells + named + bare
  if (covers(dateLike) && dateLike >= numbers.cells) return decideDate(column, tally, bare > 0, options)
  if (!covers(numbers.cells) || isCode(column, tally)) return text
  return decideNumber(column, tally, options)
}

function isKeptText(column: ColumnName, options: ReadingOptions): boolean {
  return options.text?.some((name) => name === column.key || name === column.name) ?? false
}

/** Figures nobody adds up: with zeros in front, mixed with codes, too long for a number, or postal codes and the like. */
function isCode(column: ColumnName, { numbers, codes }: Tally): boolean {
  const isWhole = numbers.evidence.none === numbers.cells - numbers.notFinite
  if (!isWhole || numbers.currencies.size > 0 || numbers.percent > 0) return false
  return numbers.leadingZeros > 0 || numbers.huge > 0 || codes > 0 || holdsCodes(column.name)
}

function decideDate(column: ColumnName, tally: Tally, bare: boolean, options: ReadingOptions): ColumnReading {
  const { dates } = tally
  const chosen = optionFor<DateOrder>(options.dateOrder, column)
  const settled = orderOf(tally)
  const bareGrains = bare ? [tally.barePeriods.month, tally.barePeriods.year] : [0, 0]
  const { week, month, quarter, year } = tally.periods
  const stated = [dates.cells, week, month + (bareGrains[0] ?? 0), quarter, year + (bareGrains[1] ?? 0)]
  const grains = stated.filter((cells) => cells > 0).length
  const order = chosen ?? settled ?? likelyOrder(tally) ?? 'month_first'
  return {
    kind: 'date',
    order,
    assumed: chosen === undefined && settled === null,
    timed: dates.timed > 0,
    periodGrain: grainOf(tally, bare),
    bare,
    mixed: grains > 1,
  }
}

/** The order the cells settle, or null. 13/01/19 anywhere settles the whole column; a dotted date has the day first everywhere it is used. */
function orderOf({ dates }: Tally): DateOrder | null {
  if (dates.dayFirst > dates.monthFirst) return 'day_first'
  if (dates.monthFirst > dates.dayFirst) return 'month_first'
  if (dates.either === 0) return 'year_first'
  return dates.dotted === dates.either ? 'day_first' : null
}

/** Dates that all fall on the first of a month: the figure that never changes is the day. */
function likelyOrder({ dates }: Tally): DateOrder | null {
  const always = (figures: ReadonlySet<number>) => figures.size === 1 && figures.has(1)
  if (always(dates.firsts) && dates.seconds.size > 1) return 'day_first'
  if (always(dates.seconds) && dates.firsts.size > 1) return 'month_first'
  return null
}

/** The coarsest period stated: nothing finer can be asked of the whole column. */
function grainOf({ dates, periods, barePeriods }: Tally, bare: boolean): ColumnProfile['periodGrain'] {
  if (periods.year > 0 || (bare && barePeriods.year > 0)) return 'year'
  if (periods.quarter > 0) return 'quarter'
  if (periods.month > 0 || (bare && barePeriods.month > 0)) return 'month'
  if (periods.week > 0) return 'week'
  return dates.cells > 0 ? null : 'day'
}

function decideNumber(column: ColumnName, { numbers }: Tally, options: ReadingOptions): ColumnReading {
  const { evidence } = numbers
  const chosen = optionFor<DecimalSeparator>(options.decimalSeparator, column)
  const settled = evidence['.'] > evidence[','] ? '.' : evidence[','] > evidence['.'] ? ',' : null
  // One separator before exactly three digits in every cell, and no long number without it, may separate thousands.
  const isOpen = settled === null && evidence.ambiguous_dot + evidence.ambiguous_comma > 0
  const ungrouped = isOpen && numbers.ungrouped > 0
  const likely: DecimalSeparator = evidence.ambiguous_comma > 0 ? (ungrouped ? ',' : '.') : '.'
  return {
    kind: 'number',
    decimal: chosen ?? settled ?? likely,
    assumed: isOpen && chosen === undefined,
    settledByCells: settled !== null,
    sign: signOf(numbers),
  }
}

function signOf(numbers: Tally['numbers']): string | null {
  if (numbers.percent * 2 > numbers.cells) return '%'
  const commonest = [...numbers.currencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]
  return commonest ? commonest[0] : null
}
