// Packs the functions of the AWS deployment: dist/lambda/{function}.zip and the layer that holds DuckDB's library.
//   node scripts/build-lambda.mjs             all of them, with a table of their sizes
//   node scripts/build-lambda.mjs --unpacked  also leaves them as folders, to run them here
//   node scripts/build-lambda.mjs --local     to dist/lambda-local, with DuckDB in each function: LocalStack's free edition has no layers
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { zipSync } from 'fflate'
import { root } from './lib/files.mjs'

const target = join(root, 'dist/lambda')
const entrypoints = join(root, 'packages/service/src/entrypoints/lambda')
const duckDbPackages = ['node-api', 'node-bindings', 'node-bindings-linux-x64']

// Zip has no time zones and begins in 1980: one fixed moment, so that the same sources give the same bytes.
const packedAt = new Date(1980, 0, 2)

/** DuckDB comes from the layer; ES modules do not look there by themselves. */
const duckDbFromLayer = {
  name: 'duckdb-from-layer',
  setup(context) {
    context.onResolve({ filter: /^@duckdb\/node-api$/ }, ({ path }) => ({ path, namespace: 'layer' }))
    context.onLoad({ filter: /.*/, namespace: 'layer' }, ({ path }) => ({
      loader: 'js',
      contents: `const { createRequire } = require('node:module')
const { existsSync } = require('node:fs')
const layer = '/opt/nodejs/node_modules/${path}'
module.exports = createRequire(existsSync(layer) ? '/opt/nodejs/' : __filename)('${path}')`,
    }))
  },
}

/** The stores of a laptop have no place in a function, and must not come in unnoticed. */
const noEmbeddedStores = {
  name: 'no-embedded-stores',
  setup(context) {
    context.onResolve({ filter: /^@photostructure\/sqlite$/ }, ({ path }) => ({ path, external: true }))
  },
}

// zod would write code for every schema before its first use, which pays off after hundreds of uses: more than a new process makes of most.
const beginning = `globalThis.__zod_globalConfig ??= { jitless: true }
import { createRequire as __createRequire } from 'node:module'
import { fileURLToPath as __toPath } from 'node:url'
const require = __createRequire(import.meta.url)
const __filename = __toPath(import.meta.url)
const __dirname = __toPath(new URL('.', import.meta.url))`

/** Bundles one handler into a folder as {name}.mjs, with chunks that load when they are needed. */
export async function bundleHandler(name, source, folder) {
  await build({
    absWorkingDir: root,
    entryPoints: { [name]: source },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    conditions: ['node', 'import'],
    banner: { js: beginning },
    logLevel: 'error',
    plugins: [duckDbFromLayer, noEmbeddedStores],
  })
}

/** Bundles one function into a folder: its code and the vocabulary. */
async function bundleFunction(name, folder) {
  await bundleHandler(name, join(entrypoints, `${name}.ts`), folder)
  writeFileSync(join(folder, 'taxonomy.json'), packedTaxonomy())
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
}

/** The vocabulary as one file: reading two hundred costs a cold start more than understanding the question. */
function packedTaxonomy() {
  const folder = join(root, 'taxonomy')
  const folders = ['default', 'locales'].flatMap((part) => filesBelow(join(folder, part)))
  const entries = folders
    .filter((file) => file.endsWith('.json'))
    .map((file) => [
      relative(folder, file)
        .replaceAll('\\', '/')
        .replace(/^default\//, ''),
      JSON.parse(readFileSync(file, 'utf8')),
    ])
  return JSON.stringify(Object.fromEntries(entries))
}

/** DuckDB's packages into a folder of modules: that of the layer, or of one function. */
function copyDuckDb(modules) {
  for (const name of duckDbPackages) {
    const source = join(root, 'node_modules/@duckdb', name)
    if (!existsSync(source)) {
      throw new Error(`The package @duckdb/${name} is missing: build on Linux x64, or install it with npm first.`)
    }
    cpSync(source, join(modules, '@duckdb', name), { recursive: true })
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Writes {folder}.zip and returns its sizes in bytes. */
function pack(folder) {
  const files = filesBelow(folder)
  const content = Object.fromEntries(
    files.map((file) => [relative(folder, file).replaceAll('\\', '/'), [readFileSync(file), { mtime: packedAt }]]),
  )
  const bytes = zipSync(content, { level: 9 })
  writeFileSync(`${folder}.zip`, bytes)
  return { packed: bytes.length, unpacked: files.reduce((sum, file) => sum + statSync(file).size, 0) }
}

const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(2)} MB`

/** The generated list, which `npm run check` keeps equal to the table in packages/service/src/functions.ts. */
function functionEntries() {
  return Object.entries(JSON.parse(readFileSync(join(root, 'infra/generated/functions.json'), 'utf8')))
}

/** Builds the functions, and the layer unless told not to (`inside`: its content goes into the functions); returns the sizes by name. */
export async function buildLambda({ unpacked = false, layer = true, into = target } = {}) {
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true })
  const sizes = {}
  for (const [name, { layers = [] }] of functionEntries()) {
    const folder = join(into, name)
    await bundleFunction(name, folder)
    if (layer === 'inside' && layers.includes('duckdb')) copyDuckDb(join(folder, 'node_modules'))
    sizes[name] = pack(folder)
    if (!unpacked) rmSync(folder, { recursive: true })
  }
  if (layer === true) {
    const folder = join(into, 'duckdb-layer')
    copyDuckDb(join(folder, 'nodejs/node_modules'))
    sizes['duckdb-layer'] = pack(folder)
    if (!unpacked) rmSync(folder, { recursive: true })
  }
  return sizes
}

if (process.argv[1] === import.meta.filename) {
  try {
    const local = process.argv.includes('--local') ? { layer: 'inside', into: `${target}-local` } : {}
    const sizes = await buildLambda({ unpacked: process.argv.includes('--unpacked'), ...local })
    for (const [name, { packed, unpacked }] of Object.entries(sizes)) {
      console.log(
        `${name.padEnd(16)} ${megabytes(packed).padStart(10)} packed ${megabytes(unpacked).padStart(10)} unpacked`,
      )
    }
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
