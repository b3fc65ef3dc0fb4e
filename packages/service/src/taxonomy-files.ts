import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Thrown when the vocabulary cannot be read from disk; the message names the file and the remedy. */
export class TaxonomyFileError extends Error {
  override readonly name = 'TaxonomyFileError'
}

/** Reads every JSON file below a taxonomy folder: path inside the folder, with '/', -> parsed content. */
export async function readTaxonomyFiles(folder: string): Promise<Record<string, unknown>> {
  const names = await listFiles(folder)
  const files = await Promise.all(names.map(async (name) => [name, await readJson(folder, name)] as const))
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
