import type { TenantId } from '@salestalk/protocol'
import {
  type ArtifactBody,
  ArtifactNotFoundError,
  type ArtifactStore,
  checkArtifactKey,
  checkArtifactPrefix,
  type TenantArtifacts,
} from '../artifact-store.ts'

/** Artifacts that live as long as the process: for tests. It has no local files, so `putFile` and `localPath` fail. */
export function inMemoryArtifacts(): ArtifactStore {
  const tenants = new Map<TenantId, Map<string, Uint8Array>>()
  return {
    open(tenantId) {
      const bodies = tenants.get(tenantId) ?? new Map<string, Uint8Array>()
      tenants.set(tenantId, bodies)
      return openArtifacts(`tenant-${tenantId}/`, bodies)
    },
  }
}

function openArtifacts(prefix: string, bodies: Map<string, Uint8Array>): TenantArtifacts {
  function read(key: string): Uint8Array {
    checkArtifactKey(key)
    const body = bodies.get(key)
    if (body === undefined) throw new ArtifactNotFoundError(key)
    return body.slice()
  }

  return {
    prefix,
    async put(key, body) {
      checkArtifactKey(key)
      const bytes = await collected(body)
      bodies.set(key, bytes)
      return { key, bytes: bytes.length }
    },
    get: async (key) => read(key),
    async *stream(key) {
      yield read(key)
    },
    async *list(keyPrefix) {
      checkArtifactPrefix(keyPrefix)
      const keys = [...bodies.keys()].filter((key) => key.startsWith(keyPrefix)).sort()
      for (const key of keys) yield { key, bytes: bodies.get(key)?.length ?? 0 }
    },
    async delete(key) {
      checkArtifactKey(key)
      bodies.delete(key)
    },
    deleteAll: async () => bodies.clear(),
    putFile: async () => noFiles(),
    localPath: async () => noFiles(),
    localFolder: async () => noFiles(),
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
