import type { Identity } from '@salestalk/engine'
import { dynamoClient } from '../adapters/aws/clients.ts'
import { dynamoTableAdmin } from '../adapters/aws/dynamodb-admin.ts'
import { randomIds, systemClock, systemTimer } from '../adapters/embedded/system.ts'
import type { Variables } from '../environment.ts'
import { type EventPump, eventPump } from '../local-gateway/environment.ts'
import { httpGateway, listen } from '../local-gateway/http-gateway.ts'
import { provisionEmulator } from '../local-gateway/provision.ts'
import type { SalesTalk } from '../wiring.ts'
import { loadFunctions } from './lambda/load-functions.ts'

export { functions } from '../functions.ts'
export { messagesTable, metricsTable } from '../storage/tables.ts'

/** The AWS deployment in one process, on an emulator: its functions, the gateway before them, and what hands them events. */
export interface EmulatedWorld {
  readonly url: string
  /** What a function of this environment finds among its variables. */
  readonly variables: Variables
  readonly salesTalk: SalesTalk
  readonly pump: EventPump
  tokenOf(identity: Identity, seconds?: number): Promise<string>
  close(): Promise<void>
}

const sharedTables = {
  kmsKeyArn: null,
  pointInTimeRecovery: true,
  streams: true,
  deletionProtection: true,
  timeToLive: true,
  tags: {},
}

/** Makes an environment of its own on the emulator and opens it; one in a process, for functions keep what they opened. Close it. */
export async function openEmulatedWorld(
  emulator: { readonly region: string; readonly endpoint: string },
  workFolder: string,
): Promise<EmulatedWorld> {
  const client = dynamoClient(emulator)
  const admin = dynamoTableAdmin({ client, properties: sharedTables, clock: systemClock, timer: systemTimer })
  const name = `run-${randomIds.next().slice(0, 8)}`
  const environment = await provisionEmulator({ environment: name, ...emulator }, admin)
  const variables = { ...environment.variables, SALESTALK_LOG_LEVEL: 'error', SALESTALK_DATA: workFolder }
  const loaded = await loadFunctions(variables)
  const salesTalk = await loaded.salesTalk()
  const server = httpGateway({
    functions: loaded.http,
    web: async () => new Response(null, { status: 404 }),
    ids: randomIds,
    onError: (error) => salesTalk.logger.error({ err: error }, 'a function failed'),
  })
  return {
    url: await listen(server, 0),
    variables,
    salesTalk,
    pump: eventPump({ environment, functions: loaded.events, emulator }),
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
