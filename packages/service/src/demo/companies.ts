import { type DemoCompany, demoCompanies } from '@salestalk/samples'
import { tenantIdOf } from '../tenants/tenant-names.ts'

/** A demo company lives under the id that its name gives, like every other one. */
export function demoCompanyOf(tenantId: string): DemoCompany | undefined {
  return demoCompanies.find((company) => tenantIdOf(company.name) === tenantId)
}
