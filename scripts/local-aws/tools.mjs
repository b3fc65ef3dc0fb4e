import { setTimeout as wait } from 'node:timers/promises'
import { run } from '../lib/run.mjs'

const answers = async (command, commandArguments) => (await run(command, commandArguments)).status === 0

/**
 * The programs that are needed beside Node, by the names to call them. Throws an error that says what is missing and what to do.
 * `answers` tells whether a command runs.
 */
export async function findTools({ terraform = true } = {}, tries = answers) {
  if (!(await tries('docker', ['--version']))) {
    throw new Error(
      'Docker is missing. Install it (docs.docker.com/get-docker), or try SalesTalk without it: npm start needs nothing but Node.',
    )
  }
  if (!(await tries('docker', ['info']))) {
    throw new Error('Docker is installed but does not answer. Start it, then run npm run local:up again.')
  }
  if (!(await tries('docker', ['compose', 'version']))) {
    throw new Error('Docker has no "compose" command. Install the Compose plugin (docs.docker.com/compose/install).')
  }
  if (!terraform) return { docker: 'docker', terraform: null }
  for (const command of ['terraform', 'tofu']) {
    if (await tries(command, ['version'])) return { docker: 'docker', terraform: command }
  }
  throw new Error(
    'Neither Terraform nor OpenTofu is installed, 1.10 or newer. Install one of them: opentofu.org/docs/intro/install.',
  )
}

/** Waits until an address answers with success, for two minutes at most. */
export async function waitFor(name, url, { attempts = 60, pause = 2000, fetcher = fetch } = {}) {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const answer = await fetcher(url).catch((error) => ({ ok: false, error }))
    if (answer.ok) return
    if (attempt < attempts) await wait(pause)
  }
  throw new Error(`${name} does not answer at ${url}. Look at its log: docker compose logs localstack`)
}
