import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DatasetSnapshot, TenantData } from '@salestalk/engine'
import type { LoadedFacts } from '@salestalk/engine/conformance'
import { snapshotOfRows } from '@salestalk/engine/fakes'
import type { Column } from '@salestalk/protocol'

/** How decimals are stored: both must give the same figures. */
export type DecimalStorage = 'DECIMAL(18, 2)' | 'DOUBLE'

/** A temporary folder with a folder of segments for each tenant, as the artifact store lays them out. */
export class ParquetFacts {
  readonly root: string
  readonly #storage: DecimalStorage

  private constructor(root: string, storage: DecimalStorage) {
    this.root = root
    this.#storage = storage
  }

  static async create(storage: DecimalStorage = 'DECIMAL(18, 2)'): Promise<ParquetFacts> {
    return new ParquetFacts(await mkdtemp(join(tmpdir(), 'salestalk-facts-')), storage)
  }

  /** The places a metric store needs to know. */
  get places() {
    return {
      tenantFolder: (tenantId: string) => join(this.root, `tenant-${tenantId}`),
      localPath: (_: string, key: string) => join(this.root, key),
    }
  }

  /** Writes the rows as so many segments and gives the snapshot that names them. */
  async write({ tenantId, model, rows }: LoadedFacts, segments = 2): Promise<DatasetSnapshot> {
    const keys: string[] = []
    const size = Math.ceil(rows.length / segments)
    for (let first = 0; first < rows.length; first += size) {
      const key = `tenant-${tenantId}/facts/${model.dataset}/batch-${first}.parquet`
      await this.#writeSegment(join(this.root, key), model.columns, rows.slice(first, first + size))
      keys.push(key)
    }
    return snapshotOfRows(model, rows, keys)
  }

  async writeAll(facts: readonly LoadedFacts[]): Promise<(tenantId: string) => TenantData> {
    const datasets = new Map<string, DatasetSnapshot[]>()
    for (const fact of facts) {
      datasets.set(fact.tenantId, [...(datasets.get(fact.tenantId) ?? []), await this.write(fact)])
    }
    return (tenantId) => ({ tenantId, version: '1', datasets: datasets.get(tenantId) ?? [] })
  }

  /** Runs SQL with nothing locked, to make files the store must or must not reach. */
  async run(sql: string): Promise<void> {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    try {
      await connection.run(sql)
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true })
  }

  async #writeSegment(path: string, columns: readonly Column[], rows: LoadedFacts['rows']): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    const select = columns
      .map(({ key, type }) => `CAST(value ->> '${key}' AS ${this.#storedType(type)}) AS "${key}"`)
      .join(', ')
    const text = JSON.stringify(rows).replaceAll("'", "''")
    const target = path.replaceAll("'", "''")
    await this.run(`COPY (SELECT ${select} FROM json_each('${text}')) TO '${target}' (FORMAT parquet)`)
  }

  #storedType(type: Column['type']): string {
    const types = {
      text: 'VARCHAR',
      integer: 'BIGINT',
      decimal: this.#storage,
      boolean: 'BOOLEAN',
      date: 'DATE',
      timestamp: 'TIMESTAMP',
    }
    return types[type]
  }
}
