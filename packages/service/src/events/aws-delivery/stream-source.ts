import type { TableAddress } from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'
import { messagesTable, metricsTable, registryTables } from '../../storage/tables.ts'

/** The stream belongs to no table of ours: a wrong event source mapping. */
export class UnknownStreamError extends Error {
  override readonly name = 'UnknownStreamError'
  constructor(source: string) {
    super(`The stream ${source} belongs to no table of SalesTalk: check the event source mapping of the publisher`)
  }
}

/** The table of a stream: `arn:aws:dynamodb:…:table/tenant-acme-messages/stream/2025-…`. Throws UnknownStreamError. */
export function tableOfStream(eventSourceArn: string): TableAddress {
  const name = /:table\/([^/]+)\/stream\//.exec(eventSourceArn)?.[1]
  const address = name === undefined ? null : (registryTable(name) ?? tenantTable(name))
  if (address === null) throw new UnknownStreamError(eventSourceArn)
  return address
}

function registryTable(name: string): TableAddress | null {
  return registryTables.find(({ definition }) => definition.name === name) ?? null
}

/** The id of a tenant may have hyphens itself; the last part is the table. */
function tenantTable(name: string): TableAddress | null {
  const [, id, last] = /^tenant-(.+)-([a-z]+)$/.exec(name) ?? []
  const tenantId = tenantIdSchema.safeParse(id)
  const definition = [messagesTable, metricsTable].find((table) => table.name === last)
  return tenantId.success && definition !== undefined ? { tenantId: tenantId.data, definition } : null
}
