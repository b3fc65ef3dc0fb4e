import { unavailable } from './errors.ts'
import type { Limits } from './options.ts'
import { TenantDatabase } from './tenant-database.ts'

interface Entry {
  readonly database: Promise<TenantDatabase>
  users: number
  /** Set when nobody new may use it: called once its last user has left. */
  onIdle: (() => void) | null
}

/** A bounded number of open databases, one a tenant: the one idle longest makes room, and one in use is never closed. */
export class DatabasePool {
  readonly #limits: Limits
  /** In order of use, the latest last. */
  readonly #entries = new Map<string, Entry>()
  readonly #waiting: (() => void)[] = []
  readonly #closing = new Set<Promise<void>>()
  #open = 0
  #isClosed = false

  constructor(limits: Limits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#open
  }

  async use<Result>(tenantId: string, work: (database: TenantDatabase) => Promise<Result>): Promise<Result> {
    const entry = await this.#enter(tenantId)
    try {
      const database = await entry.database
      try {
        return await work(database)
      } finally {
        if (database.isBroken) this.#retire(tenantId, entry)
      }
    } finally {
      entry.users -= 1
      if (entry.users === 0) this.#becameIdle(entry)
    }
  }

  /** Resolves when the tenant's database is closed, which waits for its users. */
  async release(tenantId: string): Promise<void> {
    const entry = this.#entries.get(tenantId)
    if (entry !== undefined) await this.#retire(tenantId, entry)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const wake of this.#waiting.splice(0)) wake()
    for (const [tenantId, entry] of this.#entries) this.#retire(tenantId, entry)
    await Promise.all(this.#closing)
  }

  async #enter(tenantId: string): Promise<Entry> {
    for (;;) {
      if (this.#isClosed) throw unavailable(new Error('the metric store is closed'))
      const known = this.#entries.get(tenantId)
      if (known !== undefined) {
        this.#entries.delete(tenantId)
        this.#entries.set(tenantId, known)
        known.users += 1
        return known
      }
      if (this.#open < this.#limits.openInstances) return this.#add(tenantId)
      const idle = [...this.#entries].find(([, entry]) => entry.users === 0)
      if (idle === undefined) await new Promise<void>((resolve) => this.#waiting.push(resolve))
      else await this.#retire(...idle)
    }
  }

  #add(tenantId: string): Entry {
    const database = TenantDatabase.open(tenantId, this.#limits)
    const entry: Entry = { database, users: 1, onIdle: null }
    this.#open += 1
    this.#entries.set(tenantId, entry)
    database.catch(() => this.#retire(tenantId, entry))
    return entry
  }

  #becameIdle(entry: Entry): void {
    if (entry.onIdle !== null) entry.onIdle()
    else this.#waiting.shift()?.()
  }

  /** Takes the entry out of use; closes it when its last user has left. */
  #retire(tenantId: string, entry: Entry): Promise<void> {
    if (this.#entries.get(tenantId) !== entry) return Promise.resolve()
    this.#entries.delete(tenantId)
    const left = entry.users === 0 ? Promise.resolve() : new Promise<void>((resolve) => (entry.onIdle = resolve))
    const closed = left
      .then(() => entry.database)
      .then(
        (database) => database.close(),
        () => undefined,
      )
      .finally(() => {
        this.#open -= 1
        this.#closing.delete(closed)
        this.#waiting.shift()?.()
      })
    this.#closing.add(closed)
    return closed
  }
}
