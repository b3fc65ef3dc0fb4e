import type { Catalog, TenantId } from '@salestalk/protocol'
import { type Handler, memberOf } from '../context.ts'

export function catalogRoutes({ catalogOf }: { readonly catalogOf: (tenantId: TenantId) => Promise<Catalog> }) {
  const catalog: Handler = async (context) => context.json(await catalogOf(memberOf(context).tenantId))
  return { catalog }
}
