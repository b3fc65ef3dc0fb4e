// npm run local:emulated: the functions of the AWS deployment on this machine, on an emulator that is installed and started for it.
// Needs Python; neither Docker nor Terraform. Everything is gone when it ends.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startMoto } from './emulators/moto.mjs'
import { root } from './lib/files.mjs'
import { node, run } from './lib/run.mjs'

const anyCredentials = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: 'eu-central-1' }

async function main() {
  const built = await run(node, ['scripts/build.mjs', '--if-stale'])
  if (built.status !== 0) throw new Error(built.output)
  const moto = await startMoto()
  try {
    const env = { ...process.env, ...anyCredentials, AWS_ENDPOINT_URL: moto.endpoint }
    const commandArguments = [join(root, 'packages/service/bin/salestalk.mjs'), 'gateway', ...process.argv.slice(2)]
    const gateway = spawn(node, commandArguments, { cwd: root, env, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill(signal))
    return await new Promise((resolve) => gateway.once('exit', (code) => resolve(code ?? 1)))
  } finally {
    await moto.stop()
  }
}

try {
  process.exit(await main())
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
