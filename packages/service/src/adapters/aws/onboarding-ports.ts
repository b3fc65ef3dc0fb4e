import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { LambdaClient } from '@aws-sdk/client-lambda'
import type { AwsDeploymentConfig } from '../../aws-config.ts'
import type { OnboardingPorts } from '../../tenants/ports/onboarding.ts'
import { noDirectory } from '../../tenants/ports/user-directory.ts'
import { countTables } from './account-tables.ts'
import { type AwsClientOptions, clientSettings, dynamoClient } from './clients.ts'
import { cognitoDirectory } from './cognito-directory.ts'
import { lambdaStreamMappings } from './stream-mappings.ts'

const REQUEST_MILLISECONDS = 5_000

/** What onboarding and deletion need of AWS beside tables and artifacts. Opening sends nothing. */
export function onboardingPorts(
  config: AwsDeploymentConfig,
  settings: AwsClientOptions,
): Pick<OnboardingPorts, 'directory' | 'streamMappings' | 'countTables'> {
  const { identity, publisherFunction, environment } = config
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
            failureQueueArn: failureQueueOf(publisherFunction, environment),
          }),
    countTables: () => countTables(tables),
  }
}

/** The queue for batches of a stream that failed for good lies beside the function: same partition, region and account. */
function failureQueueOf(functionArn: string, environment: string): string | null {
  const [arn, partition, , region, account] = functionArn.split(':')
  if (arn !== 'arn' || account === undefined) return null
  return `arn:${partition}:sqs:${region}:${account}:salestalk-${environment}-event-publisher-dlq`
}
