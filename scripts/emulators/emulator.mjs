import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const STARTUP_SECONDS = 60

/** A port nobody listens on. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts a server that is an emulator and resolves when it answers; whatever it prints is told when it does not. */
export async function startEmulator(name, command, commandArguments, port) {
  const child = spawn(command, commandArguments, { stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = []
  const collect = (chunk) => {
    printed.push(chunk)
    if (printed.length > 100) printed.shift()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  let ended = null
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code) => {
    ended ??= `it ended with ${code}`
  })
  const endpoint = `http://127.0.0.1:${port}`
  for (let waited = 0; waited < STARTUP_SECONDS * 10; waited += 1) {
    if (ended !== null) break
    if (await answers(endpoint)) return { endpoint, stop: () => stop(child) }
    await wait(100)
  }
  child.kill()
  throw new Error(
    `${name} does not start (${ended ?? 'no answer'}): ${Buffer.concat(printed).toString('utf8').slice(-2000)}`,
  )
}

async function answers(endpoint) {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(1000) })
    return true
  } catch {
    // Not listening yet: asked again by the caller, who gives up in time.
    return false
  }
}

async function stop(child) {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}
