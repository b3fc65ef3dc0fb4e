import * as z from 'zod'
import { InvalidTenantError } from '../../tenants/errors.ts'

/** The command was not used as it is meant to be: exit status 2. The message says how it is. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The request failed for a reason that the message explains: exit status 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
}

/** Whether the person has to write the command differently; everything else failed although it was written well. */
export function isMisuse(error: unknown): boolean {
  return error instanceof UsageError || error instanceof InvalidTenantError
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be accessed by this user',
  EPERM: 'may not be accessed by this user',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'cannot be written because the disk is full',
}

/** One sentence about any failure: what is wrong and what to do. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return `Something went wrong: ${String(error)}`
  const code: unknown = Reflect.get(error, 'code')
  const path: unknown = Reflect.get(error, 'path')
  const reason = typeof code === 'string' ? systemReasons[code] : undefined
  if (reason !== undefined && typeof path === 'string') return `${path} ${reason}: check the path and try again.`
  if (error instanceof z.ZodError) {
    return 'Stored data cannot be read by this version: use the version that wrote it (details with SALESTALK_LOG_LEVEL=debug).'
  }
  const isNamed = error.name !== 'Error' && !(error instanceof TypeError) && !(error instanceof RangeError)
  const text = isNamed
    ? error.message
    : `Something went wrong inside SalesTalk (${error.message}); set SALESTALK_LOG_LEVEL=debug for details`
  return /[.!?]$/.test(text) ? text : `${text}.`
}
