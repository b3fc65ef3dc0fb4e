/**
 * The value with no object in it inheriting anything, for records that are looked up with words people type: "constructor" is then as
 * unknown to them as any other word. Plain JSON values alone.
 */
export function withoutInherited<Value>(value: Value): Value
export function withoutInherited(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutInherited(item))
  if (typeof value !== 'object' || value === null) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutInherited(item)]))
  return Object.setPrototypeOf(copy, null)
}

/** What a record itself has under a key that people or files chose; undefined for what every object inherits. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
