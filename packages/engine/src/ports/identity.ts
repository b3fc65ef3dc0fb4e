import type { TenantId, UserRole } from '@salestalk/protocol'

interface Person {
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** Who is asking, as proven by a token. Operators run the platform and belong to no tenant; everybody else acts in exactly one. */
export type Identity =
  | (Person & { readonly tenantId: TenantId; readonly role: Exclude<UserRole, 'operator'> })
  | (Person & { readonly tenantId: null; readonly role: 'operator' })

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: Date
}

/** Proves who somebody is. Local tokens on the embedded stores, an OpenID Connect issuer in the cloud. */
export interface IdentityVerifier {
  /**
   * The identity in a token. Throws AuthenticationError: missing, expired, not yet valid, forged or malformed; IdentityUnavailableError
   * when it cannot be found out now.
   */
  verifyToken(token: string | null): Promise<Identity>
}

/** Issues tokens as well, where identity is local. */
export interface TokenIssuer {
  issueToken(identity: Identity, lifetimeSeconds?: number): Promise<IssuedToken>
}
