import type { DeletionCertificate } from '@salestalk/protocol'
import { checkedTenantId } from '../../tenants/tenant-names.ts'
import type { CommandContext } from '../command-line/run-context.ts'
import { requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export async function createTenant(
  context: CommandContext,
  name: string,
  options: { owner: string; plan: string; demoData?: boolean },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const { tenant, created } = await salesTalk.tenants.createTenant({
      name,
      ownerEmail: options.owner,
      plan: options.plan,
      demoData: options.demoData ?? false,
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
    const certificate = await salesTalk.tenants.certificateOf(tenantId)
    await salesTalk.flushEvents(null)
    context.output.result({ tenantId, deleted: true, certificate }, () =>
      [`Deleted "${tenantId}" with everything it had.`, certificateText(certificate)].join('\n'),
    )
  })
}

/** What was removed with the last company of this id that was deleted. */
export async function showCertificate(context: CommandContext, id: string): Promise<void> {
  await withSalesTalk(context, async ({ tenants }) => {
    const certificate = await tenants.certificateOf(checkedTenantId(id))
    context.output.result({ certificate }, () => certificateText(certificate))
  })
}

export async function suspendTenant(context: CommandContext, id: string, options: { reason?: string }): Promise<void> {
  await withSalesTalk(context, async ({ tenants, flushEvents }) => {
    const tenant = await tenants.suspend(checkedTenantId(id), options.reason ?? null)
    await flushEvents(null)
    context.output.result({ tenant }, () => `Suspended "${tenant.tenantId}": nobody gets in, everything is kept.`)
  })
}

export async function resumeTenant(context: CommandContext, id: string): Promise<void> {
  await withSalesTalk(context, async ({ tenants }) => {
    const tenant = await tenants.resume(checkedTenantId(id))
    context.output.result({ tenant }, () => `"${tenant.tenantId}" is open again.`)
  })
}

/** Whether the language model of this deployment may reword the answers of a company. */
export async function setRephrasing(context: CommandContext, id: string, choice: 'on' | 'off'): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, id)
    const updatedAt = salesTalk.clock.now().toISOString()
    await salesTalk.registry.tenants.changeEntry(tenantId, ({ settings }) => ({
      set: { settings: { ...settings, rephrase: choice === 'on' }, updatedAt },
    }))
    const tenant = await salesTalk.tenants.getTenant(tenantId)
    context.output.result({ tenant }, () => {
      if (choice === 'off') return `Answers of "${tenantId}" keep their own wording.`
      const without = salesTalk.config.model === null ? ' There is none here: see SALESTALK_MODEL.' : ''
      return `Answers of "${tenantId}" may be reworded by the language model.${without}`
    })
  })
}

/** Carries on creations, suspensions and deletions that were interrupted and left alone for five minutes. */
export async function resumeInterrupted(context: CommandContext): Promise<void> {
  await withSalesTalk(context, async ({ tenants, flushEvents }) => {
    const work = await tenants.resumeInterrupted()
    await flushEvents(null)
    context.output.result({ work }, () => {
      if (work.length === 0) return 'Nothing was interrupted, or it is being worked on.'
      const rows = work.map(({ tenantId, kind, outcome, problem }) => [tenantId, kind, outcome, problem ?? ''])
      return textTable(['Id', 'Work', 'Outcome', 'Problem'], rows, Number.POSITIVE_INFINITY)
    })
  })
}

function certificateText({ certificateId, deletedAt, removed, expiring, sha256 }: DeletionCertificate): string {
  const kinds = removed.map(({ kind, count }) => `${count} ${kind.replaceAll('_', ' ')}`).join(', ')
  const later = expiring.map(({ kind, until }) => `${kind.replaceAll('_', ' ')} until ${until}`).join(', ')
  return [
    `Certificate ${certificateId} of ${deletedAt}: removed ${kinds}.`,
    ...(later === '' ? [] : [`Expires by itself: ${later}.`]),
    `SHA-256 ${sha256}`,
  ].join('\n')
}
