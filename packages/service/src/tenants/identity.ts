import type { TenantId } from '@salestalk/protocol'
import * as z from 'zod'
import type { MemberRole } from '../storage/user-repository.ts'

/** Who is asking, as proven by a token. Operators run the platform and belong to no tenant; everybody else acts in exactly one. */
export type Identity =
  | {
      readonly userId: string
      readonly email: string
      readonly name: string
      readonly tenantId: TenantId
      readonly role: MemberRole
    }
  | {
      readonly userId: string
      readonly email: string
      readonly name: string
      readonly tenantId: null
      readonly role: 'operator'
    }

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: Date
}

/** Proves who somebody is. Local tokens here, an OpenID Connect issuer in the cloud. */
export interface IdentityVerifier {
  /** The identity in a token. Throws AuthenticationError: missing, expired, forged or malformed. */
  verifyToken(token: string | null): Promise<Identity>
}

/** Issues tokens as well, where identity is local. */
export interface TokenIssuer {
  issueToken(identity: Identity, lifetimeSeconds?: number): Promise<IssuedToken>
}

export const bearerSchema = z.string().regex(/^Bearer +\S+$/i)

/** The token of an `Authorization` header, null when there is none. */
export function bearerToken(header: string | null | undefined): string | null {
  const parsed = bearerSchema.safeParse(header?.trim())
  return parsed.success ? parsed.data.replace(/^Bearer +/i, '') : null
}
