import type { AssumeRoleCommand, AssumeRoleCommandOutput } from '@aws-sdk/client-sts'
import { StoreUnavailableError } from '@salestalk/engine'
import { fixedClock } from '@salestalk/engine/fakes'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import { describe, expect, it } from 'vitest'
import { scopedClients } from './scoped-clients.ts'
import { stsClient, type TenantCredentialsOptions, tenantCredentials } from './tenant-credentials.ts'

const acme = tenantIdSchema.parse('acme')
const other = tenantIdSchema.parse('other')
const roleArn = 'arn:aws:iam::123456789012:role/salestalk-staging-tenant-data'

/** STS that gives a new key with every call; `fail` makes the next calls fail. */
function fakeSts(clock = fixedClock()) {
  const calls: AssumeRoleCommand['input'][] = []
  const failures: Error[] = []
  return {
    clock,
    calls,
    fail: (name: string) => failures.push(Object.assign(new Error(name), { name })),
    async send({ input }: AssumeRoleCommand): Promise<AssumeRoleCommandOutput> {
      calls.push(input)
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      const expires = clock.now().getTime() + (input.DurationSeconds ?? 0) * 1000
      const credentials = { AccessKeyId: `key-${calls.length}`, SecretAccessKey: 's', SessionToken: 't' }
      return { $metadata: {}, Credentials: { ...credentials, Expiration: new Date(expires) } }
    },
  }
}

function credentialsOf(sts = fakeSts(), more: Partial<TenantCredentialsOptions> = {}) {
  return { sts, credentials: tenantCredentials({ sts, roleArn, clock: sts.clock, ...more }) }
}

describe("credentials for a tenant's data", () => {
  it('are a session that is tagged with the tenant and named after it', async () => {
    const { sts, credentials } = credentialsOf()
    await credentials.sessionOf(acme)
    expect(sts.calls).toEqual([
      {
        RoleArn: roleArn,
        RoleSessionName: 'tenant-acme',
        DurationSeconds: 3600,
        Tags: [{ Key: 'tenantId', Value: 'acme' }],
      },
    ])
  })

  it.each(['', '*', 'Acme', '../other', 'acme/x', 'a', 'other,acme'])('are not asked for with %j', async (id) => {
    const { sts, credentials } = credentialsOf()
    await expect(credentials.sessionOf(id as TenantId)).rejects.toThrow()
    expect(sts.calls).toEqual([])
  })

  it('are asked for once, however many need them at the same time', async () => {
    const { sts, credentials } = credentialsOf()
    const sessions = await Promise.all([acme, acme, other, acme].map((id) => credentials.sessionOf(id)))
    expect(sessions.map(({ accessKeyId }) => accessKeyId)).toEqual(['key-1', 'key-1', 'key-2', 'key-1'])
    expect(sts.calls).toHaveLength(2)
  })

  it('are renewed while there is time left, once for everybody', async () => {
    const { sts, credentials } = credentialsOf()
    await credentials.sessionOf(acme)
    sts.clock.advance(2400 * 1000)
    expect((await credentials.sessionOf(acme)).accessKeyId).toBe('key-1')
    sts.clock.advance(1)
    const sessions = await Promise.all([acme, acme, acme].map((id) => credentials.sessionOf(id)))
    expect(sessions.map(({ accessKeyId }) => accessKeyId)).toEqual(['key-2', 'key-2', 'key-2'])
    expect(sts.calls).toHaveLength(2)
  })

  it('are renewed in time when sessions are short', async () => {
    const { sts, credentials } = credentialsOf(fakeSts(), { durationSeconds: 900 })
    await credentials.sessionOf(acme)
    sts.clock.advance(450 * 1000)
    expect((await credentials.sessionOf(acme)).accessKeyId).toBe('key-1')
    sts.clock.advance(1)
    expect((await credentials.sessionOf(acme)).accessKeyId).toBe('key-2')
    expect(() => credentialsOf(fakeSts(), { durationSeconds: 60 })).toThrow(RangeError)
  })

  it('are kept for the tenants used last', async () => {
    const { sts, credentials } = credentialsOf(fakeSts(), { capacity: 2 })
    const third = tenantIdSchema.parse('third')
    for (const id of [acme, other, acme, third, acme, other]) await credentials.sessionOf(id)
    expect(sts.calls.map(({ RoleSessionName }) => RoleSessionName)).toEqual([
      'tenant-acme',
      'tenant-other',
      'tenant-third',
      'tenant-other',
    ])
  })

  it('are forgotten with the tenant', async () => {
    const { sts, credentials } = credentialsOf()
    await credentials.sessionOf(acme)
    credentials.forget(acme)
    await credentials.sessionOf(acme)
    expect(sts.calls).toHaveLength(2)
  })

  it.each([
    ['ThrottlingException', 'busy'],
    ['TimeoutError', 'busy'],
    ['AccessDenied', 'unknown'],
    ['PackedPolicyTooLargeException', 'unknown'],
  ])('fail with %s as a store that is not there (%s), and are tried again next time', async (name, reason) => {
    const { sts, credentials } = credentialsOf()
    sts.fail(name)
    const failed = await Promise.allSettled([credentials.sessionOf(acme), credentials.sessionOf(acme)])
    for (const one of failed) {
      expect(one).toMatchObject({ status: 'rejected', reason: { reason, cause: { name } } })
      expect(one.status === 'rejected' && one.reason).toBeInstanceOf(StoreUnavailableError)
    }
    expect((await credentials.sessionOf(acme)).accessKeyId).toBe('key-2')
  })

  it('are refused when the answer holds none', async () => {
    const sts = { send: async () => ({ $metadata: {} }) }
    const credentials = tenantCredentials({ sts, roleArn, clock: fixedClock() })
    await expect(credentials.sessionOf(acme)).rejects.toMatchObject({ reason: 'busy' })
  })
})

describe('a throttled STS', () => {
  it('is asked again', async () => {
    let asked = 0
    const waits: number[] = []
    const retryStrategy = {
      acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
      refreshRetryTokenForRetry: async (_token: unknown, { errorType }: { errorType: string }) => {
        waits.push(asked)
        expect(errorType).toBe('THROTTLING')
        return { getRetryCount: () => asked, getRetryDelay: () => 0 }
      },
      recordSuccess: () => undefined,
    }
    const client = stsClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      retryStrategy,
    })
    client.middlewareStack.add(
      () => async () => {
        asked += 1
        if (asked < 3)
          throw Object.assign(new Error('slow down'), { name: 'Throttling', $metadata: { httpStatusCode: 400 } })
        const Credentials = { AccessKeyId: 'k', SecretAccessKey: 's', SessionToken: 't', Expiration: new Date(4e12) }
        return { response: {}, output: { $metadata: {}, Credentials } }
      },
      { step: 'deserialize', priority: 'high' },
    )
    const credentials = tenantCredentials({ sts: client, roleArn, clock: fixedClock() })
    expect((await credentials.sessionOf(acme)).accessKeyId).toBe('k')
    expect(waits).toEqual([1, 2])
  })
})

describe('clients', () => {
  it('sign with the credentials of their own tenant; those of the process serve the registry only', async () => {
    const { credentials } = credentialsOf()
    const clients = scopedClients({ credentials, open: (session) => ({ session }) })
    expect(clients.clientFor(null).session).toBeNull()
    expect(clients.clientFor(null)).toBe(clients.clientFor(null))
    const [ofAcme, ofOther] = [clients.clientFor(acme), clients.clientFor(other)]
    expect(clients.clientFor(acme)).toBe(ofAcme)
    expect((await ofAcme.session?.())?.accessKeyId).toBe('key-1')
    expect((await ofOther.session?.())?.accessKeyId).toBe('key-2')
    expect((await ofAcme.session?.())?.accessKeyId).toBe('key-1')
  })

  it('are kept for the tenants used last', () => {
    const { credentials } = credentialsOf()
    const clients = scopedClients({ credentials, open: () => ({}), capacity: 1 })
    const first = clients.clientFor(acme)
    clients.clientFor(other)
    expect(clients.clientFor(acme)).not.toBe(first)
  })
})
