import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { tenantIdSchema } from '@salestalk/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AccountRefusedError } from '../../tenants/errors.ts'
import type { UserDirectory } from '../../tenants/ports/user-directory.ts'
import { clientSettings } from './clients.ts'
import { cognitoDirectory } from './cognito-directory.ts'
import { awsEndpoint } from './tests/aws-endpoint.ts'

const account = {
  userId: 'u1',
  email: 'ann@acme.example',
  name: 'Ann',
  tenantId: tenantIdSchema.parse('acme'),
  role: 'admin' as const,
}
const globex = tenantIdSchema.parse('globex')
const { name: _name, ...found } = account

describe('a directory in a user pool', () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new CognitoIdentityProviderClient(
    clientSettings({ region: 'eu-west-1', endpoint: awsEndpoint(), credentials }, 5_000),
  )
  let userPoolId: string
  let directory: UserDirectory

  beforeAll(async () => {
    const attribute = (Name: string) => ({ Name, AttributeDataType: 'String' as const, Mutable: true })
    const { UserPool } = await client.send(
      new CreateUserPoolCommand({
        PoolName: 'salestalk-test',
        UsernameAttributes: ['email'],
        Schema: ['tenantId', 'userId', 'role'].map(attribute),
      }),
    )
    userPoolId = UserPool?.Id ?? ''
    directory = cognitoDirectory({ client, userPoolId, invites: false })
  })
  afterAll(() => client.send(new DeleteUserPoolCommand({ UserPoolId: userPoolId })))

  it('keeps one account of an address, as it was made first', async () => {
    expect(await directory.find(account.email)).toBeNull()
    await directory.ensure(account)
    await directory.ensure({ ...account, tenantId: globex, userId: 'u2' })
    expect(await directory.find(account.email)).toEqual({ ...found, enabled: true })
  })

  it('moves a person to another company, and back', async () => {
    await directory.move(account.email, { tenantId: globex, role: 'member' })
    expect(await directory.find(account.email)).toMatchObject({ tenantId: 'globex', role: 'member', userId: 'u1' })
    await directory.move(account.email, account)
    expect(await directory.find(account.email)).toMatchObject({ tenantId: 'acme', role: 'admin' })
  })

  it('shuts, opens and signs out', async () => {
    await directory.setEnabled(account.email, false)
    await directory.setEnabled(account.email, false)
    await directory.signOut(account.email)
    expect(await directory.find(account.email)).toMatchObject({ enabled: false })
    await directory.setEnabled(account.email, true)
    expect(await directory.find(account.email)).toMatchObject({ enabled: true })
  })

  it('refuses what is no address', async () => {
    await expect(directory.ensure({ ...account, email: 'nobody' })).rejects.toThrow(AccountRefusedError)
  })

  it('removes, and nothing that is not there is trouble', async () => {
    await directory.remove(account.email)
    expect(await directory.find(account.email)).toBeNull()
    await directory.remove(account.email)
    await directory.signOut(account.email)
    await directory.setEnabled(account.email, false)
    await directory.move(account.email, account)
  })
})
