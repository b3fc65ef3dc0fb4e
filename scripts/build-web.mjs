// Builds the web app into packages/web/dist, beside the old one first, so that a running server keeps serving whole files.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { webState } from './lib/build-state.mjs'
import { root } from './lib/files.mjs'
import { explainWriteFailure } from './lib/write-failure.mjs'

export async function buildWeb() {
  const { folder, current, present } = webState(root)
  if (!present) return
  const web = join(root, 'packages/web')
  const fresh = join(web, `.dist-${process.pid}`)
  const old = join(web, `.dist-${process.pid}-old`)
  try {
    mkdirSync(fresh, { recursive: true })
    await build({
      root: web,
      logLevel: 'error',
      build: { outDir: fresh, emptyOutDir: true, reportCompressedSize: false },
    })
    writeFileSync(join(fresh, '.fingerprint'), current)
    swapFolders(folder, fresh, old)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

/** Puts `fresh` where `folder` is; another build that does the same at this moment may win, its result is as good. */
function swapFolders(folder, fresh, old) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(folder, old)
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
    try {
      renameSync(fresh, folder)
      return
    } catch (error) {
      if (attempt === 5 || !['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error
      rmSync(old, { recursive: true, force: true })
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  try {
    await buildWeb()
  } catch (error) {
    console.error(explainWriteFailure(error, root) ?? error.message)
    process.exit(1)
  }
}
