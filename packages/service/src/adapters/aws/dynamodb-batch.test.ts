import { StoreUnavailableError, type TableDefinition } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { type Emulator, emulatorOptions, plainTables, startDynalite } from './tests/emulators.ts'

const definition: TableDefinition = { name: 'notes', scope: 'tenant', indexes: [] }
const address = { tenantId: tenantIdSchema.parse('acme'), definition }

interface BatchRequest {
  readonly body: Uint8Array
  readonly headers: Record<string, string>
}
type Handler = (args: { request: BatchRequest }) => Promise<{ output: object }>
interface WirePut {
  readonly PutRequest: { readonly Item: Readonly<Record<string, { readonly S?: string; readonly N?: string }>> }
}

function plain({ PutRequest }: WirePut) {
  const attributes = Object.entries(PutRequest.Item).map(([name, { S, N }]) => [name, S ?? Number(N)])
  return { PutRequest: { Item: Object.fromEntries(attributes) } }
}

interface Answering {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { commandName?: string }) => Handler,
      place: { step: 'deserialize'; priority: 'high'; name: string },
    ): void
  }
}

describe('a batch that DynamoDB takes in part', () => {
  let emulator: Emulator
  let delays: number[]
  /** How many of the next request's operations are taken; all when it runs out. */
  let taken: number[]
  let sizes: number[]
  let opened: ReturnType<typeof open>

  function open() {
    const client = dynamoClient(emulatorOptions(emulator.endpoint))
    const answering = client as unknown as Answering
    answering.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'BatchWriteItemCommand') return await next(args)
          const request = JSON.parse(new TextDecoder().decode(args.request.body)) as {
            RequestItems: Record<string, WirePut[]>
          }
          const [entry] = Object.entries(request.RequestItems)
          const [table, all] = entry ?? ['', []]
          sizes.push(all.length)
          const count = Math.min(taken.shift() ?? all.length, all.length)
          const body = Buffer.from(JSON.stringify({ RequestItems: { [table]: all.slice(0, count) } }))
          const headers = { ...args.request.headers, 'content-length': String(body.length) }
          if (count > 0) await next({ ...args, request: Object.assign(args.request, { body, headers }) })
          const left = all.slice(count).map(plain)
          return { output: { $metadata: {}, UnprocessedItems: left.length === 0 ? {} : { [table]: left } } }
        },
      { step: 'deserialize', priority: 'high', name: 'takeInPart' },
    )
    const documents = dynamoDocumentClient(client)
    const clock = fixedClock()
    const timer = (work: () => void, milliseconds: number) => {
      delays.push(milliseconds)
      const handle = setImmediate(work)
      return () => clearImmediate(handle)
    }
    return {
      client,
      admin: dynamoTableAdmin({ client, properties: plainTables, clock, timer }),
      table: dynamoTables({ clientFor: () => documents, clock, timer, random: () => 1 }).open(address),
    }
  }

  beforeEach(async () => {
    emulator = await startDynalite()
    taken = []
    sizes = []
    opened = open()
    delays = []
    await opened.admin.createTable(address)
    delays.length = 0
  })
  afterEach(async () => {
    opened.client.destroy()
    await emulator.close()
  })

  const puts = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ put: { pk: 'p', sk: String(n).padStart(3, '0') } }))

  it('sends what is left again, more and more slowly', async () => {
    taken = [10, 0, 4]
    await opened.table.batchWrite(puts(25))
    expect(sizes).toEqual([25, 15, 15, 11])
    // 50 ms doubled each time; the random part is all of it here.
    expect(delays).toEqual([50, 100, 200])
    expect((await opened.table.query({ pk: 'p' })).items).toHaveLength(25)
  })
  it('cuts a large batch into requests of 25', async () => {
    await opened.table.batchWrite(puts(60))
    expect(sizes.sort((left, right) => left - right)).toEqual([10, 25, 25])
    expect((await opened.table.query({ pk: 'p' })).items).toHaveLength(60)
  })
  it('says that the table is busy when nothing is taken any more', async () => {
    taken = Array.from({ length: 20 }, () => 0)
    const failure = await opened.table.batchWrite(puts(3)).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnavailableError)
    expect(failure).toMatchObject({ reason: 'busy', message: expect.stringContaining('3 of a batch are left') })
    expect(sizes).toHaveLength(8)
  })
})
