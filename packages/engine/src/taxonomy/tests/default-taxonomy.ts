import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadTaxonomy, type TaxonomyFiles } from '../load-taxonomy.ts'

const folder = fileURLToPath(new URL('../../../../../taxonomy/default/', import.meta.url))

/** The files of the default vocabulary, for tests. */
export function readDefaultTaxonomyFiles(): TaxonomyFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(folder + name, 'utf8'))]))
}

/** The vocabulary the product ships with, for tests. */
export const defaultTaxonomy = loadTaxonomy(readDefaultTaxonomyFiles())
