import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Where AWS is, and who asks. */
export interface AwsClientOptions {
  readonly region: string
  /** Of an emulator; null for AWS itself. */
  readonly endpoint?: string | null
  /** Left out, the SDK finds those of the process; a function is asked again before they expire. */
  readonly credentials?: DynamoDBClientConfig['credentials']
  /** Replaces the standard strategy: exponential backoff with jitter and a budget that stops retry storms. */
  readonly retryStrategy?: DynamoDBClientConfig['retryStrategy']
  /** How long one attempt may take; each client has its own default. */
  readonly requestMilliseconds?: number
}

// A request to a store in the same region takes milliseconds; a connection that hangs is better given up and made again.
const CONNECT_MILLISECONDS = 1_000
const TABLE_REQUEST_MILLISECONDS = 5_000
const ATTEMPTS = 4
// Connections are kept open between invocations, and shared by all clients: each company has clients of its own, but a request carries
// its signature itself, so a company that is asked for the first time finds a connection open.
const connections = { keepAlive: true, maxSockets: 64 }
const agents = { httpAgent: new HttpAgent(connections), httpsAgent: new HttpsAgent(connections) }

/** The settings all clients share; `requestMilliseconds` bounds one attempt, its answer included. */
export function clientSettings(options: AwsClientOptions, requestMilliseconds: number) {
  const { region, endpoint, credentials, retryStrategy } = options
  return {
    region,
    ...(endpoint === undefined || endpoint === null ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(retryStrategy === undefined ? { maxAttempts: ATTEMPTS, retryMode: 'standard' } : { retryStrategy }),
    requestHandler: {
      connectionTimeout: CONNECT_MILLISECONDS,
      requestTimeout: options.requestMilliseconds ?? requestMilliseconds,
      // A body that stops coming is given up as well.
      socketTimeout: options.requestMilliseconds ?? requestMilliseconds,
      throwOnRequestTimeout: true,
      ...agents,
    },
  }
}

/** A client of one set of credentials; also the control plane is asked through it. */
export function dynamoClient(options: AwsClientOptions): DynamoDBClient {
  return new DynamoDBClient(clientSettings(options, TABLE_REQUEST_MILLISECONDS))
}

/** The same client, speaking plain objects: as the adapters of tables expect them. */
export function dynamoDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { allowImpreciseNumbers: true },
    // Every number was a JavaScript number when it was written, so it is one again without loss.
    unmarshallOptions: { wrapNumbers: Number },
  })
}
