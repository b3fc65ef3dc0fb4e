import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AuthenticationError } from '../../tenants/errors.ts'
import { identityConformance } from '../../tenants/tests/identity-conformance.ts'
import { localIdentity } from './local-identity.ts'
import { SigningKeyError, signingKey } from './signing-key.ts'

const member: Identity = {
  userId: 'u1',
  email: 'ann@acme.example',
  name: 'Ann',
  tenantId: tenantIdSchema.parse('acme'),
  role: 'member',
}
const operator: Identity = {
  userId: 'u0',
  email: 'ops@example.com',
  name: 'Operator',
  tenantId: null,
  role: 'operator',
}
const key = new Uint8Array(32).fill(7)

describe('local tokens', () => {
  const clock = fixedClock()
  const identity = localIdentity(key, clock)
  const reasonOf = (token: string | null) =>
    identity.verifyToken(token).then(
      () => 'accepted',
      (error: unknown) => (error instanceof AuthenticationError ? error.reason : error),
    )
  /** A token as we make it, with some claims changed, by whichever key. */
  const signed = (claims: Record<string, unknown>, by = key) => {
    const seconds = Math.floor(clock.now().getTime() / 1000)
    const all = {
      sub: 'u1',
      email: 'a@b.example',
      name: 'A',
      role: 'member',
      tenantId: 'acme',
      iat: seconds,
      exp: seconds + 60,
    }
    const own = { iss: 'salestalk-local', aud: 'salestalk-api', ...all, ...claims }
    return new SignJWT(own).setProtectedHeader({ alg: 'HS256' }).sign(by)
  }

  it('say who somebody is and in which one company', async () => {
    for (const person of [member, operator]) {
      const { token, expiresAt } = await identity.issueToken(person)
      expect(await identity.verifyToken(token)).toEqual(person)
      expect(expiresAt.toISOString()).toBe('2025-11-09T22:00:00.000Z')
    }
  })
  it('are malformed', async () => {
    for (const token of ['abc', 'a.b.c', '....', '\u0000', 'x'.repeat(5000)])
      expect(await reasonOf(token)).toBe('malformed')
  })
  it('never make an operator of a tenant', async () => {
    expect(await reasonOf(await signed({ role: 'operator' }))).toBe('malformed')
  })
})

identityConformance('local tokens', async () => {
  const clock = fixedClock()
  const seconds = () => Math.floor(clock.now().getTime() / 1000)
  const sign = async ({ userId, ...person }: Identity, changes: JWTPayload, by: Uint8Array) => {
    const times = { iat: seconds(), exp: seconds() + 60 }
    const claims = { iss: 'salestalk-local', aud: 'salestalk-api', sub: userId, ...person, ...times, ...changes }
    return await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(by)
  }
  return {
    verifier: localIdentity(key, clock),
    sign: (person, changes = {}) => sign(person, changes, key),
    signAsStranger: (person) => sign(person, {}, new Uint8Array(32).fill(8)),
    advance: (by) => clock.advance(by * 1000),
    skewSeconds: 0,
    claims: { tenantId: 'tenantId', role: 'role' },
  }
})

describe('the signing key', () => {
  let folder: string
  const path = () => join(folder, 'identity', 'signing-key')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'salestalk-identity-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is made once, for the owner only', () => {
    const made = signingKey(folder)
    expect(made).toHaveLength(32)
    expect(signingKey(folder)).toEqual(made)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'identity'))).toEqual(['signing-key'])
  })
  it('differs between installations', () => {
    const other = mkdtempSync(join(tmpdir(), 'salestalk-identity-'))
    expect(signingKey(folder)).not.toEqual(signingKey(other))
    rmSync(other, { recursive: true })
  })
  it('is closed again when others can read it', () => {
    signingKey(folder)
    chmodSync(path(), 0o644)
    signingKey(folder)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })
  it('is refused when damaged', () => {
    signingKey(folder)
    writeFileSync(path(), 'short')
    expect(() => signingKey(folder)).toThrow(SigningKeyError)
  })
})
