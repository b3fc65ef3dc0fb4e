import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { TenantId } from '@salestalk/protocol'
import { systemTimer } from '../../adapters/embedded/system.ts'
import { seedDemoData } from '../../demo/seed-companies.ts'
import { openSalesTalk, type SalesTalk } from '../../wiring.ts'
import { CommandFailure } from '../command-line/failures.ts'
import { type CommandContext, configOf } from '../command-line/run-context.ts'
import { httpAppOf } from '../http-app.ts'
import { repeat } from '../repeat.ts'

const MINUTE_MILLISECONDS = 60 * 1000
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS
const LAST_WORDS_MILLISECONDS = 5_000
// No more than are remembered anyway.
const MOST_WARM = 32

/** Serves the API and the web app until the signal says stop. */
export async function serve(context: CommandContext, options: { port?: number; demo?: boolean }): Promise<void> {
  const { output, signal } = context
  const config = configOf(context, options.port)
  const demoMode = options.demo === true || config.demoMode
  const salesTalk = await openSalesTalk(config, {
    demoMode,
    onUploaded: (tenantId) =>
      prepare(salesTalk, tenantId).catch((error: unknown) =>
        salesTalk.logger.error({ tenantId, err: error }, 'words cannot be prepared'),
      ),
  })
  let isReady = false
  const app = await httpAppOf(salesTalk, {
    uploads: salesTalk.uploads,
    isReady: () => isReady,
    clientAddress: (request) => getConnInfo(request).remote.address ?? 'unknown',
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  // An upload of gigabytes over a slow line takes longer than the five minutes that are the default.
  if ('requestTimeout' in server) server.requestTimeout = HOUR_MILLISECONDS
  try {
    const port = await listen(server, config.port, config.host)
    await salesTalk.cleanLeftovers()
    await salesTalk.resumeUploads()
    if (demoMode) await makeDemo(context, salesTalk)
    // Figures are computed ahead when all demo data is there: the first start has enough to do.
    salesTalk.dispatcher.start()
    isReady = true
    const url = `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`
    output.result({ url, dataFolder: config.dataFolder, demo: demoMode }, () => `SalesTalk is listening on ${url}`)
    warmUp(salesTalk).catch((error: unknown) => {
      if (!signal.aborted) salesTalk.logger.error({ err: error }, 'words cannot be prepared')
    })
    const background = backgroundWork(salesTalk, demoMode, signal)
    await stopped(signal)
    for (const stop of background) stop()
  } finally {
    await close(server)
    await salesTalk.close()
  }
}

async function listen(server: ServerType, port: number, host: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, port, host)))
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function listenFailure(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use: stop the other program, or choose another port with --port.`,
    EACCES: `Port ${port} may not be used by this user: choose one from 1024 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set SALESTALK_HOST to one it has.`,
    ENOTFOUND: `There is no host ${host}: set SALESTALK_HOST to an address of this machine.`,
  }
  return new CommandFailure(reasons[error.code ?? ''] ?? `The server cannot listen: ${error.message}.`, {
    cause: error,
  })
}

/** The first start makes the data; a failure costs the demo, not the server. */
async function makeDemo({ output }: CommandContext, salesTalk: SalesTalk): Promise<void> {
  const started = performance.now()
  try {
    const isFirst = (await salesTalk.tenants.listTenants()).every(({ settings }) => !settings.demo)
    if (isFirst) output.note('Making the demo companies (first start only)…')
    await seedDemoData(salesTalk, 'missing')
    if (isFirst) output.note(`They are ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  } catch (error) {
    salesTalk.logger.error({ err: error }, 'the demo companies cannot be made')
    output.error(`The demo companies cannot be made: ${error instanceof Error ? error.message : 'unknown reason'}.`)
  }
}

/** Compiles the words of companies before their first question, one after another, with room for requests in between. */
async function warmUp(salesTalk: SalesTalk): Promise<void> {
  const tenants = await salesTalk.tenants.listTenants()
  for (const { tenantId } of tenants.filter(({ status }) => status === 'active').slice(0, MOST_WARM)) {
    await prepare(salesTalk, tenantId)
  }
}

async function prepare(salesTalk: SalesTalk, tenantId: TenantId): Promise<void> {
  await setImmediate()
  await salesTalk.knowledge.of(tenantId)
}

/** What a server does beside answering; each function it returns ends one part. */
function backgroundWork(salesTalk: SalesTalk, demoMode: boolean, signal: AbortSignal): (() => void)[] {
  // What the end of the server cuts off is no failure: the next start does it.
  const report = (message: string) => (error: unknown) => {
    if (!signal.aborted) salesTalk.logger.error({ err: error }, message)
  }
  const parts = [
    repeat(salesTalk.completeIdleSessions, MINUTE_MILLISECONDS, report('conversations cannot be ended')),
    repeat(salesTalk.cleanUploads, HOUR_MILLISECONDS, report('files of old uploads cannot be removed')),
    repeat(salesTalk.tenants.resumeInterrupted, HOUR_MILLISECONDS, report('interrupted work cannot be carried on')),
  ]
  const refresh = () => refreshDemo(salesTalk)
  if (demoMode) parts.push(repeat(refresh, HOUR_MILLISECONDS, report('the demo data cannot be brought up to date')))
  return parts
}

/** Replaces demo data that is a day old, and has the words of each company ready before the first question. */
async function refreshDemo(salesTalk: SalesTalk): Promise<void> {
  const seeded = await seedDemoData(salesTalk, 'all')
  for (const tenantId of new Set(seeded.map((dataset) => dataset.tenantId))) await salesTalk.knowledge.of(tenantId)
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Lets requests that are running end; those that take too long are cut. */
async function close(server: ServerType): Promise<void> {
  if (!server.listening) return
  const cancel = systemTimer(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, LAST_WORDS_MILLISECONDS)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
  cancel()
}
