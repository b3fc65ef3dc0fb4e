import type { TableAddress, TableAdmin } from '@salestalk/engine'
import { QuotaReachedError } from './errors.ts'
import type { TenantLimits } from './ports/onboarding.ts'

/** Files in a folder have no quota, and one process has nothing on its way. */
export const noLimits: TenantLimits = {
  tablesPerAccount: Number.POSITIVE_INFINITY,
  tablesInReserve: 0,
  idRestSeconds: 0,
}

export const TABLES_PER_TENANT = 2

/** Throws QuotaReachedError when the tables of one more tenant would reach into the reserve. */
export function requireRoomForTables(used: number, { tablesPerAccount, tablesInReserve }: TenantLimits): void {
  if (used + TABLES_PER_TENANT > tablesPerAccount - tablesInReserve) {
    throw new QuotaReachedError('tables per account and region', used, tablesPerAccount)
  }
}

/**
 * The same admin, which makes and deletes at most so many tables at once: an account may have 500 such operations under way, or 250 of
 * tables with indexes, and other companies need theirs.
 */
export function limitedTableAdmin(admin: TableAdmin, atOnce: number): TableAdmin {
  const waiting: (() => void)[] = []
  let running = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place goes on to whoever waits longest, without becoming free in between.
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    createTable: (address: TableAddress) => inTurn(() => admin.createTable(address)),
    deleteTable: (address: TableAddress) => inTurn(() => admin.deleteTable(address)),
    scanTable: (address) => admin.scanTable(address),
    listTables: (tenantId) => admin.listTables(tenantId),
  }
}
