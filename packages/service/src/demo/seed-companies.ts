import { join } from 'node:path'
import type { TenantId } from '@salestalk/protocol'
import { demoCompanies } from '@salestalk/samples'
import { tenantIdOf } from '../tenants/tenant-names.ts'
import type { SalesTalk } from '../wiring.ts'
import { seedDemo } from './seed.ts'

export type DemoCompanyId = (typeof demoCompanies)[number]['id']

export interface SeededCompany {
  readonly company: DemoCompanyId
  readonly tenantId: TenantId
}

/** Gives every demo company its data up to the day before the clock's today, for evaluation and benchmarks. */
export async function seedDemoCompanies(salesTalk: SalesTalk): Promise<SeededCompany[]> {
  const workFolder = join(salesTalk.config.dataFolder, 'work')
  await seedDemo({ ...salesTalk, companies: demoCompanies, workFolder }, 'missing')
  return demoCompanies.map((company) => ({ company: company.id, tenantId: tenantIdOf(company.name) }))
}
