import { access, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'

/** Thrown when the vocabulary cannot be read from disk; the message names the file and the remedy. */
export class TaxonomyFileError extends Error {
  override readonly name = 'TaxonomyFileError'
}

const packedSchema = z.record(z.string(), z.unknown())

const localesFolder = 'locales'

/**
 * Reads every JSON file below a taxonomy folder: path inside the folder, with '/', -> parsed content; those of the folder `locales`
 * beside it as 'locales/…'. Given a file instead, it holds exactly that, packed when a function was built. Throws TaxonomyFileError.
 */
export async function readTaxonomyFiles(source: string): Promise<Record<string, unknown>> {
  if (source.endsWith('.json')) return packedSchema.parse(await readJson(dirname(source), basename(source)))
  const locales = join(source, '..', localesFolder)
  return { ...(await readFolder(source)), ...((await exists(locales)) ? await readFolder(locales, localesFolder) : {}) }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

async function readFolder(folder: string, prefix = ''): Promise<Record<string, unknown>> {
  const names = await listFiles(folder)
  const files = await Promise.all(
    names.map(async (name) => [prefix === '' ? name : `${prefix}/${name}`, await readJson(folder, name)] as const),
  )
  return Object.fromEntries(files)
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true })
    return names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.json'))
      .sort()
  } catch (cause) {
    throw new TaxonomyFileError(`The taxonomy folder ${folder} cannot be read: check that it exists.`, { cause })
  }
}

async function readJson(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TaxonomyFileError(`The taxonomy file ${name} cannot be read as JSON: ${reason}`, { cause })
  }
}
