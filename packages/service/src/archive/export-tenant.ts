import type { ArtifactStore, Clock, TableAdmin } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { datasetManifestSchema } from '../storage/dataset-repository.ts'
import { messagesTable, metricsTable } from '../storage/tables.ts'
import type { TenantService } from '../tenants/tenant-service.ts'
import type { UserService } from '../tenants/user-service.ts'
import { type ArchiveLine, lineDigest } from './archive-lines.ts'
import { ArchiveError } from './errors.ts'

export interface ExportDependencies {
  readonly tables: TableAdmin
  readonly artifacts: ArtifactStore
  readonly tenants: TenantService
  readonly users: UserService
  readonly clock: Clock
}

const PIECE_BYTES = 192 * 1024

/** Everything of one tenant as lines of an archive, read while it may be in use: rows are added whole or not at all. */
export async function* exportLines(tenantId: TenantId, dependencies: ExportDependencies): AsyncIterable<string> {
  const digest = lineDigest()
  let items = 0
  let files = 0
  for await (const line of contentLines(tenantId, dependencies)) {
    if (line.kind === 'item') items += 1
    if (line.kind === 'file') files += 1
    const text = JSON.stringify(line)
    digest.add(text)
    yield `${text}\n`
  }
  const end: ArchiveLine = { kind: 'end', items, files, sha256: digest.result() }
  yield `${JSON.stringify(end)}\n`
}

async function* contentLines(tenantId: TenantId, dependencies: ExportDependencies): AsyncIterable<ArchiveLine> {
  const { tables, artifacts, tenants, users, clock } = dependencies
  const exportedAt = clock.now().toISOString()
  yield { kind: 'salestalk-archive', format: 1, exportedAt, tenant: await tenants.getTenant(tenantId) }
  for (const { user, role } of await users.listUsers(tenantId)) {
    yield { kind: 'person', userId: user.userId, email: user.email, name: user.name, createdAt: user.createdAt, role }
  }
  const needed = new Set<string>()
  for (const definition of [messagesTable, metricsTable]) {
    for await (const { version: _version, ...item } of tables.scanTable({ tenantId, definition })) {
      // Files that are not taken in yet are nobody's data: they expire within a day.
      if (item.pk.startsWith('UPLOAD#')) continue
      if (item.pk === 'DATASET') {
        for (const { key } of datasetManifestSchema.parse(item).segments) needed.add(key)
      }
      yield { kind: 'item', table: definition === messagesTable ? 'messages' : 'metrics', item }
    }
  }
  const store = artifacts.open(tenantId)
  for await (const { key } of store.list('')) {
    if (key.startsWith('uploads/')) continue
    yield { kind: 'file', key }
    for await (const piece of store.stream(key)) {
      for (let from = 0; from < piece.length; from += PIECE_BYTES) {
        yield { kind: 'piece', data: Buffer.from(piece.subarray(from, from + PIECE_BYTES)).toString('base64') }
      }
    }
    needed.delete(key)
  }
  // Data that was replaced twice while it was exported is gone; an archive without it would be of no use.
  if (needed.size > 0) throw new ArchiveError('The data changed while it was exported: export it again')
}
