import { join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ArtifactStore, Clock, Timer } from '@salestalk/engine'
import { type TenantId, tenantIdSchema } from '@salestalk/protocol'
import type { AwsDeploymentConfig } from '../../aws-config.ts'
import type { Deployment } from '../../deployment.ts'
import { lazy } from '../../lazy.ts'
import { tellingFullAccount } from './account-tables.ts'
import { type AwsClientOptions, dynamoClient, dynamoDocumentClient } from './clients.ts'
import { dynamoTableAdmin } from './dynamodb-admin.ts'
import type { TableProperties } from './dynamodb-table-properties.ts'
import { dynamoTables } from './dynamodb-tables.ts'
import { openIdentity } from './identity.ts'
import { lazyBus, lazyQueues } from './lazy-messaging.ts'
import { lazyOnboarding } from './lazy-onboarding.ts'
import { s3Artifacts } from './s3-artifacts.ts'
import { s3Client } from './s3-client.ts'
import { scopedClients } from './scoped-clients.ts'
import { segmentCache } from './segment-cache.ts'
import { stsClient, type TenantCredentials, tenantCredentials } from './tenant-credentials.ts'

// A function takes six megabytes, and the gateway sends bytes as base64: a third longer.
const DIRECT_UPLOAD_BYTES_MAX = 4 * 1024 * 1024
// One request at a time runs in a function, so few companies are at work in it; its memory holds no more.
const duckDbLimits = { memoryMegabytes: 768, openInstances: 3 }

/** Everything on AWS, or on an emulator of it. Opening sends nothing. */
export function awsDeployment(config: AwsDeploymentConfig, workFolder: string, clock: Clock): Deployment {
  const { region, endpoint, environment, kmsKeyArn } = config
  const settings: AwsClientOptions = { region, endpoint }
  const credentials = tenantRole(config, settings, clock)
  const cache = segmentCache({ folder: join(workFolder, 'segments'), clock })
  const artifactsWith = (clientFor: (tenantId: TenantId) => S3Client): ArtifactStore =>
    s3Artifacts({ bucket: config.bucket, clientFor, cache, kmsKeyArn, isImmutable })
  const artifacts = artifactsWith(objectClients(credentials, settings))
  const own = lazyClient(() => s3Client(settings))
  const queuePrefix = `salestalk-${environment}-`
  const { queues, jobs } = lazyQueues(config, queuePrefix, settings)
  return {
    region,
    tables: tablesOf(config, credentials, settings, clock),
    artifacts,
    identity: lazy(() => openIdentity(config.identity, settings, clock)).get,
    async openMetricStore() {
      const { createDuckDbMetricStore } = await import('../duckdb/index.ts')
      return createDuckDbMetricStore({
        ...duckDbLimits,
        tenantFolder: (tenantId) => cache.folderOf(tenantIdSchema.parse(tenantId)),
        localPath: (tenantId, key) => artifacts.open(tenantIdSchema.parse(tenantId)).localPath(key),
      })
    },
    outside: {
      bus: lazyBus(config, settings),
      queues,
      queuePrefix,
    },
    jobs,
    directUploadBytesMax: DIRECT_UPLOAD_BYTES_MAX,
    provisioning: { artifacts: artifactsWith(own), onboarding: lazyOnboarding(config, settings) },
    workFolder,
    async forget(tenantId) {
      credentials?.forget(tenantId)
      await cache.forget(tenantId, null)
    },
    close: () => undefined,
  }
}

/** Items with the credentials of their tenant; whole tables with those of the process, which only onboarding's may touch. */
function tablesOf(
  { environment, kmsKeyArn, owner }: AwsDeploymentConfig,
  credentials: TenantCredentials | null,
  settings: AwsClientOptions,
  clock: Clock,
): Deployment['tables'] {
  const properties: TableProperties = {
    kmsKeyArn,
    pointInTimeRecovery: true,
    streams: true,
    deletionProtection: true,
    timeToLive: true,
    tags: { Service: 'salestalk', Environment: environment, ...(owner === null ? {} : { Owner: owner }) },
  }
  const clientFor = tableClients(credentials, settings)
  return {
    ...dynamoTables({ clientFor, clock, timer }),
    ...tellingFullAccount(
      dynamoTableAdmin({ client: dynamoClient(settings), itemClientFor: clientFor, properties, clock, timer }),
    ),
  }
}

/** Segments are written once, under a name of their own. */
function isImmutable(key: string): boolean {
  return key.startsWith('facts/')
}

/** Keeps the process alive while it waits: a command must not end between two tries. */
const timer: Timer = (work, milliseconds) => {
  const handle = setTimeout(work, milliseconds)
  return () => clearTimeout(handle)
}

function tenantRole(
  { tenantRoleArn }: AwsDeploymentConfig,
  settings: AwsClientOptions,
  clock: Clock,
): TenantCredentials | null {
  return tenantRoleArn === null ? null : tenantCredentials({ sts: stsClient(settings), roleArn: tenantRoleArn, clock })
}

function tableClients(credentials: TenantCredentials | null, settings: AwsClientOptions) {
  const open = (session: AwsClientOptions['credentials'] | null): DynamoDBDocumentClient =>
    dynamoDocumentClient(dynamoClient(session === null ? settings : { ...settings, credentials: session }))
  if (credentials === null) return lazyClient(() => open(null))
  return scopedClients({ credentials, open }).clientFor
}

function objectClients(credentials: TenantCredentials | null, settings: AwsClientOptions) {
  const open = (session: AwsClientOptions['credentials'] | null): S3Client =>
    s3Client(session === null ? settings : { ...settings, credentials: session })
  if (credentials === null) return lazyClient(() => open(null))
  return scopedClients({ credentials, open }).clientFor
}

/** One client for everybody, made when it is first needed. */
function lazyClient<Client>(make: () => Client): () => Client {
  let made: Client | null = null
  return () => {
    made ??= make()
    return made
  }
}
