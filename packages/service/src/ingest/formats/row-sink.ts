import type { DuckDBAppender } from '@duckdb/node-api'
import { whitespace } from '../staged.ts'
import { identifier, literal, type Workbench } from '../workbench.ts'

/** Takes rows of text one by one, columns growing as they come, and writes them to a Parquet file. */
export interface RowSink {
  /** `cells[i]` belongs to column i; undefined and null are empty. */
  add(line: number, cells: readonly (string | null | undefined)[]): void
  readonly rows: () => number
  /** Columns so far. */
  readonly width: () => number
  /** Gives pending rows to the database; awaited now and then, so that the memory held stays small. */
  drain(): Promise<void>
  /** Writes `path` with the columns `line`, `c0`, `c1`… and drops the table. */
  finish(path: string, width: number): Promise<void>
}

const batchRows = 5000

export function openRowSink(workbench: Workbench): RowSink {
  let pending: { line: number; cells: readonly (string | null | undefined)[] }[] = []
  let rows = 0
  let width = 0
  let pendingWidth = 0

  async function drain() {
    await workbench.makeRoom(pendingWidth)
    if (width === 0) {
      const columns = Array.from({ length: pendingWidth }, (_, index) => `, ${sourceName(index)} VARCHAR`)
      await workbench.run(`CREATE OR REPLACE TEMP TABLE sink (line BIGINT${columns.join('')})`)
      width = pendingWidth
    }
    for (; width < pendingWidth; width += 1)
      await workbench.run(`ALTER TABLE sink ADD COLUMN ${sourceName(width)} VARCHAR`)
    const appender = await workbench.connection.createAppender('sink')
    for (const row of pending) appendRow(appender, row.line, row.cells, width)
    appender.closeSync()
    pending = []
  }

  return {
    add(line, cells) {
      pending.push({ line, cells })
      if (cells.length > pendingWidth) pendingWidth = cells.length
      rows += 1
    },
    rows: () => rows,
    width: () => Math.max(width, pendingWidth),
    async drain() {
      if (pending.length >= batchRows) await drain()
    },
    async finish(path, finalWidth) {
      pendingWidth = Math.max(pendingWidth, finalWidth)
      await drain()
      const cells = Array.from({ length: width }, (_, index) => trimmed(sourceName(index)))
      const select = `SELECT line${cells.map((cell) => `, ${cell}`).join('')} FROM sink`
      await workbench.run(`COPY (${select}) TO ${literal(path)} (FORMAT parquet)`)
      await workbench.run('DROP TABLE sink')
    },
  }
}

export function sourceName(index: number): string {
  return `c${index}`
}

/** SQL of a staged cell: without surrounding blanks, null when nothing is left. */
export function trimmed(source: string): string {
  return `${trimmedText(identifier(source))} AS ${identifier(source)}`
}

/** SQL of a text without surrounding blanks, null when nothing is left. */
export function trimmedText(text: string): string {
  return `nullif(trim(${text}, ${literal(whitespace)}), '')`
}

/** The same for cells known to have no blanks around them: trimming takes longer than all the rest of the reading. */
export function filled(source: string): string {
  return `nullif(${identifier(source)}, '') AS ${identifier(source)}`
}

function appendRow(
  appender: DuckDBAppender,
  line: number,
  cells: readonly (string | null | undefined)[],
  width: number,
): void {
  appender.appendBigInt(BigInt(line))
  for (let i = 0; i < width; i += 1) {
    const cell = cells[i]
    if (cell === null || cell === undefined) appender.appendNull()
    else appender.appendVarchar(cell)
  }
  appender.endRow()
}
