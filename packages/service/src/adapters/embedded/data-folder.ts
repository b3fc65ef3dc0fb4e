import { accessSync, constants, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'

/** How the stores lie in the folder. Grows when a change makes folders unreadable for versions before it. */
const FORMAT = 1
const MARKER = 'salestalk-data.json'

const markerSchema = z.object({ format: z.int().min(1) })

/** The data folder cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/**
 * Makes sure that the folder exists, can be written and is of a format this version knows; makes what is missing, for the owner only.
 * Throws DataFolderError.
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    requireKnownFormat(folder)
    // Uploads wait here: they are nobody else's business.
    makeFolder(join(folder, 'work'))
  } catch (error) {
    throw error instanceof DataFolderError ? error : new DataFolderError(reasonOf(error, folder), { cause: error })
  }
}

/** One level after another: on some file systems, making them all at once never returns. */
function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found !== undefined) {
    throw new DataFolderError(`${path} is a file, not a folder: choose another folder with --data or SALESTALK_DATA`)
  }
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process was faster.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function requireKnownFormat(folder: string): void {
  const path = join(folder, MARKER)
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    writeFileSync(path, `${JSON.stringify({ format: FORMAT })}\n`, { mode: 0o600 })
    return
  }
  const parsed = markerSchema.safeParse(parsedJson(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new DataFolderError(`${path} is damaged: restore it from a backup`)
  const { format } = parsed.data
  if (format <= FORMAT) return
  throw new DataFolderError(
    `The data folder ${folder} was written by a newer version of SalesTalk (format ${format}, this version knows ${FORMAT}): upgrade, or choose another folder with --data`,
  )
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown, folder: string): string {
  const reasons: Record<string, string> = {
    EACCES: 'may not be written by this user: change its permissions, or choose another folder with --data',
    EPERM: 'may not be written by this user: change its permissions, or choose another folder with --data',
    EROFS: 'is on a read-only file system: choose another folder with --data',
    ENOSPC: 'cannot be written because the disk is full: free some space',
    ENOTDIR: 'has a file among its parents: choose another folder with --data',
    ENOENT: 'cannot be made there: choose another folder with --data',
  }
  const code = codeOf(error)
  return `The data folder ${folder} ${reasons[code] ?? `cannot be used (${code}): choose another folder with --data`}`
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, 'code') ?? error.message) : 'unknown'
}
