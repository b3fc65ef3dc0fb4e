import { spawn } from 'node:child_process'
import { root } from './files.mjs'

/**
 * Runs a command in the repository root. Resolves to its exit status and everything it printed; with `live`, the
 * output also appears as it comes.
 */
export function run(command, commandArguments, { live = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const chunks = []
    const child = spawn(command, commandArguments, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const collect = (stream) => (chunk) => {
      chunks.push(chunk)
      if (live) stream.write(chunk)
    }
    child.stdout.on('data', collect(process.stdout))
    child.stderr.on('data', collect(process.stderr))
    child.on('error', (error) => resolve({ status: 1, output: `${command}: ${error.message}\n` }))
    child.on('close', (code) => resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }))
  })
}

export const node = process.execPath
