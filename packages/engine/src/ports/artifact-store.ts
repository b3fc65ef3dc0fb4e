import type { TenantId } from '@salestalk/protocol'

export interface ArtifactInfo {
  readonly key: string
  readonly bytes: number
}

export type ArtifactBody = Uint8Array | AsyncIterable<Uint8Array>

/** What is stored under a key at this moment. */
export interface ArtifactDetails extends ArtifactInfo {
  /** Opaque; another one for another content. */
  readonly revision: string
}

/** Reads only this revision of `info`; ArtifactChangedError when the key holds another one now. */
export interface ReadCondition {
  readonly ifRevision?: string
}

/** A request with which anybody who has it may store one artifact, of exactly this size and type, until it expires. */
export interface PresignedUploadRequest {
  readonly url: string
  readonly method: 'PUT'
  /** To be sent along, each as it is. */
  readonly headers: Readonly<Record<string, string>>
}

/** The files of one tenant. Whoever holds it can reach nothing outside the tenant's prefix, whatever keys are passed. */
export interface TenantArtifacts {
  /** `tenant-{id}/` */
  readonly prefix: string
  /**
   * Stores the whole body or nothing; replaces what the key held. Durable when the promise resolves.
   * With `ifNotExists` it replaces nothing: ArtifactExistsError when the key holds something.
   */
  put(key: string, body: ArtifactBody, condition?: { readonly ifNotExists: true }): Promise<ArtifactInfo>
  /**
   * Lets `write` make a local file at the path it is given, then stores that file as `put` does.
   * For writers that need a path, such as DuckDB. When `write` fails nothing is stored.
   */
  putFile(key: string, write: (path: string) => Promise<void>): Promise<ArtifactInfo>
  /** Size and revision, or null when there is none. */
  info(key: string): Promise<ArtifactDetails | null>
  /** ArtifactNotFoundError when there is none. */
  get(key: string, condition?: ReadCondition): Promise<Uint8Array>
  /** The bytes from `start` up to but not including `end`, fewer where the artifact ends before. ArtifactNotFoundError. */
  getRange(key: string, start: number, end: number): Promise<Uint8Array>
  /** The same as `get` in pieces, for large ones, all of one revision. Errors come with the first piece. */
  stream(key: string, condition?: ReadCondition): AsyncIterable<Uint8Array>
  /** Every artifact whose key begins with the text, in order of keys. */
  list(keyPrefix: string): AsyncIterable<ArtifactInfo>
  /** Deletes it; deleting nothing is fine. */
  delete(key: string): Promise<void>
  /** Deletes everything of this tenant. */
  deleteAll(): Promise<void>
  /**
   * The path of a local file with the content; read only. Ask again before each use: where artifacts lie elsewhere, the file is a
   * copy that stays for some minutes after it was asked for, and no longer than the artifact. ArtifactNotFoundError.
   */
  localPath(key: string, condition?: ReadCondition): Promise<string>
  /** The folder all local paths of this tenant lie in: the only one its queries may read. */
  localFolder(): Promise<string>
  /** Lets somebody upload straight into the store; null where the store takes files from this process only. */
  presignUpload(
    key: string,
    upload: { readonly bytes: number; readonly contentType: string; readonly expiresInSeconds: number },
  ): Promise<PresignedUploadRequest | null>
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

/** Nothing was stored: the key holds an artifact already. */
export class ArtifactExistsError extends ArtifactError {
  override readonly name = 'ArtifactExistsError'
  constructor(key: string, cause?: unknown) {
    super(`There is an artifact ${key} already: read it, or store this one under another key`, { cause })
  }
}

/** The key holds another revision than the one asked for. */
export class ArtifactChangedError extends ArtifactError {
  override readonly name = 'ArtifactChangedError'
  constructor(key: string, cause?: unknown) {
    super(`Artifact ${key} was replaced since it was looked at: look at it again`, { cause })
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
    readonly reason: 'full' | 'busy' | 'unknown',
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

/** Throws RangeError, for a mistake of the caller, unless the range has at least one byte. */
export function checkArtifactRange(start: number, end: number): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end > start) return
  throw new RangeError(`Bytes ${start} to ${end} are no range: begin at 0 or later and end after the beginning`)
}

/** The same for the beginning of keys; empty means every key. */
export function checkArtifactPrefix(keyPrefix: string): void {
  if (!prefixPattern.test(keyPrefix)) throw new InvalidArtifactKeyError(keyPrefix)
}
