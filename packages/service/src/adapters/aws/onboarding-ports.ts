import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { LambdaClient } from '@aws-sdk/client-lambda'
import type { AwsDeploymentConfig } from '../../aws-config.ts'
import { accountLimits } from '../../tenants/quotas.ts'
import type { TenantServiceOptions } from '../../tenants/tenant-service.ts'
import { noDirectory } from '../../tenants/user-directory.ts'
import { countTables } from './account-tables.ts'
import { type AwsClientOptions, clientSettings, dynamoClient } from './clients.ts'
import { cognitoDirectory } from './cognito-directory.ts'
import { lambdaStreamMappings } from './stream-mappings.ts'

const REQUEST_MILLISECONDS = 5_000

/** What DynamoDB, EventBridge, SQS and CloudWatch let go of by themselves after a deletion, at the settings of `infra/`. */
const expiring = [
  { kind: 'table_backups', days: 35 },
  { kind: 'archived_events', days: 90 },
  { kind: 'undelivered_events', days: 14 },
] as const

type OnboardingPorts = Required<
  Pick<TenantServiceOptions, 'directory' | 'streamMappings' | 'limits' | 'countTables' | 'expiring'>
>

/** What onboarding and deletion need of AWS beside tables and artifacts. Opening sends nothing. */
export function onboardingPorts(
  config: AwsDeploymentConfig,
  settings: AwsClientOptions,
  failureQueueArn: string | null,
): OnboardingPorts {
  const { identity, publisherFunction } = config
  const userPoolId = identity.kind === 'oidc' ? identity.userPoolId : null
  const requests = clientSettings(settings, REQUEST_MILLISECONDS)
  const tables = dynamoClient(settings)
  return {
    directory:
      userPoolId === null
        ? noDirectory
        : cognitoDirectory({ client: new CognitoIdentityProviderClient(requests), userPoolId }),
    streamMappings:
      publisherFunction === null
        ? null
        : lambdaStreamMappings({
            lambda: new LambdaClient(requests),
            tables,
            functionName: publisherFunction,
            failureQueueArn,
          }),
    limits: accountLimits,
    countTables: () => countTables(tables),
    expiring,
  }
}
