import { randomUUID } from 'node:crypto'
import {
  type ArtifactStore,
  type TableAddress,
  type TableAdmin,
  type TableStore,
  type Timer,
  tableName,
} from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'

/** What the suites against an endpoint elsewhere share. It may hold what other runs left, so each store is given names of its own. */

/** The emulator the suites run against. Throws when none is named: running against AWS itself would cost money. */
export function awsEndpoint(): string {
  const endpoint = process.env.AWS_ENDPOINT_URL
  if (endpoint === undefined) throw new Error('Set AWS_ENDPOINT_URL, or run npm run test:aws, which starts an emulator')
  return endpoint
}

/** Where the endpoint is and which region it plays, as the clients want it. */
export function awsSettings(): { readonly region: string; readonly endpoint: string } {
  return { region: process.env.AWS_REGION ?? 'eu-central-1', endpoint: awsEndpoint() }
}

export interface OwnTables extends TableStore, TableAdmin {
  /** The address below which a table really lies. */
  real(address: TableAddress): TableAddress
  deleteAll(): Promise<void>
}

/** The same store, whose tenants and registry tables have other names underneath. */
export function ownTables(store: TableStore & TableAdmin): OwnTables {
  const run = randomUUID().slice(0, 8)
  const created = new Map<string, TableAddress>()

  function real({ tenantId, definition }: TableAddress): TableAddress {
    if (tenantId !== null) return { tenantId: ownTenant(tenantId, run), definition }
    return { tenantId, definition: { ...definition, name: `${definition.name}-${run}` } }
  }

  return {
    real,
    open: (address) => ({ ...store.open(real(address)), name: tableName(address) }),
    async createTable(address) {
      created.set(tableName(address), address)
      await store.createTable(real(address))
    },
    deleteTable: (address) => store.deleteTable(real(address)),
    scanTable: (address) => store.scanTable(real(address)),
    async listTables(tenantId) {
      const names = await store.listTables(tenantId === null ? null : ownTenant(tenantId, run))
      if (tenantId !== null) return names.map((name) => name.replace(`-${run}`, ''))
      return names.filter((name) => name.endsWith(`-${run}`)).map((name) => name.slice(0, -run.length - 1))
    },
    async deleteAll() {
      for (const address of created.values()) await store.deleteTable(real(address))
    },
  }
}

/** The same store, whose tenants have other names underneath. */
export function ownArtifacts(store: ArtifactStore): ArtifactStore {
  const run = randomUUID().slice(0, 8)
  return { open: (tenantId) => ({ ...store.open(ownTenant(tenantId, run)), prefix: `tenant-${tenantId}/` }) }
}

function ownTenant(tenantId: TenantId, run: string): TenantId {
  return tenantIdSchema.parse(`${tenantId}-${run}`)
}

/** Waits as it should, at twenty times the speed: an emulator takes some time of its own. */
export const hastyTimer: Timer = (work, milliseconds) => {
  const handle = setTimeout(work, milliseconds / 20)
  return () => clearTimeout(handle)
}
