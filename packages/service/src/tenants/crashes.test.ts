import { deletionCertificateSchema, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { isUnchanged } from './certificate.ts'
import { AccountRefusedError, QuotaReachedError, TenantIdRestingError } from './errors.ts'
import { dyingAt, type TenantWorld, tenantWorld } from './tests/tenant-world.ts'

const acme = tenantIdSchema.parse('acme')
const input = { name: 'Acme', ownerEmail: 'ann@acme.example', plan: 'free', demoData: true }
const minutes = 60_000
/** As an account on AWS has. */
const limits = { tablesPerAccount: 2_500, tablesInReserve: 100, idRestSeconds: 15 * 60 }
const MOST_MOMENTS = 200

/** Every moment at which the work can die; `check` sees the world after each, and a fresh one for the next. */
async function dieEverywhere(
  prepare: (world: TenantWorld) => Promise<void>,
  work: (world: TenantWorld, fate: () => void) => Promise<unknown>,
  check: (world: TenantWorld, moment: number) => Promise<void>,
): Promise<number> {
  for (let moment = 1; moment < MOST_MOMENTS; moment += 1) {
    const world = await tenantWorld()
    await prepare(world)
    const fate = dyingAt(moment)
    await work(world, fate).catch(() => null)
    if (!fate.died()) return moment
    await check(world, moment)
  }
  throw new Error('The work has no end')
}

async function expectOneTenant(world: TenantWorld): Promise<void> {
  expect((await world.registry.tenants.getEntry(acme))?.work).toBeNull()
  expect(await world.registry.users.membersOf(acme)).toHaveLength(1)
  expect((await world.events()).map(({ eventType }) => eventType)).toEqual(['tenant.provisioned.v1'])
  expect((await world.events())[0]?.data).toMatchObject({ sampleDataSeeded: true })
  expect((await world.remains(acme)).sort()).toEqual([
    expect.stringMatching(/^TENANT#acme MEMBER#/),
    'TENANT#acme METADATA',
    'account ann@acme.example',
    'facts/orders/b1.parquet',
    'mapping of tenant-acme-messages',
    'mapping of tenant-acme-metrics',
    'tenant-acme-messages',
    'tenant-acme-metrics',
  ])
}

describe('onboarding that dies', () => {
  it('is carried on by the same request from any moment', async () => {
    const moments = await dieEverywhere(
      async () => undefined,
      (world, fate) => world.service(fate).createTenant(input),
      async (world) => {
        const { tenant } = await world.service().createTenant(input)
        expect(tenant.status).toBe('active')
        await expectOneTenant(world)
      },
    )
    // Before and after each of: claim, 2 tables, 2 mappings, user, membership, account, 2 demo writes, 6 notes, last write.
    expect(moments).toBeGreaterThan(30)
  })

  it('is carried on by the timer, once nobody has touched it for five minutes', async () => {
    await dieEverywhere(
      async () => undefined,
      (world, fate) => world.service(fate).createTenant(input),
      async (world, moment) => {
        const isClaimed = (await world.registry.tenants.getEntry(acme)) !== null
        expect(await world.service().resumeInterrupted()).toEqual([])
        world.clock.advance(5 * minutes)
        const resumed = await world.service().resumeInterrupted()
        if (!isClaimed) expect(moment).toBe(1)
        else if (resumed.length > 0) expect(resumed[0]).toMatchObject({ kind: 'onboarding', outcome: 'finished' })
        if (isClaimed) await expectOneTenant(world)
      },
    )
  })

  it('is undone from any moment when it cannot succeed, and nothing is left', async () => {
    await dieEverywhere(
      async (world) => void world.refused.add(input.ownerEmail),
      (world, fate) => world.service(fate).createTenant(input),
      async (world) => {
        await expect(world.service().createTenant(input)).rejects.toThrow(AccountRefusedError)
        expect(await world.remains(acme)).toEqual([])
        expect(await world.events()).toEqual([])
        world.refused.clear()
        expect((await world.service().createTenant({ ...input, ownerEmail: 'bob@other.example' })).created).toBe(true)
      },
    )
  })
})

describe('onboarding that cannot succeed', () => {
  it('leaves nothing, gives the id back and says why', async () => {
    const world = await tenantWorld()
    world.refused.add(input.ownerEmail)
    await expect(world.service().createTenant(input)).rejects.toThrow(
      'No account can be made for ann@acme.example (not accepted): give another address',
    )
    expect(await world.remains(acme)).toEqual([])
    expect(await world.registry.users.getByEmail(input.ownerEmail)).toBeNull()
  })

  it('begins nothing when the tables of the account are used up but for the reserve', async () => {
    const world = await tenantWorld()
    const at = (used: number) => world.service(undefined, { limits, countTables: async () => used })
    // 2,500 less 100 in reserve leaves 2,400; two more after 2,399 would be 2,401.
    const error = await at(2_399)
      .createTenant(input)
      .catch((failure: unknown) => failure)
    expect(error).toBeInstanceOf(QuotaReachedError)
    expect(error).toMatchObject({ quota: 'tables per account and region', used: 2_399, limit: 2_500 })
    expect(await world.remains(acme)).toEqual([])
    expect((await at(2_398).createTenant(input)).created).toBe(true)
    // A company that exists is not refused because there is no room for another.
    expect((await at(2_500).createTenant(input)).created).toBe(false)
  })

  it('cleans up behind somebody who went on making it while it was undone', async () => {
    const world = await tenantWorld()
    world.refused.add(input.ownerEmail)
    let reached = (): void => undefined
    let goOn = (): void => undefined
    const atSlowStep = new Promise<void>((resolve) => {
      reached = resolve
    })
    const released = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const slow = world.service(undefined, {
      streamMappings: {
        async ensure(name) {
          reached()
          await released
          world.mappings.add(name)
        },
        count: async (name) => (world.mappings.has(name) ? 1 : 0),
        remove: async (name) => void world.mappings.delete(name),
      },
    })
    const second = slow.createTenant(input).catch((failure: unknown) => failure)
    await atSlowStep
    await expect(world.service().createTenant(input)).rejects.toThrow(AccountRefusedError)
    goOn()
    expect(await second).toMatchObject({ name: 'TenantBusyError' })
    expect(await world.remains(acme)).toEqual([])
  })
})

describe('suspension', () => {
  it('shuts accounts, also when it dies at any moment and the timer carries it on', async () => {
    await dieEverywhere(
      async (world) => void (await world.service().createTenant(input)),
      (world, fate) => world.service(fate).suspend(acme, 'unpaid'),
      async (world, moment) => {
        world.clock.advance(5 * minutes)
        await world.service().resumeInterrupted()
        const { status } = await world.service().getTenant(acme)
        expect(status).toBe(moment === 1 ? 'active' : 'suspended')
        expect(world.accounts.get(input.ownerEmail)?.enabled).toBe(moment === 1)
        const suspended = (await world.events()).filter(({ eventType }) => eventType === 'tenant.suspended.v1')
        expect(suspended.map(({ data }) => data)).toEqual(moment === 1 ? [] : [{ tenantId: acme, reason: 'unpaid' }])
        await world.service().resume(acme)
        expect(world.accounts.get(input.ownerEmail)?.enabled).toBe(true)
        expect(await world.service().requireActive(acme)).toMatchObject({ suspendedAt: null })
      },
    )
  })

  it('leaves the accounts of people open who work elsewhere too, but ends their sessions', async () => {
    const world = await tenantWorld()
    await world.service().createTenant(input)
    await world.service().createTenant({ ...input, name: 'Globex' })
    await world.service().suspend(acme)
    expect(world.accounts.get(input.ownerEmail)?.enabled).toBe(true)
    expect(world.signedOut).toEqual([input.ownerEmail])
  })
})

describe('deletion', () => {
  async function fill(world: TenantWorld): Promise<void> {
    await world.service().createTenant(input)
    await world.service().createTenant({ ...input, name: 'Globex', ownerEmail: 'gus@globex.example' })
    const gus = await world.registry.users.getByEmail('gus@globex.example')
    await world.registry.users.addMember({ userId: gus?.userId ?? '', tenantId: acme, role: 'member' })
  }

  it('leaves nothing but its certificate, from any moment, and counts what there was', async () => {
    await dieEverywhere(
      fill,
      (world, fate) => world.service(fate).deleteTenant(acme),
      async (world, moment) => {
        if (moment > 1) await expect(world.service().requireActive(acme)).rejects.toThrow(/deleted|no company/)
        // Only the last write may have been done already.
        if ((await world.registry.tenants.getEntry(acme)) !== null) await world.service().deleteTenant(acme)
        const certificate = await world.service().certificateOf(acme)
        expect(certificate.removed).toEqual([
          { kind: 'accounts', count: 1 },
          { kind: 'members', count: 2 },
          { kind: 'stream_mappings', count: 2 },
          { kind: 'files', count: 1 },
          { kind: 'messages', count: 1 },
          { kind: 'metrics', count: 0 },
        ])
        expect(isUnchanged(certificate)).toBe(true)
        expect(await world.remains(acme)).toEqual([])
        const deleted = (await world.events()).filter(({ eventType }) => eventType === 'tenant.deleted.v1')
        expect(deleted.map(({ data }) => data)).toMatchObject([{ certificateSha256: certificate.sha256 }])
        expect(world.accounts.get('gus@globex.example')?.tenantId).toBe('globex')
        expect(await world.remains(tenantIdSchema.parse('globex'))).toHaveLength(8)
      },
    )
  })

  it('is carried on by the timer', async () => {
    const world = await tenantWorld()
    await fill(world)
    await world
      .service(dyingAt(9))
      .deleteTenant(acme)
      .catch(() => null)
    world.clock.advance(5 * minutes)
    expect(await world.service().resumeInterrupted()).toEqual([
      { tenantId: acme, kind: 'deletion', outcome: 'finished', problem: null },
    ])
    expect(await world.remains(acme)).toEqual([])
  })

  it('gives a certificate without personal data that says what expires later', async () => {
    const world = await tenantWorld()
    await fill(world)
    const expiring = [{ kind: 'table_backups', days: 35 }]
    const certificate = await world.service(undefined, { expiring }).deleteTenant(acme)
    expect(deletionCertificateSchema.parse(certificate)).toEqual(certificate)
    // 35 days after 9 November: 21 more in November, 14 in December.
    expect(certificate.expiring).toEqual([{ kind: 'table_backups', until: '2025-12-14' }])
    const kept = JSON.stringify(
      [certificate, await world.events()].flat().filter((one) => 'tenantId' in one && one.tenantId === acme),
    )
    expect(kept).not.toMatch(/ann|Acme|gus/)
    expect(isUnchanged({ ...certificate, removed: [] })).toBe(false)
  })

  it('lets the id rest where something may be on its way, then gives it to a company that meets nothing of the old', async () => {
    const world = await tenantWorld()
    const options = { limits }
    await fill(world)
    const certificate = await world.service(undefined, options).deleteTenant(acme)
    await expect(world.service(undefined, options).createTenant(input)).rejects.toThrow(TenantIdRestingError)
    world.clock.advance(15 * minutes)
    // An upload that was on its way arrives after the deletion.
    await world.artifacts.open(acme).put('uploads/u1.csv', new Uint8Array(1))
    const next = { ...input, ownerEmail: 'new@acme.example', demoData: false }
    expect((await world.service(undefined, options).createTenant(next)).created).toBe(true)
    for await (const file of world.artifacts.open(acme).list('')) expect(file).toBeNull()
    expect(await world.registry.users.membersOf(acme)).toHaveLength(1)
    expect(await world.service().certificateOf(acme)).toEqual(certificate)
  })

  it('can be repeated many times at once', async () => {
    const world = await tenantWorld()
    await fill(world)
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => world.service().deleteTenant(acme)))
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await world.remains(acme)).toEqual([])
    const deleted = (await world.events()).filter(({ eventType }) => eventType === 'tenant.deleted.v1')
    expect(deleted).toHaveLength(1)
  })
})
