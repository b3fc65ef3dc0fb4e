/** What the store needs of the world, and how much of it it may take. */
export interface DuckDbMetricStoreOptions {
  /** The folder that holds a tenant's segments, absolute: the only place its instance may read. */
  readonly tenantFolder: (tenantId: string) => string
  /** The absolute path of a segment; one outside the tenant's folder is refused. */
  readonly localPath: (tenantId: string, key: string) => string | Promise<string>
  /** Per instance. */
  readonly memoryMegabytes?: number
  readonly threads?: number
  readonly openInstances?: number
  readonly timeoutMilliseconds?: number
  /** More rows than this are refused, so that an answer stays small. */
  readonly mostRows?: number
  readonly timer?: Timer
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number
}

/** Calls back once after the delay unless stopped before. */
export type Timer = (milliseconds: number, callback: () => void) => { stop(): void }

export type Limits = Required<DuckDbMetricStoreOptions>

export function withDefaults(options: DuckDbMetricStoreOptions): Limits {
  return {
    memoryMegabytes: 512,
    threads: 2,
    openInstances: 16,
    timeoutMilliseconds: 10_000,
    mostRows: 100_000,
    timer: systemTimer,
    now: () => performance.now(),
    ...options,
  }
}

function systemTimer(milliseconds: number, callback: () => void) {
  const handle = setTimeout(callback, milliseconds)
  handle.unref()
  return { stop: () => clearTimeout(handle) }
}
