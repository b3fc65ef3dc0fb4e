// Bundles our own TypeScript into packages/service/dist; npm packages stay outside and load from node_modules.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { serviceState } from './lib/build-state.mjs'
import { root } from './lib/files.mjs'
import { explainWriteFailure } from './lib/write-failure.mjs'

const entrypoints = 'packages/service/src/entrypoints'

/** The command line, and the entry file of every worker thread (`entrypoints/…-worker.ts`), by name in dist. */
function findEntries() {
  const entries = { salestalk: join(root, entrypoints, 'cli.ts') }
  for (const file of readdirSync(join(root, entrypoints))) {
    if (file.endsWith('-worker.ts')) entries[basename(file, '.ts')] = join(root, entrypoints, file)
  }
  return entries
}

/** A package that only a sibling workspace can see cannot be loaded from the bundle's folder, so it is bundled. */
function isReachable(specifier) {
  const parts = specifier.split('/')
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
  return [join(root, 'packages/service/node_modules', name), join(root, 'node_modules', name)].some(existsSync)
}

const npmPackagesStayOutside = {
  name: 'npm-packages-stay-outside',
  setup(context) {
    context.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@salestalk/')) return undefined
      return path.startsWith('node:') || isReachable(path) ? { path, external: true } : undefined
    })
  },
}

/** Replaces a file in one step, so that a process starting now sees the old bundle or the new one, never a part. */
function replaceFile(path, contents) {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, contents)
  renameSync(temporary, path)
}

/** Builds the service bundle; with `prune`, also removes chunks that the new bundle no longer uses. */
export async function buildService({ prune = false } = {}) {
  // Taken before the sources are read: a file changed meanwhile makes the next start build again.
  const { folder, entry, stamp } = serviceState(root)
  const result = await build({
    absWorkingDir: root,
    entryPoints: findEntries(),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // Chunks stay flat in dist: every file is as deep as src/config.ts, so paths relative to it stay right.
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    keepNames: true,
    write: false,
    logLevel: 'error',
    plugins: [npmPackagesStayOutside],
  })
  mkdirSync(folder, { recursive: true })
  const entryFile = result.outputFiles.find((file) => file.path === entry)
  for (const file of result.outputFiles) if (file !== entryFile) replaceFile(file.path, file.contents)
  // The entry comes last: once it is there, all it refers to is there.
  replaceFile(entry, `${stamp}\n${entryFile.text}`)
  if (prune) pruneFolder(folder, new Set(result.outputFiles.map((file) => basename(file.path))))
}

function pruneFolder(folder, kept) {
  for (const name of readdirSync(folder))
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
}

if (process.argv[1] === import.meta.filename) {
  try {
    await buildService()
  } catch (error) {
    console.error(explainWriteFailure(error, root) ?? error.message)
    process.exit(1)
  }
}
