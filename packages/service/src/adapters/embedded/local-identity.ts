import type { Clock, Identity, IdentityVerifier, TokenIssuer } from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'
import { errors, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import { AuthenticationError } from '../../tenants/errors.ts'

const ALGORITHM = 'HS256'
const ISSUER = 'salestalk-local'
const AUDIENCE = 'salestalk-api'
const LIFETIME_SECONDS = 12 * 60 * 60
const LONGEST_TOKEN = 4096

const person = { sub: z.string().min(1), email: z.string(), name: z.string() }
const claimsSchema = z.discriminatedUnion('role', [
  z.object({ ...person, role: z.literal('operator'), tenantId: z.null() }),
  z.object({ ...person, role: z.enum(['admin', 'member']), tenantId: tenantIdSchema }),
])

/** Identity without a service outside: tokens signed with a key that only this installation has. */
export function localIdentity(key: Uint8Array, clock: Clock): IdentityVerifier & TokenIssuer {
  return {
    async issueToken(identity, lifetimeSeconds = LIFETIME_SECONDS) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000)
      const expiresAt = issuedAt + lifetimeSeconds
      const { userId, ...claims } = identity
      const token = await new SignJWT(claimsSchema.parse({ ...claims, sub: userId }))
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key)
      return { token, expiresAt: new Date(expiresAt * 1000) }
    },
    async verifyToken(token) {
      if (token === null || token === '') throw new AuthenticationError('missing')
      if (token.length > LONGEST_TOKEN) throw new AuthenticationError('malformed')
      return await verified(token, key, clock.now())
    },
  }
}

async function verified(token: string, key: Uint8Array, now: Date): Promise<Identity> {
  const options = {
    algorithms: [ALGORITHM],
    issuer: ISSUER,
    audience: AUDIENCE,
    requiredClaims: ['exp', 'iat', 'sub'],
    currentDate: now,
  }
  const { payload } = await jwtVerify(token, key, options).catch((error: unknown) => {
    throw authenticationError(error)
  })
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw new AuthenticationError('malformed', claims.error)
  const { sub, ...identity } = claims.data
  return { ...identity, userId: sub }
}

/** What is wrong with a token. Anything that is readable but not signed by us for us counts as forged. */
function authenticationError(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new AuthenticationError('expired', error)
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return new AuthenticationError('malformed', error)
  if (error instanceof errors.JOSEError) return new AuthenticationError('forged', error)
  return error
}
