import type { DomainEvent } from '@salestalk/protocol'
import type { TenantRepository } from '../storage/tenant-repository.ts'

/** `suspended`: not now; `gone`: never, the company it is about is deleted. */
export type Admission = 'process' | 'suspended' | 'gone'

/** What a consumer does with an event of a company. One look at the registry, so that suspension and deletion take effect at once. */
export async function admissionOf(tenants: Pick<TenantRepository, 'getEntry'>, event: DomainEvent): Promise<Admission> {
  // These tell of the very end of work in a company, and touch nothing of it.
  if (event.eventType === 'tenant.suspended.v1' || event.eventType === 'tenant.deleted.v1') return 'process'
  const tenant = await tenants.getEntry(event.tenantId)
  // An event that is older than the company is of an earlier company of the same id.
  if (tenant === null || event.timestamp < tenant.createdAt) return 'gone'
  switch (tenant.status) {
    // Demo data causes events before the company is ready.
    case 'onboarding':
    case 'active':
      return 'process'
    case 'suspended':
      return 'suspended'
    case 'compensating':
    case 'deleted':
      return 'gone'
  }
}
