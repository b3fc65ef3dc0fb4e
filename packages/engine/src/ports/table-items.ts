import { InvalidCursorError, InvalidItemError, ItemTooLargeError } from './table-errors.ts'
import type {
  BatchOperation,
  IndexDefinition,
  ItemChanges,
  ItemKey,
  NewItem,
  SortCondition,
  StoredItem,
  TableDefinition,
  TableQuery,
} from './tenant-table.ts'

/** Rules every adapter shares: what an item may hold, how big it may be, how keys are ordered and pages continued. */

export const MAXIMUM_ITEM_BYTES = 400 * 1024
const MAXIMUM_PK_BYTES = 2048
const MAXIMUM_SK_BYTES = 1024
const MAXIMUM_DEPTH = 32
const MAXIMUM_PAGE = 1000
const DEFAULT_PAGE = 100

const encoder = new TextEncoder()

function utf8Length(text: string): number {
  return encoder.encode(text).length
}

/** A copy of the item that is pure JSON data, without `version` and without undefined attributes. Throws InvalidItemError, ItemTooLargeError. */
export function checkedItem(item: NewItem, indexes: readonly IndexDefinition[]): NewItem {
  checkKey(item)
  const { version: _version, ...attributes } = item
  const plain = plainValue(attributes, 'item', 0) as NewItem
  if (plain.expiresAt !== undefined && !Number.isSafeInteger(plain.expiresAt)) {
    throw new InvalidItemError('At item.expiresAt: expected whole epoch seconds')
  }
  for (const index of indexes) {
    for (const attribute of [index.partitionAttribute, index.sortAttribute]) {
      const value = plain[attribute]
      if (value !== undefined) checkKeyText(value, `item.${attribute}`, MAXIMUM_SK_BYTES)
    }
  }
  const bytes = sizeOf(plain)
  if (bytes > MAXIMUM_ITEM_BYTES) throw new ItemTooLargeError(bytes, MAXIMUM_ITEM_BYTES)
  return plain
}

/** The item after an update, still to be checked. The key cannot be changed. */
export function changedItem(item: StoredItem, changes: ItemChanges): NewItem {
  const removed = new Set(changes.remove ?? [])
  for (const attribute of ['pk', 'sk']) {
    if (removed.has(attribute) || Object.hasOwn(changes.set ?? {}, attribute)) {
      throw new InvalidItemError(`At ${attribute}: the key of an item cannot be changed`)
    }
  }
  const kept = Object.entries(item).filter(([attribute]) => !removed.has(attribute))
  return { ...Object.fromEntries(kept), ...changes.set, pk: item.pk, sk: item.sk }
}

/** The operations with their items checked. Throws InvalidItemError when one key occurs twice. */
export function checkedBatch(
  operations: readonly BatchOperation[],
  indexes: readonly IndexDefinition[],
): BatchOperation[] {
  const seen = new Set<string>()
  return operations.map((operation) => {
    const key = 'put' in operation ? operation.put : operation.delete
    checkKey(key)
    const name = `${key.pk}\0${key.sk}`
    if (seen.has(name)) throw new InvalidItemError(`Item ${key.pk} / ${key.sk} occurs twice in one batch`)
    seen.add(name)
    return 'put' in operation ? { put: checkedItem(operation.put, indexes) } : operation
  })
}

/** Throws InvalidItemError unless both parts are usable on every store. */
export function checkKey(key: ItemKey): void {
  checkKeyText(key.pk, 'item.pk', MAXIMUM_PK_BYTES)
  checkKeyText(key.sk, 'item.sk', MAXIMUM_SK_BYTES)
}

function checkKeyText(value: unknown, path: string, maximum: number): asserts value is string {
  if (typeof value !== 'string' || value === '') throw new InvalidItemError(`At ${path}: expected non-empty text`)
  // A NUL ends a text in some stores and a lone surrogate has no UTF-8 form: both would change the order of keys.
  if (/\0|\p{Surrogate}/u.test(value)) throw new InvalidItemError(`At ${path}: text with a NUL or half a character`)
  if (utf8Length(value) > maximum) throw new InvalidItemError(`At ${path}: longer than ${maximum} bytes`)
}

function plainValue(value: unknown, path: string, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) throw new InvalidItemError(`At ${path}: nested more than ${MAXIMUM_DEPTH} levels deep`)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new InvalidItemError(`At ${path}: expected a finite number, got ${value}`)
    // Minus zero has no JSON form of its own.
    return value === 0 ? 0 : value
  }
  if (Array.isArray(value)) return value.map((entry, index) => plainValue(entry, `${path}.${index}`, depth + 1))
  if (typeof value === 'object' && isPlainObject(value)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
    return Object.fromEntries(entries.map(([key, entry]) => [key, plainValue(entry, `${path}.${key}`, depth + 1)]))
  }
  throw new InvalidItemError(`At ${path}: expected JSON data, got ${describe(value)}`)
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function describe(value: unknown): string {
  return typeof value === 'object' ? (value?.constructor?.name ?? 'an object') : typeof value
}

/** Bytes of the item as DynamoDB counts them: names and texts in UTF-8, about half a byte per digit, 3 per list or map. */
export function sizeOf(value: unknown): number {
  if (value === null || typeof value === 'boolean') return 1
  if (typeof value === 'string') return utf8Length(value)
  if (typeof value === 'number') return Math.min(21, Math.ceil(String(Math.abs(value)).length / 2) + 2)
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + sizeOf(entry) + 1, 3)
  if (typeof value === 'object') {
    return Object.entries(value).reduce((sum, [name, entry]) => sum + utf8Length(name) + sizeOf(entry) + 1, 3)
  }
  return 0
}

export function isExpired(item: { readonly expiresAt?: number }, now: Date): boolean {
  return item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime()
}

/** Order of keys on every store: by Unicode code point, which is the byte order of UTF-8 (and not that of JavaScript). */
export function compareKeys(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)]
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** The smallest text greater than every text that begins with `prefix`, or null when there is none. */
export function endOfPrefix(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  while (points.length > 0) {
    const last = points.pop() ?? 0
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
  }
  return null
}

/** A query with everything decided: the index resolved, defaults filled in, the cursor read. */
export interface CheckedQuery {
  readonly pk: string
  readonly index: IndexDefinition | null
  readonly sort: SortCondition | null
  readonly descending: boolean
  readonly limit: number
  readonly after: Position | null
}

/** Where a page ended: the sort value within the partition, then the item's key, which breaks ties inside an index. */
export interface Position extends ItemKey {
  readonly sort: string
}

export function checkedQuery(query: TableQuery, definition: TableDefinition): CheckedQuery {
  checkKeyText(query.pk, 'query.pk', MAXIMUM_PK_BYTES)
  const index = query.index === undefined ? null : definition.indexes.find((entry) => entry.name === query.index)
  if (index === undefined) {
    const known = definition.indexes.map((entry) => entry.name).join(', ')
    throw new InvalidItemError(`Table ${definition.name} has no index "${query.index}", only: ${known}`)
  }
  const limit = query.limit ?? DEFAULT_PAGE
  if (!Number.isInteger(limit) || limit < 1 || limit > MAXIMUM_PAGE) {
    throw new InvalidItemError(`At query.limit: expected a whole number from 1 to ${MAXIMUM_PAGE}, got ${limit}`)
  }
  const after = query.cursor === undefined || query.cursor === null ? null : readCursor(query.cursor, query)
  return { pk: query.pk, index, sort: query.sort ?? null, descending: query.descending ?? false, limit, after }
}

/** The cursor of the page that ends with this item; opaque, safe in a URL. */
export function cursorAfter(item: StoredItem, query: CheckedQuery): string {
  const sort = query.index === null ? item.sk : item[query.index.sortAttribute]
  return encodeURIComponent(JSON.stringify([query.index?.name ?? '', query.pk, sort, item.pk, item.sk]))
}

function readCursor(cursor: string, query: TableQuery): Position {
  let parts: unknown
  try {
    parts = JSON.parse(decodeURIComponent(cursor))
  } catch (error) {
    throw new InvalidCursorError(error)
  }
  if (!Array.isArray(parts) || parts.length !== 5) throw new InvalidCursorError()
  const [index, partition, sort, pk, sk]: unknown[] = parts
  if (index !== (query.index ?? '') || partition !== query.pk) throw new InvalidCursorError()
  if (typeof sort !== 'string' || typeof pk !== 'string' || typeof sk !== 'string') throw new InvalidCursorError()
  return { sort, pk, sk }
}
