import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadTaxonomy, type TaxonomyFiles } from '../load-taxonomy.ts'

const root = fileURLToPath(new URL('../../../../../taxonomy/', import.meta.url))

/** The files of the default vocabulary with its locales, for tests. */
export function readDefaultTaxonomyFiles(): TaxonomyFiles {
  return Object.fromEntries([...readFolder('default/', ''), ...readFolder('locales/', 'locales/')])
}

function readFolder(folder: string, prefix: string): [string, unknown][] {
  const names = readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => [prefix + name, JSON.parse(readFileSync(root + folder + name, 'utf8'))])
}

/** The vocabulary the product ships with, for tests. */
export const defaultTaxonomy = loadTaxonomy(readDefaultTaxonomyFiles())
