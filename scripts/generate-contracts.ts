// npm run contracts: writes what is generated from the schemas and the routing table anew.
//   npm run contracts -- --check     only says what differs, and what would break readers of released events
//   npm run contracts -- --release   also keeps the schemas of events as released: from then on they can only be added to
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { readConfig } from '../packages/service/src/config.ts'
import { asyncApiDocument } from '../packages/service/src/events/contracts/async-api.ts'
import { breakingChanges } from '../packages/service/src/events/contracts/breaking-changes.ts'
import { eventSchemas } from '../packages/service/src/events/contracts/event-schemas.ts'
import { eventRoutesFile } from '../packages/service/src/events/event-routes-file.ts'
import { functionsFile, httpRoutesFile } from '../packages/service/src/functions.ts'
import { contractFiles } from '../packages/service/src/http/contracts.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Folders that hold generated files and nothing else, but for the released schemas. */
const folders = ['contracts', 'infra/generated']
const releasedFolder = 'contracts/released'

function existingFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
}

function generatedFiles(): Map<string, string> {
  const { version } = readConfig()
  const contracts = Array.from(contractFiles(version), ([path, text]) => [`contracts/${path}`, text] as const)
  const asyncApi = stringify(asyncApiDocument(version), { lineWidth: 160, aliasDuplicateObjects: false })
  const infrastructure = {
    'event-routes': eventRoutesFile(),
    functions: functionsFile(),
    'http-routes': httpRoutesFile(),
  }
  const generated = Object.entries(infrastructure).map(
    ([name, content]) => [`infra/generated/${name}.json`, `${JSON.stringify(content, null, 2)}\n`] as const,
  )
  return new Map([...contracts, ['contracts/asyncapi.yaml', asyncApi], ...generated])
}

function broken(): string[] {
  const schemas = eventSchemas()
  return existingFiles(releasedFolder).flatMap((path) => {
    const type = basename(path, '.schema.json')
    return breakingChanges(type, JSON.parse(readFileSync(join(root, path), 'utf8')), schemas.get(type) ?? null)
  })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const generated = generatedFiles()
const surplus = folders
  .flatMap(existingFiles)
  .filter((path) => !generated.has(path) && !path.startsWith(`${releasedFolder}/`))
const different = Array.from(generated).filter(([path, text]) => {
  const file = join(root, path)
  return !existsSync(file) || readFileSync(file, 'utf8') !== text
})

const problems = broken()
if (problems.length > 0) {
  console.error(`Readers of released events would break:\n${problems.join('\n')}`)
  process.exit(1)
}
if (process.argv.includes('--check')) {
  const wrong = [...different.map(([path]) => path), ...surplus]
  if (wrong.length > 0) {
    console.error(`Generated files are not what their sources say (${wrong.join(', ')}): run npm run contracts.`)
    process.exit(1)
  }
} else {
  for (const path of surplus) rmSync(join(root, path))
  for (const [path, text] of different) write(path, text)
  console.log(`${generated.size} files are generated, ${different.length + surplus.length} of them changed.`)
  if (process.argv.includes('--release')) {
    const schemas = eventSchemas()
    for (const [type, schema] of schemas) {
      write(`${releasedFolder}/${type}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
    }
    console.log(`The schemas of ${schemas.size} event types are kept as released.`)
  }
}
