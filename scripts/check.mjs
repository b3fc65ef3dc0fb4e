// npm run check: all that must hold before a change is accepted, in order of cost; stops at the first failure.
//   npm run check -- --without tests    leaves steps out
//   npm run check -- types imports      only these steps
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/files.mjs'
import { node, run } from './lib/run.mjs'

const steps = [
  { name: 'lint', what: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'house-rules', what: 'house rules', command: ['scripts/lint-house-rules.mjs'] },
  { name: 'types', what: 'types', command: ['node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'imports', what: 'import rules and cycles', command: ['scripts/check-imports.mjs'] },
  { name: 'unused', what: 'unused code and dependencies', command: ['node_modules/knip/bin/knip.js'] },
  { name: 'taxonomy', what: 'taxonomy', tsx: 'scripts/check-taxonomy.ts' },
  {
    name: 'taxonomy-schema',
    what: 'generated taxonomy schemas',
    tsx: 'scripts/generate-taxonomy-schema.ts',
    options: ['--check'],
  },
  { name: 'contracts', what: 'generated contracts', tsx: 'scripts/generate-contracts.ts', options: ['--check'] },
  { name: 'infra', what: 'infrastructure', tsx: 'scripts/check-infra.ts' },
  { name: 'build', what: 'build', command: ['scripts/build.mjs'] },
  { name: 'weights', what: 'fitted weights', tsx: 'evaluation/src/train.ts', options: ['--check'] },
  { name: 'evaluation', what: 'accuracy of understanding', tsx: 'evaluation/src/cli.ts' },
  { name: 'tests', what: 'tests', command: ['scripts/test.mjs'] },
]

function parseSelection(commandArguments) {
  const known = new Set(steps.map((step) => step.name))
  const separator = commandArguments.indexOf('--without')
  const only = separator === -1 ? commandArguments : commandArguments.slice(0, separator)
  const without = separator === -1 ? [] : commandArguments.slice(separator + 1)
  const unknown = [...only, ...without].find((name) => !known.has(name))
  if (unknown !== undefined) {
    console.error(`There is no step "${unknown}"; the steps are: ${[...known].join(', ')}.`)
    process.exit(2)
  }
  return steps.filter((step) => (only.length === 0 || only.includes(step.name)) && !without.includes(step.name))
}

const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`

async function runStep({ what, command, tsx, options = [] }) {
  const start = performance.now()
  if (tsx !== undefined && !existsSync(join(root, tsx))) {
    console.log(`-     ${what} (nothing to check: no ${tsx})`)
    return true
  }
  const commandArguments = tsx === undefined ? command : ['node_modules/tsx/dist/cli.mjs', tsx, ...options]
  const { status, output } = await run(node, commandArguments)
  console.log(`${status === 0 ? 'ok   ' : 'FAIL '} ${what} (${seconds(start)})`)
  if (status !== 0) {
    console.log(`\n${output.trimEnd()}\n`)
    console.log(`Check failed at "${what}"; repeat it with: ${['node', ...commandArguments].join(' ')}`)
  } else if (commandArguments[0] === 'scripts/test.mjs') {
    console.log(output.trimEnd().split('\n\n').at(-1))
  } else {
    for (const line of output.split('\n')) if (/\bwarning\b/.test(line)) console.log(`      ${line}`)
  }
  return status === 0
}

const start = performance.now()
const selected = parseSelection(process.argv.slice(2))
for (const step of selected) if (!(await runStep(step))) process.exit(1)
console.log(`Check passed: ${selected.length} steps in ${seconds(start)}.`)
