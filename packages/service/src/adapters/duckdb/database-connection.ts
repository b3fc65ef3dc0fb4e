import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBValue } from '@duckdb/node-api'
import type { Statement } from './parameters.ts'

export interface Table {
  readonly rows: readonly (readonly DuckDBValue[])[]
}

const mostPrepared = 32

/** A connection that remembers the statements it has prepared: planning is a good part of a query's time. */
export class DatabaseConnection {
  readonly #connection: DuckDBConnection
  /** In order of use, the latest last. */
  readonly #prepared = new Map<string, DuckDBPreparedStatement>()

  constructor(connection: DuckDBConnection) {
    this.#connection = connection
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql)
  }

  async read({ sql, parameters }: Statement): Promise<Table> {
    const prepared = this.#prepared.get(sql) ?? (await this.#connection.prepare(sql))
    this.#prepared.delete(sql)
    try {
      prepared.bind([...parameters])
      const reader = await prepared.runAndReadAll()
      this.#prepared.set(sql, prepared)
      this.#forgetOldest()
      return { rows: reader.getRows() }
    } catch (error) {
      prepared.destroySync()
      throw error
    }
  }

  interrupt(): void {
    this.#connection.interrupt()
  }

  close(): void {
    for (const prepared of this.#prepared.values()) prepared.destroySync()
    this.#prepared.clear()
    this.#connection.closeSync()
  }

  #forgetOldest(): void {
    const [oldest] = this.#prepared
    if (this.#prepared.size <= mostPrepared || oldest === undefined) return
    this.#prepared.delete(oldest[0])
    oldest[1].destroySync()
  }
}
