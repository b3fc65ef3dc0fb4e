import type {
  AdminCreateUserCommandInput,
  AdminGetUserCommandOutput,
  AttributeType,
} from '@aws-sdk/client-cognito-identity-provider'
import { memberRoleSchema, tenantIdSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { AccountRefusedError, QuotaReachedError } from '../../tenants/errors.ts'
import type { DirectoryAccount } from '../../tenants/ports/user-directory.ts'

/** The attributes that say which company an account is in; the names are those of the claims in its tokens. */
const attributeNames = { tenantId: 'custom:tenantId', userId: 'custom:userId', role: 'custom:role' } as const

export function toAttributes(values: Partial<Record<keyof typeof attributeNames, string>>): AttributeType[] {
  return (Object.keys(attributeNames) as (keyof typeof attributeNames)[]).flatMap((key) =>
    values[key] === undefined ? [] : [{ Name: attributeNames[key], Value: values[key] }],
  )
}

/** The address is taken as verified: the operator or an administrator gave it, and the first password goes there. */
export function toCreateUser(
  account: DirectoryAccount & { readonly name: string },
  userPoolId: string,
  invites: boolean,
): AdminCreateUserCommandInput {
  const { email, name } = account
  return {
    UserPoolId: userPoolId,
    Username: email,
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'name', Value: name },
      ...toAttributes(account),
    ],
    ...(invites ? { DesiredDeliveryMediums: ['EMAIL'] } : { MessageAction: 'SUPPRESS' }),
  }
}

const accountSchema = z.object({
  email: z.string(),
  'custom:tenantId': tenantIdSchema,
  'custom:userId': z.string(),
  'custom:role': memberRoleSchema,
})

/** The account, or null when it is not one of a company: operators are made by hand and belong to none. */
export function toAccount(
  user: Pick<AdminGetUserCommandOutput, 'UserAttributes' | 'Enabled'>,
): (DirectoryAccount & { readonly enabled: boolean }) | null {
  const attributes = Object.fromEntries((user.UserAttributes ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']))
  const parsed = accountSchema.safeParse(attributes)
  if (!parsed.success) return null
  const { email, 'custom:tenantId': tenantId, 'custom:userId': userId, 'custom:role': role } = parsed.data
  return { email: email.toLowerCase(), tenantId, userId, role, enabled: user.Enabled !== false }
}

const refusals: Readonly<Record<string, string>> = {
  InvalidParameterException: 'the address is not accepted',
  UnsupportedUserStateException: 'the account is in a state that cannot be used',
  CodeDeliveryFailureException: 'no mail can be sent to it',
  UserLambdaValidationException: 'a rule of the directory refuses it',
}

/** What cannot succeed by trying again, as an error of ours; anything else as it is. */
export function toDirectoryError(error: unknown, email: string): unknown {
  if (!(error instanceof Error)) return error
  const reason = refusals[error.name]
  if (reason !== undefined) return new AccountRefusedError(email, reason, error)
  if (error.name === 'LimitExceededException')
    return new QuotaReachedError('accounts of the directory', null, null, error)
  return error
}
