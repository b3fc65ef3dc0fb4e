import type { TenantId } from '@salestalk/protocol'
import type { SessionCredentials, TenantCredentials } from './tenant-credentials.ts'

export interface ScopedClientsOptions<Client> {
  readonly credentials: TenantCredentials
  /** A client that asks for credentials when it needs them; without, it has those of the process: for the registry only. */
  readonly open: (credentials: (() => Promise<SessionCredentials>) | null) => Client
  /** Clients kept, the latest used; default 200. */
  readonly capacity?: number
}

export interface ScopedClients<Client> {
  /** The client whose credentials reach this tenant's data alone; null is the process itself. */
  clientFor(tenantId: TenantId | null): Client
}

/** Clients of one service, one per tenant: a request can only be signed with credentials of the tenant whose client it was given. */
export function scopedClients<Client>(options: ScopedClientsOptions<Client>): ScopedClients<Client> {
  const { credentials, open, capacity = 200 } = options
  const clients = new Map<TenantId, Client>()
  let own: { readonly client: Client } | null = null

  return {
    clientFor(tenantId) {
      if (tenantId === null) {
        own ??= { client: open(null) }
        return own.client
      }
      const client = clients.get(tenantId) ?? open(() => credentials.sessionOf(tenantId))
      clients.delete(tenantId)
      clients.set(tenantId, client)
      // One that is pushed out may still be in use, so it is not closed; the other side ends its idle connections.
      for (const oldest of clients.keys()) {
        if (clients.size <= capacity) break
        clients.delete(oldest)
      }
      return client
    },
  }
}
