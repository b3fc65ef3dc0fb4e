import { emptyMarkers } from '../cells/empties.ts'
import { monthWords } from '../cells/months.ts'
import { currencyWords } from '../cells/numbers.ts'
import type { Staged, StagedColumn } from '../staged.ts'
import { identifier, literal, openTable, type Value, type Workbench } from '../workbench.ts'
import { holdsPeriods } from './header-hints.ts'
import { type Tally, tallyCells } from './tally.ts'

// A cell everybody reads alike; the database casts these itself, and a column of nothing else needs no closer look.
const plainNumber = '-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,30})?'
const isoDate = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const isoTimestamp = `${isoDate}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?Z?`
const midnight = '.{10}([T ]00:00(:00(\\.0+)?)?Z?)?'

/** Columns with fewer different cells are looked at cell by cell; it costs nothing. */
const fewDistinct = 20_000
/** Columns looked at in one query. */
const groupSize = 40

/** `plain`: every cell is a plain number, ISO date or ISO timestamp, so the database can cast the column alone. */
export interface ColumnTally {
  readonly tally: Tally
  readonly plain: 'number' | 'date' | 'timestamp' | null
  /** Digits of numbers before and after the point, for plain numbers. */
  readonly digits: { readonly whole: number; readonly fraction: number } | null
}

/**
 * The tally of every text column, over the whole column. A few rows only choose the cheapest way to count; each way gives the
 * same tally, or says that the column is none of its kind, and then the next way is taken.
 */
export async function tallyColumns(staged: Staged, workbench: Workbench): Promise<readonly (ColumnTally | null)[]> {
  const table = await openTable(workbench, staged.path, staged.rows * staged.columns.length, 'staged_rows')
  const texts = staged.columns.filter(({ native }) => native === null)
  const tallies = new Map<StagedColumn, ColumnTally>()
  for (let from = 0; from < texts.length; from += groupSize) {
    const columns = texts.slice(from, from + groupSize)
    const overviews = await overview(columns, table, workbench)
    for (const [index, column] of columns.entries()) {
      const counts = overviews[index]
      if (counts) tallies.set(column, await tallyColumn(column, counts, table, workbench))
    }
  }
  return staged.columns.map((column) => tallies.get(column) ?? null)
}

interface Overview {
  readonly cells: number
  readonly distinct: number
  readonly shortest: number
  readonly longest: number
  readonly plainNumbers: number
  readonly isoDates: number
  readonly isoTimestamps: number
  /** How many have a point, may have it for thousands, have four figures without; most figures behind and before the point. */
  readonly numbers: Readonly<Record<'pointed' | 'open' | 'ungrouped' | 'fraction' | 'whole', number>>
}

const overviewWidth = 12

async function overview(columns: readonly StagedColumn[], table: string, workbench: Workbench): Promise<Overview[]> {
  const names = columns.map(({ source }) => identifier(source))
  const first = await workbench.rows(
    `SELECT ${names.map((name) => `any_value(${name})`).join(', ')} FROM (FROM ${table} LIMIT 2000)`,
  )
  const counts = names.map((name, index) => {
    const example = first[0]?.[index] ?? ''
    const matches = (pattern: string, plausible: boolean) =>
      plausible ? `count(*) FILTER (regexp_full_match(${name}, ${literal(pattern)}))` : '0'
    const text = typeof example === 'string' ? example : ''
    const isPlain = /^-?\d+(\.\d+)?$|^\d{4}-\d\d-\d\d/.test(text)
    return [
      `count(${name})`,
      // Only texts need it, and it takes longer than all the rest.
      isPlain ? '0' : `approx_count_distinct(${name})`,
      `coalesce(min(strlen(${name})), 0)`,
      `coalesce(max(strlen(${name})), 0)`,
      matches(plainNumber, /^-?\d+(\.\d+)?$/.test(text)),
      matches(isoDate, /^\d{4}-\d\d-\d\d$/.test(text)),
      matches(isoTimestamp, /^\d{4}-\d\d-\d\d[T ]\d/.test(text)),
      ...numberDetails(name, /^-?\d+(\.\d+)?$/.test(text)),
    ].join(', ')
  })
  const [row = []] = await workbench.rows(`SELECT ${counts.join(', ')} FROM ${table}`)
  return columns.map((_, index) => {
    const own = figures(row.slice(index * overviewWidth, (index + 1) * overviewWidth))
    const [cells = 0, distinct = 0, shortest = 0, longest = 0, plainNumbers = 0, isoDates = 0, isoTimestamps = 0] = own
    const [pointed = 0, open = 0, ungrouped = 0, fraction = 0, whole = 0] = own.slice(7)
    const numbers = { pointed, open, ungrouped, fraction, whole }
    return { cells, distinct, shortest, longest, plainNumbers, isoDates, isoTimestamps, numbers }
  })
}

/** Figures about plain numbers; they mean something only when every cell is one. */
function numberDetails(name: string, plausible: boolean): string[] {
  if (!plausible) return ['0', '0', '0', '0', '0']
  // Plain numbers are ASCII, so bytes are characters; the same parts again and again are computed once.
  const point = `instr(${name}, '.')`
  const sign = `CASE WHEN starts_with(${name}, '-') THEN 1 ELSE 0 END`
  const fraction = `CASE WHEN ${point} > 0 THEN strlen(${name}) - ${point} ELSE 0 END`
  const whole = `CASE WHEN ${point} > 0 THEN ${point} - 1 ELSE strlen(${name}) END - ${sign}`
  return [
    `count(*) FILTER (${point} > 0)`,
    `count(*) FILTER (${fraction} = 3 AND ${whole} <= 3 AND NOT starts_with(ltrim(${name}, '-'), '0'))`,
    `count(*) FILTER (${point} = 0 AND ${whole} > 3)`,
    `coalesce(max(${fraction}), 0)`,
    `coalesce(max(${whole}), 0)`,
  ]
}

function figures(values: readonly Value[]): number[] {
  return values.map(Number)
}

async function tallyColumn(
  column: StagedColumn,
  counts: Overview,
  table: string,
  workbench: Workbench,
): Promise<ColumnTally> {
  const { cells, longest, shortest } = counts
  if (cells > 0) {
    // Eight or fourteen figures in every cell may be 20190103; a header like "year" makes 2019 a period.
    const mayBeDates = longest === shortest && (longest === 8 || longest === 14)
    if (counts.plainNumbers === cells && !mayBeDates && !holdsPeriods(column.name)) return tallyNumbers(counts)
    if (counts.isoDates === cells || counts.isoTimestamps === cells)
      return await tallyIso(column, counts, table, workbench)
    if (counts.distinct > fewDistinct && !(await mayBeValues(column, cells, table, workbench)))
      return { tally: textTally(cells), plain: null, digits: null }
  }
  const builder = tallyCells()
  const name = identifier(column.source)
  await workbench.stream(
    `SELECT ${name}, count(*) FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1`,
    ([text, count]) => builder.add(String(text), Number(count)),
  )
  return { tally: builder.result(), plain: null, digits: null }
}

function tallyNumbers({ cells, numbers: { pointed, open, ungrouped, fraction, whole } }: Overview): ColumnTally {
  const evidence = { none: cells - pointed, '.': pointed - open, ',': 0, ambiguous_dot: open, ambiguous_comma: 0 }
  const empty = tallyCells().result()
  const tally = { ...empty, cells, numbers: { ...empty.numbers, cells, evidence, ungrouped } }
  return { tally, plain: 'number', digits: { whole, fraction } }
}

async function tallyIso(
  column: StagedColumn,
  counts: Overview,
  table: string,
  workbench: Workbench,
): Promise<ColumnTally> {
  const { cells, isoDates } = counts
  const name = identifier(column.source)
  const isDate = isoDates === cells
  const timed = isDate
    ? 0
    : Number(
        (
          await workbench.rows(
            `SELECT count(${name}) - count(*) FILTER (regexp_full_match(${name}, ${literal(midnight)})) FROM ${table}`,
          )
        )[0]?.[0],
      )
  const empty = tallyCells().result()
  const tally = { ...empty, cells, dates: { ...empty.dates, cells, yearFirst: cells, timed } }
  return { tally, plain: isDate ? 'date' : 'timestamp', digits: null }
}

/** Whether enough cells could be numbers, dates or periods; a generous test, so that a no is final. */
async function mayBeValues(column: StagedColumn, cells: number, table: string, workbench: Workbench): Promise<boolean> {
  const name = identifier(column.source)
  const markers = emptyMarkers.map(literal).join(', ')
  const isMarker = `lower(${name}) IN (${markers})`
  const looksSo = `regexp_matches(${name}, ${literal(valueLike)})`
  const [row = []] = await workbench.rows(
    `SELECT count(*) FILTER (${isMarker}), count(*) FILTER (length(${name}) <= 60 AND ${looksSo} AND NOT ${isMarker}) FROM ${table}`,
  )
  const [empty = 0, likely = 0] = figures(row)
  return likely >= (cells - empty) * 0.85
}

const words = (list: readonly string[]) => list.map((word) => word.replace(/[.$]/g, '\\$&')).join('|')
const valueLike = [
  // Figures with signs around them and at most a currency's name.
  `^[^\\pL0-9]*(${words(currencyWords)})?[^\\pL0-9]*[0-9][0-9.,' \u00a0\u202f’]*([eE][-+]?[0-9]+)?[^\\pL0-9]*(${words(currencyWords)})?[^\\pL0-9]*$`,
  '^[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}',
  '(?i)^[^\\pL]*(fy|q|w|week)?[^\\pL]*(fy|q|w|week)?[^\\pL]*$',
  `(?i)[0-9].*\\b(${words(monthWords)})|\\b(${words(monthWords)}).*[0-9]`,
  '(?i)^[-+]?(nan|inf|infinity)$',
].join('|')

function textTally(cells: number): Tally {
  return { ...tallyCells().result(), cells }
}
