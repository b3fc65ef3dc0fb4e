/** The cells of one JSON record by path (`dimensions.region`), or why it is none. */
type FlatRecord = { readonly cells: ReadonlyMap<string, string> } | { readonly problem: string }

const deepest = 8
// A text, or a number long enough to lose digits as a floating-point number.
const textOrLongNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]{15,}/g

/** Parses one record. Nested objects become columns of their own, lists stay JSON text, null is an empty cell. */
export function flattenRecord(text: string): FlatRecord {
  let value: unknown
  try {
    // Digits beyond those of a JavaScript number are kept by reading the number as text.
    value = JSON.parse(/\d{16}/.test(text) ? text.replace(textOrLongNumber, quoteNumber) : text)
  } catch {
    const hint = /\bNaN\b|\bInfinity\b/.test(text) ? ' (NaN and Infinity are no JSON)' : ''
    return { problem: `is not valid JSON${hint}` }
  }
  if (!isObject(value)) return { problem: 'is not an object with named values' }
  const cells = new Map<string, string>()
  return flattenInto(cells, value, '', 0) ? { cells } : { problem: `is nested more than ${deepest} levels deep` }
}

function quoteNumber(match: string): string {
  return match.startsWith('"') ? match : `"${match}"`
}

function flattenInto(
  cells: Map<string, string>,
  object: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
): boolean {
  if (depth > deepest) return false
  for (const [name, value] of Object.entries(object)) {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (value === null || value === undefined) cells.set(path, '')
    else if (isObject(value)) {
      if (!flattenInto(cells, value, path, depth + 1)) return false
    } else
      cells.set(path, typeof value === 'string' ? value : Array.isArray(value) ? JSON.stringify(value) : String(value))
  }
  return true
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Headers for paths: the last part where no other path ends alike, else the whole path. */
export function headersOf(paths: readonly string[]): string[] {
  const last = (path: string) => path.slice(path.lastIndexOf('.') + 1)
  const counts = new Map<string, number>()
  for (const path of paths) counts.set(last(path).toLowerCase(), (counts.get(last(path).toLowerCase()) ?? 0) + 1)
  return paths.map((path) =>
    path.includes('.') && counts.get(last(path).toLowerCase()) === 1 && last(path) !== '' ? last(path) : path,
  )
}
