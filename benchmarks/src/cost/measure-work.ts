import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEmulatedWorld } from '@salestalk/service'
import { startEmulator } from '../aws/emulator.ts'
import { writeOrders } from '../orders/write-orders.ts'
import { runWorker } from '../workers/run-worker.ts'
import type { MeasuredWork } from './derive-costs.ts'

/** Does on an emulator what companies do and counts what it asks of AWS. `rows`: of the file that is taken in. */
export async function measureWork(repositoryFolder: string, rows: number): Promise<MeasuredWork> {
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-cost-'))
  const emulator = await startEmulator(repositoryFolder)
  try {
    const { path } = await writeOrders(folder, rows)
    const { path: laterCsvPath } = await writeOrders(folder, rows / 10)
    const counted = await runWorker('countRequests', { endpoint: emulator.endpoint, csvPath: path, laterCsvPath })
    const { functions } = await loadEmulatedWorld()
    const memory = Object.entries(functions).map(([name, { memoryMegabytes }]) => [name, memoryMegabytes] as const)
    return { ...counted, memory: Object.fromEntries(memory) }
  } finally {
    await emulator.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
