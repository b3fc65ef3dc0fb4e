/** Base of what can go wrong with tenants and users because of what somebody asked for. The message is for that person. */
export class TenantError extends Error {
  override readonly name: string = 'TenantError'
}

export class InvalidTenantError extends TenantError {
  override readonly name = 'InvalidTenantError'
  constructor(
    readonly field: 'name' | 'ownerEmail' | 'plan' | 'email' | 'tenantId' | 'role' | 'demoData',
    message: string,
  ) {
    super(message)
  }
}

export class TenantExistsError extends TenantError {
  override readonly name = 'TenantExistsError'
  constructor(readonly tenantId: string) {
    super(`There is a company "${tenantId}" already, with another owner, name or plan: choose another name`)
  }
}

export class TenantNotFoundError extends TenantError {
  override readonly name = 'TenantNotFoundError'
  constructor(readonly tenantId: string) {
    super(`There is no company "${tenantId}": list the companies to see their ids`)
  }
}

export class TenantNotActiveError extends TenantError {
  override readonly name = 'TenantNotActiveError'
  constructor(
    readonly tenantId: string,
    readonly status: string,
  ) {
    super(`The company "${tenantId}" is ${status}: ask the operator`)
  }
}

/** Somebody else is making or removing this company right now. The same request may succeed a moment later. */
export class TenantBusyError extends TenantError {
  override readonly name = 'TenantBusyError'
  constructor(readonly tenantId: string) {
    super(`The company "${tenantId}" is being set up or removed by another request: wait a minute and try again`)
  }
}

export class CertificateNotFoundError extends TenantError {
  override readonly name = 'CertificateNotFoundError'
  constructor(readonly tenantId: string) {
    super(`No company "${tenantId}" was deleted here: check the id`)
  }
}

/** The id was given back a short while ago: what an earlier company sent may still be on its way. */
export class TenantIdRestingError extends TenantError {
  override readonly name = 'TenantIdRestingError'
  constructor(
    readonly tenantId: string,
    readonly seconds: number,
  ) {
    super(`The id "${tenantId}" was given back a moment ago: wait ${seconds} s, or choose another name`)
  }
}

/** What an account of the cloud, or this installation, may hold of one kind is used up. */
export class QuotaReachedError extends TenantError {
  override readonly name = 'QuotaReachedError'
  constructor(
    readonly quota: string,
    readonly used: number | null,
    readonly limit: number | null,
    cause?: unknown,
  ) {
    const numbers = used === null || limit === null ? '' : ` (${used} of ${limit} in use)`
    super(
      `No room for another company: the quota "${quota}" is reached${numbers}. Ask for more, or use another account`,
      { cause },
    )
  }
}

/** The directory of accounts does not accept this person; asking again changes nothing. */
export class AccountRefusedError extends TenantError {
  override readonly name = 'AccountRefusedError'
  constructor(email: string, reason: string, cause?: unknown) {
    super(`No account can be made for ${email} (${reason}): give another address`, { cause })
  }
}

/** Something of a deleted company is still there after its removal. Repeating the deletion goes on with it. */
export class LeftoverError extends TenantError {
  override readonly name = 'LeftoverError'
  constructor(
    readonly tenantId: string,
    readonly kind: string,
  ) {
    super(`Not everything of "${tenantId}" is removed yet (${kind}): repeat the deletion in a minute`)
  }
}

export class UserNotFoundError extends TenantError {
  override readonly name = 'UserNotFoundError'
  constructor(readonly email: string) {
    super(`There is no user ${email} in this company: add the user first`)
  }
}

export type AuthenticationReason =
  | 'missing'
  | 'expired'
  | 'not_yet_valid'
  | 'forged'
  | 'malformed'
  | 'wrong_code'
  | 'not_permitted'

const AUTHENTICATION_MESSAGES: Record<AuthenticationReason, string> = {
  missing: 'You are not signed in: sign in first',
  expired: 'Your session has expired: sign in again',
  not_yet_valid: 'The sign-in token is not valid yet: sign in again in a moment',
  forged: 'The sign-in token was not issued here: sign in again',
  malformed: 'The sign-in token cannot be read: sign in again',
  wrong_code: 'The sign-in code is wrong, used or expired: ask the operator for a new one',
  not_permitted: 'You may not sign in here: ask the operator',
}

/** Somebody could not be identified. The message says nothing about whether a user or company exists. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError'
  constructor(
    readonly reason: AuthenticationReason,
    cause?: unknown,
  ) {
    super(AUTHENTICATION_MESSAGES[reason], { cause })
  }
}

/** Who somebody is cannot be found out now: the issuer of the tokens does not answer. It says nothing about the token. */
export class IdentityUnavailableError extends Error {
  override readonly name = 'IdentityUnavailableError'
  constructor(cause?: unknown) {
    super('Sign-in cannot be checked now: try again in a moment', { cause })
  }
}
