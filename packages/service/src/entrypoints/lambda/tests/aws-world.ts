import { SQSClient } from '@aws-sdk/client-sqs'
import type { Identity } from '@salestalk/engine'
import { dynamoClient } from '../../../adapters/aws/clients.ts'
import { dynamoTableAdmin } from '../../../adapters/aws/dynamodb-admin.ts'
import { awsEndpoint } from '../../../adapters/aws/tests/aws-endpoint.ts'
import { randomIds, systemClock, systemTimer } from '../../../adapters/embedded/system.ts'
import { type EventFunctions, type EventPump, eventPump } from '../../../local-gateway/environment.ts'
import { httpGateway, listen } from '../../../local-gateway/http-gateway.ts'
import { type ProvisionedEnvironment, provisionEmulator } from '../../../local-gateway/provision.ts'
import type { SalesTalk } from '../../../wiring.ts'
import { loadFunctions } from '../load-functions.ts'

/** The whole AWS deployment in one process: an environment on an emulator, its functions, and whatever calls them. */
export interface AwsWorld {
  readonly url: string
  readonly environment: ProvisionedEnvironment
  readonly salesTalk: SalesTalk
  readonly functions: EventFunctions
  readonly sqs: SQSClient
  readonly pump: EventPump
  request(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>
  post(path: string, body: unknown, token?: string): Promise<Response>
  tokenOf(identity: Identity, seconds?: number): Promise<string>
  close(): Promise<void>
}

const region = 'eu-central-1'

/** Opens an environment of its own on the emulator at `AWS_ENDPOINT_URL`; one per test file, for functions keep what they opened. */
export async function openAwsWorld(): Promise<AwsWorld> {
  const endpoint = awsEndpoint()
  const environment = await provision(endpoint)
  const {
    http,
    events: functions,
    salesTalk: open,
  } = await loadFunctions({
    ...environment.variables,
    SALESTALK_LOG_LEVEL: 'silent',
    SALESTALK_DATA: '/tmp/salestalk',
  })
  const sqs = new SQSClient({ region, endpoint })
  const errors: unknown[] = []
  const server = httpGateway({
    functions: http,
    web: async () => new Response(null, { status: 404 }),
    ids: randomIds,
    onError: (error) => errors.push(error),
  })
  const url = await listen(server, 0)
  const salesTalk = await open()
  const { issuer } = await salesTalk.identity()
  const request: AwsWorld['request'] = async (path, { token, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    return await fetch(`${url}${path}`, { ...init, headers })
  }
  return {
    url,
    environment,
    salesTalk,
    functions,
    sqs,
    pump: eventPump({ environment, functions, emulator: { region, endpoint } }),
    request,
    post: (path, body, token) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(token === undefined ? {} : { token }),
      }),
    async tokenOf(identity, seconds) {
      if (issuer === null) throw new Error('This environment issues no tokens')
      return (await issuer.issueToken(identity, seconds)).token
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await salesTalk.close()
      if (errors.length > 0) throw new AggregateError(errors, 'The gateway reported failures')
    },
  }
}

/** An environment under a name nobody has. The registry is that of the region: environments that must not meet take two. */
export async function provision(endpoint: string, inRegion = region): Promise<ProvisionedEnvironment> {
  const admin = dynamoTableAdmin({
    client: dynamoClient({ region: inRegion, endpoint }),
    properties: {
      kmsKeyArn: null,
      pointInTimeRecovery: true,
      streams: true,
      deletionProtection: true,
      timeToLive: true,
      tags: { Service: 'salestalk' },
    },
    clock: systemClock,
    timer: systemTimer,
  })
  const environment = `test-${randomIds.next().slice(0, 8)}`
  return await provisionEmulator({ environment, region: inRegion, endpoint }, admin)
}
