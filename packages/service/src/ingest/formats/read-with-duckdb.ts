import type { StageRequest } from '../staged.ts'
import { literal } from '../workbench.ts'
import type { TableShape } from './record-sorter.ts'
import { filled, sourceName, trimmed } from './row-sink.ts'

/** Regular text, and what is known of its cells. */
export interface RegularText {
  readonly path: string
  readonly shape: TableShape
  readonly padded: boolean
  /** Whether the text itself begins with the header. */
  readonly header: boolean
}

/** The number of rows staged, or null when DuckDB does not accept the text. */
export async function readWithDuckDb(text: RegularText, to: string, request: StageRequest): Promise<number | null> {
  const { shape, header } = text
  const { workbench } = request
  const names = Array.from({ length: shape.width }, (_, index) => sourceName(index))
  const options = [
    literal(text.path),
    'auto_detect=false',
    `columns={${names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}}`,
    // A control character no text holds stands for "one column".
    `delim=${literal(shape.dialect.delimiter ?? '\u0001')}`,
    `quote='"'`,
    `escape=${literal(shape.dialect.escape)}`,
    `header=${header}`,
  ]
  const select = `SELECT ${names.map(text.padded ? trimmed : filled).join(', ')} FROM read_csv(${options.join(', ')})`
  try {
    await workbench.run(
      `COPY (${select}) TO ${literal(to)} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION ${request.file.bytes > largeFile ? 'snappy' : 'uncompressed'})`,
    )
  } catch (error) {
    if (!isRefusal(error)) throw error
    return null
  }
  const counted = await workbench.rows(`SELECT count(*) FROM read_parquet(${literal(to)})`)
  return Number(counted[0]?.[0] ?? 0)
}

/** DuckDB's CSV reader found text it does not accept, as opposed to a full disk or a cancelled query. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    /CSV Error|Invalid Input Error|maximum line size/i.test(error.message) &&
    !/no space/i.test(error.message)
  )
}

/** Above this the staged copy is worth compressing. */
const largeFile = 512 * 1024 * 1024
