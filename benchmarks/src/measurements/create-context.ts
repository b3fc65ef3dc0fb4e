import { join } from 'node:path'
import { type OrdersFile, writeOrders } from '../orders/write-orders.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasurementContext } from './context.ts'

export const warmUpRows = 1000

export type ContextOptions = Omit<MeasurementContext, 'orders' | 'company'>

/** Files and data folders are made once for all measurements of a run. */
export function createContext(options: ContextOptions): MeasurementContext {
  const files = new Map<number, Promise<OrdersFile>>()
  const companies = new Map<number, Promise<string>>()
  const orders = (rows: number) => made(files, rows, () => writeOrders(options.folder, rows))

  async function makeCompany(rows: number): Promise<string> {
    const folder = join(options.folder, `company-${rows}`)
    const [{ path }, { path: warmUpPath }] = [await orders(rows), await orders(warmUpRows)]
    await runWorker('ingestWithService', { path, warmUpPath, folder })
    return folder
  }

  return { ...options, orders, company: (rows) => made(companies, rows, () => makeCompany(rows)) }
}

function made<Thing>(things: Map<number, Promise<Thing>>, key: number, make: () => Promise<Thing>): Promise<Thing> {
  const known = things.get(key) ?? make()
  things.set(key, known)
  return known
}
