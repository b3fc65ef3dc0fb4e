import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate'
import * as z from 'zod'

const folder = fileURLToPath(new URL('../../../../../../infra/policies/', import.meta.url))

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat())
const statementSchema = z.object({
  Sid: z.string(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.record(z.string(), oneOrMore).optional(),
  Action: oneOrMore,
  Resource: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
})
const policySchema = z.object({ Version: z.literal('2012-10-17'), Statement: z.array(statementSchema) })

export type Statement = z.infer<typeof statementSchema>
export type Policy = z.infer<typeof policySchema>

export const functionNames = [
  'chat-handler',
  'metrics-handler',
  'tenant-onboard',
  'insights-worker',
  'event-publisher',
  'session-timer',
] as const
export type FunctionName = (typeof functionNames)[number]

const account = '123456789012'
const variables: Readonly<Record<string, string>> = {
  region: 'eu-west-1',
  account_id: account,
  environment: 'staging',
  bucket: 'salestalk-staging-artifacts',
  kms_key_arn: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  user_pool_id: 'eu-west-1_Example',
}

/** What the tests name, with the values of the variables in them. */
export const arn = {
  table: (name: string) => `arn:aws:dynamodb:eu-west-1:${account}:table/${name}`,
  object: (key: string) => `arn:aws:s3:::${variables.bucket}/${key}`,
  bucket: `arn:aws:s3:::${variables.bucket}`,
  key: variables.kms_key_arn ?? '',
  role: (name: string) => `arn:aws:iam::${account}:role/salestalk-staging-${name}`,
  queue: (name: string) => `arn:aws:sqs:eu-west-1:${account}:salestalk-staging-${name}`,
  bus: (name: string) => `arn:aws:events:eu-west-1:${account}:event-bus/${name}`,
  publisher: `arn:aws:lambda:eu-west-1:${account}:function:salestalk-staging-event-publisher`,
  logs: (name: string) => `arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/salestalk-staging-${name}`,
}

/** What Terraform's `templatefile` makes of a text: `${name}` is replaced, `$${` stays as `${`. Unknown names fail, as they do there. */
export function renderTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/(\$\$\{)|\$\{([^}]*)\}/g, (_match, escaped: string | undefined, name: string | undefined) => {
    if (escaped !== undefined) return '${'
    const value = values[name ?? '']
    if (value === undefined) throw new Error(`There is no variable "${name}" for the policies`)
    return value
  })
}

export function readPolicy(name: string, values: Readonly<Record<string, string>> = {}): Policy {
  const text = readFileSync(`${folder}${name}.json.tftpl`, 'utf8')
  return policySchema.parse(JSON.parse(renderTemplate(text, { ...variables, ...values })))
}

export function policyNames(): string[] {
  return readdirSync(folder).flatMap((file) => (file.endsWith('.json.tftpl') ? [file.replace('.json.tftpl', '')] : []))
}

export function readPolicyNotes(): string {
  return readFileSync(`${folder}README.md`, 'utf8')
}

/** Both policies that the role of a function has. */
export function policiesOf(name: FunctionName): Policy[] {
  return [readPolicy('function-base', { function: name }), readPolicy(name)]
}

export interface Asked {
  readonly action: string
  readonly resource: string
  readonly context?: Readonly<Record<string, string | string[]>>
}

export interface Asker {
  /** The ARN of a role. */
  readonly role: string
  readonly policies: readonly Policy[]
  /** Session tag `tenantId`, if any. */
  readonly tenantId?: string | null
}

/** The usual policy of a key: whom it serves is decided by the policies of the roles. */
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
}

/** Whether IAM would allow it. A question the evaluator does not know, or with a context key that does not exist, is a mistake of the test. */
export async function isAllowed(asker: Asker, asked: Asked, resourcePolicy?: Policy): Promise<boolean> {
  const tag: Record<string, string> =
    typeof asker.tenantId === 'string' ? { 'aws:PrincipalTag/tenantId': asker.tenantId } : {}
  const simulation: Simulation = withPlainContextNames({
    request: {
      principal: asker.role,
      action: asked.action,
      resource: { resource: asked.resource, accountId: account },
      contextVariables: { ...tag, ...asked.context },
    },
    identityPolicies: asker.policies.map((policy, index) => ({ name: `policy-${index}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: resourcePolicy ?? (asked.action.startsWith('kms:') ? keyPolicy : undefined),
  })
  // A name that no table or bucket can have is unknown to the checks of the evaluator, but somebody may send it.
  if (!/^(\*|[\w:/.-]+)$/.test(asked.resource)) return runUnsafeSimulation(simulation, {}) === 'Allowed'
  const result = await runSimulation(simulation, {})
  if (result.resultType === 'error') throw new Error(`${asked.action}: ${JSON.stringify(result.errors)}`)
  const ignored = result.resultType === 'single' ? (result.result.ignoredContextKeys ?? []) : []
  if (ignored.length > 0) throw new Error(`${asked.action} has no context key ${ignored.join(', ')}`)
  return result.overallResult === 'Allowed'
}

/** The evaluator knows no encryption contexts: in policy and request, another key that may hold any text stands for them. */
function withPlainContextNames(simulation: Simulation): Simulation {
  return JSON.parse(
    JSON.stringify(simulation).replaceAll(
      /kms:EncryptionContext:aws:(\w+):/g,
      'aws:PrincipalTag/encryption-context-of-$1-',
    ),
  )
}

/** A policy with one of its statements changed. */
export function withStatement(policy: Policy, sid: string, change: (statement: Statement) => Statement): Policy {
  if (!policy.Statement.some((statement) => statement.Sid === sid)) throw new Error(`There is no statement ${sid}`)
  return { ...policy, Statement: policy.Statement.map((one) => (one.Sid === sid ? change(one) : one)) }
}
