import { constants } from 'node:os'
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite'
import { StoreUnavailableError, TableNotFoundError } from '@salestalk/engine'

type Row = Readonly<Record<string, unknown>>
type Parameter = string | number | null

/** One open SQLite file: prepared statements are kept, every value is a bound parameter. */
export interface SqliteFile {
  readonly path: string
  run(sql: string, ...parameters: readonly Parameter[]): number
  first(sql: string, ...parameters: readonly Parameter[]): Row | null
  all(sql: string, ...parameters: readonly Parameter[]): readonly Row[]
  /** Runs the work in one write transaction: all of it is stored or none. */
  transaction<T>(work: () => T): T
  close(): void
}

// How long a statement waits for a writer of another process before it fails as busy.
const BUSY_MILLISECONDS = 5_000
const PAUSE_MILLISECONDS = 20

/**
 * Opens or creates a file, as the database `data` of a connection whose own database is empty. WAL lets readers and one writer of several
 * processes work side by side; with synchronous=FULL the log is on the disk before a write returns, so neither a killed process nor a power
 * cut loses an acknowledged write.
 */
export function openSqliteFile(path: string, busyMilliseconds = BUSY_MILLISECONDS): SqliteFile {
  // Closing a connection lets go of its file only once all its statements are garbage; detaching does so at once.
  const database = new DatabaseSync(':memory:')
  const statements = new Map<string, StatementSyncInstance>()

  let attached = false
  try {
    guarded(path, attach)
  } catch (error) {
    close()
    throw error
  }

  function attach(): void {
    database.exec(`PRAGMA busy_timeout = ${busyMilliseconds}`)
    database.exec('PRAGMA trusted_schema = OFF')
    statement('ATTACH ? AS data').run(path)
    attached = true
    database.exec('PRAGMA data.synchronous = FULL')
    useWriteAheadLog()
  }

  /** Only a new file has to be switched. Unlike other locks, this one is not waited for by SQLite itself. */
  function useWriteAheadLog(): void {
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let attempt = 1; journalMode() !== 'wal'; attempt += 1) {
      try {
        database.exec('PRAGMA data.journal_mode = WAL')
      } catch (error) {
        if (attempt * PAUSE_MILLISECONDS > busyMilliseconds) throw error
        Atomics.wait(pause, 0, 0, PAUSE_MILLISECONDS)
      }
    }
  }

  function journalMode(): unknown {
    const row: unknown = database.prepare('PRAGMA data.journal_mode').get()
    return typeof row === 'object' && row !== null ? Reflect.get(row, 'journal_mode') : null
  }

  function statement(sql: string): StatementSyncInstance {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const prepared = database.prepare(sql)
    statements.set(sql, prepared)
    return prepared
  }

  return {
    path,
    run: (sql, ...parameters) => guarded(path, () => Number(statement(sql).run(...parameters).changes)),
    first: (sql, ...parameters) => guarded(path, () => statement(sql).get(...parameters) ?? null),
    all: (sql, ...parameters) => guarded(path, () => statement(sql).all(...parameters)),
    transaction(work) {
      guarded(path, () => database.exec('BEGIN IMMEDIATE'))
      try {
        const result = work()
        guarded(path, () => database.exec('COMMIT'))
        return result
      } catch (error) {
        if (database.isTransaction) guarded(path, () => database.exec('ROLLBACK'))
        throw error
      }
    },
    close,
  }

  function close(): void {
    if (!database.isOpen) return
    statements.clear()
    if (attached) guarded(path, () => database.exec('DETACH data'))
    database.close()
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translated(error, path)
  }
}

/** SQLite's failures as the errors of the port; anything else is a bug and passes through. Not every error carries a code, all carry the text. */
function translated(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error
  const { message } = error
  const missing = /no such table: (\S+)/.exec(message)
  if (missing) return new TableNotFoundError(missing[1] ?? 'unknown', error)
  if (/is locked/.test(message)) {
    return new StoreUnavailableError('busy', `The data file ${path} is in use by another process: try again`, error)
  }
  if (/malformed|not a database/.test(message)) {
    return new StoreUnavailableError('damaged', `The data file ${path} is damaged: restore it from a backup`, error)
  }
  // Without room for the index of its log a file can be neither read nor opened.
  if (/is full/.test(message) || Reflect.get(error, 'systemErrno') === constants.errno.ENOSPC) {
    return new StoreUnavailableError('full', `The disk that holds ${path} is full: free some space`, error)
  }
  if (/unable to open|readonly database|disk I\/O error/.test(message)) {
    return new StoreUnavailableError(
      'unknown',
      `The data file ${path} cannot be read or written: check disk and permissions`,
      error,
    )
  }
  return error
}
