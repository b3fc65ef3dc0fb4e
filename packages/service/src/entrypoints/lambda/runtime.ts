import { readConfig } from '../../config.ts'
import type { Variables } from '../../environment.ts'
import { lazy } from '../../lazy.ts'
import { openSalesTalk, type SalesTalk } from '../../wiring.ts'

let given: Variables | undefined

// Opened once and kept for as long as the function's process lives.
const instance = lazy(async () => await openSalesTalk(readConfig({}, given)))

/** SalesTalk on the deployment that the function's environment names. */
export async function salesTalk(): Promise<SalesTalk> {
  return await instance.get()
}

/** Before the first call: these variables instead of the process's, for functions that run together in one. */
export function runWith(variables: Variables): void {
  given = variables
}
