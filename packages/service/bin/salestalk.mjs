#!/usr/bin/env node
// The command `salestalk`: builds what is missing or out of date, then hands over to the command line.
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { serviceState, webState } from '../../../scripts/lib/build-state.mjs'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

// A process of its own, so that the builder's memory and output never become the command's.
function build(script) {
  const result = spawnSync(process.execPath, [join(root, 'scripts', script)], { cwd: root, encoding: 'utf8' })
  if (result.status === 0) return
  const trouble = `${result.stderr ?? ''}${result.stdout ?? ''}`.trim()
  process.stderr.write(`${trouble || `The build failed: ${result.error?.message ?? `signal ${result.signal}`}.`}\n`)
  process.exit(1)
}

const service = serviceState(root)
if (!service.fresh) build('build-service.mjs')

const commandArguments = process.argv.slice(2)
if (commandArguments[0] === 'serve' && !commandArguments.includes('--help')) {
  const web = webState(root)
  if (web.present && !web.fresh) {
    process.stderr.write('Building the web app (only when its sources changed)…\n')
    build('build-web.mjs')
  }
}

// Keeps compiled code between runs where Node can (22 and later): a quicker start.
module.enableCompileCache?.()
await import(pathToFileURL(service.entry).href)
