import type { ColumnType } from '@salestalk/protocol'
import type { Staged } from './staged.ts'
import { isOneOf, literal, type Workbench } from './workbench.ts'

/** A column as it will be stored: SQL of its typed cell in the rows of `from`. */
interface TypedCell {
  readonly source: string
  readonly hasText: boolean
  readonly type: ColumnType
  readonly cell: string
}

interface TotalRow {
  readonly row: number
  /** Position of the column with the word. */
  readonly ordinal: number
  readonly raw: string
}

/** Why such a row is rejected. */
export const addsUp = 'marks a row that adds up the others'

/** A footer is the last row, or has a note below it. */
const footerRows = 2
/** Sums of money rounded row by row differ from their total by cents. */
const tolerance = 1e-4

/**
 * The row at the end of a table that adds up the others ("Total;;1234"). A customer may be called Total, so a row counts as one only
 * if a cell says so and its figures are the sums of their columns; one of them may be an average or the like. Null without one.
 */
export async function findTotalRow(
  columns: readonly TypedCell[],
  from: string,
  staged: Staged,
  words: readonly string[],
  workbench: Workbench,
): Promise<TotalRow | null> {
  // The word may stand in a column of dates as well, where the rest of the row leaves no other place for it.
  const texts = columns.flatMap((column, ordinal) => (column.hasText ? [{ ...column, ordinal }] : []))
  const figures = columns.filter(({ type }) => type === 'integer' || type === 'decimal')
  if (staged.rows < 3 || texts.length === 0 || figures.length === 0 || words.length === 0) return null
  const said = texts.map(({ source }) => isOneOf(`trim(lower(CAST(${source} AS VARCHAR)), ' :.*=')`, words))
  const rows = await workbench.rows(
    `SELECT row, ${texts.map(({ ordinal }) => `c${ordinal}`).join(', ')} FROM (SELECT s.file_row_number AS row, ${texts
      .map(({ source, ordinal }) => `CAST(${source} AS VARCHAR) AS c${ordinal}`)
      .join(', ')} FROM read_parquet(${literal(staged.path)}, file_row_number = true) s WHERE s.file_row_number >= ${
      staged.rows - footerRows
    } AND (${said.join(' OR ')})) ORDER BY row DESC LIMIT 1`,
  )
  const [found] = rows
  if (!found) return null
  const row = Number(found[0])
  const sums = figures.flatMap(({ cell }) => {
    const number = `CAST(${cell} AS DOUBLE)`
    return [`sum(${number}) FILTER (s.file_row_number <> ${row})`, `max(${number}) FILTER (s.file_row_number = ${row})`]
  })
  const [values = []] = await workbench.rows(`SELECT ${sums.join(', ')} FROM ${from}`)
  const pairs = figures.map((_, index) => ({ sum: values[index * 2], stated: values[index * 2 + 1] }))
  const stated = pairs.filter(({ stated: figure }) => typeof figure === 'number' && figure !== 0)
  const agreeing = stated.filter(({ sum, stated: figure }) => isAlike(sum, figure))
  if (agreeing.length === 0 || agreeing.length < stated.length - 1) return null
  const known = new Set(words)
  const index = texts.findIndex((_, position) => known.has(plain(found[position + 1])))
  return { row, ordinal: texts[Math.max(0, index)]?.ordinal ?? 0, raw: String(found[Math.max(0, index) + 1]) }
}

function isAlike(sum: unknown, stated: unknown): boolean {
  if (typeof sum !== 'number' || typeof stated !== 'number') return false
  return Math.abs(sum - stated) <= tolerance * Math.max(Math.abs(sum), Math.abs(stated))
}

function plain(text: unknown): string {
  return String(text)
    .toLowerCase()
    .replace(/^[ :.*=]+|[ :.*=]+$/g, '')
}
