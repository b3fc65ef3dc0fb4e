// The import rules of .dependency-cruiser.cjs over all our sources, each violation with its place and remedy.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { root } from './lib/files.mjs'

const sourceFolders = ['packages', 'samples', 'evaluation', 'benchmarks']

// A cruise that cannot parse TypeScript reads nothing and finds nothing: that must not pass for a clean result.
const fewestModules = 20

/** Cruises the source folders below `base`: how many of our modules were read, and the violations found. */
export async function checkImports(base) {
  const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
  const folders = sourceFolders.filter((folder) => existsSync(join(base, folder)))
  const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true, baseDir: base })
  const modules = output.modules.filter(({ source }) => /[.]tsx?$/.test(source) && !source.includes('node_modules/'))
  const remedies = new Map(forbidden.map(({ name, comment }) => [name, comment]))
  const violations = output.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to,
    cycle: cycle?.map((step) => step.name ?? step) ?? [],
    remedy: remedies.get(rule.name),
  }))
  return { modules: modules.length, violations }
}

/** The line of an import, found by the longest tail of the imported path that the file mentions; else 1. */
function importLine(base, from, to) {
  const lines = existsSync(join(base, from)) ? readFileSync(join(base, from), 'utf8').split('\n') : []
  const parts = to.replace(/[/]src[/]index[.]ts$/, '').split('/')
  for (let start = 0; start < parts.length; start += 1) {
    const tail = parts.slice(start).join('/')
    const index = lines.findIndex((line) => /\b(from|import)\b/.test(line) && line.includes(tail))
    if (index !== -1) return index + 1
  }
  return 1
}

if (process.argv[1] === import.meta.filename) {
  const { modules, violations } = await checkImports(root)
  for (const { rule, from, to, cycle, remedy } of violations) {
    const trail = cycle.length > 0 ? [from, ...cycle].join(' -> ') : `${from} -> ${to}`
    console.log(`${from}:${importLine(root, from, cycle[0] ?? to)}  error ${rule}: ${trail}\n    remedy: ${remedy}`)
  }
  console.log(`Import rules: ${modules} modules, ${violations.length} violations.`)
  if (modules < fewestModules)
    console.log(
      `Fewer than ${fewestModules} modules were read, so nothing is proven: check that dependency-cruiser finds TypeScript 6.`,
    )
  process.exit(violations.length > 0 || modules < fewestModules ? 1 : 0)
}
