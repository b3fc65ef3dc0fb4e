import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ArtifactStoreUnavailableError, type Clock } from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'

export interface SegmentCacheOptions {
  /** Several processes may share it: each keeps a folder of its own inside, and removes those of processes that have ended. */
  readonly folder: string
  /** Default 400 MB. */
  readonly maximumBytes?: number
  /** A file stays at least this long after it was asked for, longer than anybody reads it; default five minutes. */
  readonly keptMilliseconds?: number
  readonly clock: Clock
}

/** An object as it comes from the store. */
export interface Download {
  readonly revision: string
  readonly bytes: number
  readonly body: AsyncIterable<Uint8Array>
}

/** Copies of artifacts on local disk, a folder per tenant. The least recently used are removed to make room. */
export interface SegmentCache {
  folderOf(tenantId: TenantId): string
  /**
   * The path of a whole, undamaged copy of the key: of `revision`, or of any when that is null. Without one, `download` is called
   * once for all who wait. ArtifactStoreUnavailableError (full) when everything cached is in use.
   */
  file(tenantId: TenantId, key: string, revision: string | null, download: () => Promise<Download>): Promise<string>
  /** Removes the copies of a key, or of everything for null. */
  forget(tenantId: TenantId, key: string | null): Promise<void>
}

interface Entry {
  /** `{tenant}/{key}` */
  readonly id: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  /** What the file looked like when its content was last known to be right. */
  stamp: string
  usedAt: number
}

const MAXIMUM_BYTES = 400 * 1024 * 1024
const KEPT_MILLISECONDS = 5 * 60 * 1000

export function segmentCache(options: SegmentCacheOptions): SegmentCache {
  const { folder, clock, maximumBytes = MAXIMUM_BYTES, keptMilliseconds = KEPT_MILLISECONDS } = options
  const root = join(folder, `segments-${process.pid}-${randomUUID()}`)
  // By path, in order of use: the first has waited longest. An older revision stays until it is its turn: somebody may read it.
  const entries = new Map<string, Entry>()
  const latest = new Map<string, string>()
  const running = new Map<string, Promise<string>>()
  let bytesHeld = 0
  let swept: Promise<void> | null = null

  const folderOf = (tenantId: TenantId) => join(root, `tenant-${tenantId}`)
  const now = () => clock.now().getTime()

  async function cached(path: string | undefined): Promise<string | null> {
    const entry = path === undefined ? undefined : entries.get(path)
    if (entry === undefined) return null
    // Used from now on, so that nobody removes it while it is being looked at.
    entry.usedAt = now()
    entries.delete(entry.path)
    entries.set(entry.path, entry)
    if (await isIntact(entry)) return entry.path
    await drop(entry)
    return null
  }

  async function drop(entry: Entry): Promise<void> {
    if (entries.get(entry.path) !== entry) return
    entries.delete(entry.path)
    if (latest.get(entry.id) === entry.path) latest.delete(entry.id)
    bytesHeld -= entry.bytes
    await rm(entry.path, { force: true })
  }

  /** Holds the bytes of a file to come, in place of files nobody reads any more. */
  async function reserve(bytes: number, key: string): Promise<void> {
    bytesHeld += bytes
    for (const entry of [...entries.values()]) {
      if (bytesHeld <= maximumBytes) return
      if (now() - entry.usedAt > keptMilliseconds) await drop(entry)
    }
    if (bytesHeld <= maximumBytes) return
    bytesHeld -= bytes
    const message = `${key} needs more local disk than there is: ask for a shorter time, or give the function more disk`
    throw new ArtifactStoreUnavailableError('full', message)
  }

  async function fetched(tenantId: TenantId, key: string, download: () => Promise<Download>): Promise<string> {
    swept ??= removeLeftovers(folder)
    await swept
    const { revision, bytes, body } = await download()
    const id = `${tenantId}/${key}`
    const path = join(folderOf(tenantId), fileName(key, revision))
    const same = entries.get(path)
    if (same !== undefined) await drop(same)
    await reserve(bytes, key)
    try {
      const sha256 = await writeFile(path, body, bytes)
      entries.set(path, { id, path, bytes, sha256, stamp: await stampOf(path), usedAt: now() })
      latest.set(id, path)
      return path
    } catch (error) {
      bytesHeld -= bytes
      throw error
    }
  }

  return {
    folderOf,
    async file(tenantId, key, revision, download) {
      const id = `${tenantId}/${key}`
      const wanted = revision === null ? latest.get(id) : join(folderOf(tenantId), fileName(key, revision))
      const flight = `${id}@${revision ?? ''}`
      // Looking at the copy is part of what is shared: two who find it damaged fetch it once.
      const work = async () => (await cached(wanted)) ?? (await fetched(tenantId, key, download))
      const path = running.get(flight) ?? work().finally(() => running.delete(flight))
      running.set(flight, path)
      return await path
    },
    async forget(tenantId, key) {
      const isMeant = (id: string) => (key === null ? id.startsWith(`${tenantId}/`) : id === `${tenantId}/${key}`)
      for (const entry of [...entries.values()]) if (isMeant(entry.id)) await drop(entry)
      if (key === null) await rm(folderOf(tenantId), { recursive: true, force: true })
    },
  }
}

/** Neither part of the key nor of the revision, so that no name can mean anything to a file system or a pattern. */
function fileName(key: string, revision: string): string {
  const ending = /(?:\.[a-z0-9]+)+$/.exec(key)?.[0] ?? ''
  return `${createHash('sha256').update(`${key}\n${revision}`).digest('hex').slice(0, 32)}${ending}`
}

/** Writes beside, then gives the file its name: nobody sees half of it. The hash of what was written. */
async function writeFile(path: string, body: AsyncIterable<Uint8Array>, bytes: number): Promise<string> {
  const partial = join(dirname(path), `.${randomUUID()}`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let written = 0
  try {
    const file = await open(partial, 'wx', 0o600)
    try {
      for await (const piece of body) {
        hash.update(piece)
        written += piece.length
        await file.writeFile(piece)
      }
    } finally {
      await file.close()
    }
    if (written !== bytes) {
      throw new ArtifactStoreUnavailableError(
        'busy',
        `Only ${written} of ${bytes} bytes arrived: try again in a moment`,
      )
    }
    await rename(partial, path)
    return hash.digest('hex')
  } catch (error) {
    throw isFull(error) ? new ArtifactStoreUnavailableError('full', 'The local disk is full', error) : error
  } finally {
    await rm(partial, { force: true })
  }
}

/** True when the file is as it was; one that was touched is read through before it is trusted again. */
async function isIntact(entry: Entry): Promise<boolean> {
  try {
    const stamp = await stampOf(entry.path)
    if (stamp === entry.stamp) return true
    const hash = createHash('sha256')
    for await (const piece of createReadStream(entry.path)) hash.update(piece)
    if (hash.digest('hex') !== entry.sha256) return false
    entry.stamp = stamp
    return true
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return false
    throw error
  }
}

async function stampOf(path: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return `${ino}-${size}-${mtimeNs}-${ctimeNs}`
}

function isFull(error: unknown): boolean {
  return error instanceof Error && ['ENOSPC', 'EDQUOT'].includes(String(Reflect.get(error, 'code')))
}

/** Removes what processes left behind that were killed, also one with our own number before us. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const pid = Number(/^segments-(\d+)-/.exec(name)?.[1])
    if (!Number.isInteger(pid)) continue
    const path = join(folder, name)
    const isOurs = pid === process.pid
    const isOlder = isOurs && ((await stat(path).catch(() => null))?.birthtimeMs ?? 0) < performance.timeOrigin
    if (isOlder || (!isOurs && !isRunning(pid))) await rm(path, { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs and belongs to somebody else.
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM'
  }
}
