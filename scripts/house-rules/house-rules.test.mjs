import { describe, expect, it } from 'vitest'
import { checkSource, sourceRules } from './source-rules.mjs'
import { checkText, textRules } from './text-rules.mjs'

const engine = 'packages/engine/src/query/plan.ts'
const service = 'packages/service/src/chat/chat.ts'
const test = 'packages/engine/src/query/plan.test.ts'
const phrases = 'packages/engine/src/narrative/phrases/rank.ts'
// Put together here, so that this file does not break the rules it tests.
const slash = '/'
const ignore = (directive) => `${slash}/ ${directive}\n`

const broken = [
  ['engine-no-clock', engine, 'export const now = () => Date.now()'],
  ['engine-no-clock', engine, 'export const now = () => new Date()'],
  ['engine-no-clock', engine, 'export const now = () => Date()'],
  ['engine-no-randomness', engine, 'export const roll = () => Math.random()'],
  ['engine-no-world', engine, 'export const home = process.cwd()'],
  ['engine-no-world', engine, 'export const start = () => performance.now()'],
  ['engine-no-world', engine, 'export const id = crypto.randomUUID()'],
  ['engine-no-world', engine, 'export const load = () => fetch("x")'],
  ['engine-no-world', engine, 'export const host = { process }'],
  ['engine-no-locale', engine, 'export const year = (date: Date) => date.getFullYear()'],
  ['engine-no-locale', engine, 'export const order = (a: string, b: string) => a.localeCompare(b)'],
  ['environment-in-config', service, 'export const port = process.env.PORT'],
  ['environment-in-config', service, 'export const { PORT } = process.env'],
  ['environment-in-config', service, 'export const all = { ...process.env }'],
  ['no-focused-tests', test, "it.only('x', () => {})"],
  ['no-focused-tests', test, "describe.skip('x', () => {})"],
  ['no-focused-tests', test, "it.each([1]).skip('x', () => {})"],
  ['no-focused-tests', test, "xit('x', () => {})"],
  ['no-type-escapes', service, 'export const x = (y: string) => y as any'],
  ['no-type-escapes', service, 'export const x = (y: any[]) => y'],
  ['no-type-escapes', service, 'export const x = (y: string) => y as unknown as number'],
  ['no-type-escapes', service, `${ignore('@ts-ignore')}export const x = 1`],
  ['no-type-escapes', service, `${ignore('@ts-expect-error wrong')}export const x = 1`],
  ['no-type-escapes', service, `${ignore('biome-ignore lint: x')}export const x = 1`],
  ['packages-by-name', service, "import { x } from '../../../engine/src/x.ts'\nexport const y = x"],
  ['packages-by-name', service, "import { x } from '@salestalk/engine/src/x.ts'\nexport const y = x"],
  ['no-figures-in-templates', phrases, "export const best = 'The top 5 were '"],
  // biome's own template rule does not apply: the braces are data here
  ['no-figures-in-templates', phrases, ['export const best = (name: string) => `$', '{name} grew 10 %`'].join('')],
]

const sound = [
  [engine, 'export const from = (iso: string) => new Date(iso).getUTCFullYear()'],
  [engine, 'export function process(row: string) {\n  return row\n}\nexport const all = process("x")'],
  [engine, 'export const row = { process: 1, document: 2 }\nexport const one = row.process'],
  [
    engine,
    "// Date.now() and process.env are not used here\nexport const text = 'Date.now() new Date() Math.random()'",
  ],
  [engine, "export const order = (a: string, b: string) => a.localeCompare(b, 'en')"],
  [test, 'export const now = Date.now()'],
  ['packages/engine/src/ports/conformance/clock.ts', 'export const now = () => Date.now()'],
  [service, 'export const now = () => Date.now()'],
  ['packages/service/src/config.ts', 'export const port = process.env.PORT'],
  ['packages/service/src/cli.test.ts', 'export const environment = { ...process.env, PORT: "1" }'],
  [service, 'export const skip = (rows: { skip(n: number): void }) => rows.skip(1)'],
  [service, "export const any = 'any'\nexport const text = '// @ts-ignore'"],
  [service, "import { x } from '../ingest/x.ts'\nexport const y = x"],
  [phrases, "export const best = 'The top {limit} were {value1}'"],
]

describe('source rules', () => {
  it.each(broken)('%s is broken in %s by: %s', (rule, path, text) => {
    const found = checkSource(path, text)
    expect(found.map((violation) => violation.rule)).toEqual([rule])
    expect(found[0].remedy.length).toBeGreaterThan(20)
  })

  it.each(sound)('nothing is wrong in %s with: %s', (path, text) => {
    expect(checkSource(path, text)).toEqual([])
  })

  it('name the line', () => {
    expect(checkSource(engine, 'export const a = 1\n\nexport const b = Date.now()')[0].line).toBe(3)
  })

  it('are each proven able to fail', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(sourceRules.map((rule) => rule.name)))
  })
})

const home = ['', 'root', 'project', 'file.csv'].join(slash)
/** A folder of that name inside the repository is fine. */
const inside = ['', 'work', 'plan.ts'].join(slash)
const outside = ['..', 'shared', 'file.csv'].join(slash)
const resolved = `{\n  "resolved": ${JSON.stringify(['https:', '', 'registry.example', 'zod.tgz'].join(slash))}\n}`

const brokenText = [
  ['no-machine-paths', 'docs/guide.md', `See ${home}`],
  ['no-machine-paths', 'docs/guide.md', `See ${outside}`],
  ['no-registry-hosts', 'package-lock.json', resolved],
  ['no-registry-hosts', 'docs/guide.md', `Set ${['registry', 'npmjs', 'org'].join('.')}`],
  ['no-figures-in-templates', 'taxonomy/default/phrases/narrative.json', '{\n  "best": ["The top 5 were"]\n}'],
  ['no-figures-in-templates', 'taxonomy/default/phrases/narrative.json', '{ "best": '],
  ['short-files', service, 'export const x = 1\n'.repeat(401)],
]

const soundText = [
  ['docs/guide.md', `Read https://example.com${home} and packages${home}, or src${inside}.`],
  ['package-lock.json', '{ "resolved": "packages/engine" }'],
  ['taxonomy/default/phrases/narrative.json', '{ "$schema": "v2", "best": "The top {limit} were" }'],
  ['taxonomy/default/phrases/cues.json', '{ "top": ["number 1"] }'],
  [service, 'export const x = 1\n'.repeat(400)],
]

describe('text rules', () => {
  it.each(brokenText)('%s is broken in %s', (rule, path, text) => {
    const found = checkText(path, text)
    expect(found.map((violation) => violation.rule)).toEqual([rule])
  })

  it.each(soundText)('nothing is wrong in %s', (path, text) => {
    expect(checkText(path, text)).toEqual([])
  })

  it('only the length of a file is a warning', () => {
    const warnings = brokenText
      .flatMap(([, path, text]) => checkText(path, text))
      .filter((violation) => violation.warning)
    expect(warnings.map((violation) => violation.rule)).toEqual(['short-files'])
  })

  it('are each proven able to fail', () => {
    expect(new Set(brokenText.map(([rule]) => rule))).toEqual(new Set(textRules.map((rule) => rule.name)))
  })
})
