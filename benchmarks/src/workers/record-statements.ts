import { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'

type Values = Parameters<DuckDBPreparedStatement['bind']>[0]

export interface RecordedStatement {
  readonly sql: string
  readonly values: Values
}

export interface StatementRecorder {
  /** The definitions of the views that statements read from. */
  readonly views: ReadonlySet<string>
  /** All statements bound since the last call. */
  take(): readonly RecordedStatement[]
}

/** Listens to the driver in this process: the SQL of an answer with the values bound to it, so that it can be run again without us. */
export function recordStatements(): StatementRecorder {
  const { prepare, run } = DuckDBConnection.prototype
  const { bind } = DuckDBPreparedStatement.prototype
  const views = new Set<string>()
  const texts = new WeakMap<DuckDBPreparedStatement, string>()
  let recorded: RecordedStatement[] = []
  DuckDBConnection.prototype.prepare = async function prepareRecorded(sql) {
    const prepared = await prepare.call(this, sql)
    texts.set(prepared, sql)
    return prepared
  }
  DuckDBConnection.prototype.run = function runRecorded(sql, ...rest) {
    if (sql.startsWith('CREATE OR REPLACE VIEW')) views.add(sql)
    return run.call(this, sql, ...rest)
  }
  DuckDBPreparedStatement.prototype.bind = function bindRecorded(values, types) {
    const sql = texts.get(this)
    if (sql !== undefined) recorded.push({ sql, values })
    bind.call(this, values, types)
  }
  return {
    views,
    take() {
      const taken = recorded
      recorded = []
      return taken
    },
  }
}
