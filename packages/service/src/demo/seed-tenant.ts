import type { TenantId } from '@salestalk/protocol'
import { demoCompanies } from '@salestalk/samples'
import { type DemoOptions, seedDataset } from './seed.ts'

/** Gives a company that is being made the data of the first demo company, up to yesterday. What is there already stays. */
export async function seedTenant(
  tenantId: TenantId,
  options: Omit<DemoOptions, 'companies' | 'tenants'>,
): Promise<void> {
  for (const dataset of demoCompanies[0]?.datasets ?? []) await seedDataset(tenantId, dataset, options, 'missing')
}
