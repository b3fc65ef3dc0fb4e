import { type BooleanWords, booleanWords } from '../cells/booleans.ts'
import { dateParts } from '../cells/dates.ts'
import { isEmptyMarker } from '../cells/empties.ts'
import { hasLeadingZero, isNotFinite, numberParts, type SeparatorEvidence } from '../cells/numbers.ts'
import { barePeriodOf, type PeriodGrain, periodOf } from '../cells/periods.ts'

/** What all cells of a column are, counted. Adding cells in another order gives the same tally, so no decision hangs on the order. */
export interface Tally {
  /** Cells that hold anything. */
  readonly cells: number
  readonly markers: number
  readonly numbers: NumberTally
  readonly dates: DateTally
  readonly periods: Readonly<Record<PeriodGrain, number>>
  readonly barePeriods: Readonly<Record<'month' | 'year', number>>
  readonly booleans: BooleanWords | null
  /** Cells that are neither, with letters and digits in one word: codes such as A100. */
  readonly codes: number
}

interface NumberTally {
  readonly cells: number
  readonly evidence: Readonly<Record<SeparatorEvidence, number>>
  readonly leadingZeros: number
  /** Whole numbers without a sign and with more digits than fit 64 bits. */
  readonly huge: number
  /** Whole numbers of four and more digits without any separator: then nobody separates thousands. */
  readonly ungrouped: number
  readonly percent: number
  readonly currencies: ReadonlyMap<string, number>
  readonly notFinite: number
}

interface DateTally {
  readonly cells: number
  readonly yearFirst: number
  /** Cells whose figures can only be day and month, or only month and day, or either. */
  readonly dayFirst: number
  readonly monthFirst: number
  readonly either: number
  readonly dotted: number
  /** The figures in first and in second place, of cells that could be either. */
  readonly firsts: ReadonlySet<number>
  readonly seconds: ReadonlySet<number>
  /** With a time other than midnight. */
  readonly timed: number
}

interface TallyBuilder {
  add(text: string, cells: number): void
  result(): Tally
}

export function tallyCells(): TallyBuilder {
  let cells = 0
  let markers = 0
  let codes = 0
  const numbers = {
    cells: 0,
    evidence: { none: 0, '.': 0, ',': 0, ambiguous_dot: 0, ambiguous_comma: 0 },
    leadingZeros: 0,
    huge: 0,
    ungrouped: 0,
    percent: 0,
    currencies: new Map<string, number>(),
    notFinite: 0,
  }
  const dates = {
    cells: 0,
    yearFirst: 0,
    dayFirst: 0,
    monthFirst: 0,
    either: 0,
    dotted: 0,
    firsts: new Set<number>(),
    seconds: new Set<number>(),
    timed: 0,
  }
  const periods = { day: 0, week: 0, month: 0, quarter: 0, year: 0 }
  const barePeriods = { month: 0, year: 0 }
  const words = new Set<string>()

  function addNumber(text: string, count: number): boolean {
    if (isNotFinite(text)) {
      numbers.notFinite += count
      numbers.cells += count
      return true
    }
    const parts = numberParts(text)
    if (!parts) return false
    numbers.cells += count
    numbers.evidence[parts.evidence] += count
    if (hasLeadingZero(text)) numbers.leadingZeros += count
    if (parts.percent) numbers.percent += count
    if (parts.currency !== null)
      numbers.currencies.set(parts.currency, (numbers.currencies.get(parts.currency) ?? 0) + count)
    if (/^\d+$/.test(parts.body)) {
      if (parts.body.length > 3) numbers.ungrouped += count
      if (parts.body.length > 18 && parts.exponent === 0) numbers.huge += count
    }
    return true
  }

  function addDate(text: string, count: number): boolean {
    const parts = dateParts(text)
    if (!parts) return false
    if (parts.kind === 'open') {
      const { first, second } = parts
      if (Math.max(first, second) > 31 || Math.min(first, second) > 12 || first === 0 || second === 0) return false
      if (first > 12) dates.dayFirst += count
      else if (second > 12) dates.monthFirst += count
      else if (first !== second) {
        dates.either += count
        dates.firsts.add(first)
        dates.seconds.add(second)
      }
      if (parts.dotted) dates.dotted += count
    } else {
      if (parts.month > 12 || parts.day > 31) return false
      if (parts.yearFirst) dates.yearFirst += count
    }
    dates.cells += count
    const { time } = parts
    if (time !== null && (time.hour > 0 || time.minute > 0 || time.second > 0 || /[1-9]/.test(time.fraction)))
      dates.timed += count
    return true
  }

  return {
    add(text, count) {
      cells += count
      if (isEmptyMarker(text)) {
        markers += count
        return
      }
      if (words.size < 4) words.add(text.toLowerCase())
      const isNumber = addNumber(text, count)
      const isDate = addDate(text, count)
      const period = isDate ? null : periodOf(text)
      if (period) periods[period.grain] += count
      const bare = isNumber ? barePeriodOf(text) : null
      if (bare) barePeriods[bare.grain === 'year' ? 'year' : 'month'] += count
      if (!isNumber && !isDate && !period && /^\S*\d\S*$/.test(text) && /\p{L}/u.test(text)) codes += count
    },
    result: () => ({ cells, markers, numbers, dates, periods, barePeriods, booleans: booleanWords(words), codes }),
  }
}
