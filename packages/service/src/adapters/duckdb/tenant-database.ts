import { isAbsolute, relative, resolve, sep } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type DatasetSnapshot, MetricStoreError } from '@salestalk/engine'
import { DatabaseConnection, type Table } from './database-connection.ts'
import { unavailable, whyFailed } from './errors.ts'
import { fingerprintOf, openRelation } from './open-relation.ts'
import type { Limits } from './options.ts'
import type { Statement } from './parameters.ts'
import type { Relation } from './relation.ts'

const mostIdle = 4
const mostRelations = 256
const interruptAgainMilliseconds = 50

/** One tenant's own DuckDB: in memory, able to read the tenant's folder and nothing else, with no way to change that. */
export class TenantDatabase {
  readonly #instance: DuckDBInstance
  readonly #tenantId: string
  readonly #limits: Limits
  readonly #idle: DatabaseConnection[] = []
  readonly #relations = new Map<string, Promise<Relation>>()
  #isBroken = false

  private constructor(instance: DuckDBInstance, tenantId: string, limits: Limits) {
    this.#instance = instance
    this.#tenantId = tenantId
    this.#limits = limits
  }

  static async open(tenantId: string, limits: Limits): Promise<TenantDatabase> {
    const folder = limits.tenantFolder(tenantId)
    if (!isAbsolute(folder)) throw unavailable(new Error('the folder of a tenant must be an absolute path'))
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${limits.memoryMegabytes}MB`,
      threads: String(limits.threads),
      // No spilling to disk: a query that does not fit fails, and leaves nothing of a tenant's data behind.
      temp_directory: '',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    })
    const database = new TenantDatabase(instance, tenantId, limits)
    await database.#withConnection(async (connection) => {
      await connection.run("SET TimeZone = 'UTC'")
      await connection.run('SET parquet_metadata_cache = true')
      await connection.run(`SET allowed_directories = [${quoteText(resolve(folder) + sep)}]`)
      await connection.run('SET enable_external_access = false')
      await connection.run('SET lock_configuration = true')
    })
    return database
  }

  /** After a fatal error DuckDB refuses all work: the database must be closed and opened anew. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  /** What to read a dataset from: made once for each state of its segments and columns, and kept. */
  async relation(dataset: DatasetSnapshot): Promise<Relation> {
    const fingerprint = fingerprintOf(dataset)
    const known = this.#relations.get(fingerprint)
    const relation = known ?? this.#makeRelation(dataset, fingerprint)
    this.#relations.delete(fingerprint)
    this.#relations.set(fingerprint, relation)
    try {
      return { ...(await relation), model: dataset.model }
    } catch (error) {
      this.#relations.delete(fingerprint)
      throw error
    }
  }

  async run(statement: Statement): Promise<Table> {
    return this.#withConnection((connection) => this.#withinTime(connection, () => connection.read(statement)))
  }

  close(): void {
    for (const connection of this.#idle.splice(0)) connection.close()
    this.#relations.clear()
    this.#instance.closeSync()
  }

  async #makeRelation(dataset: DatasetSnapshot, fingerprint: string): Promise<Relation> {
    const paths = await Promise.all(dataset.segments.map((key) => this.#pathOf(key)))
    const relation = await this.#withConnection((connection) =>
      this.#withinTime(connection, () => openRelation(connection, dataset.model, paths.map(quoteText), fingerprint)),
    )
    await this.#dropOldest()
    return relation
  }

  async #dropOldest(): Promise<void> {
    const [oldest] = this.#relations
    if (this.#relations.size <= mostRelations || oldest === undefined) return
    const [fingerprint, relation] = oldest
    this.#relations.delete(fingerprint)
    const { name } = await relation
    await this.#withConnection((connection) => connection.run(`DROP VIEW IF EXISTS ${name}`))
  }

  async #pathOf(key: string): Promise<string> {
    const given = await this.#limits.localPath(this.#tenantId, key)
    const path = resolve(given)
    const inside = relative(this.#limits.tenantFolder(this.#tenantId), path)
    const isOutside = inside === '' || inside.startsWith('..') || isAbsolute(inside) || !isAbsolute(given)
    if (isOutside) throw unavailable(new Error('a segment lies outside the folder of its tenant'))
    // Paths stand in a list of patterns: a sign that would make one match several files has no place in a segment's name.
    if (/[*?[\]]/.test(inside)) throw unavailable(new Error('a segment has a name that is a pattern'))
    return path
  }

  async #withConnection<Result>(work: (connection: DatabaseConnection) => Promise<Result>): Promise<Result> {
    try {
      const connection = this.#idle.pop() ?? new DatabaseConnection(await this.#instance.connect())
      try {
        return await work(connection)
      } finally {
        if (this.#idle.length < mostIdle) this.#idle.push(connection)
        else connection.close()
      }
    } catch (error) {
      const failure = whyFailed(error)
      this.#isBroken ||= failure.isFatal
      throw failure.error
    }
  }

  /** Interrupts what takes too long - again and again, for an interrupt that comes before the work has begun is lost. */
  async #withinTime<Result>(connection: DatabaseConnection, work: () => Promise<Result>): Promise<Result> {
    const { timer, timeoutMilliseconds } = this.#limits
    let isLate = false
    const interrupt = () => {
      isLate = true
      connection.interrupt()
      running = timer(interruptAgainMilliseconds, interrupt)
    }
    let running = timer(timeoutMilliseconds, interrupt)
    try {
      return await work()
    } catch (error) {
      if (!isLate) throw error
      const seconds = timeoutMilliseconds / 1000
      const message = `The figures took longer than ${seconds} seconds: ask for a shorter time or fewer groups`
      throw new MetricStoreError('timeout', message, { cause: error })
    } finally {
      running.stop()
    }
  }
}

/** Text as SQL: for folders and paths made by the service itself, where DuckDB takes no parameters. */
function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
