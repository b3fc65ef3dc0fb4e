import type { Identity } from '@salestalk/engine'
import { dynamoClient } from '../adapters/aws/clients.ts'
import { dynamoTableAdmin } from '../adapters/aws/dynamodb-admin.ts'
import type { TableProperties } from '../adapters/aws/dynamodb-table-properties.ts'
import { randomIds, systemClock, systemTimer } from '../adapters/embedded/system.ts'
import type { LogLevel } from '../config.ts'
import type { Variables } from '../environment.ts'
import { type EventFunctions, type EventPump, eventPump } from '../local-gateway/environment.ts'
import { httpGateway, listen } from '../local-gateway/http-gateway.ts'
import { type ProvisionedEnvironment, provisionEmulator } from '../local-gateway/provision.ts'
import type { SalesTalk } from '../wiring.ts'
import { loadFunctions } from './lambda/load-functions.ts'

export { functions } from '../functions.ts'
export { messagesTable, metricsTable } from '../storage/tables.ts'

/** The AWS deployment in one process, on an emulator: its functions, the gateway before them, and what hands them events. */
export interface EmulatedWorld {
  readonly url: string
  readonly environment: ProvisionedEnvironment
  /** What a function of this environment finds among its variables. */
  readonly variables: Variables
  readonly salesTalk: SalesTalk
  /** What streams and queues call. */
  readonly functions: EventFunctions
  readonly pump: EventPump
  tokenOf(identity: Identity, seconds?: number): Promise<string>
  close(): Promise<void>
}

export interface Emulator {
  readonly region: string
  readonly endpoint: string
}

export interface EmulatedWorldOptions {
  readonly workFolder: string
  readonly logLevel: LogLevel
  /** Told what the gateway met: a function that threw instead of answering. */
  readonly onError: (error: unknown) => void
}

const properties: TableProperties = {
  kmsKeyArn: null,
  pointInTimeRecovery: true,
  streams: true,
  deletionProtection: true,
  timeToLive: true,
  tags: { Service: 'salestalk' },
}

/** An environment under a name nobody has. The registry is that of the region: environments that must not meet take two. */
export async function provisionOwnEnvironment(emulator: Emulator): Promise<ProvisionedEnvironment> {
  const client = dynamoClient(emulator)
  const admin = dynamoTableAdmin({ client, properties, clock: systemClock, timer: systemTimer })
  return await provisionEmulator({ environment: `run-${randomIds.next().slice(0, 8)}`, ...emulator }, admin)
}

/** Makes an environment of its own on the emulator and opens it; one in a process, for functions keep what they opened. Close it. */
export async function openEmulatedWorld(emulator: Emulator, options: EmulatedWorldOptions): Promise<EmulatedWorld> {
  const environment = await provisionOwnEnvironment(emulator)
  const own = { SALESTALK_LOG_LEVEL: options.logLevel, SALESTALK_DATA: options.workFolder }
  const variables = { ...environment.variables, ...own }
  const { http, events: functions, salesTalk: open } = await loadFunctions(variables)
  const salesTalk = await open()
  const server = httpGateway({
    functions: http,
    web: async () => new Response(null, { status: 404 }),
    ids: randomIds,
    onError: options.onError,
  })
  return {
    url: await listen(server, 0),
    environment,
    variables,
    salesTalk,
    functions,
    pump: eventPump({ environment, functions, emulator }),
    async tokenOf(identity, seconds) {
      const { issuer } = await salesTalk.identity()
      if (issuer === null) throw new Error('This environment issues no tokens')
      return (await issuer.issueToken(identity, seconds)).token
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await salesTalk.close()
    },
  }
}
