import { readConfig } from '../../config.ts'
import { lazy } from '../../lazy.ts'
import { openSalesTalk, type SalesTalk } from '../../wiring.ts'

// Opened once and kept for as long as the function's process lives.
const instance = lazy(async () => await openSalesTalk(readConfig()))

/** SalesTalk on the deployment that the function's environment names. */
export async function salesTalk(): Promise<SalesTalk> {
  return await instance.get()
}
