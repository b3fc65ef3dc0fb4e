import {
  type DatasetSnapshot,
  type MetricResult,
  type MetricRow,
  type MetricStore,
  MetricStoreError,
  type RecordQuery,
  type RecordResult,
  type TenantData,
} from '@salestalk/engine'
import type { MetricQuery } from '@salestalk/protocol'
import { compileExpression } from './compile-expression.ts'
import { compileQuery } from './compile-query.ts'
import { compileMemberEstimate, compileMembers, compileRecords } from './compile-records.ts'
import type { Table } from './database-connection.ts'
import { DatabasePool } from './database-pool.ts'
import { type DuckDbMetricStoreOptions, type Limits, withDefaults } from './options.ts'
import { Parameters } from './parameters.ts'
import { planQuery, type QueryPlan } from './plan-query.ts'
import { readCell, readMember, readNumber } from './read-cells.ts'
import type { Relation } from './relation.ts'
import type { TenantDatabase } from './tenant-database.ts'

/** A metric store that computes each answer from a tenant's Parquet segments, each tenant in a DuckDB of its own. */
export function createDuckDbMetricStore(options: DuckDbMetricStoreOptions): MetricStore {
  const limits = withDefaults(options)
  const pool = new DatabasePool(limits)
  return {
    query: async (data, query) => {
      const started = limits.now()
      const answer = await pool.use(data.tenantId, (database) => answerQuery(database, data, query, limits))
      return { ...answer, milliseconds: limits.now() - started }
    },
    records: async (data, query) => {
      const started = limits.now()
      const list = await pool.use(data.tenantId, (database) => listRecords(database, data, query, limits))
      return { ...list, milliseconds: limits.now() - started }
    },
    members: (data, dataset, dimension, limit) =>
      pool.use(data.tenantId, async (database) => {
        const snapshot = datasetNamed(data, dataset)
        const relation = await database.relation(snapshot)
        const firstRows = (await isCountless(database, snapshot, dimension, relation)) ? limit : null
        const { rows } = await database.run(compileMembers(dimension, limit, relation, firstRows))
        const type = memberType(dimension, relation)
        return rows.map(([value, count]) => ({ value: readMember(value, type) ?? '', rows: readNumber(count) ?? 0 }))
      }),
    release: (tenantId) => pool.release(tenantId),
    close: () => pool.close(),
  }
}

// Counting more members than this one by one takes more memory than an instance has.
const COUNTABLE_MEMBERS = 1_000_000

async function isCountless(
  database: TenantDatabase,
  { rows }: DatasetSnapshot,
  dimension: string,
  relation: Relation,
): Promise<boolean> {
  if (rows <= COUNTABLE_MEMBERS) return false
  const estimate = await database.run(compileMemberEstimate(dimension, relation))
  return (readNumber(estimate.rows[0]?.[0]) ?? 0) > COUNTABLE_MEMBERS
}

async function answerQuery(
  database: TenantDatabase,
  data: TenantData,
  query: MetricQuery,
  { mostRows }: Limits,
): Promise<Omit<MetricResult, 'milliseconds'>> {
  const plan = planQuery(data, query)
  const relation = await database.relation(plan.dataset)
  const statement = compileQuery(plan, relation, mostRows + 1)
  const table = await database.run(statement)
  requireFew(table, mostRows)
  return { rows: readMetricRows(table, plan.query, relation), sql: statement.sql, scales: scalesOf(plan, relation) }
}

/** Sums of decimals come as they are, to the last digit. */
function scalesOf({ parts, query }: QueryPlan, relation: Relation): Record<string, number> {
  const scales: Record<string, number> = {}
  for (const { id, aggregation } of parts.flatMap(({ leaves }) => leaves)) {
    if (!query.metrics.includes(id)) continue
    if (aggregation.kind === 'count') scales[id] = 0
    if (aggregation.kind !== 'sum') continue
    const { digits } = compileExpression(aggregation.expression, relation, new Parameters())
    if (digits !== null) scales[id] = digits.scale
  }
  return scales
}

function readMetricRows({ rows }: Table, query: MetricQuery, relation: Relation): MetricRow[] {
  const types = query.groupBy.map((name) => memberType(name, relation))
  const metricsAt = types.length + (query.grain === null ? 0 : 1)
  return rows.map((row) => ({
    group: Object.fromEntries(
      query.groupBy.map((name, index) => [name, readMember(row[index], types[index] ?? 'text')]),
    ),
    period: query.grain === null ? null : readMember(row[types.length], 'date'),
    values: Object.fromEntries(query.metrics.map((id, index) => [id, readNumber(row[metricsAt + index])])),
  }))
}

async function listRecords(
  database: TenantDatabase,
  data: TenantData,
  query: RecordQuery,
  { mostRows }: Limits,
): Promise<Omit<RecordResult, 'milliseconds'>> {
  const relation = await database.relation(datasetNamed(data, query.dataset))
  const { list, count } = compileRecords(query, relation, Math.min(query.limit, mostRows + 1))
  const table = await database.run(list)
  requireFew(table, mostRows)
  const total = await database.run(count)
  return {
    rows: table.rows.map((row) => Object.fromEntries(query.columns.map((key, index) => [key, readCell(row[index])]))),
    total: readNumber(total.rows[0]?.[0]) ?? 0,
    sql: list.sql,
  }
}

function memberType(dimension: string, relation: Relation) {
  const key = relation.model.dimensions.find(({ id }) => id === dimension)?.column
  return (key === undefined ? undefined : relation.columns.get(key)?.type) ?? 'text'
}

function datasetNamed(data: TenantData, name: string): DatasetSnapshot {
  const dataset = data.datasets.find(({ model }) => model.dataset === name)
  if (dataset === undefined) throw new MetricStoreError('invalid_query', `There is no data set "${name}"`)
  return dataset
}

function requireFew({ rows }: Table, mostRows: number): void {
  if (rows.length <= mostRows) return
  throw new MetricStoreError(
    'too_many_rows',
    `The answer has more than ${mostRows} rows: ask for a shorter time or fewer groups`,
  )
}
