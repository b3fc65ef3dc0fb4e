import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A process that did not do what was measured; the message holds what it said. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError'
}

const patienceMilliseconds = 120_000

/** Runs Node to its end; resolves to the milliseconds it took. Rejects with ProcessError when it fails. */
export async function timeNode(nodeArguments: readonly string[], folder: string): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, nodeArguments, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.resume()
  child.stderr.on('data', (data) => {
    said += String(data)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new ProcessError(`node ${nodeArguments[0]} failed: ${said}`)
  return performance.now() - started
}

export interface RunningServer {
  readonly url: string
  /** From spawning the process to its line with the URL. */
  readonly listeningMilliseconds: number
  readonly startedAt: number
  stop(): Promise<void>
}

/** Starts a server that prints its URL on standard output. Rejects with ProcessError when it ends or stays silent. */
export async function startServer(nodeArguments: readonly string[], folder: string): Promise<RunningServer> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, nodeArguments, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = await urlOf(child, nodeArguments.join(' '))
  const listeningMilliseconds = performance.now() - startedAt
  return {
    url,
    listeningMilliseconds,
    startedAt,
    async stop() {
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function urlOf(child: ChildProcess, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (reason: string) => reject(new ProcessError(`${command} ${reason}: ${said}`))
    const timer = setTimeout(() => {
      child.kill('SIGTERM')
      fail(`printed no URL within ${patienceMilliseconds / 1000} s`)
    }, patienceMilliseconds)
    const listen = (data: unknown) => {
      said += String(data)
      const [url] = said.match(/http:\/\/[\w.]+:\d+(?=\s)/) ?? []
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', (data) => {
      said += String(data)
    })
    child.on('error', reject)
    child.on('exit', () => {
      clearTimeout(timer)
      fail('ended')
    })
  })
}
