// npm run contracts: writes contracts/ anew from the schemas of the protocol; with --check, only says what differs.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../packages/service/src/config.ts'
import { contractFiles } from '../packages/service/src/http/contracts.ts'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'contracts')

function existingFiles(): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.json'))
}

const generated = contractFiles(readConfig().version)
const surplus = existingFiles().filter((path) => !generated.has(path))
const different = Array.from(generated).filter(([path, text]) => {
  const file = join(folder, path)
  return !existsSync(file) || readFileSync(file, 'utf8') !== text
})

if (process.argv.includes('--check')) {
  const wrong = [...different.map(([path]) => path), ...surplus]
  if (wrong.length > 0) {
    console.error(`contracts/ is not what the schemas generate (${wrong.join(', ')}): run npm run contracts.`)
    process.exit(1)
  }
} else {
  for (const path of surplus) rmSync(join(folder, path))
  for (const [path, text] of different) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  console.log(`contracts/ holds ${generated.size} files, ${different.length + surplus.length} of them changed.`)
}
