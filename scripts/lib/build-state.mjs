import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './files.mjs'

const tools = ['package.json', 'package-lock.json', 'scripts/lib']

const serviceSources = [
  ...tools,
  'scripts/build-service.mjs',
  'packages/protocol',
  'packages/engine',
  'packages/service/package.json',
  'packages/service/src',
  'samples/package.json',
  'samples/src',
  'taxonomy',
]

const webSources = [...tools, 'scripts/build-web.mjs', 'packages/protocol', 'packages/web']

const stampPrefix = '// fingerprint '

/** The service bundle: where it is, the fingerprint of its sources, and whether it was built from them. */
export function serviceState(root) {
  const current = fingerprint(root, serviceSources)
  const folder = join(root, 'packages/service/dist')
  const entry = join(folder, 'salestalk.mjs')
  return { folder, entry, current, stamp: `${stampPrefix}${current}`, fresh: readStart(entry).includes(current) }
}

/** The web bundle, likewise; `present` is false while there is no web app to build. */
export function webState(root) {
  const current = fingerprint(root, webSources)
  const folder = join(root, 'packages/web/dist')
  const stampFile = join(folder, '.fingerprint')
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
  return { folder, current, present: existsSync(join(root, 'packages/web/index.html')), fresh: stamp === current }
}

// The stamp lives inside the entry file, so that bundle and stamp are replaced by one rename.
function readStart(file) {
  if (!existsSync(file)) return ''
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(120)
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, 0))
  } finally {
    closeSync(descriptor)
  }
}
