import { ConditionFailedError, StoreUnavailableError, type TableAddress, type TenantTable } from '@salestalk/engine'
import { modelDefinition, outcomeOf, pagesOf, tableSteps } from '@salestalk/engine/conformance'
import { type FixedClock, fixedClock, inMemoryTables } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { type Emulator, emulatorOptions, impatientTimer, plainTables, startDynalite } from './tests/emulators.ts'
import { type Fault, faulty, impatientRetries } from './tests/faults.ts'

const ATTEMPTS = 4
const key = { pk: 'p', sk: 's' }
const lostAnswers: readonly Fault[] = (['timeout', 'failure', 'reset'] as const).map((kind) => ({
  kind,
  when: 'after',
}))

let emulator: Emulator
let tenants = 0

/** A new table behind a client that meets faults, and a look at the same table that meets none. */
async function openWorld(start?: string) {
  const clock = fixedClock(start)
  const shaken = dynamoClient({ ...emulatorOptions(emulator.endpoint), retryStrategy: impatientRetries(ATTEMPTS) })
  const faults = faulty(shaken)
  const calm = dynamoClient(emulatorOptions(emulator.endpoint))
  const options = { clock, timer: impatientTimer }
  tenants += 1
  const address: TableAddress = { tenantId: tenantIdSchema.parse(`acme-${tenants}`), definition: modelDefinition }
  const admin = dynamoTableAdmin({ ...options, client: calm, properties: plainTables })
  await admin.createTable(address)
  const opened = (client: typeof calm) =>
    dynamoTables({ ...options, clientFor: () => dynamoDocumentClient(client) }).open(address)
  const close = () => {
    shaken.destroy()
    calm.destroy()
  }
  return { clock, faults, table: opened(shaken), plain: opened(calm), close }
}

beforeAll(async () => {
  emulator = await startDynalite()
})
afterAll(() => emulator.close())

describe('DynamoDB that loses answers', () => {
  let table: TenantTable
  let plain: TenantTable
  let faults: Awaited<ReturnType<typeof openWorld>>['faults']
  beforeEach(async () => {
    const world = await openWorld()
    ;({ table, plain, faults } = world)
    return () => world.close()
  })

  for (const fault of lostAnswers) {
    it(`recognizes its own new item after a ${fault.kind}`, async () => {
      faults.plan([fault, fault])
      const stored = await table.put({ ...key, by: 'me' }, { ifNotExists: true })
      expect(stored).toEqual({ ...key, by: 'me', version: 1 })
      expect(await plain.get(key)).toEqual(stored)
      expect(faults.attempts()).toBeGreaterThanOrEqual(3)
    })
    it(`recognizes its own replacement, update and unconditional put after a ${fault.kind}`, async () => {
      await plain.put({ ...key, step: 1 })
      faults.plan([fault])
      expect(await table.put({ ...key, step: 2 }, { ifVersion: 1 })).toEqual({ ...key, step: 2, version: 2 })
      faults.plan([fault, fault])
      const updated = await table.update(key, { expectedVersion: 2, set: { step: 3 } })
      expect(updated).toEqual({ ...key, step: 3, version: 3 })
      faults.plan([null, fault])
      expect(await table.put({ ...key, step: 4 })).toEqual({ ...key, step: 4, version: 4 })
      expect(await plain.get(key)).toEqual({ ...key, step: 4, version: 4 })
    })
    it(`counts an item as deleted by itself after a ${fault.kind}`, async () => {
      await plain.put(key)
      faults.plan([fault])
      await table.delete(key, { ifVersion: 1 })
      expect(await plain.get(key)).toBeNull()
    })
  }
  it('still loses a race to somebody else', async () => {
    await plain.put({ ...key, by: 'other' })
    faults.plan([{ kind: 'timeout', when: 'before' }])
    await expect(table.put({ ...key, by: 'me' }, { ifNotExists: true })).rejects.toThrow(ConditionFailedError)
    faults.plan([{ kind: 'throttled' }, { kind: 'throttled' }])
    await expect(table.put({ ...key, by: 'me' }, { ifVersion: 3 })).rejects.toThrow(ConditionFailedError)
    expect((await plain.get(key))?.by).toBe('other')
  })
  it('says that it does not know when others have written since', async () => {
    await plain.put(key)
    const later = plain.put({ ...key, by: 'other' }).then(() => plain.put({ ...key, by: 'other' }))
    await later
    faults.plan([{ kind: 'timeout', when: 'before' }])
    const failure = await table.put({ ...key, by: 'me' }, { ifVersion: 1 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ reason: 'unanswered', retryable: true })
  })
  it('says so when no attempt is answered, and when it is throttled to the end', async () => {
    faults.plan(Array.from({ length: ATTEMPTS }, () => ({ kind: 'timeout', when: 'before' }) as const))
    const unanswered = await table.put(key).catch((error: unknown) => error)
    expect(unanswered).toBeInstanceOf(StoreUnavailableError)
    expect(unanswered).toMatchObject({ reason: 'unanswered', retryable: true })
    faults.plan(Array.from({ length: ATTEMPTS }, () => ({ kind: 'throttled' }) as const))
    expect(await table.get(key).catch((error: unknown) => error)).toMatchObject({ reason: 'busy', retryable: true })
  })
})

const fault: fc.Arbitrary<Fault | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  fc.constant<Fault>({ kind: 'throttled' }),
  fc.record({
    kind: fc.constantFrom('timeout' as const, 'failure' as const, 'reset' as const),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
)

describe('DynamoDB tables and the in-memory fake', () => {
  // Equal sort values have no order among themselves, and pages may end elsewhere.
  const steps = tableSteps(async (table, query) => {
    const pages = (await pagesOf(table, query)) as { items: { pk: string; sk: string }[] }[]
    const items = pages.flatMap((page) => page.items)
    const nameOf = (item: { pk: string; sk: string }) => `${item.pk} ${item.sk}`
    if (query.index !== undefined) items.sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1))
    return items
  })
  // Fewer faults than attempts: in the end every request gets through.
  const faultsOfStep = fc.array(fault, { maxLength: ATTEMPTS - 1 })

  it('do the same, whatever is done to them and whatever happens on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(steps, faultsOfStep), { maxLength: 30 }), async (run) => {
        const world = await openWorld('1970-01-01T00:00:00.000Z')
        const clock: FixedClock = fixedClock('1970-01-01T00:00:00.000Z')
        const fake = inMemoryTables(clock)
        const address = { tenantId: tenantIdSchema.parse('acme'), definition: modelDefinition }
        await fake.createTable(address)
        try {
          for (const [step, faults] of run) {
            const expected = await outcomeOf(step(fake.open(address), clock))
            world.faults.plan(faults)
            const outcome = await outcomeOf(step(world.table, world.clock))
            // After an unanswered attempt nobody can tell who wrote what is there now, or who deleted what is not.
            const isUnknown = outcome === 'StoreUnavailableError' || outcome === undefined
            if (!isUnknown || expected !== 'ConditionFailedError') expect(outcome).toEqual(expected)
          }
        } finally {
          world.close()
        }
      }),
      { numRuns: 40 },
    )
  })
})
