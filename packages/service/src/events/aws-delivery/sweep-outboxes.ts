import { type Clock, type EventBus, TableNotFoundError, type TableStore, type TenantTable } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { someAtOnce } from '../../at-once.ts'
import { pendingItems } from '../../storage/outbox.ts'
import { openRegistry, openTenantStorage } from '../../storage/storage.ts'
import { publishItem } from '../publish-outbox.ts'

export interface SweepOptions {
  readonly tables: TableStore
  readonly bus: EventBus
  readonly clock: Clock
  /** Numbers from 0 to 1. */
  readonly random: () => number
  readonly onError: (error: unknown, place: { readonly table: string }) => void
}

const TENANTS_AT_ONCE = 8
// Younger events are on their way by their stream; publishing them here would publish them twice.
const MISSED_AFTER_MILLISECONDS = 60_000

/**
 * Publishes what streams have missed, of the registry and of all active companies; returns how many events. A failure with one company
 * does not stop the others. Each sweep begins with another company, so that one that runs out of time leaves out others than the last.
 */
export async function sweepOutboxes(options: SweepOptions): Promise<number> {
  const { tables, clock, random, onError } = options
  const registry = openRegistry(tables)
  let published = await sweepTable(registry.tenantsTable, null, options)
  const active = (await registry.tenants.list()).filter(({ status }) => status === 'active')
  const first = Math.floor(random() * active.length)
  await someAtOnce([...active.slice(first), ...active.slice(0, first)], TENANTS_AT_ONCE, async ({ tenantId }) => {
    const { messagesTable, metricsTable } = openTenantStorage(tables, tenantId, clock)
    for (const table of [messagesTable, metricsTable]) {
      try {
        const count = await sweepTable(table, tenantId, options)
        published += count
      } catch (error) {
        // Deleted meanwhile, with its events.
        if (!(error instanceof TableNotFoundError)) onError(error, { table: table.name })
      }
    }
  })
  return published
}

async function sweepTable(table: TenantTable, tenantId: TenantId | null, options: SweepOptions): Promise<number> {
  const { bus, clock, onError } = options
  const missedBefore = new Date(clock.now().getTime() - MISSED_AFTER_MILLISECONDS).toISOString()
  let published = 0
  for await (const item of pendingItems(table)) {
    // They come in order of the time of their first event.
    if (String(item.outboxAt) > missedBefore) break
    try {
      published += await publishItem(table, bus, tenantId, item)
    } catch (error) {
      onError(error, { table: table.name })
    }
  }
  return published
}
