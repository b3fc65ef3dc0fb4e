import type { Readable } from 'node:stream'
import type { TenantId } from '@salestalk/protocol'
import { tenantIdSchema } from '@salestalk/protocol'
import { type Config, readConfig } from '../../config.ts'
import { TenantNotFoundError } from '../../tenants/errors.ts'
import { openSalesTalk, type SalesTalk } from '../../wiring.ts'
import { CommandFailure } from './failures.ts'
import type { Output } from './output.ts'

/** What every command is given. */
export interface CommandContext {
  readonly output: Output
  readonly stdin: Readable
  readonly dataFolder: string | undefined
  /** Aborted when the person interrupts the command. */
  readonly signal: AbortSignal
}

export function configOf({ dataFolder }: CommandContext, port?: number): Config {
  return readConfig({ dataFolder, port })
}

/** Opens the stores, does the work, closes them whatever happens. */
export async function withSalesTalk<T>(
  context: CommandContext,
  work: (salesTalk: SalesTalk) => Promise<T>,
): Promise<T> {
  const salesTalk = await openSalesTalk(configOf(context), { computesAhead: false })
  try {
    return await work(salesTalk)
  } finally {
    await salesTalk.close()
  }
}

/** The company of this id, or a failure that lists the ones there are. */
export async function requireTenant(salesTalk: SalesTalk, id: string): Promise<TenantId> {
  const parsed = tenantIdSchema.safeParse(id)
  try {
    if (parsed.success) return (await salesTalk.tenants.requireActive(parsed.data)).tenantId
  } catch (error) {
    if (!(error instanceof TenantNotFoundError)) throw error
  }
  const known = (await salesTalk.tenants.listTenants()).map(({ tenantId }) => tenantId)
  const advice =
    known.length === 0
      ? 'create one with: salestalk tenant create NAME --owner EMAIL'
      : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`
  const { deployment, dataFolder } = salesTalk.config
  const place = deployment.kind === 'aws' ? `the environment "${deployment.environment}"` : dataFolder
  throw new CommandFailure(`There is no company "${id.slice(0, 60)}" in ${place}: ${advice}.`)
}
