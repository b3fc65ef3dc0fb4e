import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export interface BareDuckDb {
  readonly connection: DuckDBConnection
  close(): void
}

/** DuckDB by itself, with the threads and memory that the service gives its own instances. */
export async function openDuckDb(): Promise<BareDuckDb> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run('SET parquet_metadata_cache = true')
  return {
    connection,
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** Text as SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
