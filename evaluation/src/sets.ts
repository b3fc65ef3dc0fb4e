import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type QuestionSet, questionSetSchema } from './types.ts'

const setsFolder = fileURLToPath(new URL('../sets', import.meta.url))

/** A set was asked for that does not exist. */
export class UnknownSetError extends Error {
  override readonly name = 'UnknownSetError'
}

/** All question sets by name, or the one named. Throws UnknownSetError, or a ZodError that names the wrong place. */
export async function readSets(only: string | null): Promise<Map<string, QuestionSet>> {
  const files = (await readdir(setsFolder)).filter((file) => file.endsWith('.json')).sort()
  const names = files.map((file) => basename(file, '.json'))
  if (only !== null && !names.includes(only))
    throw new UnknownSetError(`There is no set "${only}": choose one of ${names.join(', ')}.`)
  const sets = new Map<string, QuestionSet>()
  for (const name of names.filter((candidate) => only === null || candidate === only)) {
    sets.set(name, questionSetSchema.parse(JSON.parse(await readFile(join(setsFolder, `${name}.json`), 'utf8'))))
  }
  return sets
}
