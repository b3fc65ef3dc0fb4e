import type { TenantId } from '@salestalk/protocol'
import type { Clock } from '../clock.ts'
import { ConditionFailedError, TableNotFoundError } from '../table-errors.ts'
import {
  type CheckedQuery,
  changedItem,
  checkedBatch,
  checkedItem,
  checkedQuery,
  checkKey,
  compareKeys,
  cursorAfter,
  isExpired,
  type Position,
} from '../table-items.ts'
import {
  type BatchOperation,
  type ItemChanges,
  type ItemKey,
  type ItemPage,
  type NewItem,
  type PutCondition,
  type SortCondition,
  type StoredItem,
  type TableAddress,
  type TableAdmin,
  type TableQuery,
  type TableStore,
  type TenantTable,
  tableName,
} from '../tenant-table.ts'

type Items = Map<string, StoredItem>

/** Tables that live as long as the process: for tests, with the same behavior as the durable stores. */
export function inMemoryTables(clock: Clock): TableStore & TableAdmin {
  const tables = new Map<string, { tenantId: TenantId | null; items: Items }>()
  return {
    open: (address) => openTable(address, () => tables.get(tableName(address))?.items, clock),
    createTable: async (address) => {
      const name = tableName(address)
      if (!tables.has(name)) tables.set(name, { tenantId: address.tenantId, items: new Map() })
    },
    deleteTable: async (address) => {
      tables.delete(tableName(address))
    },
    async *scanTable(address) {
      const found = tables.get(tableName(address))
      if (found === undefined) throw new TableNotFoundError(tableName(address))
      for (const item of [...found.items.values()]) if (!isExpired(item, clock.now())) yield structuredClone(item)
    },
    listTables: async (tenantId) =>
      [...tables]
        .filter(([, table]) => table.tenantId === tenantId)
        .map(([name]) => name)
        .sort(compareKeys),
  }
}

function openTable(address: TableAddress, find: () => Items | undefined, clock: Clock): TenantTable {
  const name = tableName(address)
  const { definition } = address

  function items(): Items {
    const found = find()
    if (found === undefined) throw new TableNotFoundError(name)
    return found
  }

  function read(key: ItemKey): StoredItem | null {
    checkKey(key)
    const item = items().get(keyText(key))
    return item === undefined || isExpired(item, clock.now()) ? null : item
  }

  function write(item: NewItem, version: number): StoredItem {
    const stored: StoredItem = { ...checkedItem(item, definition.indexes), version }
    items().set(keyText(stored), structuredClone(stored))
    return stored
  }

  return {
    name,
    async get(key) {
      const item = read(key)
      return item === null ? null : structuredClone(item)
    },
    async put(item: NewItem, condition?: PutCondition) {
      const existing = read(item)
      if (condition === undefined) return write(item, (existing?.version ?? 0) + 1)
      if ('ifNotExists' in condition) {
        if (existing !== null) throw new ConditionFailedError(name, item.pk, item.sk, 'does not exist')
        return write(item, 1)
      }
      requireVersion(existing, item, condition.ifVersion)
      return write(item, condition.ifVersion + 1)
    },
    async update(key: ItemKey, changes: ItemChanges) {
      const existing = requireVersion(read(key), key, changes.expectedVersion)
      return write(changedItem(existing, changes), changes.expectedVersion + 1)
    },
    async delete(key, condition) {
      if (condition !== undefined) requireVersion(read(key), key, condition.ifVersion)
      checkKey(key)
      items().delete(keyText(key))
    },
    async query(query: TableQuery): Promise<ItemPage> {
      const checked = checkedQuery(query, definition)
      const live = [...items().values()].filter((item) => !isExpired(item, clock.now()))
      return pageOf(live, checked)
    },
    async batchWrite(operations: readonly BatchOperation[]) {
      for (const operation of checkedBatch(operations, definition.indexes)) {
        if ('put' in operation) write(operation.put, 1)
        else items().delete(keyText(operation.delete))
      }
    },
  }

  function requireVersion(item: StoredItem | null, key: ItemKey, version: number): StoredItem {
    if (item?.version !== version) throw new ConditionFailedError(name, key.pk, key.sk, `version is ${version}`)
    return item
  }
}

function keyText(key: ItemKey): string {
  return `${key.pk}\0${key.sk}`
}

interface Entry extends Position {
  readonly item: StoredItem
}

function pageOf(items: readonly StoredItem[], query: CheckedQuery): ItemPage {
  const sign = query.descending ? -1 : 1
  const entries = items
    .flatMap((item) => entryOf(item, query))
    .filter((entry) => meets(entry.sort, query.sort))
    .filter((entry) => query.after === null || compareEntries(entry, query.after) * sign > 0)
    .sort((left, right) => compareEntries(left, right) * sign)
  const page = entries.slice(0, query.limit).map((entry) => structuredClone(entry.item))
  const last = page.at(-1)
  return { items: page, cursor: entries.length > query.limit && last !== undefined ? cursorAfter(last, query) : null }
}

function entryOf(item: StoredItem, query: CheckedQuery): Entry[] {
  const { pk, sk } = item
  const partition = query.index === null ? pk : item[query.index.partitionAttribute]
  const sort = query.index === null ? sk : item[query.index.sortAttribute]
  return partition === query.pk && typeof sort === 'string' ? [{ sort, pk, sk, item }] : []
}

function compareEntries(left: Position, right: Position): number {
  return compareKeys(left.sort, right.sort) || compareKeys(left.pk, right.pk) || compareKeys(left.sk, right.sk)
}

function meets(sort: string, condition: SortCondition | null): boolean {
  if (condition === null) return true
  if ('beginsWith' in condition) return sort.startsWith(condition.beginsWith)
  const [from, to] = condition.between
  return compareKeys(sort, from) >= 0 && compareKeys(sort, to) <= 0
}
