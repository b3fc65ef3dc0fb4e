import type { AddressInfo } from 'node:net'
import type { Timer } from '@salestalk/engine'
import dynalite from 'dynalite'
import type { AwsClientOptions } from '../clients.ts'
import type { TableProperties } from '../dynamodb-table-properties.ts'

/** Emulators that run inside the tests, and what is said to them. */

export interface Emulator {
  readonly endpoint: string
  close(): Promise<void>
}

/** DynamoDB's tables, items and queries; without time to live, streams, tags, backups and transactions. */
export async function startDynalite(): Promise<Emulator> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function emulatorOptions(endpoint: string): AwsClientOptions {
  return { region: 'us-east-1', endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
}

/** A table with nothing but its items, for emulators that have no more. */
export const plainTables: TableProperties = {
  kmsKeyArn: null,
  pointInTimeRecovery: false,
  streams: false,
  deletionProtection: false,
  timeToLive: false,
  tags: {},
}

/** Does not wait. */
export const impatientTimer: Timer = (work) => {
  const handle = setImmediate(work)
  return () => clearImmediate(handle)
}
