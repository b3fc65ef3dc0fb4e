import { describe, expect, it } from 'vitest'
import {
  type Asked,
  arn,
  functionNames,
  isAllowed,
  type Policy,
  policiesOf,
  readPolicy,
  withStatement,
} from './tests/policies.ts'

const trust = readPolicy('tenant-data-trust')

interface Assumption {
  readonly tags?: Readonly<Record<string, string>>
  readonly sessionName?: string
  readonly transitive?: readonly string[]
}

function assumption(action: string, { tags = { tenantId: 'acme' }, sessionName, transitive }: Assumption): Asked {
  const context: Record<string, string | string[]> = {
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value])),
    ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    ...(transitive === undefined ? {} : { 'sts:TransitiveTagKeys': [...transitive] }),
    // The name of the session belongs to the first of the two actions only.
    ...(action === 'sts:AssumeRole' ? { 'sts:RoleSessionName': sessionName ?? `tenant-${tags.tenantId ?? ''}` } : {}),
  }
  return { action, resource: arn.role('tenant-data'), context }
}

/** Whether the role may be assumed like this: with tags, STS asks for both actions. */
async function mayAssume(
  wanted: Assumption,
  policy: Policy = trust,
  role = arn.role('chat-handler'),
): Promise<boolean> {
  const policies = policiesOf('chat-handler')
  for (const action of [
    'sts:AssumeRole',
    ...(Object.keys(wanted.tags ?? { tenantId: '' }).length > 0 ? ['sts:TagSession'] : []),
  ]) {
    if (!(await isAllowed({ role, policies }, assumption(action, wanted), policy))) return false
  }
  return true
}

describe("the role of tenants' data", () => {
  it.each(['acme', 'acme-eu', 'a1b', 'a'.repeat(40)])(
    'is assumed by a function for one tenant: %s',
    async (tenantId) => {
      expect(await mayAssume({ tags: { tenantId } })).toBe(true)
    },
  )

  it.each(functionNames)('is assumed by %s with the policy of that function', async (name) => {
    for (const action of ['sts:AssumeRole', 'sts:TagSession']) {
      const asker = { role: arn.role(name), policies: policiesOf(name) }
      expect(await isAllowed(asker, assumption(action, {}), trust)).toBe(true)
    }
  })

  it.each<[string, Assumption]>([
    ['no tag', { tags: {}, sessionName: 'tenant-acme' }],
    ['an empty tag', { tags: { tenantId: '' } }],
    ['a tag that is too short to be an id', { tags: { tenantId: 'ab' } }],
    ['another tag', { tags: { company: 'acme' }, sessionName: 'tenant-acme' }],
    ['one more tag', { tags: { tenantId: 'acme', role: 'admin' } }],
    ['a tag that goes on to the next role', { transitive: ['tenantId'] }],
    ['a session named after another tenant', { sessionName: 'tenant-other' }],
    ['a session that does not name its tenant', { sessionName: 'chat-handler' }],
  ])('is not assumed with %s', async (_name, wanted) => {
    expect(await mayAssume(wanted)).toBe(false)
  })

  it.each([
    '*',
    'acm*',
    'acm?',
    '???',
    'acme/x',
    '../acme',
    'acme.eu',
    'acme:eu',
    'acme eu',
    'acme=x',
    'a_b_c',
    'a@b',
    'a+b',
  ])('is not assumed with "%s", which is no id', async (tenantId) => {
    expect(await mayAssume({ tags: { tenantId } })).toBe(false)
  })

  it.each([
    ['another role', arn.role('deploy')],
    ['a function of another environment', arn.role('chat-handler').replace('staging', 'production')],
    ['a role with a longer name', `${arn.role('chat-handler')}-2`],
    ['the role itself', arn.role('tenant-data')],
    ['another account', arn.role('chat-handler').replace('123456789012', '999999999999')],
  ])('is not assumed by %s', async (_name, role) => {
    expect(await mayAssume({}, trust, role)).toBe(false)
  })
})

describe('loosening the trust', () => {
  const without = (operator: string) =>
    ['NamedAfterItsTenant', 'OneTenantPerSession'].reduce(
      (policy, sid) =>
        withStatement(policy, sid, ({ Condition = {}, ...statement }) => ({
          ...statement,
          Condition: Object.fromEntries(Object.entries(Condition).filter(([name]) => name !== operator)),
        })),
      trust,
    )

  it.each<[string, Assumption]>([
    ['StringLike', { tags: { tenantId: 'ab' } }],
    ['StringNotLike', { tags: { tenantId: 'acme/x' } }],
    ['StringEquals', { sessionName: 'tenant-other' }],
    ['ForAllValues:StringEquals', { tags: { tenantId: 'acme', role: 'admin' } }],
    ['Null', { transitive: ['tenantId'] }],
  ])('shows: without %s', async (operator, wanted) => {
    expect(await mayAssume(wanted, without(operator))).toBe(true)
  })
})
