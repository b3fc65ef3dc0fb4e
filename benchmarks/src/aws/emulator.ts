import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import dynalite from 'dynalite'
import { type AwsCall, answerOf, bodyOf, callOf, forwardTo } from './forward.ts'

/** AWS on this machine: moto, with dynalite for items, because it finds them by key and counts capacity by the rules of DynamoDB. */
export interface Emulator {
  readonly endpoint: string
  stop(): Promise<void>
}

interface MotoScript {
  startMoto(): Promise<{ readonly endpoint: string; stop(): Promise<void> }>
}

// Whatever concerns items goes to dynalite, tables themselves are made in both, everything else belongs to moto.
const itemOperations = new Set([
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'BatchGetItem',
  'BatchWriteItem',
])

const callsPath = '/benchmark/calls'

/** What an emulator was asked since the last time, by any process. */
export async function takeCalls(endpoint: string): Promise<AwsCall[]> {
  const calls: AwsCall[] = JSON.parse(await (await fetch(endpoint + callsPath)).text())
  return calls
}

/** Moto alone: slower with many items, but with streams. */
export async function startMoto(repositoryFolder: string): Promise<Emulator> {
  const script = pathToFileURL(join(repositoryFolder, 'scripts/emulators/moto.mjs')).href
  const moto: MotoScript = await import(script)
  return await moto.startMoto()
}

/** Starts both, and what stands before them. Stop it. */
export async function startEmulator(repositoryFolder: string): Promise<Emulator> {
  const moto = await startMoto(repositoryFolder)
  const items = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const itemsEndpoint = await listen(items)
  let calls: AwsCall[] = []
  const front = createServer((incoming, response) => {
    const started = performance.now()
    if (incoming.url === callsPath) {
      response.end(JSON.stringify(calls))
      calls = []
      return
    }
    serve()
      .then(({ call, answer }) => {
        calls.push({ ...call, milliseconds: performance.now() - started })
        response.writeHead(answer.status, answer.headers).end(answer.body)
      })
      .catch(() => incoming.socket.destroy())

    async function serve() {
      const body = await bodyOf(incoming)
      const call = callOf(incoming, body)
      if (call.service === 'dynamodb' && itemOperations.has(call.operation)) {
        const counted = Buffer.from(JSON.stringify({ ...JSON.parse(String(body)), ReturnConsumedCapacity: 'INDEXES' }))
        return await answerOf(call, forwardTo(itemsEndpoint, incoming, counted))
      }
      if (call.operation === 'CreateTable') await forwardTo(itemsEndpoint, incoming, plainTable(body))
      if (call.operation === 'DeleteTable') await forwardTo(itemsEndpoint, incoming, body)
      return await answerOf(call, forwardTo(moto.endpoint, incoming, body))
    }
  })
  return {
    endpoint: await listen(front),
    async stop() {
      await Promise.all([close(front), close(items), moto.stop()])
    },
  }
}

/** What dynalite knows of a table. */
function plainTable(body: Buffer): Buffer {
  const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = JSON.parse(String(body))
  const indexes = GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes }
  const table = { TableName, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST', ...indexes }
  return Buffer.from(JSON.stringify(table))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
