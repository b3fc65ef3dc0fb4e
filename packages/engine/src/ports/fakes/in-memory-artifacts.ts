import type { TenantId } from '@salestalk/protocol'
import {
  type ArtifactBody,
  ArtifactChangedError,
  ArtifactExistsError,
  ArtifactNotFoundError,
  type ArtifactStore,
  checkArtifactKey,
  checkArtifactPrefix,
  checkArtifactRange,
  type ReadCondition,
  type TenantArtifacts,
} from '../artifact-store.ts'

/** Artifacts that live as long as the process: for tests. It has no local files, so `putFile` and `localPath` fail. */
export function inMemoryArtifacts(): ArtifactStore {
  const tenants = new Map<TenantId, Map<string, Stored>>()
  let revisions = 0
  const nextRevision = () => String(++revisions)
  return {
    open(tenantId) {
      const stored = tenants.get(tenantId) ?? new Map<string, Stored>()
      tenants.set(tenantId, stored)
      return openArtifacts(`tenant-${tenantId}/`, stored, nextRevision)
    },
  }
}

interface Stored {
  readonly body: Uint8Array
  readonly revision: string
}

function openArtifacts(prefix: string, stored: Map<string, Stored>, nextRevision: () => string): TenantArtifacts {
  function read(key: string, condition: ReadCondition = {}): Uint8Array {
    checkArtifactKey(key)
    const found = stored.get(key)
    if (found === undefined) throw new ArtifactNotFoundError(key)
    const { ifRevision } = condition
    if (ifRevision !== undefined && ifRevision !== found.revision) throw new ArtifactChangedError(key)
    return found.body.slice()
  }

  return {
    prefix,
    async put(key, body, condition) {
      checkArtifactKey(key)
      const bytes = await collected(body)
      if (condition?.ifNotExists && stored.has(key)) throw new ArtifactExistsError(key)
      stored.set(key, { body: bytes, revision: nextRevision() })
      return { key, bytes: bytes.length }
    },
    async info(key) {
      checkArtifactKey(key)
      const found = stored.get(key)
      return found === undefined ? null : { key, bytes: found.body.length, revision: found.revision }
    },
    get: async (key, condition) => read(key, condition),
    async getRange(key, start, end) {
      checkArtifactRange(start, end)
      return read(key).slice(start, end)
    },
    async *stream(key, condition) {
      yield read(key, condition)
    },
    async *list(keyPrefix) {
      checkArtifactPrefix(keyPrefix)
      const keys = [...stored.keys()].filter((key) => key.startsWith(keyPrefix)).sort()
      for (const key of keys) yield { key, bytes: stored.get(key)?.body.length ?? 0 }
    },
    async delete(key) {
      checkArtifactKey(key)
      stored.delete(key)
    },
    deleteAll: async () => stored.clear(),
    putFile: async () => noFiles(),
    localPath: async () => noFiles(),
    localFolder: async () => noFiles(),
    presignUpload: async () => null,
  }
}

function noFiles(): never {
  throw new Error('The in-memory artifact store has no local files: use the folder store in this test')
}

async function collected(body: ArtifactBody): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body.slice()
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece.slice())
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
