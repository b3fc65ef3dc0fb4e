import type { MemberRole, TenantId } from '@salestalk/protocol'

/** An account somebody signs in with: what its next token will say. */
export interface DirectoryAccount {
  readonly userId: string
  /** In lower case; one account per address. */
  readonly email: string
  readonly tenantId: TenantId
  readonly role: MemberRole
}

/**
 * Where the accounts live that people sign in with. One account per person; it is in one company at a time, and who belongs to
 * several moves between them. Memberships are looked up at every request, so an account alone opens nothing.
 */
export interface UserDirectory {
  /** Makes the account, unless there is one of this address: that stays as it is. Throws AccountRefusedError, QuotaReachedError. */
  ensure(account: DirectoryAccount & { readonly name: string }): Promise<void>
  /** Null when there is none. */
  find(email: string): Promise<(DirectoryAccount & { readonly enabled: boolean }) | null>
  /** From the next token on the person is in this company. Moving nobody is fine, as is everything below. */
  move(email: string, to: { readonly tenantId: TenantId; readonly role: MemberRole }): Promise<void>
  /** Lets the person sign in, or not. */
  setEnabled(email: string, enabled: boolean): Promise<void>
  /** Ends all sessions: no new token without signing in again. */
  signOut(email: string): Promise<void>
  remove(email: string): Promise<void>
}

/** No accounts: people sign in with one-time codes that the operator gives them. */
export const noDirectory: UserDirectory = {
  ensure: async () => undefined,
  find: async () => null,
  move: async () => undefined,
  setEnabled: async () => undefined,
  signOut: async () => undefined,
  remove: async () => undefined,
}
