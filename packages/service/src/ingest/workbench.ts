import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { cancelledError } from './errors.ts'
import type { IngestLimits } from './limits.ts'

export type Value = string | number | boolean | null

/**
 * A work folder and a private DuckDB instance that holds nothing but one file being read. Memory beyond the limit spills
 * into the folder; closing removes everything, whatever happened before.
 */
export interface Workbench {
  readonly folder: string
  path(name: string): string
  run(sql: string): Promise<void>
  /** All rows of a small result: numbers for numeric types, booleans, and text for everything else. */
  rows(sql: string): Promise<readonly (readonly Value[])[]>
  /** Rows of a big result, a chunk at a time. */
  stream(sql: string, onRow: (row: readonly Value[]) => unknown): Promise<void>
  /** The same by chunk; the next one is read when the promise resolves. */
  streamChunks(sql: string, onRows: (rows: readonly (readonly Value[])[]) => Promise<void>): Promise<void>
  readonly connection: DuckDBConnection
  /** Raises the memory limit for a wide file; called before the first query about its columns. */
  makeRoom(columns: number): Promise<void>
  close(): Promise<void>
}

export async function openWorkbench(folder: string, limits: IngestLimits, signal?: AbortSignal): Promise<Workbench> {
  await mkdir(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMegabytes}MB`,
    temp_directory: path.join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  // Every query about a wide file would read its long footer again.
  await connection.run('SET parquet_metadata_cache = true')
  // The rows of the file stay on the streamed side of every join, so that they keep their order.
  await connection.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  const check = () => {
    if (signal?.aborted) throw cancelledError()
  }
  const streamChunks: Workbench['streamChunks'] = async (sql, onRows) => {
    check()
    const result = await connection.stream(sql)
    for (;;) {
      const chunk = await result.fetchChunk()
      check()
      if (!chunk || chunk.rowCount === 0) return
      await onRows(chunk.getRows().map((row) => row.map(plainValue)))
    }
  }
  const stream: Workbench['stream'] = (sql, onRow) =>
    streamChunks(sql, async (rows) => {
      for (const row of rows) onRow(row)
    })
  return {
    folder,
    connection,
    path: (name) => path.join(folder, name),
    async run(sql) {
      check()
      await connection.run(sql)
      check()
    },
    async rows(sql) {
      const rows: (readonly Value[])[] = []
      await stream(sql, (row) => rows.push(row))
      return rows
    },
    stream,
    streamChunks,
    async makeRoom(columns) {
      if (columns <= narrow) return
      const megabytes = Math.ceil(limits.memoryMegabytes + columns * megabytesPerColumn)
      await connection.run(`SET memory_limit = '${megabytes}MB'`)
    },
    async close() {
      signal?.removeEventListener('abort', interrupt)
      connection.closeSync()
      instance.closeSync()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Up to so many columns fit any limit. */
const narrow = 200
/** DuckDB sets aside blocks for each column and thread, and counts them whether they are filled or not. */
const megabytesPerColumn = 1

function plainValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return String(value)
}

/** A text as an SQL literal. File names and headers reach SQL only through this or `identifier`. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** SQL that is true for a text among these. An IN would become a join of the whole width of the table, one for each column. */
export function isOneOf(text: string, list: readonly string[]): string {
  return `list_contains([${list.map(literal).join(', ')}], ${text})`
}

const cellsInMemory = 4_000_000

/** SQL of a table that many small queries will read: a small Parquet file is loaded, because each query would open it again. */
export async function openTable(workbench: Workbench, path: string, cells: number, name: string): Promise<string> {
  const file = `read_parquet(${literal(path)})`
  if (cells > cellsInMemory) return file
  await workbench.run(`CREATE OR REPLACE TEMP TABLE ${name} AS FROM ${file}`)
  return name
}
