// npm test: every unit, contract and property test, then the browser tests; the runners' closing lines come last.
//   npm test                          everything
//   npm test -- packages/engine       only these files, without the browser
//   npm test -- --browser             only the browser tests
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './ensure-browser.mjs'
import { playwrightClosingLines, vitestClosingLines } from './lib/closing-lines.mjs'
import { root } from './lib/files.mjs'
import { node, run } from './lib/run.mjs'

const browserTests = join(root, 'packages/web/tests')

async function runUnitTests(filters) {
  const { status, output } = await run(node, ['node_modules/vitest/vitest.mjs', 'run', ...filters], { live: true })
  return { status, closing: ['Unit, contract and property tests', ...vitestClosingLines(output)] }
}

async function runBrowserTests() {
  try {
    const chromium = await ensureBrowser()
    const built = await run(node, ['scripts/build.mjs', '--if-stale'])
    if (built.status !== 0) throw new Error(`The build failed, so the browser tests cannot run.\n${built.output}`)
    const commandArguments = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'packages/web/playwright.config.ts',
    ]
    const { status, output } = await run(node, commandArguments, { live: true, env: { SALESTALK_CHROMIUM: chromium } })
    return { status, closing: ['Browser tests', ...playwrightClosingLines(output)] }
  } catch (error) {
    console.error(error.message)
    return { status: 1, closing: ['Browser tests', `  ${error.message.split('\n')[0]}`] }
  }
}

const commandArguments = process.argv.slice(2)
const browserOnly = commandArguments.includes('--browser')
const filters = commandArguments.filter((argument) => argument !== '--browser')
const hasBrowserTests = existsSync(browserTests) && readdirSync(browserTests).some((name) => name.endsWith('.spec.ts'))

const results = []
if (!browserOnly) results.push(await runUnitTests(filters))
if (browserOnly || (filters.length === 0 && hasBrowserTests)) results.push(await runBrowserTests())

const failed = results.some(({ status }) => status !== 0)
console.log(`\n${results.map(({ closing }) => closing.join('\n')).join('\n')}`)
process.exit(failed ? 1 : 0)
