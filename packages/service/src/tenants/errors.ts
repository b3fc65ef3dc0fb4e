/** Base of what can go wrong with tenants and users because of what somebody asked for. The message is for that person. */
export class TenantError extends Error {
  override readonly name: string = 'TenantError'
}

export class InvalidTenantError extends TenantError {
  override readonly name = 'InvalidTenantError'
  constructor(
    readonly field: 'name' | 'ownerEmail' | 'plan' | 'email' | 'tenantId' | 'role',
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

export class UserNotFoundError extends TenantError {
  override readonly name = 'UserNotFoundError'
  constructor(readonly email: string) {
    super(`There is no user ${email} in this company: add the user first`)
  }
}

export type AuthenticationReason = 'missing' | 'expired' | 'forged' | 'malformed' | 'wrong_code' | 'not_permitted'

const AUTHENTICATION_MESSAGES: Record<AuthenticationReason, string> = {
  missing: 'You are not signed in: sign in first',
  expired: 'Your session has expired: sign in again',
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
