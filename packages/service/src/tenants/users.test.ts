import { type FixedClock, fixedClock, inMemoryArtifacts, inMemoryTables, sequentialIds } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createRegistry, openRegistry, type Registry } from '../storage/storage.ts'
import { AuthenticationError, InvalidTenantError, TenantNotFoundError, UserNotFoundError } from './errors.ts'
import { bearerToken } from './identity.ts'
import { newSignInCode } from './sign-in-codes.ts'
import { type TenantService, tenantService } from './tenant-service.ts'
import { type UserService, userService } from './user-service.ts'

const acme = tenantIdSchema.parse('acme')
const globex = tenantIdSchema.parse('globex')
const email = 'ann@acme.example'

let clock: FixedClock
let registry: Registry
let tenants: TenantService
let users: UserService

beforeEach(async () => {
  clock = fixedClock()
  const tables = inMemoryTables(clock)
  await createRegistry(tables)
  registry = openRegistry(tables)
  const ids = sequentialIds()
  tenants = tenantService({ tables, artifacts: inMemoryArtifacts(), clock, ids, region: 'local' })
  users = userService({ registry, clock, ids, demoMode: true })
  await tenants.createTenant({ name: 'Acme', ownerEmail: email, plan: 'free' })
  await tenants.createTenant({ name: 'Globex', ownerEmail: 'gus@globex.example', plan: 'free', demo: true })
})

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    (error: unknown) => (error instanceof AuthenticationError ? error.reason : error),
  )

describe('signing in with a code', () => {
  it('proves the user and the one company the code was made for', async () => {
    const { code, expiresAt } = await users.createSignInCode(acme, email)
    expect(expiresAt.toISOString()).toBe('2025-11-10T10:00:00.000Z')
    const identity = await users.signInWithCode(' Ann@Acme.example', code.toLowerCase().replaceAll('-', ' '))
    expect(identity).toMatchObject({ email, tenantId: 'acme', role: 'admin' })
  })
  it('works once, also when tried twice at the same time', async () => {
    const { code } = await users.createSignInCode(acme, email)
    const results = await Promise.all([1, 2].map(() => reasonOf(users.signInWithCode(email, code))))
    expect(results.sort()).toEqual(['signed in', 'wrong_code'])
    expect(await reasonOf(users.signInWithCode(email, code))).toBe('wrong_code')
  })
  it('ends after a day, and with a newer code', async () => {
    const first = await users.createSignInCode(acme, email)
    const second = await users.createSignInCode(acme, email)
    expect(await reasonOf(users.signInWithCode(email, first.code))).toBe('wrong_code')
    clock.advance(24 * 3_600_000)
    expect(await reasonOf(users.signInWithCode(email, second.code))).toBe('wrong_code')
  })
  it('allows five guesses, then not even the right code', async () => {
    const { code } = await users.createSignInCode(acme, email)
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await reasonOf(users.signInWithCode(email, 'AAAA-BBBB-CCCC-DDDD'))).toBe('wrong_code')
    }
    expect(await reasonOf(users.signInWithCode(email, code))).toBe('wrong_code')
  })
  it('says the same for an unknown address as for a wrong code', async () => {
    expect(await reasonOf(users.signInWithCode('nobody@acme.example', 'x'))).toBe('wrong_code')
    expect(await reasonOf(users.signInWithCode('', ''))).toBe('wrong_code')
  })
  it('keeps only a hash', async () => {
    const { code } = await users.createSignInCode(acme, email)
    const user = await registry.users.getByEmail(email)
    const kept = JSON.stringify(await registry.users.getSignInCode(user?.userId ?? ''))
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
  })
  it('lets nobody into a suspended company, nor somebody who was removed', async () => {
    const { code } = await users.createSignInCode(acme, email)
    await tenants.suspend(acme)
    await expect(users.signInWithCode(email, code)).rejects.toThrow('The company "acme" is suspended')
    await tenants.resume(acme)
    const next = await users.createSignInCode(acme, email)
    await users.removeUser(acme, email)
    expect(await reasonOf(users.signInWithCode(email, next.code))).toBe('wrong_code')
  })
  it('uses codes of 16 letters that cannot be confused', () => {
    expect(newSignInCode((bytes) => Uint8Array.from({ length: bytes }, (_, n) => n + 30))).toBe('89AB-CDEF-GHJK-LMNP')
    expect(newSignInCode()).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/)
    expect(newSignInCode()).not.toBe(newSignInCode())
  })
})

describe('users', () => {
  it('belong to the companies they were added to, with a role in each', async () => {
    await users.addUser(globex, { email, name: 'Ann' })
    await users.addUser(acme, { email: 'bob@acme.example', role: 'member' })
    const listed = await users.listUsers(acme)
    expect(listed.map(({ user, role }) => [user.email, role]).sort()).toEqual([
      [email, 'admin'],
      ['bob@acme.example', 'member'],
    ])
    const ann = await registry.users.getByEmail(email)
    expect(await users.switchTenant(ann?.userId ?? '', globex)).toMatchObject({ tenantId: 'globex', role: 'member' })
  })
  it('cannot enter a company they do not belong to', async () => {
    const ann = await registry.users.getByEmail(email)
    expect(await reasonOf(users.switchTenant(ann?.userId ?? '', globex))).toBe('not_permitted')
    await expect(users.createSignInCode(globex, email)).rejects.toThrow(UserNotFoundError)
  })
  it('are refused with a bad address, role or company', async () => {
    await expect(users.addUser(acme, { email: 'nope' })).rejects.toThrow(InvalidTenantError)
    await expect(users.addUser(acme, { email, role: 'operator' })).rejects.toThrow(InvalidTenantError)
    await expect(users.addUser(tenantIdSchema.parse('nobody'), { email })).rejects.toThrow(TenantNotFoundError)
  })
})

describe('signing in to a demo', () => {
  it('takes a click for a demo company and no other', async () => {
    expect(await users.signInToDemo(globex)).toMatchObject({ tenantId: 'globex', role: 'member' })
    expect(await reasonOf(users.signInToDemo(acme))).toBe('not_permitted')
    expect(await reasonOf(users.signInToDemo(tenantIdSchema.parse('nobody')))).toBe('not_permitted')
  })
  it('is off when demo mode is off', async () => {
    const strict = userService({ registry, clock, ids: sequentialIds(), demoMode: false })
    expect(await reasonOf(strict.signInToDemo(globex))).toBe('not_permitted')
  })
})

describe('the Authorization header', () => {
  it('carries a bearer token or none', () => {
    expect(bearerToken('Bearer abc.def')).toBe('abc.def')
    expect(bearerToken('bearer  abc ')).toBe('abc')
    for (const header of [undefined, null, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b']) {
      expect(bearerToken(header)).toBeNull()
    }
  })
})
