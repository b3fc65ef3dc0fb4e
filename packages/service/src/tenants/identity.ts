import * as z from 'zod'

export type { Identity, IdentityVerifier, TokenIssuer } from '@salestalk/engine'

const bearerSchema = z.string().regex(/^Bearer +\S+$/i)

/** The token of an `Authorization` header, null when there is none. */
export function bearerToken(header: string | null | undefined): string | null {
  const parsed = bearerSchema.safeParse(header?.trim())
  return parsed.success ? parsed.data.replace(/^Bearer +/i, '') : null
}

/** Who somebody is cannot be found out now: the issuer of the tokens does not answer. It says nothing about the token. */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError'
  constructor(cause?: unknown) {
    super('Sign-in cannot be checked now: try again in a moment', { cause })
  }
}
