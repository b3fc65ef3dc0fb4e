import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../packages/service/src/config.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const terraform = ['model', 'locals'].map((name) => read(`infra/modules/platform/${name}.tf`)).join('\n')
const settings = ['config', 'aws-config', 'model-config'].map((name) => read(`packages/service/src/${name}.ts`)).join()

/** Values of the shape that Terraform's expressions have. */
const values: Readonly<Record<string, string>> = {
  SALESTALK_DEPLOYMENT: 'aws',
  SALESTALK_ENVIRONMENT: 'production',
  SALESTALK_BUCKET: 'salestalk-production-artifacts-123456789012',
  SALESTALK_EVENT_BUS: 'salestalk-production',
  SALESTALK_TENANT_ROLE_ARN: 'arn:aws:iam::123456789012:role/salestalk-production-tenant-data',
  SALESTALK_KMS_KEY_ARN: 'arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000',
  SALESTALK_LOG_LEVEL: 'info',
  SALESTALK_DEMO: 'false',
  SALESTALK_DATA: '/tmp',
  SALESTALK_IDENTITY: 'oidc',
  SALESTALK_OIDC_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
  SALESTALK_OIDC_AUDIENCE: '0123456789abcdefghijklmnop',
  SALESTALK_SIGNING_SECRET_ID: 'salestalk-production-signing',
  SALESTALK_INGEST_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/salestalk-production-ingest',
  SALESTALK_PUBLISHER_FUNCTION:
    'arn:aws:lambda:eu-central-1:123456789012:function:salestalk-production-event-publisher:live',
  SALESTALK_OWNER: 'data-platform',
  SALESTALK_MODEL: 'bedrock:eu.example.model-v1:0',
  SALESTALK_MODEL_PRICES: '0.25/1.25',
  SALESTALK_USER_POOL_ID: 'eu-central-1_AbCdEfGhI',
}

const namesIn = (text: string) => new Set(text.match(/SALESTALK_[A-Z_]+/g))

function configOf(without: readonly string[]) {
  const given = Object.entries(values).filter(([name]) => !without.includes(name))
  return readConfig({}, { AWS_REGION: 'eu-central-1', LAMBDA_TASK_ROOT: '/var/task', ...Object.fromEntries(given) })
}

describe('the settings that Terraform gives to functions', () => {
  it('are known to the application, every one', () => {
    const known = namesIn(settings)
    expect([...namesIn(terraform)].filter((name) => !known.has(name))).toEqual([])
    expect([...namesIn(terraform)].toSorted()).toEqual(Object.keys(values).toSorted())
  })

  it('are all that a function needs', () => {
    expect(configOf([])).toMatchObject({ dataFolder: '/tmp', deployment: { kind: 'aws', region: 'eu-central-1' } })
  })

  it('suffice without those that only some functions get', () => {
    const some = terraform.slice(terraform.indexOf('function_variables ='))
    const { deployment } = configOf([...namesIn(some)])
    expect(deployment).toMatchObject({ ingestQueueUrl: null, publisherFunction: null, identity: { userPoolId: null } })
  })
})
