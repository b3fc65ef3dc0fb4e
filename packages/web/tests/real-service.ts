import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const startMilliseconds = 120_000
const command = join(import.meta.dirname, '../../service/bin/salestalk.mjs')

export interface RealService {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the real service with the demo companies on an empty data folder, unless SALESTALK_URL names one that runs. */
export async function startService(): Promise<RealService> {
  const running = process.env.SALESTALK_URL
  if (running) return { url: running, stop: async () => undefined }
  const data = mkdtempSync(join(tmpdir(), 'salestalk-browser-'))
  const service = spawn(process.execPath, [command, 'serve', '--demo', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    return { url: await addressOf(service), stop: () => stop(service, data) }
  } catch (error) {
    service.kill()
    rmSync(data, { recursive: true, force: true })
    throw error
  }
}

async function stop(service: ChildProcess, data: string): Promise<void> {
  const ended = new Promise((resolve) => service.once('exit', resolve))
  service.kill()
  await ended
  rmSync(data, { recursive: true, force: true })
}

/** The address the service prints when it listens. */
function addressOf(service: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (why: string) => reject(new Error(`The service did not start: ${why}.\n${output}`))
    const timer = setTimeout(() => fail('it printed no address in time'), startMilliseconds)
    const read = (piece: Buffer) => {
      output += piece.toString()
      const address = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    }
    service.stdout?.on('data', read)
    service.stderr?.on('data', read)
    service.once('exit', (code) => {
      clearTimeout(timer)
      fail(`it ended with code ${code}`)
    })
  })
}
