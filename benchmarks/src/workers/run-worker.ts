import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { anyCredentials } from '../aws/credentials.ts'
import type { WorkerMessage, WorkerName, WorkerRequest, Workers } from './worker.ts'

/** A measurement that ended without a result; the message is what its process said. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError'
}

export type WorkerInput<Name extends WorkerName> = Parameters<Workers[Name]>[0]
export type WorkerResult<Name extends WorkerName> = Awaited<ReturnType<Workers[Name]>>

/** Runs one measurement in a fresh process. Rejects with WorkerError. */
export function runWorker<Name extends WorkerName>(name: Name, input: WorkerInput<Name>): Promise<WorkerResult<Name>> {
  const source = fileURLToPath(new URL('./worker.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = fork(source, {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      // Some workers ask an emulator of AWS; no other AWS may ever be asked.
      env: { ...process.env, ...anyCredentials },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let message: WorkerMessage | null = null
    child.on('message', (received: WorkerMessage) => {
      message = received
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (message === null) reject(new WorkerError(`${name} ended without a result (${signal ?? `exit ${code}`})`))
      else if ('error' in message) reject(new WorkerError(`${name} failed: ${message.error}`))
      else resolve(message.result as WorkerResult<Name>)
    })
    const request: WorkerRequest = { name, input }
    child.send(request)
  })
}
