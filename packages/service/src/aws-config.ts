import * as z from 'zod'
import { ConfigError, parseVariables, type Variables } from './environment.ts'

/** The resources of one environment on AWS; one account holds one environment. */
export interface AwsDeploymentConfig {
  readonly kind: 'aws'
  /** `production`, `staging`, `local`: part of the name of every shared resource. */
  readonly environment: string
  readonly region: string
  /** Of an emulator; null for AWS itself. */
  readonly endpoint: string | null
  readonly bucket: string
  readonly eventBus: string
  /** Where uploads wait to be read; null where this process starts no uploads. */
  readonly ingestQueueUrl: string | null
  /** The role that is assumed with the tenant as session tag; null only against an emulator. */
  readonly tenantRoleArn: string | null
  readonly kmsKeyArn: string | null
  /** The function that reads the streams of new tables; null where nobody is onboarded. */
  readonly publisherFunction: string | null
  /** The team that answers for the environment, as a tag of the tables that are made. */
  readonly owner: string | null
  readonly identity: AwsIdentityConfig
}

export type AwsIdentityConfig =
  /** Tokens of our own, signed with a secret that is kept in Secrets Manager. */
  | { readonly kind: 'local'; readonly signingSecretId: string }
  /** Tokens of an OpenID Connect issuer; with a user pool, people get accounts there. */
  | {
      readonly kind: 'oidc'
      readonly issuer: string
      readonly audience: string
      readonly userPoolId: string | null
    }

const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, 'lower-case letters, digits, . and - only')
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().transform((value) => value ?? null)

const awsEnvironmentSchema = z.object({
  SALESTALK_ENVIRONMENT: nameSchema,
  AWS_REGION: z.string().min(1),
  AWS_ENDPOINT_URL: optional(z.url()),
  SALESTALK_BUCKET: nameSchema,
  SALESTALK_EVENT_BUS: z.string().min(1),
  SALESTALK_INGEST_QUEUE_URL: optional(z.url()),
  SALESTALK_TENANT_ROLE_ARN: optional(z.string().startsWith('arn:')),
  SALESTALK_KMS_KEY_ARN: optional(z.string().startsWith('arn:')),
  SALESTALK_PUBLISHER_FUNCTION: optional(z.string().min(1)),
  SALESTALK_OWNER: optional(z.string().min(1).max(256)),
})

const awsIdentitySchema = z.discriminatedUnion('SALESTALK_IDENTITY', [
  z.object({ SALESTALK_IDENTITY: z.literal('local'), SALESTALK_SIGNING_SECRET_ID: z.string().min(1) }),
  z.object({
    SALESTALK_IDENTITY: z.literal('oidc'),
    SALESTALK_OIDC_ISSUER: z.url(),
    SALESTALK_OIDC_AUDIENCE: z.string().min(1),
    SALESTALK_USER_POOL_ID: optional(z.string().min(1)),
  }),
])

/** What the variables say about the resources on AWS. Throws ConfigError. */
export function readAwsConfig(variables: Variables): AwsDeploymentConfig {
  const settings = parseVariables(awsEnvironmentSchema, variables)
  const tenantRoleArn = settings.SALESTALK_TENANT_ROLE_ARN
  // Without the role every request could reach every company: fine on a laptop, never on AWS.
  if (tenantRoleArn === null && settings.AWS_ENDPOINT_URL === null) {
    throw new ConfigError('The environment variable SALESTALK_TENANT_ROLE_ARN is missing: set it to the tenant role')
  }
  return {
    kind: 'aws',
    environment: settings.SALESTALK_ENVIRONMENT,
    region: settings.AWS_REGION,
    endpoint: settings.AWS_ENDPOINT_URL,
    bucket: settings.SALESTALK_BUCKET,
    eventBus: settings.SALESTALK_EVENT_BUS,
    ingestQueueUrl: settings.SALESTALK_INGEST_QUEUE_URL,
    tenantRoleArn,
    kmsKeyArn: settings.SALESTALK_KMS_KEY_ARN,
    publisherFunction: settings.SALESTALK_PUBLISHER_FUNCTION,
    owner: settings.SALESTALK_OWNER,
    identity: identityOf(variables),
  }
}

function identityOf(variables: Variables): AwsIdentityConfig {
  const settings = parseVariables(awsIdentitySchema, variables)
  if (settings.SALESTALK_IDENTITY === 'local') {
    return { kind: 'local', signingSecretId: settings.SALESTALK_SIGNING_SECRET_ID }
  }
  return {
    kind: 'oidc',
    issuer: settings.SALESTALK_OIDC_ISSUER,
    audience: settings.SALESTALK_OIDC_AUDIENCE,
    userPoolId: settings.SALESTALK_USER_POOL_ID,
  }
}
