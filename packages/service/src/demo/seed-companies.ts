import { join } from 'node:path'
import type { TenantId } from '@salestalk/protocol'
import { demoCompanies } from '@salestalk/samples'
import { tenantIdOf } from '../tenants/tenant-names.ts'
import { type DemoOptions, type SeededDataset, seedDemo } from './seed.ts'

export type DemoCompanyId = (typeof demoCompanies)[number]['id']

export interface SeededCompany {
  readonly company: DemoCompanyId
  readonly tenantId: TenantId
}

type DemoInstallation = Omit<DemoOptions, 'companies' | 'workFolder'> & {
  readonly config: { readonly dataFolder: string }
}

/** Gives the demo companies of this release their data; see seedDemo. */
export async function seedDemoData(installation: DemoInstallation, only: 'missing' | 'all'): Promise<SeededDataset[]> {
  const workFolder = join(installation.config.dataFolder, 'work')
  return await seedDemo({ ...installation, companies: demoCompanies, workFolder }, only)
}

/** Gives every demo company its data up to the day before the clock's today, for evaluation and benchmarks. */
export async function seedDemoCompanies(installation: DemoInstallation): Promise<SeededCompany[]> {
  await seedDemoData(installation, 'missing')
  return demoCompanies.map((company) => ({ company: company.id, tenantId: tenantIdOf(company.name) }))
}
