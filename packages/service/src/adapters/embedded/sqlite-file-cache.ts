import { mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreUnavailableError } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts'

/** The open SQLite files of one data folder: one per tenant, and one for the registry (tenant id null). */
export interface SqliteFileCache {
  /** The file, opened if need be, or null when there is none on the disk. */
  find(tenantId: TenantId | null): SqliteFile | null
  /** The file, created when missing. */
  create(tenantId: TenantId | null): SqliteFile
  /** True when the open file was no longer the one on the disk (another process replaced it) and has been closed. */
  closeIfReplaced(tenantId: TenantId | null): boolean
  /** Closes the file and deletes it from the disk. */
  remove(tenantId: TenantId | null): void
  close(): void
}

interface OpenFile {
  readonly file: SqliteFile
  readonly inode: number
}

export function sqliteFileCache(folder: string, maximumOpen: number): SqliteFileCache {
  // In order of use, the longest unused first.
  const open = new Map<string, OpenFile>()
  let closed = false

  function opened(path: string): SqliteFile {
    if (closed) throw new StoreUnavailableError('closed', 'The stores are closed: the process is stopping')
    const entry = open.get(path) ?? openedAnew(path)
    open.delete(path)
    open.set(path, entry)
    return entry.file
  }

  function openedAnew(path: string): OpenFile {
    for (const [longestUnused] of open) {
      if (open.size < maximumOpen) break
      forget(longestUnused)
    }
    const file = openSqliteFile(path)
    return { file, inode: inodeOf(path) ?? 0 }
  }

  function forget(path: string): void {
    open.get(path)?.file.close()
    open.delete(path)
  }

  function closeIfReplaced(path: string): boolean {
    const entry = open.get(path)
    if (entry === undefined || entry.inode === inodeOf(path)) return false
    forget(path)
    return true
  }

  return {
    find(tenantId) {
      const path = pathOf(folder, tenantId)
      return open.has(path) || inodeOf(path) !== null ? opened(path) : null
    },
    create(tenantId) {
      const path = pathOf(folder, tenantId)
      closeIfReplaced(path)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      return opened(path)
    },
    closeIfReplaced: (tenantId) => closeIfReplaced(pathOf(folder, tenantId)),
    remove(tenantId) {
      const path = pathOf(folder, tenantId)
      forget(path)
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    },
    close() {
      closed = true
      for (const path of [...open.keys()]) forget(path)
    },
  }
}

function pathOf(folder: string, tenantId: TenantId | null): string {
  // Parsed again because this text becomes a path.
  return tenantId === null
    ? join(folder, 'registry.sqlite')
    : join(folder, 'tenants', `${tenantIdSchema.parse(tenantId)}.sqlite`)
}

function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null
}
