import { randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const KEY_BYTES = 32

/** The key file is there but cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

/**
 * The key that signs tokens, kept in the data folder for the owner only; made on first use. Of several processes that start at once, one makes it.
 * Throws SigningKeyError when the file is damaged.
 */
export function signingKey(folder: string): Uint8Array {
  const path = join(folder, 'identity', 'signing-key')
  if (statSync(path, { throwIfNoEntry: false }) === undefined) makeKey(path)
  // Copying a data folder tends to widen permissions.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== KEY_BYTES) {
    throw new SigningKeyError(`The signing key ${path} is damaged: delete it, and everybody signs in again`)
  }
  return key
}

/** A link to a complete file either appears or fails because there is one already: no process ever reads half a key. */
function makeKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, randomBytes(KEY_BYTES).toString('base64url'))
    fsyncSync(file)
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, 'code') === 'EEXIST')) throw error
  } finally {
    closeSync(file)
    rmSync(draft, { force: true })
  }
}
