import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { defaultShape, generateOrders } from './generate-orders.ts'

export interface OrdersFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/** Writes `orders.csv` of so many rows into the folder. */
export async function writeOrders(folder: string, rows: number): Promise<OrdersFile> {
  const path = join(folder, `orders-${rows}.csv`)
  await pipeline(Readable.from(generateOrders({ ...defaultShape, rows })), createWriteStream(path))
  return { path, rows, bytes: (await stat(path)).size }
}
