import { checkedTenantId } from '../../tenants/tenant-names.ts'
import type { CommandContext } from '../command-line/run-context.ts'
import { requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export async function createTenant(
  context: CommandContext,
  name: string,
  options: { owner: string; plan: string },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const { tenant, created } = await salesTalk.tenants.createTenant({
      name,
      ownerEmail: options.owner,
      plan: options.plan,
    })
    const { code, expiresAt } = await salesTalk.users.createSignInCode(tenant.tenantId, tenant.ownerEmail)
    await salesTalk.flushEvents(null)
    const signIn = { email: tenant.ownerEmail, code, expiresAt: expiresAt.toISOString() }
    context.output.result({ tenant, created, signIn }, () =>
      [
        created
          ? `Created ${tenant.name} as "${tenant.tenantId}".`
          : `${tenant.name} exists already as "${tenant.tenantId}".`,
        `Sign in as ${signIn.email} with the code ${code} (once, until ${signIn.expiresAt}).`,
        `Next: salestalk ingest FILE --tenant ${tenant.tenantId}`,
      ].join('\n'),
    )
  })
}

export async function listTenants(context: CommandContext): Promise<void> {
  await withSalesTalk(context, async ({ tenants }) => {
    const all = await tenants.listTenants()
    context.output.result({ tenants: all }, () => {
      if (all.length === 0)
        return 'There are no companies yet: create one with salestalk tenant create NAME --owner EMAIL'
      const rows = all.map((tenant) => [
        tenant.tenantId,
        tenant.name,
        tenant.ownerEmail,
        tenant.plan,
        tenant.status,
        tenant.createdAt.slice(0, 10),
      ])
      return textTable(['Id', 'Name', 'Owner', 'Plan', 'Status', 'Created'], rows, Number.POSITIVE_INFINITY)
    })
  })
}

export async function deleteTenant(context: CommandContext, id: string): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = checkedTenantId(id)
    const exists = (await salesTalk.registry.tenants.getEntry(tenantId)) !== null
    // Half deleted companies are not listed, but can be deleted to the end.
    if (!exists) await requireTenant(salesTalk, id)
    await salesTalk.deleteTenant(tenantId)
    context.output.result({ tenantId, deleted: true }, () => `Deleted "${tenantId}" with everything it had.`)
  })
}
