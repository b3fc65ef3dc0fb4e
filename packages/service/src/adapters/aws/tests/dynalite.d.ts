declare module 'dynalite' {
  import type { Server } from 'node:http'

  interface DynaliteOptions {
    readonly createTableMs?: number
    readonly deleteTableMs?: number
    readonly updateTableMs?: number
  }

  /** A server that is not listening yet, with an empty store in memory. */
  function dynalite(options?: DynaliteOptions): Server
  export = dynalite
}
