import type { ColumnProfile, ColumnType, DatasetProfile } from '@salestalk/protocol'

/**
 * The profile of a small table written as text: a header line and rows, cells separated by '|', for tests of proposals. Types follow
 * from the cells (ISO days, numbers, true/false, '2025-Q3' periods); `repeat` states more rows than are written.
 */
export function profileTable(text: string, rows?: number): DatasetProfile {
  const lines = text.trim().split('\n')
  const [header = [], ...body] = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  const scale = rows === undefined ? 1 : rows / body.length
  const keys = uniqueKeys(header)
  const columns = header.map((name, index) =>
    profileCells(
      name,
      keys[index] ?? name,
      body.map((cells) => cells[index] ?? ''),
      scale,
    ),
  )
  return { rows: Math.round(body.length * scale), columns, long: null }
}

function profileCells(name: string, key: string, cells: readonly string[], scale: number): ColumnProfile {
  const filled = cells.filter((cell) => cell !== '')
  const values = [...new Set(filled)]
  const type = typeOf(filled)
  const numbers = type === 'integer' || type === 'decimal' ? filled.map(Number) : []
  const sorted = [...filled].sort()
  const isUnique = values.length === filled.length
  return {
    key,
    name,
    type,
    rows: Math.round(cells.length * scale),
    empty: Math.round((cells.length - filled.length) * scale),
    distinct: isUnique ? Math.round(values.length * scale) : values.length,
    minimum: numbers.length > 0 ? Math.min(...numbers) : (sorted[0] ?? null),
    maximum: numbers.length > 0 ? Math.max(...numbers) : (sorted.at(-1) ?? null),
    samples: values.slice(0, 12),
    members: values.length <= 1000 ? values : null,
    sign: null,
    decimalSeparator: type === 'decimal' ? '.' : null,
    dateOrder: type === 'date' ? 'year_first' : null,
    dateOrderAmbiguous: false,
    periodGrain: periodGrainOf(filled),
  }
}

/** Headers that read alike ("discount %" and "discount") are told apart by a number, as they are when a file comes in. */
function uniqueKeys(names: readonly string[]): string[] {
  const wanted = names.map(keyOf)
  const taken = new Set<string>()
  return wanted.map((key) => {
    let unique = key
    for (let n = 2; taken.has(unique) || (unique !== key && wanted.includes(unique)); n += 1) unique = `${key}_${n}`
    taken.add(unique)
    return unique
  })
}

function keyOf(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('_') ?? 'column'
  return /^[a-z]/.test(words) ? words : `column_${words}`
}

function typeOf(cells: readonly string[]): ColumnType {
  const all = (pattern: RegExp): boolean => cells.length > 0 && cells.every((cell) => pattern.test(cell))
  if (all(/^(true|false)$/)) return 'boolean'
  if (all(/^-?\d+$/)) return 'integer'
  if (all(/^-?\d+(\.\d+)?$/)) return 'decimal'
  if (all(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)) return 'timestamp'
  if (all(/^\d{4}-\d{2}-\d{2}$/) || periodGrainOf(cells) !== null) return 'date'
  return 'text'
}

function periodGrainOf(cells: readonly string[]): ColumnProfile['periodGrain'] {
  const all = (pattern: RegExp): boolean => cells.length > 0 && cells.every((cell) => pattern.test(cell))
  if (all(/^\d{4}-\d{2}$/)) return 'month'
  return all(/^\d{4}-Q[1-4]$/) ? 'quarter' : null
}
