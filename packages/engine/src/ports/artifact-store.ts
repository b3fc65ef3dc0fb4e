import type { TenantId } from '@salestalk/protocol'

export interface ArtifactInfo {
  readonly key: string
  readonly bytes: number
}

export type ArtifactBody = Uint8Array | AsyncIterable<Uint8Array>

/** The files of one tenant. Whoever holds it can reach nothing outside the tenant's prefix, whatever keys are passed. */
export interface TenantArtifacts {
  /** `tenant-{id}/` */
  readonly prefix: string
  /** Stores the whole body or nothing; replaces what the key held. Durable when the promise resolves. */
  put(key: string, body: ArtifactBody): Promise<ArtifactInfo>
  /**
   * Lets `write` make a local file at the path it is given, then stores that file as `put` does.
   * For writers that need a path, such as DuckDB. When `write` fails nothing is stored.
   */
  putFile(key: string, write: (path: string) => Promise<void>): Promise<ArtifactInfo>
  /** ArtifactNotFoundError when there is none. */
  get(key: string): Promise<Uint8Array>
  /** The same in pieces, for large ones. ArtifactNotFoundError comes with the first piece. */
  stream(key: string): AsyncIterable<Uint8Array>
  /** Every artifact whose key begins with the text, in order of keys. */
  list(keyPrefix: string): AsyncIterable<ArtifactInfo>
  /** Deletes it; deleting nothing is fine. */
  delete(key: string): Promise<void>
  /** Deletes everything of this tenant. */
  deleteAll(): Promise<void>
  /** The path of a local file with the content, good until the artifact is deleted; read only. */
  localPath(key: string): Promise<string>
  /** The folder all local paths of this tenant lie in: the only one its queries may read. */
  localFolder(): Promise<string>
}

/** Keeps files: uploads, fact segments, rejected rows, exports. Opening reads and creates nothing. */
export interface ArtifactStore {
  open(tenantId: TenantId): TenantArtifacts
}

/** Base of every expected failure of an artifact store. */
export class ArtifactError extends Error {
  override readonly name: string = 'ArtifactError'
}

export class ArtifactNotFoundError extends ArtifactError {
  override readonly name = 'ArtifactNotFoundError'
  constructor(key: string, cause?: unknown) {
    super(`There is no artifact ${key}: it was deleted or never stored`, { cause })
  }
}

export class InvalidArtifactKeyError extends ArtifactError {
  override readonly name = 'InvalidArtifactKeyError'
  constructor(key: string) {
    super(
      `"${key.slice(0, 80)}" is no artifact key: use folders and a file name with an ending, of lower-case letters, digits, - and _, such as facts/orders/b1.parquet`,
    )
  }
}

export class ArtifactStoreUnavailableError extends ArtifactError {
  override readonly name = 'ArtifactStoreUnavailableError'
  constructor(
    readonly reason: 'full' | 'unknown',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

// Folder names have no dot and file names have one, so that no key can be both a file and a folder, or climb out of a folder.
// Lower case only: some file systems do not tell cases apart.
const folderPattern = '[a-z0-9][a-z0-9_-]{0,99}'
const keyPattern = new RegExp(`^(?:${folderPattern}/){0,8}${folderPattern}(?:\\.[a-z0-9]{1,16}){1,3}$`)
const prefixPattern = new RegExp(`^(?:${folderPattern}/){0,8}(?:[a-z0-9][a-z0-9_.-]{0,120})?$`)

/** Throws InvalidArtifactKeyError unless the key is safe on every store. */
export function checkArtifactKey(key: string): void {
  if (!keyPattern.test(key)) throw new InvalidArtifactKeyError(key)
}

/** The same for the beginning of keys; empty means every key. */
export function checkArtifactPrefix(keyPrefix: string): void {
  if (!prefixPattern.test(keyPrefix)) throw new InvalidArtifactKeyError(keyPrefix)
}
