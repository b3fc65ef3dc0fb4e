/** A JSON Schema or part of one. */
type Schema = Readonly<Record<string, unknown>>

// What may differ without anybody noticing: words about the schema, not the schema.
const annotations = new Set(['title', 'description', 'examples', '$schema', '$id', '$comment'])
// Compared by rules of their own.
const structural = new Set([
  'properties',
  'required',
  'enum',
  'items',
  'additionalProperties',
  'anyOf',
  'oneOf',
  'allOf',
])

/**
 * What in the schema of a released event type would break its readers or the events in the log, a sentence each. Allowed are new optional
 * fields and new values of enumerations; everything else that differs is a change of meaning. `now` is null when the type is gone.
 */
export function breakingChanges(eventType: string, released: object, now: object | null): string[] {
  const problems = now === null ? [`the type is gone`] : compare(released as Schema, now as Schema, '')
  return problems.map(
    (problem) => `${eventType}: ${problem}: leave it as it was released and make ${nextOf(eventType)}.`,
  )
}

function compare(before: Schema, after: Schema, path: string): string[] {
  return [
    ...changedKeywords(before, after, path),
    ...changedProperties(before, after, path),
    ...removedValues(before, after, path),
    ...changedBranches(before, after, path),
    ...['items', 'additionalProperties'].flatMap((keyword) => {
      const [left, right] = [before[keyword], after[keyword]]
      if (isSchema(left) && isSchema(right)) return compare(left, right, `${path}[]`)
      return same(left, right) ? [] : [`${named(path)} has another ${keyword}`]
    }),
  ]
}

function changedKeywords(before: Schema, after: Schema, path: string): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keywords]
    .filter((keyword) => !annotations.has(keyword) && !structural.has(keyword))
    .filter((keyword) => !same(before[keyword], after[keyword]))
    .map((keyword) => {
      const [was, is] = [before[keyword], after[keyword]].map((value) => JSON.stringify(value) ?? 'nothing')
      return `${named(path)} changed its ${keyword} from ${was} to ${is}`
    })
}

function changedProperties(before: Schema, after: Schema, path: string): string[] {
  const [old, present] = [schemasOf(before.properties), schemasOf(after.properties)]
  const [needed, neededNow] = [textsOf(before.required), textsOf(after.required)]
  const problems: string[] = []
  for (const [name, schema] of old) {
    const place = path === '' ? name : `${path}.${name}`
    const next = present.get(name)
    if (next === undefined) {
      problems.push(`${place} was removed or renamed`)
      continue
    }
    if (needed.has(name) && !neededNow.has(name)) problems.push(`${place} was always there and is optional now`)
    if (!needed.has(name) && neededNow.has(name)) problems.push(`${place} was optional and is required now`)
    problems.push(...compare(schema, next, place))
  }
  for (const name of neededNow) {
    if (!old.has(name)) problems.push(`${path === '' ? name : `${path}.${name}`} is new and required`)
  }
  return problems
}

function removedValues(before: Schema, after: Schema, path: string): string[] {
  const [old, present] = [before.enum, after.enum]
  if (!Array.isArray(old) || !Array.isArray(present)) {
    return same(old, present) ? [] : [`${named(path)} is an enumeration in one version only`]
  }
  return old
    .filter((value) => !present.includes(value))
    .map((value) => `${named(path)} lost its value ${String(value)}`)
}

function changedBranches(before: Schema, after: Schema, path: string): string[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const [old, present] = [listOf(before[keyword]), listOf(after[keyword])]
    if (old.length !== present.length) return [`${named(path)} allows other kinds of values (${keyword})`]
    return old.flatMap((schema, index) => compare(schema, present[index] ?? {}, path))
  })
}

function nextOf(eventType: string): string {
  return eventType.replace(/\d+$/, (version) => String(Number(version) + 1))
}

function named(path: string): string {
  return path === '' ? 'the event' : path
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function schemasOf(value: unknown): Map<string, Schema> {
  const entries = isSchema(value) ? Object.entries(value) : []
  return new Map(entries.flatMap(([name, schema]) => (isSchema(schema) ? [[name, schema] as const] : [])))
}

function textsOf(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [])
}

function listOf(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}
