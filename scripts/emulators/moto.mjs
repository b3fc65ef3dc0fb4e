import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/files.mjs'
import { run } from '../lib/run.mjs'
import { freePort, startEmulator } from './emulator.mjs'

const requirements = join(root, 'scripts/emulators/requirements.txt')
const folder = join(root, 'node_modules/.cache/salestalk/moto')
const done = join(folder, 'installed.txt')

/** Installs the pinned moto server into a virtual environment of its own, unless it is there. */
async function install() {
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return
  mkdirSync(folder, { recursive: true })
  const steps = [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]],
  ]
  for (const [command, commandArguments] of steps) {
    const { status, output } = await run(command, commandArguments)
    if (status !== 0) {
      throw new Error(
        `The AWS emulator cannot be installed: it needs Python 3.10 or later with venv, and PyPI. Or start an emulator yourself and set AWS_ENDPOINT_URL.\n${output.slice(-2000)}`,
      )
    }
  }
  writeFileSync(done, wanted)
}

/** Starts moto, an emulator of DynamoDB, S3, SQS, EventBridge, Cognito and STS. */
export async function startMoto() {
  await install()
  const port = await freePort()
  return await startEmulator(
    'moto',
    join(folder, 'bin/moto_server'),
    ['--host', '127.0.0.1', '--port', String(port)],
    port,
  )
}
