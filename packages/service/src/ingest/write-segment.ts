import type { ColumnType } from '@salestalk/protocol'
import { emptyEverywhere } from './cells/empties.ts'
import { type ColumnPlan, isCastByDatabase } from './columns/column-plan.ts'
import { type CellTable, readCells } from './columns/read-cells.ts'
import { IngestError } from './errors.ts'
import { addsUp, findTotalRow } from './find-total-row.ts'
import type { IngestLimits } from './limits.ts'
import type { RejectedRows } from './rejected-rows.ts'
import type { Staged } from './staged.ts'
import { identifier, isOneOf, literal, type Workbench } from './workbench.ts'

export interface WrittenSegment {
  readonly path: string
  readonly rows: number
  /** Rows without a single filled cell; they are left out. */
  readonly blankRows: number
  /** In the order of the plans. */
  readonly types: readonly ColumnType[]
}

interface TypedColumn {
  readonly plan: ColumnPlan
  readonly type: ColumnType
  /** Column type in the Parquet file. */
  readonly physical: string
  readonly cells: CellTable | null
  /** SQL of the text or native value to cast. */
  readonly value: string
  /** SQL that is true for a cell that cannot be kept, of columns the database casts alone; null when there can be none. */
  readonly refused: { readonly condition: string; readonly problem: string } | null
}

/**
 * Money and other decimals are stored as DECIMAL(18, 6), so that sums are exact and the same in every run, whatever the order;
 * with more digits than that fits (scientific data, floating-point noise) the column is DOUBLE.
 */
const decimalWhole = 12
const decimalFraction = 6

/** Writes the typed rows to a Parquet file, rejecting those with a cell that cannot be read. IngestError `no_rows`. */
export async function writeSegment(
  staged: Staged,
  plans: readonly ColumnPlan[],
  workbench: Workbench,
  limits: IngestLimits,
  rejected: RejectedRows,
  totalWords: readonly string[] = [],
): Promise<WrittenSegment> {
  const columns: TypedColumn[] = []
  for (const [index, plan] of plans.entries()) columns.push(await typedColumn(plan, index, staged, workbench, limits))
  const refusals = await collectRefusals(columns, staged, workbench, totalWords)
  if (refusals > 0) await rejectRows(columns, staged, workbench, rejected, limits)
  const path = workbench.path('segment.parquet')
  const selected = columns.map((column) => `${castOf(column)} AS ${identifier(column.plan.column.key)}`)
  const keep = [isFilled(columns)]
  if (refusals > 0) keep.push('s.file_row_number NOT IN (SELECT row FROM refused)')
  await workbench.run(
    `COPY (SELECT ${selected.join(', ')} FROM ${sourceOf(columns, staged)} WHERE ${keep.join(' AND ')}) TO ${literal(path)} (FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION v2)`,
  )
  const counted = await workbench.rows(`SELECT count(*) FROM read_parquet(${literal(path)})`)
  const rows = Number(counted[0]?.[0] ?? 0)
  return { path, rows, blankRows: staged.rows - refusals - rows, types: columns.map(({ type }) => type) }
}

/** Empty cells have a partner in the cell tables too: a join hands out rows without one last, and the order would be lost. */
function sourceOf(columns: readonly TypedColumn[], staged: Staged): string {
  const joins = columns.flatMap(({ cells, plan }) =>
    cells === null
      ? []
      : [`LEFT JOIN ${cells.name} ON ${cells.name}.raw = coalesce(s.${identifier(plan.column.source)}, '')`],
  )
  return [`read_parquet(${literal(staged.path)}, file_row_number = true) s`, ...joins].join(' ')
}

/** SQL that is true for a row with any cell at all. In parts, because one long chain of thousands is more than the database can take. */
function isFilled(columns: readonly TypedColumn[]): string {
  const present = columns.map(({ plan }) => `s.${identifier(plan.column.source)} IS NOT NULL`)
  const parts: string[] = []
  for (let from = 0; from < present.length; from += chainLength)
    parts.push(`(${present.slice(from, from + chainLength).join(' OR ')})`)
  return `(${parts.join(' OR ')})`
}

const chainLength = 100

function castOf({ value, physical }: TypedColumn): string {
  return physical === 'VARCHAR' ? value : `TRY_CAST(${value} AS ${physical})`
}

function typedCell(column: TypedColumn) {
  const { plan, type } = column
  return {
    source: `s.${identifier(plan.column.source)}`,
    hasText: plan.column.native === null,
    type,
    cell: castOf(column),
  }
}

async function typedColumn(
  plan: ColumnPlan,
  index: number,
  staged: Staged,
  workbench: Workbench,
  limits: IngestLimits,
): Promise<TypedColumn> {
  const { column, reading, tally } = plan
  const source = `s.${identifier(column.source)}`
  if (column.native !== null) return await nativeColumn(plan, source, staged, workbench, limits)
  if (reading.kind === 'text') return textColumn(plan, source)
  const alone = isCastByDatabase(plan) && !(await hasImpossibleDays(plan, staged, workbench, limits))
  const cells = alone ? null : await readCells(plan, index, staged.path, workbench, limits)
  const value = cells === null ? source : `${cells.name}.value`
  if (reading.kind === 'boolean') return { plan, type: 'boolean', physical: 'BOOLEAN', cells, value, refused: null }
  if (reading.kind === 'grain') return { plan, type: 'text', physical: 'VARCHAR', cells, value, refused: null }
  if (reading.kind === 'date') {
    const type = reading.timed || plan.wanted === 'timestamp' ? 'timestamp' : 'date'
    return { plan, type, physical: type === 'date' ? 'DATE' : 'TIMESTAMP', cells, value, refused: null }
  }
  const digits = cells?.digits ?? tally?.digits ?? { whole: 0, fraction: 0 }
  const isWhole = (cells === null ? digits.fraction === 0 : !cells.fractional) && digits.whole <= 18
  if (isWhole && plan.wanted !== 'decimal')
    return { plan, type: 'integer', physical: 'BIGINT', cells, value, refused: null }
  const fits = digits.fraction <= decimalFraction && digits.whole <= decimalWhole
  return {
    plan,
    type: 'decimal',
    physical: fits ? `DECIMAL(18, ${decimalFraction})` : 'DOUBLE',
    cells,
    value,
    refused: null,
  }
}

function textColumn(plan: ColumnPlan, source: string): TypedColumn {
  // The error values of spreadsheets are checked for only where a cell begins like one: this runs on every cell there is.
  const isError = `(starts_with(${source}, '#') OR starts_with(${source}, '\\')) AND ${isOneOf(`lower(${source})`, emptyEverywhere)}`
  const wanted = plan.wanted ?? 'text'
  const value = `CASE WHEN ${isError} THEN NULL ELSE ${source} END`
  return { plan, type: wanted, physical: physicalOf(wanted), cells: null, value, refused: null }
}

/** An ISO date is checked by the database except for days like 30 February and years no business has. */
async function hasImpossibleDays(
  plan: ColumnPlan,
  staged: Staged,
  workbench: Workbench,
  limits: IngestLimits,
): Promise<boolean> {
  if (plan.reading.kind !== 'date') return false
  const source = identifier(plan.column.source)
  const day = `TRY_CAST(left(${source}, 10) AS DATE)`
  const [row] = await workbench.rows(
    `SELECT count(${source}) - count(${day}) + count(*) FILTER (year(${day}) NOT BETWEEN ${limits.firstYear} AND ${limits.lastYear}) FROM read_parquet(${literal(staged.path)})`,
  )
  return Number(row?.[0] ?? 0) > 0
}

async function nativeColumn(
  plan: ColumnPlan,
  source: string,
  staged: Staged,
  workbench: Workbench,
  limits: IngestLimits,
): Promise<TypedColumn> {
  const { native } = plan.column
  const type = plan.wanted ?? native ?? 'text'
  const base = { plan, type, cells: null, value: source }
  if (native === 'date' || native === 'timestamp') {
    const condition = `year(${source}) NOT BETWEEN ${limits.firstYear} AND ${limits.lastYear}`
    const problem = `is outside of the years ${limits.firstYear} to ${limits.lastYear}`
    return { ...base, physical: physicalOf(type), refused: { condition, problem } }
  }
  if (native !== 'decimal') return { ...base, physical: physicalOf(type), refused: null }
  const condition = `NOT isfinite(CAST(${source} AS DOUBLE))`
  const number = `CAST(${source} AS DOUBLE)`
  const [row] = await workbench.rows(
    `SELECT count(*) FILTER (isfinite(${number}) AND (abs(${number}) >= 1e${decimalWhole} OR abs(${number} - round(${number}, ${decimalFraction})) > 1e-12 * greatest(abs(${number}), 1e-6))) FROM read_parquet(${literal(staged.path)}) s`,
  )
  const fits = Number(row?.[0] ?? 0) === 0
  const physical = type !== 'decimal' ? physicalOf(type) : fits ? `DECIMAL(18, ${decimalFraction})` : 'DOUBLE'
  return { ...base, physical, refused: { condition, problem: 'is not a finite number' } }
}

function physicalOf(type: ColumnType): string {
  const physical = {
    text: 'VARCHAR',
    integer: 'BIGINT',
    decimal: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
  } as const
  return physical[type]
}

/** Fills the table `refused (row, ordinal, raw, problem)` with every cell that cannot be kept; returns the number of rows. */
async function collectRefusals(
  columns: readonly TypedColumn[],
  staged: Staged,
  workbench: Workbench,
  totalWords: readonly string[],
): Promise<number> {
  const table = `read_parquet(${literal(staged.path)}, file_row_number = true) s`
  const selects = columns.flatMap(({ plan, cells, refused }, ordinal) => {
    const source = `s.${identifier(plan.column.source)}`
    if (cells !== null && cells.problems > 0) {
      return [
        `SELECT s.file_row_number AS row, ${ordinal} AS ordinal, ${cells.name}.raw AS raw, ${cells.name}.problem AS problem FROM ${table} JOIN ${cells.name} ON ${cells.name}.raw = ${source} WHERE ${cells.name}.problem IS NOT NULL`,
      ]
    }
    if (refused === null) return []
    return [
      `SELECT s.file_row_number, ${ordinal}, CAST(${source} AS VARCHAR), ${literal(refused.problem)} FROM ${table} WHERE ${refused.condition}`,
    ]
  })
  const total = await findTotalRow(columns.map(typedCell), sourceOf(columns, staged), staged, totalWords, workbench)
  if (total !== null) selects.push(`SELECT ${total.row}, ${total.ordinal}, ${literal(total.raw)}, ${literal(addsUp)}`)
  if (selects.length === 0) return 0
  await workbench.run(
    `CREATE OR REPLACE TEMP TABLE refused (row BIGINT, ordinal INTEGER, raw VARCHAR, problem VARCHAR)`,
  )
  for (const select of selects) await workbench.run(`INSERT INTO refused ${select}`)
  const counted = await workbench.rows('SELECT count(DISTINCT row) FROM refused')
  return Number(counted[0]?.[0] ?? 0)
}

/** Puts every refused row among the rejected ones, with the first cell that cannot be read as the reason. */
async function rejectRows(
  columns: readonly TypedColumn[],
  staged: Staged,
  workbench: Workbench,
  rejected: RejectedRows,
  limits: IngestLimits,
): Promise<void> {
  const kept = new Map<number, { reason: string; group: string; expected: boolean }>()
  await workbench.stream(
    `SELECT row, ordinal, raw, problem FROM refused QUALIFY row_number() OVER (PARTITION BY row ORDER BY problem <> ${literal(addsUp)}, ordinal) = 1 ORDER BY row`,
    ([row, ordinal, raw, problem]) => {
      const name = columns[Number(ordinal)]?.plan.column.name ?? ''
      const group = `column "${name}" ${problem}`
      const reason = `column "${name}": "${String(raw).slice(0, 100)}" ${problem}`
      if (kept.size < limits.rejectedRowsKept) kept.set(Number(row), { reason, group, expected: problem === addsUp })
      else rejected.add({ line: 0, reason, group, content: '' })
    },
  )
  await staged.locate([...kept.keys()], (row, line, content) => {
    const found = kept.get(row)
    if (!found) throw new IngestError('damaged_file', `Row ${row} of the file was found twice`)
    rejected.add({ line, content, ...found })
  })
}
