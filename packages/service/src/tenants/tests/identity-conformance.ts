import type { Identity, IdentityVerifier } from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'
import { type JWTPayload, UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { AuthenticationError } from '../errors.ts'

export interface IdentitySubject {
  readonly verifier: IdentityVerifier
  /** A token as the issuer makes it, good for 60 seconds, with some claims changed; undefined leaves a claim out. */
  sign(person: Identity, changes?: JWTPayload): Promise<string>
  /** The same, signed by somebody else with a key of the same kind and name. */
  signAsStranger(person: Identity): Promise<string>
  /** Moves the clock of the verifier. */
  advance(seconds: number): void
  /** How far the clocks of issuer and verifier may be apart. */
  readonly skewSeconds: number
  readonly claims: { readonly tenantId: string; readonly role: string }
}

const acme = tenantIdSchema.parse('acme')
const person = { userId: 'u1', email: 'ann@acme.example', name: 'Ann' }
const member: Identity = { ...person, tenantId: acme, role: 'member' }
const admin: Identity = { ...person, tenantId: acme, role: 'admin' }
const operator: Identity = { ...person, tenantId: null, role: 'operator' }

/** What every verifier of tokens must do, whoever issues them. */
export function identityConformance(name: string, makeSubject: () => Promise<IdentitySubject>): void {
  describe(`${name}: IdentityVerifier`, () => {
    let subject: IdentitySubject
    beforeEach(async () => {
      subject = await makeSubject()
    })

    const reasonOf = async (token: string | null) =>
      await subject.verifier.verifyToken(token).then(
        () => 'accepted',
        (error: unknown) => (error instanceof AuthenticationError ? error.reason : error),
      )

    it('says who somebody is, and in which one company', async () => {
      for (const who of [member, admin, operator]) {
        expect(await subject.verifier.verifyToken(await subject.sign(who))).toEqual(who)
      }
    })

    it('asks for a token', async () => {
      expect([await reasonOf(null), await reasonOf('')]).toEqual(['missing', 'missing'])
    })

    it.each(['abc', 'a.b.c', '....', '\u0000', '{}', 'x'.repeat(10_000), 'eyJhbGciOiJub25lIn0.e30.', 'Bearer a.b.c'])(
      'accepts nothing that is no token: %j',
      async (token) => {
        expect(['malformed', 'forged']).toContain(await reasonOf(token))
      },
    )

    it('accepts a token until it expires, and no longer than clocks may differ', async () => {
      const token = await subject.sign(member)
      subject.advance(60 + subject.skewSeconds - 1)
      expect(await reasonOf(token)).toBe('accepted')
      subject.advance(2)
      expect(await reasonOf(token)).toBe('expired')
    })

    it('accepts no token that never expires, nor one of nobody', async () => {
      for (const changes of [{ exp: undefined }, { sub: undefined }] as JWTPayload[])
        expect(await reasonOf(await subject.sign(member, changes))).toBe('forged')
    })

    it('accepts only what the issuer signed', async () => {
      expect(await reasonOf(await subject.signAsStranger(member))).toBe('forged')
      const [header, , signature] = (await subject.sign(member)).split('.')
      const [, claims] = (await subject.sign(admin)).split('.')
      expect(await reasonOf(`${header}.${claims}.${signature}`)).toBe('forged')
    })

    it('accepts nothing that is not signed at all', async () => {
      const [, payload = ''] = (await subject.sign(member)).split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload
      expect(await reasonOf(new UnsecuredJWT(claims).encode())).not.toBe('accepted')
      for (const alg of ['none', 'None', 'NONE', '']) {
        const header = Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url')
        expect(await reasonOf(`${header}.${payload}.`)).not.toBe('accepted')
      }
    })

    it('accepts no token of another issuer or for another use', async () => {
      for (const changes of [
        { iss: 'https://elsewhere.example' },
        { aud: 'another-app' },
        { aud: undefined },
      ] as JWTPayload[])
        expect(await reasonOf(await subject.sign(member, changes))).toBe('forged')
    })

    it('makes nobody a member of no company, of what is no company, or in a role there is not', async () => {
      const { tenantId, role } = subject.claims
      for (const value of [null, undefined, '', '../acme', 'ACME', 'acme/x', '*', ['acme'], { acme: true }])
        expect(await reasonOf(await subject.sign(member, { [tenantId]: value }))).toBe('malformed')
      for (const value of [undefined, 'root', 'operator', ['admin'], ''])
        expect(await reasonOf(await subject.sign(member, { [role]: value }))).toBe('malformed')
    })
  })
}
