import type { Clock, Identity, IdentityVerifier } from '@salestalk/engine'
import { tenantIdSchema } from '@salestalk/protocol'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod'
import { AuthenticationError, IdentityUnavailableError } from '../../tenants/errors.ts'
import { issuerKeys } from './issuer-keys.ts'

/** Where an issuer says what we need to know; the defaults are those of a Cognito user pool. */
export interface ClaimNames {
  readonly tenantId: string
  readonly userId: string
  readonly role: string
  readonly groups: string
}

export interface OidcIdentityOptions {
  /** Exactly as in the tokens: `https://cognito-idp.{region}.amazonaws.com/{pool}`. */
  readonly issuer: string
  /** The client id of our app: a token made for another one is none for us. */
  readonly audience: string
  readonly clock: Clock
  /** Where the keys of the issuer are; left out, the issuer is asked. */
  readonly keysUrl?: string | null
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly claims?: Partial<ClaimNames>
  /** Members of this group run the platform. */
  readonly operatorGroup?: string
}

const cognitoClaims: ClaimNames = {
  tenantId: 'custom:tenantId',
  userId: 'custom:userId',
  role: 'custom:role',
  groups: 'cognito:groups',
}

// Asymmetric ones only: with a shared secret, the public key of the issuer could be taken for it.
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
// Clocks of issuer and functions differ by a little.
const SKEW_SECONDS = 30
const LONGEST_LIFETIME_SECONDS = 24 * 60 * 60
const LONGEST_TOKEN = 8192

const subjectSchema = z.object({
  sub: z.string().min(1).max(256),
  email: z.string().max(254),
  name: z.string().optional(),
})
// The ids of guests are made here and mean something: nobody may bring one.
const userIdSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^(?!demo-)[\w:.@+|-]+$/)
const groupsSchema = z.array(z.string()).default([])

/**
 * Identity by an OpenID Connect issuer. It is the id token that is sent to the API: only it carries a pool's own attributes, and its
 * audience is our client. A token that says to be for another use (`token_use`) is refused.
 */
export function oidcIdentity(options: OidcIdentityOptions): IdentityVerifier {
  const { issuer, audience, clock, fetch = globalThis.fetch, operatorGroup = 'operators' } = options
  const names = { ...cognitoClaims, ...options.claims }
  const getKey = issuerKeys({ issuer, keysUrl: options.keysUrl ?? null, fetch, now: () => clock.now().getTime() })

  return {
    async verifyToken(token) {
      if (token === null || token === '') throw new AuthenticationError('missing')
      if (token.length > LONGEST_TOKEN) throw new AuthenticationError('malformed')
      const verification = {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        requiredClaims: ['exp', 'iat', 'sub'],
        maxTokenAge: LONGEST_LIFETIME_SECONDS,
        clockTolerance: SKEW_SECONDS,
        currentDate: clock.now(),
      }
      const { payload } = await jwtVerify(token, getKey, verification).catch((error: unknown) => {
        throw translatedError(error)
      })
      if (payload.token_use !== undefined && payload.token_use !== 'id') throw new AuthenticationError('forged')
      return identityOf(payload, names, operatorGroup)
    },
  }
}

function identityOf(payload: JWTPayload, names: ClaimNames, operatorGroup: string): Identity {
  const subject = read(subjectSchema, payload)
  const person = { email: subject.email, name: subject.name ?? subject.email }
  const groups = read(groupsSchema, payload[names.groups])
  if (groups.includes(operatorGroup)) {
    // Operators belong to no company, and so may have no id among the users of companies.
    const userId = read(userIdSchema, payload[names.userId] ?? subject.sub)
    return { ...person, userId, tenantId: null, role: 'operator' }
  }
  return {
    ...person,
    userId: read(userIdSchema, payload[names.userId]),
    tenantId: read(tenantIdSchema, payload[names.tenantId]),
    role: read(z.enum(['admin', 'member']), payload[names.role]),
  }
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new AuthenticationError('malformed', parsed.error)
  return parsed.data
}

/** What is wrong with a token. Anything that is readable but not signed by the issuer for us counts as forged. */
function translatedError(error: unknown): unknown {
  if (error instanceof IdentityUnavailableError) return error
  if (error instanceof errors.JWTExpired) return new AuthenticationError('expired', error)
  if (error instanceof errors.JWTClaimValidationFailed && isTooEarly(error))
    return new AuthenticationError('not_yet_valid', error)
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return new AuthenticationError('malformed', error)
  if (error instanceof errors.JOSEError) return new AuthenticationError('forged', error)
  // Header of a key we cannot read, and the like: said by WebCrypto, caused by the token.
  if (error instanceof TypeError || error instanceof DOMException) return new AuthenticationError('malformed', error)
  return error
}

function isTooEarly({ claim, reason }: errors.JWTClaimValidationFailed): boolean {
  return reason === 'check_failed' && (claim === 'nbf' || claim === 'iat')
}
