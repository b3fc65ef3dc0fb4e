import { randomUUID } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import {
  type ArtifactBody,
  ArtifactChangedError,
  ArtifactError,
  ArtifactExistsError,
  ArtifactNotFoundError,
  type ArtifactStore,
  ArtifactStoreUnavailableError,
  type Clock,
  checkArtifactKey,
  checkArtifactPrefix,
  checkArtifactRange,
  compareKeys,
  InvalidArtifactKeyError,
  type ReadCondition,
  type TenantArtifacts,
} from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'

// Files that are being written; no key can begin with a dot, so they are never listed or read.
const PARTIAL = '.partial'
const LEFTOVER_MILLISECONDS = 24 * 60 * 60 * 1000

/** Artifacts in a folder per tenant: `{folder}/tenant-acme/facts/orders/b1.parquet`. */
export function folderArtifacts(folder: string, clock: Clock): ArtifactStore {
  return { open: (tenantId) => openFolder(folder, `tenant-${tenantIdSchema.parse(tenantId)}`, clock) }
}

function openFolder(folder: string, name: string, clock: Clock): TenantArtifacts {
  const root = join(folder, name)

  function pathOf(key: string): string {
    checkArtifactKey(key)
    return join(root, ...key.split('/'))
  }

  /** Writes to a file of its own, flushes it, then gives it its name: readers see the old content or the new, also after a crash. */
  async function store(key: string, write: (partial: string) => Promise<void>, name: typeof rename = rename) {
    const path = pathOf(key)
    const partial = join(root, PARTIAL, randomUUID())
    try {
      await mkdir(dirname(partial), { recursive: true, mode: 0o700 })
      await removeLeftovers(dirname(partial), clock)
      await write(partial)
      const bytes = await flushed(partial)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await requireInside(root, dirname(path), key)
      await name(partial, path)
      await flushFolder(dirname(path))
      return { key, bytes }
    } catch (error) {
      throw translated(error, key)
    } finally {
      await rm(partial, { force: true })
    }
  }

  async function readable(key: string): Promise<string> {
    const path = pathOf(key)
    await requireInside(root, path, key)
    return path
  }

  /** Works on the open file: what it reads is one revision, even when the key gets another one meanwhile. */
  async function reading<T>(key: string, { ifRevision }: ReadCondition, work: (file: FileHandle) => Promise<T>) {
    const path = await readable(key)
    try {
      const file = await open(path, 'r')
      try {
        if (ifRevision !== undefined && ifRevision !== (await detailsOf(file)).revision) {
          throw new ArtifactChangedError(key)
        }
        return await work(file)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw translated(error, key)
    }
  }

  return {
    prefix: `${name}/`,
    // A second name for the partial file, unlike renaming it, fails where the name is taken.
    put: (key, body, condition) =>
      store(key, (partial) => writeBody(partial, body), condition?.ifNotExists ? link : rename),
    putFile: (key, write) => store(key, write),
    async info(key) {
      try {
        return { key, ...(await reading(key, {}, detailsOf)) }
      } catch (error) {
        if (error instanceof ArtifactNotFoundError) return null
        throw error
      }
    },
    get: (key, condition = {}) => reading(key, condition, (file) => file.readFile()),
    async getRange(key, start, end) {
      checkArtifactRange(start, end)
      return await reading(key, {}, (file) => readRange(file, start, end))
    },
    async *stream(key, condition = {}) {
      const path = await readable(key)
      const file = await open(path, 'r').catch((error: unknown) => Promise.reject(translated(error, key)))
      try {
        const { ifRevision } = condition
        if (ifRevision !== undefined && ifRevision !== (await detailsOf(file)).revision) {
          throw new ArtifactChangedError(key)
        }
        for await (const piece of file.createReadStream({ autoClose: false })) yield piece
      } catch (error) {
        throw translated(error, key)
      } finally {
        await file.close()
      }
    },
    async *list(keyPrefix) {
      checkArtifactPrefix(keyPrefix)
      const keys = (await filesBelow(root)).filter((key) => key.startsWith(keyPrefix)).sort(compareKeys)
      for (const key of keys) {
        const found = await stat(join(root, key)).catch(() => null)
        if (found !== null) yield { key, bytes: found.size }
      }
    },
    delete: async (key) => rm(pathOf(key), { force: true }),
    deleteAll: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
    async localPath(key, condition = {}) {
      if (condition.ifRevision !== undefined) await reading(key, condition, async () => undefined)
      return await readable(key)
    },
    async localFolder() {
      await mkdir(root, { recursive: true, mode: 0o700 })
      return root
    },
    // Files come in through this process.
    presignUpload: async () => null,
  }
}

/** A file that was put anew is another file, with another number and time. */
async function detailsOf(file: FileHandle) {
  const { ino, mtimeNs, size } = await file.stat({ bigint: true })
  return { bytes: Number(size), revision: `${ino}-${mtimeNs}-${size}` }
}

async function readRange(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const { size } = await file.stat()
  const range = Buffer.alloc(Math.max(0, Math.min(end, size) - start))
  const { bytesRead } = await file.read(range, 0, range.length, start)
  return range.subarray(0, bytesRead)
}

/** Fails unless the path really lies in the folder: a link planted there must not lead out of it. */
async function requireInside(root: string, path: string, key: string): Promise<void> {
  const [realRoot, realPath] = await Promise.all([realpath(root), realpath(path)]).catch((error: unknown) =>
    Promise.reject(translated(error, key)),
  )
  if (realPath !== realRoot && !realPath.startsWith(realRoot + sep)) throw new InvalidArtifactKeyError(key)
}

async function writeBody(path: string, body: ArtifactBody): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    if (body instanceof Uint8Array) await file.writeFile(body)
    else for await (const piece of body) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}

async function flushed(path: string): Promise<number> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

// A new name is only durable once its folder is; Windows flushes folders by itself and refuses to open them.
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Removes what a killed process left half written. */
async function removeLeftovers(folder: string, clock: Clock): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && clock.now().getTime() - found.mtimeMs > LEFTOVER_MILLISECONDS) await rm(path, { force: true })
  }
}

async function filesBelow(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return []
    throw error
  })
  const nested = entries.map(async (entry) => {
    if (entry.name.startsWith('.')) return []
    const key = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesBelow(root, key)
    return entry.isFile() ? [key] : []
  })
  return (await Promise.all(nested)).flat()
}

function translated(error: unknown, key: string): unknown {
  if (error instanceof ArtifactError) return error
  if (isCode(error, 'EEXIST')) return new ArtifactExistsError(key, error)
  if (isCode(error, 'ENOENT')) return new ArtifactNotFoundError(key, error)
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) {
    return new ArtifactStoreUnavailableError('full', `The disk is full, ${key} was not stored: free some space`, error)
  }
  if (isCode(error, 'EACCES') || isCode(error, 'EROFS') || isCode(error, 'EIO')) {
    return new ArtifactStoreUnavailableError(
      'unknown',
      `${key} cannot be read or written: check disk and permissions`,
      error,
    )
  }
  return error
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === code
}
