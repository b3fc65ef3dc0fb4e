import type { Identity } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { tenantIdSchema } from '@salestalk/protocol'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../http/error-table.ts'
import { AuthenticationError, IdentityUnavailableError } from '../../tenants/errors.ts'
import { identityConformance } from '../../tenants/tests/identity-conformance.ts'
import { type OidcIdentityOptions, oidcIdentity } from './oidc-identity.ts'

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example'
const audience = 'client-of-the-web-app'
const member: Identity = {
  userId: 'u1',
  email: 'ann@acme.example',
  name: 'Ann',
  tenantId: tenantIdSchema.parse('acme'),
  role: 'member',
}

interface Pair {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}
const pairs = new Map<string, Pair>()

beforeAll(async () => {
  for (const kid of ['first', 'second', 'stranger']) {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: kid === 'stranger' ? 'first' : kid, use: 'sig', alg: 'RS256' }
    pairs.set(kid, { privateKey, publicKey, jwk })
  }
})

function pair(kid: string): Pair {
  const found = pairs.get(kid)
  if (found === undefined) throw new Error(`There is no key ${kid}`)
  return found
}

/** An issuer with its clock; `publishes` are the ids of its keys. */
function fakeIssuer(more: Partial<OidcIdentityOptions> = {}) {
  const clock = fixedClock()
  const requests: string[] = []
  const state = {
    isDown: false,
    publishes: ['first'],
    extra: [] as object[],
    calledItself: issuer,
  }
  async function fetch(url: string): Promise<Response> {
    requests.push(url.replace(issuer, ''))
    if (state.isDown) throw new TypeError('fetch failed')
    if (url === `${issuer}/.well-known/openid-configuration`)
      return Response.json({ issuer: state.calledItself, jwks_uri: `${issuer}/.well-known/jwks.json` })
    if (url !== `${issuer}/.well-known/jwks.json`) return new Response('', { status: 404 })
    return Response.json({ keys: [...state.publishes.map((kid) => pair(kid).jwk), ...state.extra] })
  }
  const verifier = oidcIdentity({ issuer, audience, clock, fetch, ...more })
  const now = () => Math.floor(clock.now().getTime() / 1000)

  function claimsOf({ userId, email, name, tenantId, role }: Identity, changes: JWTPayload): JWTPayload {
    const company =
      tenantId === null
        ? { 'cognito:groups': ['operators'] }
        : { 'custom:tenantId': tenantId, 'custom:role': role, 'cognito:groups': ['people'] }
    const times = { iat: now(), exp: now() + 60 }
    return {
      iss: issuer,
      aud: audience,
      sub: 'a-sub',
      token_use: 'id',
      email,
      name,
      'custom:userId': userId,
      ...company,
      ...times,
      ...changes,
    }
  }
  async function sign(person: Identity, changes: JWTPayload = {}, kid = 'first', by = kid): Promise<string> {
    return await new SignJWT(claimsOf(person, changes))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(pair(by).privateKey)
  }
  const reasonOf = async (token: string) =>
    await verifier.verifyToken(token).then(
      () => 'accepted',
      (error: unknown) => (error instanceof AuthenticationError ? error.reason : error),
    )
  return { ...state, state, clock, requests, verifier, sign, claimsOf, reasonOf, now }
}

identityConformance('OpenID Connect', async () => {
  const { verifier, sign, clock } = fakeIssuer()
  return {
    verifier,
    sign: (person, changes) => sign(person, changes),
    signAsStranger: (person) => sign(person, {}, 'first', 'stranger'),
    advance: (seconds) => clock.advance(seconds * 1000),
    skewSeconds: 30,
    claims: { tenantId: 'custom:tenantId', role: 'custom:role' },
  }
})

describe('a token of an OpenID Connect issuer', () => {
  it('may be made by a clock that is a little ahead, not by one that is far ahead', async () => {
    const { sign, reasonOf, now } = fakeIssuer()
    expect(await reasonOf(await sign(member, { iat: now() + 29, exp: now() + 90, nbf: now() + 29 }))).toBe('accepted')
    expect(await reasonOf(await sign(member, { iat: now() + 60, exp: now() + 90 }))).toBe('not_yet_valid')
    expect(await reasonOf(await sign(member, { nbf: now() + 60 }))).toBe('not_yet_valid')
  })

  it('is not signed with the public key as if it were a secret', async () => {
    const { state, claimsOf, reasonOf } = fakeIssuer()
    const secret = new TextEncoder().encode(await exportSPKI(pair('first').publicKey))
    // Not even when the issuer were talked into publishing a secret.
    state.extra = [{ kty: 'oct', kid: 'first', k: Buffer.from(secret).toString('base64url'), alg: 'HS256' }]
    const token = await new SignJWT(claimsOf(member, {}))
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(secret)
    expect(await reasonOf(token)).toBe('forged')
  })

  it('brings no key of its own', async () => {
    const { claimsOf, reasonOf, requests } = fakeIssuer()
    const { privateKey, jwk } = pair('stranger')
    const header = { alg: 'RS256', kid: 'first', jwk, jku: 'https://evil.example/keys', x5u: 'https://evil.example/x' }
    const token = await new SignJWT(claimsOf(member, {})).setProtectedHeader(header).sign(privateKey)
    expect(await reasonOf(token)).toBe('forged')
    expect(requests.filter((url) => url.includes('evil'))).toEqual([])
  })

  it('is an id token, not one made for something else', async () => {
    const { sign, reasonOf } = fakeIssuer()
    expect(await reasonOf(await sign(member, { token_use: 'access' }))).toBe('forged')
    expect(await reasonOf(await sign(member, { token_use: undefined }))).toBe('accepted')
  })

  it('names a user of ours, and no guest', async () => {
    const { sign, reasonOf } = fakeIssuer()
    for (const userId of [undefined, '', 'demo-1', 'a/b', 'TENANT#acme', 'x'.repeat(200)])
      expect(await reasonOf(await sign(member, { 'custom:userId': userId }))).toBe('malformed')
  })

  it('makes an operator by a group alone, and without any company', async () => {
    const { sign, verifier, reasonOf } = fakeIssuer()
    const token = await sign(member, { 'cognito:groups': ['operators'], 'custom:userId': undefined })
    expect(await verifier.verifyToken(token)).toMatchObject({ tenantId: null, role: 'operator', userId: 'a-sub' })
    expect(await reasonOf(await sign(member, { 'cognito:groups': 'operators' }))).toBe('malformed')
  })

  it('may have its claims under other names', async () => {
    const claims = { tenantId: 'org', userId: 'sub', role: 'https://salestalk.example/role', groups: 'groups' }
    const { sign, verifier } = fakeIssuer({ claims })
    const changes = { org: 'acme', 'https://salestalk.example/role': 'admin', 'custom:tenantId': 'other' }
    expect(await verifier.verifyToken(await sign(member, changes))).toMatchObject({
      tenantId: 'acme',
      userId: 'a-sub',
      role: 'admin',
    })
  })
})

describe('the keys of an issuer', () => {
  it('are asked for once, and again when they are old', async () => {
    const { sign, reasonOf, requests, clock } = fakeIssuer()
    await Promise.all([1, 2, 3].map(async () => await reasonOf(await sign(member))))
    await reasonOf(await sign(member))
    expect(requests).toEqual(['/.well-known/openid-configuration', '/.well-known/jwks.json'])
    clock.advance(11 * 60 * 1000)
    expect(await reasonOf(await sign(member))).toBe('accepted')
    expect(requests).toHaveLength(3)
  })

  it('are followed when they rotate; one that is withdrawn stops working', async () => {
    const { sign, reasonOf, state, clock } = fakeIssuer()
    expect(await reasonOf(await sign(member))).toBe('accepted')
    state.publishes = ['second']
    clock.advance(31_000)
    expect(await reasonOf(await sign(member, {}, 'second'))).toBe('accepted')
    expect(await reasonOf(await sign(member, {}, 'first'))).toBe('forged')
  })

  it('are not asked for with every invented key id', async () => {
    const { sign, reasonOf, requests, clock } = fakeIssuer()
    for (let index = 0; index < 20; index += 1)
      expect(await reasonOf(await sign(member, {}, `k${index}`, 'first'))).toBe('forged')
    expect(requests).toHaveLength(2)
    clock.advance(31_000)
    for (let index = 0; index < 20; index += 1) await reasonOf(await sign(member, {}, `k${index}`, 'first'))
    expect(requests).toHaveLength(3)
  })

  it('cannot be had while the issuer is down: that is not the fault of the token', async () => {
    const { sign, reasonOf, state } = fakeIssuer()
    state.isDown = true
    const failure = await reasonOf(await sign(member))
    expect(failure).toBeInstanceOf(IdentityUnavailableError)
    expect(problemOf(failure, null)).toMatchObject({
      problem: { status: 503, code: 'identity_unavailable' },
      headers: { 'retry-after': '5' },
    })
    state.isDown = false
    expect(await reasonOf(await sign(member))).toBe('accepted')
  })

  it('go on working for an hour while the issuer is down, and it is not asked all the time', async () => {
    const { sign, reasonOf, state, clock, requests } = fakeIssuer()
    await reasonOf(await sign(member))
    state.isDown = true
    clock.advance(11 * 60 * 1000)
    for (let index = 0; index < 5; index += 1) expect(await reasonOf(await sign(member))).toBe('accepted')
    expect(requests).toHaveLength(3)
    clock.advance(50 * 60 * 1000)
    expect(await reasonOf(await sign(member))).toBeInstanceOf(IdentityUnavailableError)
  })

  it('are not taken from an issuer that calls itself otherwise', async () => {
    const { sign, reasonOf, state } = fakeIssuer()
    state.calledItself = 'https://elsewhere.example'
    expect(await reasonOf(await sign(member))).toBeInstanceOf(IdentityUnavailableError)
  })

  it('are read where they are said to be', async () => {
    const { sign, reasonOf, requests } = fakeIssuer({ keysUrl: `${issuer}/.well-known/jwks.json` })
    expect(await reasonOf(await sign(member))).toBe('accepted')
    expect(requests).toEqual(['/.well-known/jwks.json'])
  })
})
