import { tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { AccountRefusedError, QuotaReachedError } from '../../tenants/errors.ts'
import { toAccount, toAttributes, toCreateUser, toDirectoryError } from './cognito-requests.ts'

const account = {
  userId: 'u1',
  email: 'ann@acme.example',
  name: 'Ann',
  tenantId: tenantIdSchema.parse('acme'),
  role: 'admin' as const,
}
const attributes = [
  { Name: 'custom:tenantId', Value: 'acme' },
  { Name: 'custom:userId', Value: 'u1' },
  { Name: 'custom:role', Value: 'admin' },
]

describe('an account in a user pool', () => {
  it('is made with company, user and role as attributes, and a mail with the first password', () => {
    expect(toCreateUser(account, 'pool', true)).toEqual({
      UserPoolId: 'pool',
      Username: 'ann@acme.example',
      UserAttributes: [
        { Name: 'email', Value: 'ann@acme.example' },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Ann' },
        ...attributes,
      ],
      DesiredDeliveryMediums: ['EMAIL'],
    })
    expect(toCreateUser(account, 'pool', false)).toMatchObject({ MessageAction: 'SUPPRESS' })
  })

  it('moves by its company and role alone', () => {
    expect(toAttributes({ tenantId: 'globex', role: 'member' })).toEqual([
      { Name: 'custom:tenantId', Value: 'globex' },
      { Name: 'custom:role', Value: 'member' },
    ])
  })

  it('is read back, enabled or not', () => {
    const { name: _name, ...rest } = account
    const found = { UserAttributes: [{ Name: 'email', Value: 'Ann@acme.example' }, ...attributes], Enabled: false }
    expect(toAccount(found)).toEqual({ ...rest, enabled: false })
  })

  it('of an operator or with a damaged attribute is of no company', () => {
    const email = { Name: 'email', Value: 'op@platform.example' }
    expect(toAccount({ UserAttributes: [email] })).toBeNull()
    const damaged = attributes.map((one) => (one.Name === 'custom:tenantId' ? { ...one, Value: '../acme' } : one))
    expect(toAccount({ UserAttributes: [email, ...damaged] })).toBeNull()
  })

  it('that is refused for good is told from a failure that passes', () => {
    const named = (name: string) => Object.assign(new Error('x'), { name })
    expect(toDirectoryError(named('InvalidParameterException'), account.email)).toBeInstanceOf(AccountRefusedError)
    expect(toDirectoryError(named('LimitExceededException'), account.email)).toBeInstanceOf(QuotaReachedError)
    const busy = named('TooManyRequestsException')
    expect(toDirectoryError(busy, account.email)).toBe(busy)
  })
})
