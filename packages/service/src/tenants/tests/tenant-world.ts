import type {
  ArtifactStore,
  TableAddress,
  TableAdmin,
  TableStore,
  TenantArtifacts,
  TenantTable,
} from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import type { DomainEvent, TenantId } from '@salestalk/protocol'
import { createRegistry, openRegistry, type Registry, registryTables } from '../../storage/index.ts'
import { eventsOf, pendingItems } from '../../storage/outbox.ts'
import { messagesTable } from '../../storage/tables.ts'
import { AccountRefusedError } from '../errors.ts'
import type { StreamMappings } from '../ports/stream-mappings.ts'
import type { DirectoryAccount, UserDirectory } from '../ports/user-directory.ts'
import { type TenantService, type TenantServiceOptions, tenantService } from '../tenant-service.ts'

/** Asked before and after every effect on the world; throws to kill the process there, and from then on always. */
export type Fate = () => void

export interface TenantWorld {
  readonly clock: FixedClock
  readonly registry: Registry
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  readonly accounts: Map<string, DirectoryAccount & { enabled: boolean }>
  readonly mappings: Set<string>
  readonly signedOut: string[]
  /** Addresses the directory does not take. */
  readonly refused: Set<string>
  /** A service in a process of its own. */
  service(fate?: Fate, options?: Partial<TenantServiceOptions>): TenantService
  events(): Promise<DomainEvent[]>
  /** Everything there is of a tenant, in words; empty when nothing is left but certificates. */
  remains(tenantId: TenantId): Promise<string[]>
}

/** A process that dies at its `turn`-th moment, each effect having one before and one after it. */
export function dyingAt(turn: number): Fate & { readonly died: () => boolean } {
  let moment = 0
  const fate = () => {
    moment += 1
    if (moment >= turn) throw new Error('killed')
  }
  return Object.assign(fate, { died: () => moment >= turn })
}

/** Tables, files, directory and mappings that outlive the process that uses them. */
export async function tenantWorld(): Promise<TenantWorld> {
  const clock = fixedClock()
  const ids = sequentialIds()
  const tables = inMemoryTables(clock)
  const artifacts = inMemoryArtifacts()
  const accounts: TenantWorld['accounts'] = new Map()
  const mappings = new Set<string>()
  const signedOut: string[] = []
  const refused = new Set<string>()
  await createRegistry(tables)
  const registry = openRegistry(tables)

  async function seedDemo(tenantId: TenantId, store: TableStore, files: ArtifactStore): Promise<void> {
    await files.open(tenantId).put('facts/orders/b1.parquet', new Uint8Array(3))
    await store.open({ tenantId, definition: messagesTable }).put({ pk: 'DATASET', sk: 'orders' })
  }

  return {
    clock,
    registry,
    tables,
    artifacts,
    accounts,
    mappings,
    signedOut,
    refused,
    service(fate = () => undefined, options = {}) {
      const mortal = mortalTables(tables, fate)
      const files: ArtifactStore = { open: (tenantId) => mortalObject(artifacts.open(tenantId), fileEffects, fate) }
      return tenantService({
        tables: mortal,
        artifacts: files,
        clock,
        ids,
        region: 'local',
        directory: mortalObject(memoryDirectory(accounts, signedOut, refused), accountEffects, fate),
        streamMappings: mortalObject(memoryMappings(mappings), ['ensure', 'remove'], fate),
        seedDemo: (tenantId) => seedDemo(tenantId, mortal, files),
        ...options,
      })
    },
    async events() {
      const events: DomainEvent[] = []
      for await (const item of pendingItems(registry.tenantsTable)) events.push(...eventsOf(item))
      return events
    },
    async remains(tenantId) {
      const found = [...(await tables.listTables(tenantId))]
      for await (const { key } of artifacts.open(tenantId).list('')) found.push(key)
      for (const name of mappings) if (name.startsWith(`tenant-${tenantId}-`)) found.push(`mapping of ${name}`)
      for (const account of accounts.values()) if (account.tenantId === tenantId) found.push(`account ${account.email}`)
      for (const address of registryTables) {
        for await (const item of tables.scanTable(address)) {
          const text = JSON.stringify(item)
          if (!item.sk.startsWith('CERTIFICATE#') && text.includes(`"${tenantId}"`)) found.push(`${item.pk} ${item.sk}`)
        }
      }
      return found
    },
  }
}

const tableEffects = ['put', 'update', 'delete', 'batchWrite'] as const satisfies readonly (keyof TenantTable)[]
const fileEffects = ['put', 'delete', 'deleteAll'] as const satisfies readonly (keyof TenantArtifacts)[]
const accountEffects = ['ensure', 'move', 'setEnabled', 'signOut', 'remove'] as const

function mortalTables(tables: TableStore & TableAdmin, fate: Fate): TableStore & TableAdmin {
  const admin = mortalObject(tables, ['createTable', 'deleteTable'], fate)
  return {
    open: (address) => mortalObject(tables.open(address), tableEffects, fate),
    createTable: (address: TableAddress) => admin.createTable(address),
    deleteTable: (address: TableAddress) => admin.deleteTable(address),
    listTables: (tenantId) => tables.listTables(tenantId),
    scanTable: (address) => tables.scanTable(address),
  }
}

function mortalObject<T extends object>(target: T, effects: readonly (keyof T)[], fate: Fate): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const method: unknown = Reflect.get(object, name, receiver)
      if (typeof method !== 'function' || !effects.some((effect) => effect === name)) return method
      return async (...parameters: unknown[]) => {
        fate()
        const result: unknown = await Reflect.apply(method, object, parameters)
        fate()
        return result
      }
    },
  })
}

function memoryDirectory(
  accounts: TenantWorld['accounts'],
  signedOut: string[],
  refused: ReadonlySet<string>,
): UserDirectory {
  const change = (email: string, set: Partial<DirectoryAccount & { enabled: boolean }>) => {
    const account = accounts.get(email)
    if (account !== undefined) accounts.set(email, { ...account, ...set })
  }
  return {
    async ensure({ name: _name, ...account }) {
      if (refused.has(account.email)) throw new AccountRefusedError(account.email, 'not accepted')
      if (!accounts.has(account.email)) accounts.set(account.email, { ...account, enabled: true })
    },
    find: async (email) => accounts.get(email) ?? null,
    move: async (email, { tenantId, role }) => change(email, { tenantId, role }),
    setEnabled: async (email, enabled) => change(email, { enabled }),
    signOut: async (email) => void signedOut.push(email),
    remove: async (email) => void accounts.delete(email),
  }
}

function memoryMappings(names: Set<string>): StreamMappings {
  return {
    ensure: async (name) => void names.add(name),
    count: async (name) => (names.has(name) ? 1 : 0),
    remove: async (name) => void names.delete(name),
  }
}
