import type { NewItem, StoredItem } from '@salestalk/engine'

/**
 * How an item lies in DynamoDB: each attribute under its own name, as the console shows it, beside it `version` and `writeToken`.
 * A value DynamoDB has no type for (a number beyond 1e125, a map with an empty key, half a character) is kept as the bytes of its JSON.
 */

/** Names the write that made the item what it is, so that a repeated write recognizes its own work. */
export const WRITE_TOKEN = 'writeToken'

// Nested further than this from the attribute, DynamoDB refuses the item.
const MAXIMUM_DEPTH = 30
const LARGEST = 9.99e125
const SMALLEST = 1e-130

/** A whole item to put. */
export function toAttributes(item: NewItem, version: number, writeToken: string): Record<string, unknown> {
  const { writeToken: _foreign, ...own } = item
  return { ...encodedAttributes(own), version, [WRITE_TOKEN]: writeToken }
}

/** Each value in a form DynamoDB has a type for. */
export function encodedAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, encoded(value)]))
}

/** An item as it was put, from what DynamoDB or its stream returned as plain objects. */
export function toStoredItem(attributes: Readonly<Record<string, unknown>>): StoredItem {
  const { [WRITE_TOKEN]: _token, ...own } = attributes
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, decoded(value)])) as StoredItem
}

function encoded(value: unknown): unknown {
  return isNative(value, 0) ? value : new TextEncoder().encode(JSON.stringify(value))
}

// JSON data has no bytes, so bytes are always an encoded value.
function decoded(value: unknown): unknown {
  return value instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(value)) : value
}

function isNative(value: unknown, depth: number): boolean {
  if (depth > MAXIMUM_DEPTH) return false
  if (typeof value === 'number') return isNativeNumber(value)
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (Array.isArray(value)) return value.every((entry) => isNative(entry, depth + 1))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([name, entry]) => isNativeName(name) && isNative(entry, depth + 1))
  }
  return true
}

function isNativeNumber(value: number): boolean {
  const size = Math.abs(value)
  return size === 0 || (size >= SMALLEST && size <= LARGEST)
}

function isNativeName(name: string): boolean {
  return name !== '' && name !== '__proto__' && !/\p{Surrogate}/u.test(name)
}
