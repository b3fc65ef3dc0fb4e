// npm run contracts: writes what is generated from the schemas and the routing table anew; with --check, only says what differs.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../packages/service/src/config.ts'
import { eventRoutesFile } from '../packages/service/src/events/event-routes-file.ts'
import { functionsFile, httpRoutesFile } from '../packages/service/src/functions.ts'
import { contractFiles } from '../packages/service/src/http/contracts.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Folders that hold generated files and nothing else. */
const folders = ['contracts', 'infra/generated']

function existingFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
}

function generatedFiles(): Map<string, string> {
  const contracts = Array.from(
    contractFiles(readConfig().version),
    ([path, text]) => [`contracts/${path}`, text] as const,
  )
  const infrastructure = {
    'event-routes': eventRoutesFile(),
    functions: functionsFile(),
    'http-routes': httpRoutesFile(),
  }
  const generated = Object.entries(infrastructure).map(
    ([name, content]) => [`infra/generated/${name}.json`, `${JSON.stringify(content, null, 2)}\n`] as const,
  )
  return new Map([...contracts, ...generated])
}

const generated = generatedFiles()
const surplus = folders.flatMap(existingFiles).filter((path) => !generated.has(path))
const different = Array.from(generated).filter(([path, text]) => {
  const file = join(root, path)
  return !existsSync(file) || readFileSync(file, 'utf8') !== text
})

if (process.argv.includes('--check')) {
  const wrong = [...different.map(([path]) => path), ...surplus]
  if (wrong.length > 0) {
    console.error(`Generated files are not what their sources say (${wrong.join(', ')}): run npm run contracts.`)
    process.exit(1)
  }
} else {
  for (const path of surplus) rmSync(join(root, path))
  for (const [path, text] of different) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  console.log(`${generated.size} files are generated, ${different.length + surplus.length} of them changed.`)
}
