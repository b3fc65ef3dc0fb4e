import { randomUUID } from 'node:crypto'
import {
  type ArtifactStore,
  type Clock,
  type NewItem,
  type TableAdmin,
  type TableStore,
  tableName,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import type { Registry } from '../storage/storage.ts'
import { messagesTable, metricsTable, tenantTables } from '../storage/tables.ts'
import type { TenantRecord, TenantWork } from '../storage/tenant-repository.ts'
import { type ArchiveEnd, type ArchiveLine, lineDigest, parseLine } from './archive-lines.ts'
import { ArchiveError } from './errors.ts'

export interface ImportDependencies {
  readonly tables: TableStore & TableAdmin
  readonly artifacts: ArtifactStore
  readonly registry: Registry
  readonly clock: Clock
}

export interface ImportedTenant {
  readonly tenant: TenantRecord
  readonly items: number
  readonly files: number
}

const ITEMS_AT_ONCE = 200

/**
 * Brings a tenant back from the lines of its archive. It exists when the last line has shown that all of it is there; otherwise
 * everything is removed. Throws ArchiveError.
 */
export async function importTenant(
  lines: AsyncIterable<string>,
  dependencies: ImportDependencies,
): Promise<ImportedTenant> {
  const reader = new ArchiveReader(lines)
  const header = await reader.next()
  if (header?.kind !== 'salestalk-archive') throw new ArchiveError('This is no archive of a company')
  const tenant = ownRecord(header.tenant, dependencies)
  const { tenantId, status } = tenant
  const { registry } = dependencies
  const work = importWork(dependencies)
  if ((await registry.tenants.claim({ ...tenant, status: 'onboarding', work })) !== null) {
    throw new ArchiveError(`There is a company "${tenantId}" already: delete it before it is brought back`)
  }
  try {
    for (const address of tenantTables(tenantId)) await dependencies.tables.createTable(address)
    const counted = await readContents(reader, tenantId, dependencies)
    await registry.tenants.changeEntry(tenantId, () => ({ set: { status, work: null } }))
    return { tenant, ...counted }
  } catch (error) {
    await removeAll(tenantId, work.workId, dependencies)
    throw error
  }
}

/** Taken back, should the import end half-way and nobody be left to do it. */
function importWork({ clock }: ImportDependencies): TenantWork {
  const at = clock.now().toISOString()
  return {
    kind: 'import',
    workId: randomUUID(),
    startedAt: at,
    touchedAt: at,
    done: [],
    counts: {},
    demoData: false,
  }
}

/** Names of tables and folders follow from the id here, whatever the archive says. */
function ownRecord(tenant: TenantRecord, { artifacts, clock }: ImportDependencies): TenantRecord {
  const { tenantId } = tenant
  return {
    ...tenant,
    messagesTableName: tableName({ tenantId, definition: messagesTable }),
    metricsTableName: tableName({ tenantId, definition: metricsTable }),
    s3Prefix: artifacts.open(tenantId).prefix,
    updatedAt: clock.now().toISOString(),
  }
}

async function readContents(
  reader: ArchiveReader,
  tenantId: TenantId,
  dependencies: ImportDependencies,
): Promise<{ items: number; files: number }> {
  const { tables, artifacts, registry } = dependencies
  const open = {
    messages: tables.open({ tenantId, definition: messagesTable }),
    metrics: tables.open({ tenantId, definition: metricsTable }),
  }
  const waiting: Record<keyof typeof open, NewItem[]> = { messages: [], metrics: [] }
  const write = async (table: keyof typeof open) =>
    open[table].batchWrite(waiting[table].splice(0).map((put) => ({ put })))
  let items = 0
  let files = 0
  for (;;) {
    const line = await reader.next()
    if (line === null) throw new ArchiveError('The archive ends too early: export the company again')
    switch (line.kind) {
      case 'person': {
        const { userId, email, name, createdAt, role } = line
        const user = await registry.users.create({ userId, email, name, createdAt })
        await registry.users.addMember({ userId: user.userId, tenantId, role })
        break
      }
      case 'item':
        items += 1
        waiting[line.table].push(line.item)
        if (waiting[line.table].length >= ITEMS_AT_ONCE) await write(line.table)
        break
      case 'file':
        files += 1
        await artifacts.open(tenantId).put(line.key, reader.pieces())
        break
      case 'end':
        await write('messages')
        await write('metrics')
        requireWhole(line, { items, files, sha256: reader.digest() })
        return { items, files }
      default:
        throw new ArchiveError('The lines of the archive are out of order: export the company again')
    }
  }
}

function requireWhole(end: ArchiveEnd, found: Omit<ArchiveEnd, 'kind'>): void {
  if (end.items === found.items && end.files === found.files && end.sha256 === found.sha256) return
  throw new ArchiveError('The archive was changed or damaged on its way: export the company again')
}

async function removeAll(tenantId: TenantId, workId: string, dependencies: ImportDependencies): Promise<void> {
  const { tables, artifacts, registry } = dependencies
  for (const address of tenantTables(tenantId)) await tables.deleteTable(address)
  await artifacts.open(tenantId).deleteAll()
  for (const { userId } of await registry.users.membersOf(tenantId)) {
    const user = await registry.users.getById(userId)
    const isElsewhere = (await registry.users.membershipsOf(userId)).some((one) => one.tenantId !== tenantId)
    if (user !== null && !isElsewhere) await registry.users.delete(user)
    await registry.users.removeMember(userId, tenantId)
  }
  await registry.tenants.release(tenantId, workId)
}

/** Lines one after another; the digest covers all that came before the line read last. */
class ArchiveReader {
  private readonly lines: AsyncIterator<string>
  private readonly sum = lineDigest()
  private ahead: { readonly text: string; readonly line: ArchiveLine } | null = null
  private number = 0

  constructor(lines: AsyncIterable<string>) {
    this.lines = lines[Symbol.asyncIterator]()
  }

  async next(): Promise<ArchiveLine | null> {
    const read = await this.peek()
    this.ahead = null
    if (read !== null && read.line.kind !== 'end') this.sum.add(read.text)
    return read?.line ?? null
  }

  /** The bytes of the file whose line came last. */
  async *pieces(): AsyncIterable<Uint8Array> {
    while ((await this.peek())?.line.kind === 'piece') {
      const line = await this.next()
      if (line?.kind === 'piece') yield Buffer.from(line.data, 'base64')
    }
  }

  digest(): string {
    return this.sum.result()
  }

  private async peek() {
    if (this.ahead !== null) return this.ahead
    const { done, value } = await this.lines.next()
    if (done) return null
    this.number += 1
    this.ahead = { text: value, line: parseLine(value, this.number) }
    return this.ahead
  }
}
