import { StoreUnavailableError, type TableAddress, type TenantTable } from '@salestalk/engine'
import { tenantTableConformance } from '@salestalk/engine/conformance'
import { type FixedClock, fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { emulatorOptions, impatientTimer, plainTables, startDynalite } from './tests/emulators.ts'
import { fakeControlPlane } from './tests/fake-control-plane.ts'
import { type FaultyClient, faulty } from './tests/faults.ts'

async function openStore() {
  const emulator = await startDynalite()
  const client = dynamoClient(emulatorOptions(emulator.endpoint))
  const requests = faulty(client)
  const documents = dynamoDocumentClient(client)
  const clock = fixedClock()
  const options = { clock, timer: impatientTimer }
  return {
    store: {
      ...dynamoTables({ ...options, clientFor: () => documents }),
      ...dynamoTableAdmin({ ...options, client, properties: plainTables }),
    },
    clock,
    requests,
    documents,
    cannotAddIndexes: 'dynalite takes an index only with a new table',
    async close() {
      client.destroy()
      await emulator.close()
    },
  }
}

tenantTableConformance('DynamoDB', openStore)

const address: TableAddress = {
  tenantId: tenantIdSchema.parse('acme'),
  definition: {
    name: 'notes',
    scope: 'tenant',
    indexes: [{ name: 'AuthorIndex', partitionAttribute: 'author', sortAttribute: 'pk' }],
  },
}

describe('DynamoDB tables', () => {
  let world: Awaited<ReturnType<typeof openStore>>
  let table: TenantTable
  let clock: FixedClock
  let requests: FaultyClient
  beforeEach(async () => {
    world = await openStore()
    ;({ clock, requests } = world)
    await world.store.createTable(address)
    table = world.store.open(address)
  })
  afterEach(() => world.close())

  /** How many requests the work takes. */
  async function counted(work: () => Promise<unknown>): Promise<number> {
    const before = requests.attempts()
    await work()
    return requests.attempts() - before
  }

  it('write and read with one request each', async () => {
    expect(await counted(() => table.put({ pk: 'p', sk: 's' }))).toBe(1)
    expect(await counted(() => table.put({ pk: 'p', sk: 't' }, { ifNotExists: true }))).toBe(1)
    expect(await counted(() => table.put({ pk: 'p', sk: 's' }, { ifVersion: 1 }))).toBe(1)
    expect(await counted(() => table.update({ pk: 'p', sk: 's' }, { expectedVersion: 2, set: { a: 1 } }))).toBe(1)
    expect(await counted(() => table.get({ pk: 'p', sk: 's' }))).toBe(1)
    expect(await counted(() => table.query({ pk: 'p', limit: 2 }))).toBe(1)
    expect(await counted(() => table.delete({ pk: 'p', sk: 's' }, { ifVersion: 3 }))).toBe(1)
  })
  it('keep what DynamoDB has no type for', async () => {
    const odd = {
      large: 1.5e300,
      small: [5e-324],
      half: 'a\ud800b',
      names: { '': 1, ok: { '\ud83d': 2 } },
      proto: JSON.parse('{"__proto__":{"a":1}}') as unknown,
      deep: Array.from({ length: 29 }).reduce<unknown>((inner) => [inner], 'deep'),
      empty: ['', [], {}],
    }
    await table.put({ pk: 'p', sk: 's', ...odd })
    expect(await table.get({ pk: 'p', sk: 's' })).toEqual({ pk: 'p', sk: 's', version: 1, ...odd })
    await table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1, set: { large: [-1e200] } })
    expect((await table.get({ pk: 'p', sk: 's' }))?.large).toEqual([-1e200])
  })
  it('remove an attribute that is set to undefined, and leave no trace of the token', async () => {
    await table.put({ pk: 'p', sk: 's', a: 1, author: 'ann', writeToken: 'foreign' })
    const updated = await table.update({ pk: 'p', sk: 's' }, { expectedVersion: 1, set: { a: undefined } })
    expect(updated).toEqual({ pk: 'p', sk: 's', author: 'ann', version: 2 })
    expect((await table.query({ pk: 'ann', index: 'AuthorIndex' })).items).toEqual([updated])
  })
  it('fill a page past many items that have expired', async () => {
    const expiresAt = Math.floor(clock.now().getTime() / 1000)
    const keys = Array.from({ length: 120 }, (_, n) => ({ pk: 'p', sk: String(n).padStart(3, '0') }))
    await table.batchWrite(keys.map((key, n) => ({ put: n < 100 ? { ...key, expiresAt } : key })))
    const page = await table.query({ pk: 'p', limit: 5 })
    expect(page.items.map(({ sk }) => sk)).toEqual(['100', '101', '102', '103', '104'])
    const rest = await table.query({ pk: 'p', limit: 50, cursor: page.cursor })
    expect([rest.items.length, rest.cursor]).toEqual([15, null])
  })
})

describe('a table that is being created', () => {
  it('is told from one that is missing: the same call works in a moment', async () => {
    const plane = fakeControlPlane(100)
    const options = { clock: fixedClock(), timer: impatientTimer }
    const documents = dynamoDocumentClient(plane.client)
    const opened = dynamoTables({ ...options, clientFor: () => documents }).open(address)
    const admin = dynamoTableAdmin({
      ...options,
      client: plane.client,
      properties: plainTables,
      mostWaitMilliseconds: 0,
    })
    await expect(admin.createTable(address)).rejects.toThrow(/still creating/)
    plane.fail('GetItem', 'ResourceNotFoundException')
    const failure = await opened.get({ pk: 'p', sk: 's' }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnavailableError)
    expect(failure).toMatchObject({ reason: 'busy', message: expect.stringContaining('being created') })
  })
})
