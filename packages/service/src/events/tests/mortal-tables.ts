import type { ArtifactStore, TableStore, TenantTable } from '@salestalk/engine'

/** A process that was killed: what it does from then on has no effect. */
export class KilledError extends Error {
  override readonly name = 'KilledError'
}

/** How many more writes a process makes, and whether the last one still happens. */
export interface Life {
  writesLeft: number
  readonly lastHappens: boolean
  isDead: boolean
}

/** Tables as one process sees them, which is killed before or after its last write. */
export function mortalTables(tables: TableStore, life: Life): TableStore {
  return { open: (address) => mortalTable(tables.open(address), life) }
}

/** Artifacts likewise. */
export function mortalArtifacts(artifacts: ArtifactStore, life: Life): ArtifactStore {
  return {
    open(tenantId) {
      const opened = artifacts.open(tenantId)
      return {
        ...opened,
        put: (key, body, condition) => write(life, () => opened.put(key, body, condition)),
        delete: (key) => write(life, () => opened.delete(key)),
      }
    },
  }
}

function mortalTable(table: TenantTable, life: Life): TenantTable {
  return {
    name: table.name,
    get: (key) => read(life, () => table.get(key)),
    query: (query) => read(life, () => table.query(query)),
    put: (item, condition) => write(life, () => table.put(item, condition)),
    update: (key, changes) => write(life, () => table.update(key, changes)),
    delete: (key, condition) => write(life, () => table.delete(key, condition)),
    batchWrite: (operations) => write(life, () => table.batchWrite(operations)),
  }
}

async function read<T>(life: Life, work: () => Promise<T>): Promise<T> {
  if (life.isDead) throw new KilledError('dead')
  return await work()
}

async function write<T>(life: Life, work: () => Promise<T>): Promise<T> {
  if (life.isDead) throw new KilledError('dead')
  life.writesLeft -= 1
  if (life.writesLeft > 0) return await work()
  life.isDead = true
  if (life.lastHappens) await work()
  throw new KilledError(life.lastHappens ? 'killed after a write' : 'killed before a write')
}
