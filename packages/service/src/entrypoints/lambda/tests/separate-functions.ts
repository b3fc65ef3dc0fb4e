import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { vi } from 'vitest'
import { systemClock } from '../../../adapters/embedded/system.ts'
import { readConfig } from '../../../config.ts'
import type { Variables } from '../../../environment.ts'
import type { FunctionName } from '../../../functions.ts'
import type { StreamWork } from '../../../local-gateway/poll-streams.ts'
import { openSalesTalk, type SalesTalk } from '../../../wiring.ts'

/** The functions as they are on AWS: each with credentials, connections and caches of its own. */

/** A function that was started, with everything it keeps while it lives. */
export interface StartedFunction {
  readonly salesTalk: SalesTalk
  readonly handler: Handler
  close(): Promise<void>
}

export type Handler = (event: object) => Promise<unknown>

let shift = 0

/** All functions see the time go by. */
export function letTimePass(milliseconds: number): void {
  shift += milliseconds
}

const shiftedClock = {
  now: () => new Date(systemClock.now().getTime() + shift),
  today: () => shiftedClock.now().toISOString().slice(0, 10),
}

const called = new AsyncLocalStorage<SalesTalk>()
vi.doMock('../runtime.ts', () => ({ salesTalk: async () => called.getStore() }))

let starts = 0

/** Starts a function with the variables of its environment, with an instance and a handler that no other one has. */
export async function startFunction(name: FunctionName, variables: Variables): Promise<StartedFunction> {
  const folder = await mkdtemp(join(tmpdir(), 'salestalk-function-'))
  const settings = { ...variables, SALESTALK_LOG_LEVEL: 'silent', SALESTALK_DATA: folder }
  const salesTalk = await openSalesTalk(readConfig({}, settings), { clock: shiftedClock })
  starts += 1
  // A module of its own by another address; what it imports is shared and keeps nothing.
  const { handler }: { readonly handler: Handler } = await import(/* @vite-ignore */ `../${name}.ts?start=${starts}`)
  return {
    salesTalk,
    handler: (event) => called.run(salesTalk, () => handler(event)),
    async close() {
      await salesTalk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What a function is, seen by whoever calls it. */
export const asHttp = (call: Handler) => call as (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>
export const asStreamWork = (call: Handler) => call as StreamWork
export const asQueueWork = (call: Handler) => call as (event: SQSEvent) => Promise<SQSBatchResponse>
