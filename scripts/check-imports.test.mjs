import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkImports } from './check-imports.mjs'
import { root } from './lib/files.mjs'

const folders = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A repository in a temporary folder: our packages by name, real npm packages, and the given files. */
function repositoryWith(files) {
  const base = mkdtempSync(join(tmpdir(), 'imports-'))
  folders.push(base)
  const write = (path, text) => {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  mkdirSync(join(base, 'node_modules/@salestalk'), { recursive: true })
  for (const name of ['protocol', 'engine', 'service', 'web', 'samples']) {
    const folder = name === 'samples' ? 'samples' : `packages/${name}`
    write(`${folder}/package.json`, JSON.stringify({ name: `@salestalk/${name}`, exports: './src/index.ts' }))
    write(`${folder}/src/index.ts`, 'export const one = 1\n')
    symlinkSync(join(base, folder), join(base, 'node_modules/@salestalk', name))
  }
  for (const name of ['zod', '@duckdb', 'iconv-lite'])
    symlinkSync(join(root, 'node_modules', name), join(base, 'node_modules', name))
  for (const [path, text] of Object.entries(files)) write(path, text)
  return base
}

const leaf = 'export const one = 1\n'
const importing = (specifier) => `import * as imported from '${specifier}'\nexport const two = imported\n`
const engine = 'packages/engine/src'
const service = 'packages/service/src'

// rule, importing file, specifier, imported file (null for a package)
const forbidden = [
  ['package-protocol', 'packages/protocol/src/a.ts', '@salestalk/engine', null],
  ['package-engine', `${engine}/a.ts`, '@salestalk/service', null],
  ['package-service', `${service}/a.ts`, '@salestalk/web', null],
  ['package-web', 'packages/web/src/a.tsx', '@salestalk/engine', null],
  ['package-samples', 'samples/src/a.ts', '@salestalk/protocol', null],
  ['stage-order-question', `${engine}/question/a.ts`, '../understanding/index.ts', `${engine}/understanding/index.ts`],
  ['stage-order-understanding', `${engine}/understanding/a.ts`, '../query/index.ts', `${engine}/query/index.ts`],
  ['stage-order-query', `${engine}/query/a.ts`, '../analysis/types.ts', `${engine}/analysis/types.ts`],
  ['stage-order-analysis', `${engine}/analysis/a.ts`, '../narrative/index.ts', `${engine}/narrative/index.ts`],
  ['stage-order-narrative', `${engine}/narrative/a.ts`, '../answer/index.ts', `${engine}/answer/index.ts`],
  [
    'stage-surface-understanding',
    `${engine}/understanding/a.ts`,
    '../question/words.ts',
    `${engine}/question/words.ts`,
  ],
  ['stage-surface-query', `${engine}/query/a.ts`, '../understanding/decode.ts', `${engine}/understanding/decode.ts`],
  ['stage-surface-analysis', `${engine}/analysis/a.ts`, '../query/plan.ts', `${engine}/query/plan.ts`],
  ['stage-surface-narrative', `${engine}/narrative/a.ts`, '../analysis/rank.ts', `${engine}/analysis/rank.ts`],
  ['stage-surface-answer', `${engine}/answer/a.ts`, '../narrative/rank.ts', `${engine}/narrative/rank.ts`],
  ['stages-meet-in-answer-question', `${engine}/support/a.ts`, '../query/index.ts', `${engine}/query/index.ts`],
  ['engine-no-io', `${engine}/a.ts`, 'node:fs', null],
  ['engine-small-libraries', `${engine}/a.ts`, 'iconv-lite', null],
  ['protocol-only-zod', 'packages/protocol/src/a.ts', 'node:crypto', null],
  ['web-no-node', 'packages/web/src/a.ts', 'node:path', null],
  [
    'services-not-adapters',
    `${service}/chat/a.ts`,
    '../adapters/duckdb/store.ts',
    `${service}/adapters/duckdb/store.ts`,
  ],
  ['services-not-http', `${service}/ingest/a.ts`, '../http/app.ts', `${service}/http/app.ts`],
  ['adapters-import-ports', `${service}/adapters/a.ts`, '../chat/chat.ts', `${service}/chat/chat.ts`],
  ['wiring-is-the-root', `${service}/tools/a.ts`, '../wiring.ts', `${service}/wiring.ts`],
  ['drivers-in-adapters', `${service}/storage/a.ts`, '@duckdb/node-api', null],
  ['resolvable', `${engine}/a.ts`, './missing.ts', null],
]

const allowed = [
  [`${engine}/a.ts`, '@salestalk/protocol', null],
  [`${engine}/b.ts`, 'zod', null],
  [`${engine}/b.test.ts`, 'node:fs', null],
  [`${engine}/answer-question.ts`, './narrative/index.ts', `${engine}/narrative/index.ts`],
  [`${engine}/analysis/a.ts`, '../query/types.ts', `${engine}/query/types.ts`],
  [`${engine}/analysis/b.ts`, '../support/numbers.ts', `${engine}/support/numbers.ts`],
  [`${service}/a.ts`, '@salestalk/samples', null],
  [`${service}/adapters/a.ts`, '../ingest/types.ts', `${service}/ingest/types.ts`],
  [`${service}/adapters/duckdb/b.ts`, '@duckdb/node-api', null],
  [`${service}/entrypoints/cli.ts`, '../wiring.ts', `${service}/wiring.ts`],
  ['packages/web/src/a.tsx', '@salestalk/protocol', null],
  ['evaluation/src/a.ts', '@salestalk/service', null],
]

function filesOf([from, specifier, to]) {
  return { ...(to === null ? {} : { [to]: leaf }), [from]: importing(specifier) }
}

describe('import rules', () => {
  it.each(forbidden)('%s forbids %s to import %s', async (rule, ...edge) => {
    const { violations } = await checkImports(repositoryWith(filesOf(edge)))
    expect(violations.map((violation) => violation.rule)).toContain(rule)
    const found = violations.find((violation) => violation.rule === rule)
    expect(found.from).toBe(edge[0])
    expect(found.remedy.length).toBeGreaterThan(20)
  })

  it('no-cycles forbids two files to import each other', async () => {
    const files = { [`${engine}/a.ts`]: importing('./b.ts'), [`${engine}/b.ts`]: importing('./a.ts') }
    const { violations } = await checkImports(repositoryWith(files))
    expect(violations.map((violation) => violation.rule)).toEqual(['no-cycles'])
  })

  it('allow what the architecture says may be imported', async () => {
    const files = Object.assign({}, ...allowed.map(filesOf))
    const { violations, modules } = await checkImports(repositoryWith(files))
    expect(violations).toEqual([])
    const packageIndexes = 5
    expect(modules).toBe(Object.keys(files).length + packageIndexes)
  })

  it('are each proven able to fail', async () => {
    const { createRequire } = await import('node:module')
    const names = createRequire(import.meta.url)('../.dependency-cruiser.cjs').forbidden.map((rule) => rule.name)
    expect(names.toSorted()).toEqual([...new Set([...forbidden.map(([rule]) => rule), 'no-cycles'])].toSorted())
  })
})
