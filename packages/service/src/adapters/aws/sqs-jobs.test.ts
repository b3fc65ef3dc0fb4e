import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { tenantIdSchema } from '@salestalk/protocol'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UploadJob } from '../../uploads/ports.ts'
import { queueMessageOf } from '../../uploads/queue-messages.ts'
import { sqsJobs } from './sqs-jobs.ts'

let server: FauxqsServer
let client: SQSClient
let queueUrl: string

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false })
  client = new SQSClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${server.port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'salestalk-test-ingest' }))
  queueUrl = QueueUrl
})
afterAll(async () => {
  client.destroy()
  await server.stop()
})

const job: UploadJob = {
  kind: 'upload',
  tenantId: tenantIdSchema.parse('acme'),
  userId: 'ann',
  uploadId: 'u1',
  action: 'preview',
  sequence: 1,
}

it('sends a job that the worker reads back as it was', async () => {
  await sqsJobs({ client, queueUrl }).enqueue(job)
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }))
  expect(queueMessageOf(Messages[0]?.Body ?? '')).toEqual({ kind: 'job', job })
})

it('puts a job off by whole seconds, at most by what a queue can', async () => {
  const delays: (number | undefined)[] = []
  const recording = {
    send: async ({ input }: { input: { DelaySeconds?: number } }) => void delays.push(input.DelaySeconds),
  }
  const jobs = sqsJobs({ client: recording as unknown as SQSClient, queueUrl })
  for (const milliseconds of [0, 1, 15_000, 10_000_000]) await jobs.enqueue(job, milliseconds)
  expect(delays).toEqual([0, 1, 15, 900])
})
