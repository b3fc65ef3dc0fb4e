import type { ColumnType, FileReading } from '@salestalk/protocol'
import { columnKeys } from '../column-keys.ts'
import { IngestError } from '../errors.ts'
import { type Staged, type StagedColumn, type StageRequest, whitespace } from '../staged.ts'
import { identifier, literal } from '../workbench.ts'
import { headersOf } from './flatten-json.ts'
import { locateByLine } from './locate-by-line.ts'
import { sourceName } from './row-sink.ts'
import { noRows, tooManyColumns } from './stage-delimited.ts'

/** One leaf of the schema: SQL that reads it, its dotted path and its type. */
interface Leaf {
  readonly path: string
  readonly sql: string
  readonly type: string
}

/** Stages Parquet: typed columns keep their types, structs become columns of their own, texts are decided by their contents. */
export async function stageParquet(request: StageRequest): Promise<Staged> {
  const { file, limits, workbench } = request
  const table = `read_parquet(${literal(file.path)})`
  const leaves = await schemaOf(request, table)
  if (leaves.length > limits.columns) throw tooManyColumns(file.fileName, leaves.length, limits.columns)
  await workbench.makeRoom(leaves.length)
  const headers = headersOf(leaves.map(({ path }) => path))
  const keys = columnKeys(headers)
  const columns = leaves.map(
    ({ type }, index): StagedColumn => ({
      name: headers[index] ?? '',
      key: keys[index] ?? '',
      source: sourceName(index),
      native: nativeType(type),
      sign: null,
    }),
  )
  const selected = leaves.map(
    ({ sql, type }, index) => `${stagedCell(sql, nativeType(type), type)} AS ${sourceName(index)}`,
  )
  const path = workbench.path('staged.parquet')
  try {
    await workbench.run(`COPY (SELECT ${selected.join(', ')} FROM ${table}) TO ${literal(path)} (FORMAT parquet)`)
  } catch (error) {
    throw damaged(file.fileName, error)
  }
  const [row] = await workbench.rows(`SELECT count(*) FROM read_parquet(${literal(path)})`)
  const rows = Number(row?.[0] ?? 0)
  if (rows === 0) throw noRows(file.fileName, null)
  const reading: FileReading = {
    format: 'parquet',
    encoding: null,
    delimiter: null,
    header: true,
    sheet: null,
    bytes: file.bytes,
  }
  return { reading, path, rows, columns, warnings: [], locate: locateByLine(path, columns, workbench, false) }
}

async function schemaOf({ file, workbench }: StageRequest, table: string): Promise<Leaf[]> {
  try {
    const described = await workbench.rows(`DESCRIBE SELECT * FROM ${table}`)
    let leaves = described.map(
      ([name, type]): Leaf => ({ path: String(name), sql: identifier(String(name)), type: String(type) }),
    )
    for (let depth = 0; depth < 8 && leaves.some(({ type }) => isStruct(type)); depth += 1) {
      const next: Leaf[] = []
      for (const leaf of leaves) next.push(...(isStruct(leaf.type) ? await fieldsOf(leaf) : [leaf]))
      leaves = next
    }
    return leaves
  } catch (error) {
    throw damaged(file.fileName, error)
  }

  async function fieldsOf(leaf: Leaf): Promise<Leaf[]> {
    const described = await workbench.rows(`DESCRIBE SELECT unnest(${leaf.sql}) FROM ${table}`)
    return described.map(([name, type]) => {
      const field = String(name)
      return { path: `${leaf.path}.${field}`, sql: `${leaf.sql}.${identifier(field)}`, type: String(type) }
    })
  }
}

function isStruct(type: string): boolean {
  return type.startsWith('STRUCT(') && !type.endsWith(']')
}

function nativeType(type: string): ColumnType | null {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type)) return 'integer'
  if (/^(FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)) return 'decimal'
  if (type === 'BOOLEAN') return 'boolean'
  if (type === 'DATE') return 'date'
  return type.startsWith('TIMESTAMP') ? 'timestamp' : null
}

function stagedCell(sql: string, native: ColumnType | null, type: string): string {
  // All connections are set to UTC, so a time with a zone becomes its instant in UTC.
  if (native === 'timestamp') return `CAST(${sql} AS TIMESTAMP)`
  if (native !== null) return sql
  const text = type === 'BLOB' ? `decode(${sql})` : `CAST(${sql} AS VARCHAR)`
  return `nullif(trim(${text}, ${literal(whitespace)}), '')`
}

function damaged(fileName: string, cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message : ''
  if (!/parquet|thrift|decompress|magic|corrupt|too small|Invalid Input/i.test(message) || /no space/i.test(message))
    return cause
  const text = `${fileName} is damaged or cut off, or uses a part of Parquet that is not supported: export it again`
  return new IngestError('damaged_file', text, { fileName }, { cause })
}
