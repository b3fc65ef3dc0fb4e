import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { tenantIdSchema } from '@salestalk/protocol'
import { expect, it } from 'vitest'
import { systemClock } from '../embedded/system.ts'
import { stsClient, tenantCredentials } from './tenant-credentials.ts'
import { awsEndpoint } from './tests/aws-endpoint.ts'

const acme = tenantIdSchema.parse('acme')
const endpoint = awsEndpoint()
const region = 'eu-west-1'
const fromProcess = { region, endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }

it('gives credentials that are a session of the role, named after the tenant', async () => {
  const roleArn = 'arn:aws:iam::123456789012:role/salestalk-test-tenant-data'
  const credentials = tenantCredentials({ sts: stsClient(fromProcess), roleArn, clock: systemClock })
  const session = await credentials.sessionOf(acme)
  expect(session.expiration.getTime() - Date.now()).toBeGreaterThan(3500 * 1000)
  const identity = await stsClient({ region, endpoint, credentials: session }).send(new GetCallerIdentityCommand({}))
  expect(identity.Arn).toMatch(/:assumed-role\/salestalk-test-tenant-data\/tenant-acme$/)
})
