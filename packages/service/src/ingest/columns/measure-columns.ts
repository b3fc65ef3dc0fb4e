import type { StagedColumn } from '../staged.ts'
import { identifier, literal, type Value, type Workbench } from '../workbench.ts'

// A cell everybody reads alike; the database casts these itself, and a column of nothing else needs no closer look.
const plainNumber = '-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,30})?'
const isoDate = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const isoTimestamp = `${isoDate}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?Z?`
const midnight = '.{10}([T ]00:00(:00(\\.0+)?)?Z?)?'

/** What a column may be through and through, guessed from one of its cells, to count no more than that needs. */
type Guess = 'text' | 'integer' | 'decimal' | 'date' | 'timestamp'

/** Counts over a whole column. All but `cells` mean something only for some guesses, and are 0 for the others. */
export interface ColumnMeasures {
  readonly guess: Guess
  readonly cells: number
  /** Cells that are plainly what was guessed; an approximate number of different cells for text. */
  readonly matching: number
  readonly distinct: number
  /** Bytes of the shortest and longest cell, for whole numbers. */
  readonly shortest: number
  readonly longest: number
  /** Most figures before and behind the point, and how many cells have one. */
  readonly whole: number
  readonly fraction: number
  readonly pointed: number
  /** Cells whose point may separate thousands, and cells of four figures and more without a point. */
  readonly open: number
  readonly ungrouped: number
  /** Timestamps not at midnight. */
  readonly timed: number
}

type Measure = Exclude<keyof ColumnMeasures, 'guess'>

const none: ColumnMeasures = {
  guess: 'text',
  cells: 0,
  matching: 0,
  distinct: 0,
  shortest: 0,
  longest: 0,
  whole: 0,
  fraction: 0,
  pointed: 0,
  open: 0,
  ungrouped: 0,
  timed: 0,
}

/** Measures all cells of the columns. A cell of each only chooses what to count; a wrong guess shows in `matching`. */
export async function measureColumns(
  columns: readonly StagedColumn[],
  table: string,
  workbench: Workbench,
): Promise<ColumnMeasures[]> {
  const names = columns.map(({ source }) => identifier(source))
  const [examples = []] = await workbench.rows(
    `SELECT ${names.map((name) => `any_value(${name})`).join(', ')} FROM (FROM ${table} LIMIT 2000)`,
  )
  const measured = await ask(
    names.map((name, index) => {
      const guess = guessOf(examples[index] ?? null)
      return { name, base: { ...none, guess }, measures: measuresOf(guess, name) }
    }),
    table,
    workbench,
  )
  // Prices often begin with a whole one; and only three figures behind a point leave open what the point means.
  const again = measured.map((column, index) => closerLook(column, names[index] ?? ''))
  return await ask(again, table, workbench)
}

interface Asked {
  readonly name: string
  readonly base: ColumnMeasures
  readonly measures: Partial<Record<Measure, string>>
}

/** All measures of all columns by one query; no query where there are none. */
async function ask(columns: readonly Asked[], table: string, workbench: Workbench): Promise<ColumnMeasures[]> {
  const selected = columns.flatMap(({ measures }) => Object.values(measures))
  const [row = []]: readonly (readonly Value[])[] =
    selected.length === 0 ? [] : await workbench.rows(`SELECT ${selected.join(', ')} FROM ${table}`)
  let next = 0
  return columns.map(({ base, measures }) => {
    const found = Object.keys(measures).map((measure) => {
      next += 1
      return [measure, Number(row[next - 1] ?? 0)] as const
    })
    return { ...base, ...Object.fromEntries(found) }
  })
}

function closerLook(base: ColumnMeasures, name: string): Asked {
  const { guess, cells, matching, fraction } = base
  if (guess === 'integer' && matching < cells) {
    const measures = { ...measuresOf('decimal', name), ...openMeasures(name) }
    return { name, base: { ...base, guess: 'decimal' }, measures }
  }
  if (guess === 'decimal' && matching === cells && fraction >= 3) return { name, base, measures: openMeasures(name) }
  return { name, base, measures: {} }
}

function guessOf(example: Value): Guess {
  if (typeof example !== 'string') return 'text'
  if (/^-?\d+$/.test(example)) return 'integer'
  if (/^-?\d+\.\d+$/.test(example)) return 'decimal'
  if (/^\d{4}-\d\d-\d\d$/.test(example)) return 'date'
  return /^\d{4}-\d\d-\d\d[T ]\d/.test(example) ? 'timestamp' : 'text'
}

function measuresOf(guess: Guess, name: string): Asked['measures'] {
  const cells = `count(${name})`
  const matching = (pattern: string) => `count(*) FILTER (regexp_full_match(${name}, ${literal(pattern)}))`
  const { whole, fraction, pointed } = partsOf(name)
  switch (guess) {
    case 'text':
      return { cells, distinct: `approx_count_distinct(${name})` }
    case 'integer':
      return {
        cells,
        // Comes back as it was: no zeros in front, no sign but a minus. Faster than a pattern.
        matching: `count(*) FILTER (CAST(TRY_CAST(${name} AS BIGINT) AS VARCHAR) = ${name})`,
        shortest: `coalesce(min(strlen(${name})), 0)`,
        longest: `coalesce(max(strlen(${name})), 0)`,
        whole: `coalesce(max(${whole}), 0)`,
      }
    case 'decimal':
      return {
        cells,
        matching: matching(plainNumber),
        whole: `coalesce(max(${whole}), 0)`,
        fraction: `coalesce(max(${fraction}), 0)`,
        pointed: `count(*) FILTER (${pointed})`,
      }
    case 'date':
      return { cells, matching: matching(isoDate) }
    case 'timestamp':
      return { cells, matching: matching(isoTimestamp), timed: `count(${name}) - ${matching(midnight)}` }
  }
}

function openMeasures(name: string): Asked['measures'] {
  const { whole, fraction, pointed } = partsOf(name)
  return {
    open: `count(*) FILTER (${fraction} = 3 AND ${whole} <= 3 AND NOT starts_with(ltrim(${name}, '-'), '0'))`,
    ungrouped: `count(*) FILTER (NOT ${pointed} AND ${whole} > 3)`,
  }
}

/** SQL about a plain number. These are ASCII, so bytes are characters; the same parts again and again are computed once. */
function partsOf(name: string): { readonly whole: string; readonly fraction: string; readonly pointed: string } {
  const point = `instr(${name}, '.')`
  const sign = `CASE WHEN starts_with(${name}, '-') THEN 1 ELSE 0 END`
  return {
    whole: `CASE WHEN ${point} > 0 THEN ${point} - 1 ELSE strlen(${name}) END - ${sign}`,
    fraction: `CASE WHEN ${point} > 0 THEN strlen(${name}) - ${point} ELSE 0 END`,
    pointed: `${point} > 0`,
  }
}
