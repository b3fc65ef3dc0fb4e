import type { ArtifactStore, TableAdmin, TableStore } from '@salestalk/engine'
import { type FixedClock, fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { eventsOf, pendingItems } from '../storage/outbox.ts'
import { createRegistry, openRegistry, openTenantStorage, type Registry } from '../storage/storage.ts'
import { InvalidTenantError, TenantExistsError, TenantNotActiveError, TenantNotFoundError } from './errors.ts'
import { tenantIdOf } from './tenant-names.ts'
import { type TenantService, tenantService } from './tenant-service.ts'

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')
const input = { name: 'Acme', ownerEmail: 'Ann@Acme.example', plan: 'free' }

let clock: FixedClock
let tables: TableStore & TableAdmin
let artifacts: ArtifactStore
let registry: Registry
let tenants: TenantService

function serviceOn(store: TableStore & TableAdmin): TenantService {
  return tenantService({ tables: store, artifacts, clock, ids: sequentialIds(), region: 'local' })
}

beforeEach(async () => {
  clock = fixedClock()
  tables = inMemoryTables(clock)
  artifacts = inMemoryArtifacts()
  await createRegistry(tables)
  registry = openRegistry(tables)
  tenants = serviceOn(tables)
})

async function pendingEvents() {
  const events = []
  for await (const item of pendingItems(registry.tenantsTable)) events.push(...eventsOf(item))
  return events
}

describe('creating a tenant', () => {
  it('provisions tables, prefix, owner and registry entry', async () => {
    const { tenant, created } = await tenants.createTenant(input)
    expect(created).toBe(true)
    expect(tenant).toEqual({
      tenantId: 'acme',
      name: 'Acme',
      ownerEmail: 'ann@acme.example',
      plan: 'free',
      messagesTableName: 'tenant-acme-messages',
      metricsTableName: 'tenant-acme-metrics',
      s3Prefix: 'tenant-acme/',
      status: 'active',
      settings: { demo: false },
      createdAt: '2025-11-09T10:00:00.000Z',
      updatedAt: '2025-11-09T10:00:00.000Z',
      suspendedAt: null,
    })
    expect(await tables.listTables(acme)).toEqual(['tenant-acme-messages', 'tenant-acme-metrics'])
    const owner = await registry.users.getByEmail('ann@acme.example')
    expect(await registry.users.membersOf(acme)).toEqual([{ userId: owner?.userId, tenantId: 'acme', role: 'admin' }])
  })
  it('writes tenant.provisioned.v1 with the registry entry', async () => {
    await tenants.createTenant(input)
    expect(await pendingEvents()).toMatchObject([
      {
        eventType: 'tenant.provisioned.v1',
        tenantId: 'acme',
        data: { organizationName: 'Acme', ownerEmail: 'ann@acme.example', plan: 'free', region: 'local' },
      },
    ])
  })
  it('changes nothing when repeated, also many times at once', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => tenants.createTenant(input)))
    expect(results.filter((result) => result.created)).toHaveLength(1)
    expect((await tenants.createTenant({ ...input, name: ' Acme ' })).created).toBe(false)
    expect(await pendingEvents()).toHaveLength(1)
    expect(await registry.users.membersOf(acme)).toHaveLength(1)
  })
  it('refuses a name that is taken, and gives the second owner nothing', async () => {
    await tenants.createTenant(input)
    const second = { ...input, ownerEmail: 'bob@other.example' }
    await expect(tenants.createTenant(second)).rejects.toThrow(TenantExistsError)
    await expect(tenants.createTenant({ ...input, name: 'ACME' })).rejects.toThrow(TenantExistsError)
    expect(await registry.users.getByEmail('bob@other.example')).toBeNull()
    expect(await registry.users.membersOf(acme)).toHaveLength(1)
  })
  it('can be finished after a crash at any step', async () => {
    for (let step = 1; step <= 8; step += 1) {
      const name = `Crash ${step}`
      await serviceOn(dyingAfter(step))
        .createTenant({ ...input, name })
        .catch(() => null)
      const { tenant } = await tenants.createTenant({ ...input, name })
      expect(tenant.status).toBe('active')
      expect(await tables.listTables(tenant.tenantId)).toHaveLength(2)
      expect(await registry.users.membersOf(tenant.tenantId)).toHaveLength(1)
      expect((await pendingEvents()).filter((event) => event.tenantId === tenant.tenantId)).toHaveLength(1)
    }
  })
  const bad: [string, Partial<typeof input>, string][] = [
    ['an empty name', { name: '  ' }, 'name'],
    ['a name without Latin letters', { name: '株式会社' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(81) }, 'name'],
    ['a name with control characters', { name: 'Ac\u0007me' }, 'name'],
    ['an address without @', { ownerEmail: 'ann' }, 'ownerEmail'],
    ['an address with two @', { ownerEmail: 'a@b@c.example' }, 'ownerEmail'],
    ['an unknown plan', { plan: 'gold' }, 'plan'],
  ]
  for (const [title, change, field] of bad) {
    it(`refuses ${title} and creates nothing`, async () => {
      const error = await tenants.createTenant({ ...input, ...change }).catch((failure: unknown) => failure)
      expect(error).toBeInstanceOf(InvalidTenantError)
      expect(error).toMatchObject({ field })
      expect(await tenants.listTenants()).toEqual([])
      expect(await tables.listTables(acme)).toEqual([])
    })
  }
  it('refuses demo data where there is none to give', async () => {
    const error = await tenants.createTenant({ ...input, demoData: true }).catch((failure: unknown) => failure)
    expect(error).toMatchObject({ name: 'InvalidTenantError', field: 'demoData' })
    expect(await tables.listTables(acme)).toEqual([])
  })
  it('makes ids from names', () => {
    const cases = {
      Acme: 'acme',
      'Łódź Café & Co.': 'lodz-cafe-co',
      "O'Neill – Söhne": 'o-neill-sohne',
      '3M  Company': '3m-company',
    }
    for (const [name, id] of Object.entries(cases)) expect(tenantIdOf(name)).toBe(id)
    expect(tenantIdOf(`${'x'.repeat(39)} y`)).toBe('x'.repeat(39))
    for (const name of ['3M', '../..', '%%%']) expect(() => tenantIdOf(name)).toThrow(InvalidTenantError)
  })
})

describe('looking up tenants', () => {
  it('lists them in order of ids and finds one', async () => {
    await tenants.createTenant({ ...input, name: 'Globex' })
    await tenants.createTenant(input)
    expect((await tenants.listTenants()).map((tenant) => tenant.tenantId)).toEqual(['acme', 'globex'])
    expect((await tenants.getTenant(globex)).name).toBe('Globex')
    expect(await registry.tenants.listOfOwner('ann@acme.example')).toHaveLength(2)
    await expect(tenants.getTenant(tenantIdSchema.parse('nobody'))).rejects.toThrow(TenantNotFoundError)
  })
  it('keeps a suspended one listed but inactive until it is resumed', async () => {
    await tenants.createTenant(input)
    await tenants.suspend(acme)
    expect((await tenants.listTenants()).map((tenant) => tenant.status)).toEqual(['suspended'])
    await expect(tenants.requireActive(acme)).rejects.toThrow(TenantNotActiveError)
    await tenants.resume(acme)
    expect((await tenants.requireActive(acme)).status).toBe('active')
    expect((await pendingEvents()).map(({ eventType }) => eventType)).toEqual([
      'tenant.provisioned.v1',
      'tenant.suspended.v1',
    ])
  })
})

describe('deleting a tenant', () => {
  async function fill() {
    await tenants.createTenant(input)
    await tenants.createTenant({ ...input, name: 'Globex', ownerEmail: 'gus@globex.example' })
    for (const tenantId of [acme, globex]) {
      await artifacts.open(tenantId).put('facts/orders/b1.parquet', new Uint8Array(1))
      const { sessions } = openTenantStorage(tables, tenantId, clock)
      await sessions.start({ sessionId: 's1', userId: 'ann', title: 't', at: clock.now().toISOString() })
    }
    const gus = await registry.users.getByEmail('gus@globex.example')
    await registry.users.addMember({ userId: gus?.userId ?? '', tenantId: acme, role: 'member' })
  }

  it('leaves nothing of it, and everything of the others', async () => {
    await fill()
    await tenants.deleteTenant(acme)
    expect(await tables.listTables(acme)).toEqual([])
    for await (const info of artifacts.open(acme).list('')) expect(info).toBeNull()
    expect(await registry.tenants.getEntry(acme)).toBeNull()
    expect(await registry.users.getByEmail('ann@acme.example')).toBeNull()
    expect(await registry.users.membersOf(acme)).toEqual([])
    expect((await pendingEvents()).map((event) => [event.tenantId, event.eventType])).toEqual([
      ['globex', 'tenant.provisioned.v1'],
      ['acme', 'tenant.deleted.v1'],
    ])
    expect((await tenants.listTenants()).map((tenant) => tenant.tenantId)).toEqual(['globex'])
    expect(await registry.users.membersOf(globex)).toHaveLength(1)
    expect(await registry.users.getByEmail('gus@globex.example')).not.toBeNull()
    const { sessions } = openTenantStorage(tables, globex, clock)
    expect(await sessions.get('s1')).not.toBeNull()
    await expect(tenants.deleteTenant(acme)).rejects.toThrow(TenantNotFoundError)
  })
  it('can be finished after a crash at any step, while nobody gets in', async () => {
    for (let step = 1; step <= 10; step += 1) {
      tables = inMemoryTables(clock)
      await createRegistry(tables)
      registry = openRegistry(tables)
      tenants = serviceOn(tables)
      await fill()
      const died = await serviceOn(dyingAfter(step))
        .deleteTenant(acme)
        .then(
          () => false,
          () => true,
        )
      if (died && step > 1) await expect(tenants.requireActive(acme)).rejects.toThrow(/deleted|no company/)
      if (died) await tenants.deleteTenant(acme)
      expect(await tables.listTables(acme)).toEqual([])
      expect(await registry.users.membersOf(acme)).toEqual([])
      expect((await tenants.createTenant({ ...input, plan: 'enterprise' })).created).toBe(true)
    }
  })
})

/** The same tables, but every write after the given number fails, as when the process dies there. */
function dyingAfter(writes: number): TableStore & TableAdmin {
  let left = writes
  const mortal = <T extends object>(target: T, names: readonly string[]): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const method: unknown = Reflect.get(object, name, receiver)
        if (typeof method !== 'function' || !names.includes(String(name))) return method
        return (...parameters: unknown[]) => {
          left -= 1
          return left < 0 ? Promise.reject(new Error('killed')) : Reflect.apply(method, object, parameters)
        }
      },
    })
  const store = mortal(tables, ['createTable', 'deleteTable'])
  return {
    open: (address) => mortal(tables.open(address), ['put', 'update', 'delete', 'batchWrite']),
    createTable: (address) => store.createTable(address),
    deleteTable: (address) => store.deleteTable(address),
    listTables: (tenantId) => store.listTables(tenantId),
    scanTable: (address) => store.scanTable(address),
  }
}
