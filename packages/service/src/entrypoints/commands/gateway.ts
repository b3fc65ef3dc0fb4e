import { Hono } from 'hono'
import { dynamoClient } from '../../adapters/aws/clients.ts'
import { dynamoTableAdmin } from '../../adapters/aws/dynamodb-admin.ts'
import { randomIds, systemClock, systemTimer } from '../../adapters/embedded/system.ts'
import { readEmulator } from '../../config.ts'
import { seedDemoData } from '../../demo/seed-companies.ts'
import type { AppEnvironment } from '../../http/context.ts'
import { staticWeb } from '../../http/static-web.ts'
import { eventPump } from '../../local-gateway/environment.ts'
import { httpGateway, listen } from '../../local-gateway/http-gateway.ts'
import { provisionEmulator } from '../../local-gateway/provision.ts'
import { type CommandContext, configOf } from '../command-line/run-context.ts'
import { loadFunctions } from '../lambda/load-functions.ts'
import { repeat } from '../repeat.ts'

const SECOND = 1000

/**
 * The functions of the AWS deployment in one process, on an emulator: the gateway before them, what streams and queues hand to them, and
 * their schedules. Makes the shared resources where they are missing, and the demo companies. Throws ConfigError.
 */
export async function gateway(context: CommandContext, options: { port?: number; environment: string }): Promise<void> {
  const { output, signal } = context
  const emulator = readEmulator()
  const config = configOf(context, options.port)
  output.note(`Making the environment "${options.environment}" on ${emulator.endpoint}…`)
  const environment = await provisionEmulator({ environment: options.environment, ...emulator }, tableAdmin(emulator))
  const data = { SALESTALK_DATA: config.dataFolder, SALESTALK_LOG_LEVEL: config.logLevel, SALESTALK_DEMO: 'true' }
  const functions = await loadFunctions({ ...environment.variables, ...data })
  const salesTalk = await functions.salesTalk()
  const report = (error: unknown) => salesTalk.logger.error({ err: error }, 'the gateway met a failure')
  const web = new Hono<AppEnvironment>().all('*', staticWeb(config.webFolder))
  const server = httpGateway({
    functions: functions.http,
    web: async (request) => await web.fetch(request),
    ids: randomIds,
    onError: report,
  })
  const url = await listen(server, config.port)
  const pump = eventPump({ environment, functions: functions.events, emulator })
  const background = [
    // Round by round, so that it can stop between two.
    repeat(pump.round, SECOND / 5, report),
    repeat(functions.schedules.sweep, 60 * SECOND, report),
    repeat(functions.schedules['complete-sessions'], 300 * SECOND, report),
    repeat(functions.schedules['resume-interrupted'], 300 * SECOND, report),
    repeat(functions.schedules['clean-uploads'], 3_600 * SECOND, report),
  ]
  try {
    output.note('Making the demo companies where they are missing…')
    await seedDemoData(salesTalk, 'missing')
    output.result({ url, endpoint: emulator.endpoint }, () => `SalesTalk is listening on ${url}`)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    for (const stop of background) stop()
    server.close()
    server.closeAllConnections()
    await salesTalk.close()
  }
}

function tableAdmin(emulator: { readonly region: string; readonly endpoint: string }) {
  return dynamoTableAdmin({
    client: dynamoClient(emulator),
    properties: {
      kmsKeyArn: null,
      pointInTimeRecovery: false,
      streams: true,
      deletionProtection: false,
      timeToLive: true,
      tags: {},
    },
    clock: systemClock,
    timer: systemTimer,
  })
}
