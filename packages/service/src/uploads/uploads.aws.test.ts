import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, PutBucketNotificationConfigurationCommand, type S3Client } from '@aws-sdk/client-s3'
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { fixedClock } from '@salestalk/engine/fakes'
import type { UploadTarget } from '@salestalk/protocol'
import type { SQSRecord } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { clientSettings } from '../adapters/aws/clients.ts'
import { s3Artifacts } from '../adapters/aws/s3-artifacts.ts'
import { s3Client } from '../adapters/aws/s3-client.ts'
import { segmentCache } from '../adapters/aws/segment-cache.ts'
import { sqsJobs } from '../adapters/aws/sqs-jobs.ts'
import { awsEndpoint } from '../adapters/aws/tests/aws-endpoint.ts'
import { emulatorOptions } from '../adapters/aws/tests/emulators.ts'
import { handleQueueRecords } from './handle-queue-records.ts'
import { ann, salesCsv, type UploadProcess, type UploadWorld, uploadWorld } from './tests/upload-world.ts'

let s3: S3Client
let sqs: SQSClient
let folder: string
let queueUrl: string
let world: UploadWorld
let process: UploadProcess

beforeAll(async () => {
  const options = emulatorOptions(awsEndpoint())
  s3 = s3Client(options)
  sqs = new SQSClient(clientSettings(options, 10_000))
  folder = await mkdtemp(join(tmpdir(), 'salestalk-uploads-'))
})
afterAll(async () => {
  s3.destroy()
  sqs.destroy()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  const bucket = `uploads-${randomUUID()}`
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `ingest-${randomUUID()}` }))
  queueUrl = QueueUrl
  const asked = { QueueUrl, AttributeNames: ['QueueArn' as const] }
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(asked))
  await s3.send(new CreateBucketCommand({ Bucket: bucket }))
  const Filter = { Key: { FilterRules: [{ Name: 'suffix' as const, Value: '.upload' }] } }
  const QueueConfigurations = [{ QueueArn: Attributes?.QueueArn, Events: ['s3:ObjectCreated:*' as const], Filter }]
  const NotificationConfiguration = { QueueConfigurations }
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }))
  const cache = segmentCache({ folder, clock: fixedClock() })
  const artifacts = s3Artifacts({ bucket, clientFor: () => s3, cache, kmsKeyArn: null })
  world = await uploadWorld({ artifacts, jobs: sqsJobs({ client: sqs, queueUrl }) })
  process = world.start()
})
afterEach(async () => {
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }))
  await world.close()
})

/** What Lambda does with the queue, until nothing comes any more; gives how many messages failed. */
async function poll(): Promise<number> {
  const logger = { info: () => undefined, warn: () => undefined }
  let failures = 0
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 1 }))
    if (Messages.length === 0) return failures
    const Records = Messages.map(({ MessageId, Body }) => ({ messageId: MessageId, body: Body }) as SQSRecord)
    failures += (await handleQueueRecords({ Records }, { uploads: process.uploads, logger })).batchItemFailures.length
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }))
  }
}

async function presign(bytes = Buffer.byteLength(salesCsv)): Promise<{ uploadId: string; target: UploadTarget }> {
  const request = { fileName: 'sales.csv', dataset: null, bytes, contentType: 'application/octet-stream' }
  const { uploadId, target } = await process.uploads.presign(ann, request)
  if (uploadId === null || target === null) throw new Error('S3 gave no target')
  return { uploadId, target }
}

async function put({ url, method, headers }: UploadTarget, body: string): Promise<number> {
  return (await fetch(url, { method, headers, body })).status
}

it('takes in a file that a browser put into S3', async () => {
  const { uploadId, target } = await presign()
  expect(await put(target, salesCsv)).toBe(200)
  expect(await poll()).toBe(0)
  expect(await process.uploads.state(ann, uploadId)).toMatchObject({ status: 'ready', preview: { rowsRead: 3 } })
  await process.uploads.confirm(ann, uploadId, { dataset: 'sales', mode: 'append', model: null, readingOptions: null })
  expect(await poll()).toBe(0)
  expect(await process.uploads.state(ann, uploadId)).toMatchObject({ status: 'done', report: { kind: 'ingested' } })
  expect([await world.rows('sales'), await world.files()]).toEqual([3, []])
})

it('takes in a file that was sent to the service', async () => {
  const { uploadId } = await process.send()
  expect(await poll()).toBe(0)
  expect((await process.uploads.state(ann, uploadId)).status).toBe('ready')
})

it('refuses a file that was replaced after it had been sent', async () => {
  const { uploadId, target } = await presign()
  await put(target, salesCsv)
  await put(target, salesCsv.replace('Oslo', 'Rome'))
  await poll()
  expect(await process.uploads.state(ann, uploadId)).toMatchObject({
    status: 'failed',
    problem: { code: 'upload_changed' },
  })
  expect(await world.files()).toEqual([])
})

it('refuses a file of another size than announced, if S3 has not done so', async () => {
  const { uploadId, target } = await presign()
  const status = await put(target, salesCsv.slice(0, 30))
  await poll()
  const { problem } = await process.uploads.state(ann, uploadId)
  expect([status, problem?.code]).toSatisfy(([code, reason]) => code === 403 || reason === 'upload_incomplete')
})
