import { emptyMarkers } from '../cells/empties.ts'
import { monthWords } from '../cells/months.ts'
import { currencyWords } from '../cells/numbers.ts'
import type { Staged, StagedColumn } from '../staged.ts'
import { identifier, isOneOf, literal, openTable, type Workbench } from '../workbench.ts'
import { holdsPeriods } from './header-hints.ts'
import { type ColumnMeasures, measureColumns } from './measure-columns.ts'
import { type Tally, tallyCells } from './tally.ts'

/** Columns with fewer different cells are looked at cell by cell; it costs nothing. */
const fewDistinct = 20_000
/** Columns looked at in one query. */
const groupSize = 100

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
    const measured = await measureColumns(columns, table, workbench)
    const few: StagedColumn[] = []
    for (const [index, column] of columns.entries()) {
      const measures = measured[index]
      if (!measures) continue
      const tally = await tallyMeasured(column, measures, table, workbench)
      if (tally !== null) tallies.set(column, tally)
      else if (measures.guess === 'text' && measures.distinct <= fewDistinct) few.push(column)
      else for (const one of await tallyCellByCell([column], table, workbench)) tallies.set(column, one)
    }
    const counted = await tallyCellByCell(few, table, workbench)
    for (const [index, column] of few.entries()) {
      const tally = counted[index]
      if (tally) tallies.set(column, tally)
    }
  }
  return staged.columns.map((column) => tallies.get(column) ?? null)
}

/** What can be told from the measures alone, or is no value at all; null: the cells must be looked at one by one. */
async function tallyMeasured(
  column: StagedColumn,
  measures: ColumnMeasures,
  table: string,
  workbench: Workbench,
): Promise<ColumnTally | null> {
  const { guess, cells, matching } = measures
  if (cells === 0) return { tally: textTally(0), plain: null, digits: null }
  if (guess === 'text') {
    if (measures.distinct <= fewDistinct || (await mayBeValues(column, cells, table, workbench))) return null
    return { tally: textTally(cells), plain: null, digits: null }
  }
  if (matching < cells) return null
  if (guess === 'date' || guess === 'timestamp') return tallyIso(guess, measures)
  const { longest, shortest } = measures
  // Eight or fourteen figures in every cell may be 20190103; a header like "year" makes 2019 a period.
  const mayBeDates = longest === shortest && (longest === 8 || longest === 14)
  return mayBeDates || measures.whole > 18 || holdsPeriods(column.name) ? null : tallyNumbers(measures)
}

function tallyNumbers({ cells, pointed, open, ungrouped, fraction, whole }: ColumnMeasures): ColumnTally {
  const evidence = { none: cells - pointed, '.': pointed - open, ',': 0, ambiguous_dot: open, ambiguous_comma: 0 }
  const empty = tallyCells().result()
  const tally = { ...empty, cells, numbers: { ...empty.numbers, cells, evidence, ungrouped } }
  return { tally, plain: 'number', digits: { whole, fraction } }
}

function tallyIso(plain: 'date' | 'timestamp', { cells, timed }: ColumnMeasures): ColumnTally {
  const empty = tallyCells().result()
  const tally = { ...empty, cells, dates: { ...empty.dates, cells, yearFirst: cells, timed } }
  return { tally, plain, digits: null }
}

/** Looks at every different cell of the columns, all in one query. */
async function tallyCellByCell(
  columns: readonly StagedColumn[],
  table: string,
  workbench: Workbench,
): Promise<ColumnTally[]> {
  if (columns.length === 0) return []
  const builders = columns.map(() => tallyCells())
  const selects = columns.map(({ source }, index) => {
    const name = identifier(source)
    return `SELECT ${index}, ${name}, count(*) FROM ${table} WHERE ${name} IS NOT NULL GROUP BY ${name}`
  })
  await workbench.stream(selects.join(' UNION ALL '), ([index, text, count]) =>
    builders[Number(index)]?.add(String(text), Number(count)),
  )
  return builders.map((builder) => ({ tally: builder.result(), plain: null, digits: null }))
}

/** Whether enough cells could be numbers, dates or periods; a generous test, so that a no is final. */
async function mayBeValues(column: StagedColumn, cells: number, table: string, workbench: Workbench): Promise<boolean> {
  const name = identifier(column.source)
  const isMarker = isOneOf(`lower(${name})`, emptyMarkers)
  const looksSo = `regexp_matches(${name}, ${literal(valueLike)})`
  const [row = []] = await workbench.rows(
    `SELECT count(*) FILTER (${isMarker}), count(*) FILTER (length(${name}) <= 60 AND ${looksSo} AND NOT ${isMarker}) FROM ${table}`,
  )
  const [empty = 0, likely = 0] = row.map(Number)
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
