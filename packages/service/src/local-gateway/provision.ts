import { randomBytes } from 'node:crypto'
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { CreateBucketCommand, PutBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { TableAdmin } from '@salestalk/engine'
import type { Variables } from '../environment.ts'
import { type ConsumerName, consumerNames, consumerQueues, eventTypesOf } from '../events/routing.ts'
import { createRegistry } from '../storage/storage.ts'

/** Where an emulator is, and what its environment is called. */
export interface EmulatedEnvironment {
  readonly environment: string
  readonly region: string
  readonly endpoint: string
}

export interface EmulatedQueue {
  readonly url: string
  readonly arn: string
}

export interface ProvisionedEnvironment {
  /** What a function of this environment finds among its variables. */
  readonly variables: Variables
  readonly queues: Readonly<Record<ConsumerName, EmulatedQueue>>
  readonly ingestQueue: EmulatedQueue
}

/**
 * Makes the shared resources of an environment on an emulator: what Terraform makes on AWS, from the same routing table, less what an
 * emulator has no use for (keys, alarms, policies). Doing it twice is fine. The tables of companies are onboarding's business.
 */
export async function provisionEmulator(
  target: EmulatedEnvironment,
  tables: TableAdmin,
): Promise<ProvisionedEnvironment> {
  const { environment, region, endpoint } = target
  const settings = { region, endpoint }
  const prefix = `salestalk-${environment}`
  const sqs = new SQSClient(settings)
  await createRegistry(tables)
  await new EventBridgeClient(settings).send(new CreateEventBusCommand({ Name: prefix })).catch(unlessThere)
  const queues = Object.fromEntries(
    await Promise.all(consumerNames.map(async (name) => [name, await consumerQueue(name, prefix, sqs, settings)])),
  ) as Record<ConsumerName, EmulatedQueue>
  const ingestQueue = await queueWithDeadLetters(sqs, `${prefix}-ingest`, 900, 3)
  await createBucket(prefix, ingestQueue, settings)
  await createSecret(`${prefix}-signing`, settings)
  return {
    queues,
    ingestQueue,
    variables: {
      SALESTALK_DEPLOYMENT: 'aws',
      SALESTALK_ENVIRONMENT: environment,
      AWS_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
      SALESTALK_BUCKET: prefix,
      SALESTALK_EVENT_BUS: prefix,
      SALESTALK_INGEST_QUEUE_URL: ingestQueue.url,
      // An emulator hands out sessions of any role; the policies that make it narrow are tested apart.
      SALESTALK_TENANT_ROLE_ARN: `arn:aws:iam::${ingestQueue.arn.split(':')[4]}:role/${prefix}-tenant-data`,
      SALESTALK_IDENTITY: 'local',
      SALESTALK_SIGNING_SECRET_ID: `${prefix}-signing`,
    },
  }
}

type ClientSettings = { readonly region: string; readonly endpoint: string }

async function consumerQueue(name: ConsumerName, prefix: string, sqs: SQSClient, settings: ClientSettings) {
  const { visibilityTimeoutSeconds, retries } = consumerQueues[name]
  const queue = await queueWithDeadLetters(sqs, `${prefix}-${name}`, visibilityTimeoutSeconds, 1 + retries)
  const events = new EventBridgeClient(settings)
  const pattern = JSON.stringify({ 'detail-type': eventTypesOf(name) })
  await events.send(new PutRuleCommand({ Name: `${prefix}-${name}`, EventBusName: prefix, EventPattern: pattern }))
  const Targets = [{ Id: name, Arn: queue.arn }]
  await events.send(new PutTargetsCommand({ Rule: `${prefix}-${name}`, EventBusName: prefix, Targets }))
  return queue
}

async function queueWithDeadLetters(
  sqs: SQSClient,
  name: string,
  visibilitySeconds: number,
  maxReceiveCount: number,
): Promise<EmulatedQueue> {
  const deadLetters = await createQueue(sqs, `${name}-dlq`, {})
  return await createQueue(sqs, name, {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
  })
}

async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>): Promise<EmulatedQueue> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))
  return { url, arn: Attributes?.QueueArn ?? '' }
}

async function createBucket(bucket: string, ingestQueue: EmulatedQueue, settings: ClientSettings): Promise<void> {
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: bucket })).catch(unlessThere)
  const QueueConfigurations = [{ QueueArn: ingestQueue.arn, Events: ['s3:ObjectCreated:*' as const] }]
  const request = { Bucket: bucket, NotificationConfiguration: { QueueConfigurations } }
  await s3.send(new PutBucketNotificationConfigurationCommand(request))
}

async function createSecret(name: string, settings: ClientSettings): Promise<void> {
  const request = { Name: name, SecretString: randomBytes(32).toString('base64url') }
  await new SecretsManagerClient(settings).send(new CreateSecretCommand(request)).catch(unlessThere)
}

const alreadyThere = new Set([
  'ResourceAlreadyExistsException',
  'ResourceExistsException',
  'BucketAlreadyOwnedByYou',
  'BucketAlreadyExists',
])

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && alreadyThere.has(error.name))) throw error
}
