import type { TenantId } from '@salestalk/protocol'
import { openSalesTalk, readConfig, type SalesTalk } from '@salestalk/service'

/** SalesTalk on a data folder, silent. Close it. */
export async function openAt(dataFolder: string, computesAhead = false): Promise<SalesTalk> {
  // What is computed ahead is measured apart, and must not run beside what is measured here.
  return await openSalesTalk({ ...readConfig({ dataFolder }), logLevel: 'silent' }, { computesAhead })
}

/** The company of this name, created when it is missing. */
export async function companyNamed(salesTalk: SalesTalk, name: string): Promise<TenantId> {
  const { tenant } = await salesTalk.tenants.createTenant({ name, ownerEmail: 'owner@example.com', plan: 'free' })
  return tenant.tenantId
}
