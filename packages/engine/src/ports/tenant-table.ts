import type { TenantId } from '@salestalk/protocol'

/** Where an item lives inside its table. Both parts are non-empty text; items of one `pk` are ordered by `sk`, in UTF-8 byte order. */
export interface ItemKey {
  readonly pk: string
  readonly sk: string
}

/** An item to write. Attributes hold JSON data only; `undefined` ones are left out; a `version` attribute is ignored. */
export interface NewItem extends ItemKey {
  /** Epoch seconds from which on the item no longer exists for any reader. */
  readonly expiresAt?: number
  readonly [attribute: string]: unknown
}

/** An item as stored. `version` is 1 for a new item and grows by one with every write. */
export interface StoredItem extends NewItem {
  readonly version: number
}

/** The write happens only if this holds, else it fails with ConditionFailedError and changes nothing. */
export type PutCondition = { readonly ifNotExists: true } | { readonly ifVersion: number }

export interface ItemChanges {
  /** The version that was read; any other one fails with ConditionFailedError. */
  readonly expectedVersion: number
  readonly set?: Readonly<Record<string, unknown>>
  readonly remove?: readonly string[]
}

/** Limits a query to part of the order; the ends of `between` belong to it. */
export type SortCondition = { readonly beginsWith: string } | { readonly between: readonly [string, string] }

export interface TableQuery {
  /** The partition to read: a `pk`, or with `index` a value of the partition attribute of that index. */
  readonly pk: string
  readonly index?: string
  /** On `sk`, or with `index` on the sort attribute of that index. */
  readonly sort?: SortCondition
  readonly descending?: boolean
  /** 1 to 1000, default 100. */
  readonly limit?: number
  /** Of the page before; only good for the same query. */
  readonly cursor?: string | null
}

/** A page may be shorter than its limit; only a null cursor says that nothing follows. */
export interface ItemPage {
  readonly items: readonly StoredItem[]
  readonly cursor: string | null
}

export type BatchOperation = { readonly put: NewItem } | { readonly delete: ItemKey }

/** An index lists only the items that have both its attributes (it is sparse). Indexed attributes are non-empty text. */
export interface IndexDefinition {
  readonly name: string
  readonly partitionAttribute: string
  readonly sortAttribute: string
}

/** A table as data, enough to create it on any store. Keys are always `pk` and `sk`, time to live is always `expiresAt`. */
export interface TableDefinition {
  /** The whole name of a registry table; the last part of `tenant-{id}-{name}` for a tenant's table. */
  readonly name: string
  readonly scope: 'registry' | 'tenant'
  readonly indexes: readonly IndexDefinition[]
}

/** One table of one tenant, or with `tenantId` null one table of the registry. */
export interface TableAddress {
  readonly tenantId: TenantId | null
  readonly definition: TableDefinition
}

/** One opened table. Whoever holds it can reach the items of this table and of no other, whatever keys are passed. */
export interface TenantTable {
  readonly name: string
  /** The item, or null when there is none or it has expired. Reads see every acknowledged write. */
  get(key: ItemKey): Promise<StoredItem | null>
  /** Writes the whole item and returns it with its new version. Durable when the promise resolves. */
  put(item: NewItem, condition?: PutCondition): Promise<StoredItem>
  /** Changes some attributes of an existing item. ConditionFailedError when it is gone or has another version. */
  update(key: ItemKey, changes: ItemChanges): Promise<StoredItem>
  /** Deletes the item; without a condition deleting nothing is fine. */
  delete(key: ItemKey, condition?: { readonly ifVersion: number }): Promise<void>
  /**
   * A page of one partition. Without `index` it shows every acknowledged write; an index may lag a moment behind, so what must be
   * exact is read by key. Items of an index with the same sort value come in no particular order.
   */
  query(query: TableQuery): Promise<ItemPage>
  /**
   * Any number of unconditional writes, each key at most once. Each item is written whole, but a crash may leave only
   * some of them written. Items put this way start again at version 1, so never mix them with conditional writes.
   */
  batchWrite(operations: readonly BatchOperation[]): Promise<void>
}

/** Opens tables. Opening reads nothing; a table that was never created fails on first use with TableNotFoundError. */
export interface TableStore {
  open(address: TableAddress): TenantTable
}

/** Creates, deletes and reads whole tables; only provisioning and exports use it. */
export interface TableAdmin {
  /** Creates the table, or adds the indexes it lacks. Doing it twice is fine. */
  createTable(address: TableAddress): Promise<void>
  /** Deletes the table with everything in it. Doing it twice is fine. */
  deleteTable(address: TableAddress): Promise<void>
  /** Every item of the table in no particular order, as it is when it is read; only exports look at a whole table. */
  scanTable(address: TableAddress): AsyncIterable<StoredItem>
  /** Names of the tables that exist for the tenant, or in the registry for null, in order. */
  listTables(tenantId: TenantId | null): Promise<readonly string[]>
}

/** The full name of a table: `tenants-metadata`, `tenant-acme-messages`. */
export function tableName(address: TableAddress): string {
  const { tenantId, definition } = address
  if ((definition.scope === 'tenant') !== (tenantId !== null)) {
    throw new TypeError(`Table ${definition.name} is of scope ${definition.scope}; its address must match`)
  }
  return tenantId === null ? definition.name : `tenant-${tenantId}-${definition.name}`
}
