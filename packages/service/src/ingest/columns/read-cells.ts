import type { DuckDBAppender } from '@duckdb/node-api'
import { readCell } from '../cells/read-cell.ts'
import type { IngestLimits } from '../limits.ts'
import { identifier, literal, type Workbench } from '../workbench.ts'
import type { ColumnPlan } from './column-plan.ts'

/** A table `raw -> value, problem` over the different cells of a column, and what its numbers need. */
export interface CellTable {
  readonly name: string
  readonly problems: number
  readonly digits: { readonly whole: number; readonly fraction: number }
  readonly fractional: boolean
}

const batchCells = 20_000

/**
 * Reads the different cells of one column one by one into a table to join with: whatever people write is read by one piece of
 * code, and each spelling only once.
 */
export async function readCells(
  plan: ColumnPlan,
  index: number,
  path: string,
  workbench: Workbench,
  limits: IngestLimits,
): Promise<CellTable> {
  const name = `cells_${index}`
  const source = identifier(plan.column.source)
  await workbench.run(`CREATE OR REPLACE TEMP TABLE ${name} (raw VARCHAR, value VARCHAR, problem VARCHAR)`)
  let problems = 0
  let whole = 0
  let fraction = 0
  let fractional = false
  let pending: { raw: string; value: string | null; problem: string | null }[] = [
    { raw: '', value: null, problem: null },
  ]
  const flush = async () => {
    const appender = await workbench.connection.createAppender(name)
    for (const cell of pending) appendCell(appender, cell)
    appender.closeSync()
    pending = []
  }
  await workbench.streamChunks(
    `SELECT DISTINCT ${source} FROM read_parquet(${literal(path)}) WHERE ${source} IS NOT NULL`,
    async (rows) => {
      for (const [cell] of rows) {
        const raw = String(cell)
        const result = readCell(raw, plan.reading, limits)
        if (result.problem !== null) problems += 1
        else {
          if (result.fractional) fractional = true
          if (plan.reading.kind === 'number' && result.value !== null) {
            const [before = '', after = ''] = result.value.replace('-', '').split('.')
            whole = Math.max(whole, before.length)
            fraction = Math.max(fraction, after.length)
          }
        }
        pending.push({ raw, value: result.value, problem: result.problem })
      }
      if (pending.length >= batchCells) await flush()
    },
  )
  await flush()
  return { name, problems, digits: { whole, fraction }, fractional }
}

function appendCell(
  appender: DuckDBAppender,
  cell: { raw: string; value: string | null; problem: string | null },
): void {
  appender.appendVarchar(cell.raw)
  for (const text of [cell.value, cell.problem]) {
    if (text === null) appender.appendNull()
    else appender.appendVarchar(text)
  }
  appender.endRow()
}
