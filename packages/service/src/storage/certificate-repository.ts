import { ConditionFailedError, type ItemKey, type TenantTable } from '@salestalk/engine'
import {
  type DeletionCertificate,
  type DomainEvent,
  deletionCertificateSchema,
  type TenantId,
} from '@salestalk/protocol'
import { putWithEvents } from './outbox.ts'

export interface CertificateRepository {
  /** Keeps the certificate with its event in one write; returns the one that is kept already under its id, if there is. */
  put(certificate: DeletionCertificate, events: readonly DomainEvent[]): Promise<DeletionCertificate>
  /** Of the last company that had this id and was deleted. */
  latest(tenantId: TenantId): Promise<DeletionCertificate | null>
}

/** `TENANT#{tenantId}` / `CERTIFICATE#{requestedAt}#{certificateId}`, in the registry, for good. In no index of tenants. */
export function certificateRepository(table: TenantTable): CertificateRepository {
  return {
    async put(certificate, events) {
      const key = keyOf(certificate)
      try {
        await putWithEvents(table, { ...key, certificate }, events, { ifNotExists: true })
        return certificate
      } catch (error) {
        const kept = error instanceof ConditionFailedError ? await table.get(key) : null
        if (kept === null) throw error
        return deletionCertificateSchema.parse(kept.certificate)
      }
    },
    async latest(tenantId) {
      const query = { pk: `TENANT#${tenantId}`, sort: { beginsWith: 'CERTIFICATE#' }, descending: true, limit: 1 }
      const [item] = (await table.query(query)).items
      return item === undefined ? null : deletionCertificateSchema.parse(item.certificate)
    },
  }
}

function keyOf({ tenantId, requestedAt, certificateId }: DeletionCertificate): ItemKey {
  return { pk: `TENANT#${tenantId}`, sk: `CERTIFICATE#${requestedAt}#${certificateId}` }
}
