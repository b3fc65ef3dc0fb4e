// Writes taxonomy/schema/ from the zod schemas; with --check it only reports files that are out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { generateTaxonomySchemas } from '../packages/engine/src/taxonomy/index.ts'

const folder = new URL('../taxonomy/schema/', import.meta.url)
const checkOnly = process.argv.includes('--check')
let stale = 0
if (!checkOnly) await mkdir(folder, { recursive: true })
for (const [name, schema] of Object.entries(generateTaxonomySchemas())) {
  const path = new URL(name, folder)
  if (!checkOnly) {
    await writeFile(path, `${JSON.stringify(schema, null, 2)}\n`)
    continue
  }
  const written = await readFile(path, 'utf8').catch(() => 'null')
  // Compared as data: the formatter decides about line breaks.
  if (JSON.stringify(JSON.parse(written)) !== JSON.stringify(schema)) {
    console.error(`${fileURLToPath(path)} is out of date: run npx tsx scripts/generate-taxonomy-schema.ts`)
    stale++
  }
}
process.exitCode = stale > 0 ? 1 : 0
