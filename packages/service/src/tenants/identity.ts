import * as z from 'zod'

export type { Identity, IdentityVerifier, TokenIssuer } from '@salestalk/engine'

const bearerSchema = z.string().regex(/^Bearer +\S+$/i)

/** The token of an `Authorization` header, null when there is none. */
export function bearerToken(header: string | null | undefined): string | null {
  const parsed = bearerSchema.safeParse(header?.trim())
  return parsed.success ? parsed.data.replace(/^Bearer +/i, '') : null
}
