import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import type { UserDirectory } from '../../tenants/ports/user-directory.ts'
import { toAccount, toAttributes, toCreateUser, toDirectoryError } from './cognito-requests.ts'

export interface CognitoDirectoryOptions {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  /** Sends people the mail with their first password; default true. */
  readonly invites?: boolean
}

/** Accounts in a Cognito user pool, by e-mail address. Every call can be repeated. */
export function cognitoDirectory({ client, userPoolId, invites = true }: CognitoDirectoryOptions): UserDirectory {
  const keyOf = (email: string) => ({ UserPoolId: userPoolId, Username: email })

  /** Does nothing when there is no such account. */
  async function ifThere(work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!isNamed(error, 'UserNotFoundException')) throw error
    }
  }

  return {
    async ensure(account) {
      try {
        await client.send(new AdminCreateUserCommand(toCreateUser(account, userPoolId, invites)))
      } catch (error) {
        if (!isNamed(error, 'UsernameExistsException')) throw toDirectoryError(error, account.email)
      }
    },
    async find(email) {
      try {
        return toAccount(await client.send(new AdminGetUserCommand(keyOf(email))))
      } catch (error) {
        if (isNamed(error, 'UserNotFoundException')) return null
        throw error
      }
    },
    async move(email, to) {
      const UserAttributes = toAttributes(to)
      await ifThere(client.send(new AdminUpdateUserAttributesCommand({ ...keyOf(email), UserAttributes })))
    },
    async setEnabled(email, enabled) {
      const command = enabled ? new AdminEnableUserCommand(keyOf(email)) : new AdminDisableUserCommand(keyOf(email))
      await ifThere(client.send(command))
    },
    signOut: (email) => ifThere(client.send(new AdminUserGlobalSignOutCommand(keyOf(email)))),
    remove: (email) => ifThere(client.send(new AdminDeleteUserCommand(keyOf(email)))),
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}
