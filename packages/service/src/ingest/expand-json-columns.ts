import { columnKeys } from './column-keys.ts'
import { trimmedText } from './formats/row-sink.ts'
import type { Staged, StagedColumn } from './staged.ts'
import { identifier, literal, type Workbench } from './workbench.ts'

/** More different names than this are data, not columns. */
const mostNames = 100

interface JsonColumn {
  readonly column: StagedColumn
  readonly names: readonly string[]
}

/** Turns text columns whose every cell is a JSON object ({"region": "EMEA"}) into a column for each of its names. */
export async function expandJsonColumns(staged: Staged, workbench: Workbench, mostColumns: number): Promise<Staged> {
  const expanded = await jsonColumns(staged, workbench)
  const added = expanded.reduce((sum, { names }) => sum + names.length, 0)
  if (added === 0 || staged.columns.length + added > mostColumns) return staged
  const kept = staged.columns.filter((column) => !expanded.some((one) => one.column === column))
  const taken = new Set(kept.map(({ name }) => name.toLowerCase()))
  const parts = expanded.flatMap(({ column, names }) => names.map((name) => ({ column, name })))
  const isAlone = (name: string) =>
    !taken.has(name.toLowerCase()) &&
    parts.filter((part) => part.name.toLowerCase() === name.toLowerCase()).length === 1
  const selected = parts.map(({ column, name }, index) => {
    const cell = `json_extract_string(${identifier(column.source)}, ${literal(`$."${name}"`)})`
    return `${trimmedText(cell)} AS ${identifier(`j${index}`)}`
  })
  const path = workbench.path('expanded.parquet')
  const dropped = expanded.map(({ column }) => identifier(column.source)).join(', ')
  await workbench.run(
    `COPY (SELECT * EXCLUDE (${dropped}), ${selected.join(', ')} FROM read_parquet(${literal(staged.path)})) TO ${literal(path)} (FORMAT parquet)`,
  )
  const news = parts.map(({ column, name }, index): StagedColumn => {
    return {
      name: isAlone(name) ? name : `${column.name}.${name}`,
      key: '',
      source: `j${index}`,
      native: null,
      sign: null,
    }
  })
  const columns = [...kept, ...news]
  const keys = columnKeys(columns.map(({ name }) => name))
  return { ...staged, path, columns: columns.map((column, index) => ({ ...column, key: keys[index] ?? column.key })) }
}

async function jsonColumns(staged: Staged, workbench: Workbench): Promise<JsonColumn[]> {
  const texts = staged.columns.filter(({ native }) => native === null)
  if (texts.length === 0) return []
  const table = `read_parquet(${literal(staged.path)})`
  const examples = texts.map(({ source }) => `any_value(${identifier(source)})`).join(', ')
  const [example = []] = await workbench.rows(`SELECT ${examples} FROM (FROM ${table} LIMIT 2000)`)
  const found: JsonColumn[] = []
  for (const [index, column] of texts.entries()) {
    if (!String(example[index] ?? '').startsWith('{')) continue
    const source = identifier(column.source)
    const [row] = await workbench.rows(
      `SELECT count(${source}) = count(*) FILTER (starts_with(${source}, '{') AND json_valid(${source})) FROM ${table}`,
    )
    if (row?.[0] !== true) continue
    const names = await workbench.rows(
      `SELECT DISTINCT unnest(json_keys(${source})) AS name FROM ${table} WHERE ${source} IS NOT NULL ORDER BY name LIMIT ${mostNames + 1}`,
    )
    const plain = names.map(([name]) => String(name)).filter((name) => name !== '' && !/["\\]/.test(name))
    if (plain.length === names.length && names.length <= mostNames) found.push({ column, names: plain })
  }
  return found
}
