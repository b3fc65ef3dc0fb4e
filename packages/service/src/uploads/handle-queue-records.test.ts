import type { SQSEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import objectCreated from '../entrypoints/lambda/fixtures/sqs-s3-object-created.json' with { type: 'json' }
import testEvent from '../entrypoints/lambda/fixtures/sqs-s3-test-event.json' with { type: 'json' }
import uploadJob from '../entrypoints/lambda/fixtures/sqs-upload-job.json' with { type: 'json' }
import { handleQueueRecords, isQueueEvent } from './handle-queue-records.ts'
import type { CreatedObject, UploadJob } from './ports.ts'
import { queueMessageOf, UnreadableJobError } from './queue-messages.ts'

const key = 'tenant-acme/uploads/0b6f3f0a-9f6b-4a53-8a43-7d2f8b8e4f11/content.upload'

function recorder(fails: (what: UploadJob | CreatedObject) => boolean = () => false) {
  const seen: (UploadJob | CreatedObject)[] = []
  const note = async (what: UploadJob | CreatedObject) => {
    seen.push(what)
    if (fails(what)) throw new Error('The store did not answer')
  }
  const uploads = {
    async runJob(job: UploadJob) {
      await note(job)
      return 'done' as const
    },
    async objectCreated(created: CreatedObject) {
      await note(created)
      return 'started' as const
    },
  }
  const logger = { info: () => undefined, warn: () => undefined }
  return { seen, handle: (event: SQSEvent) => handleQueueRecords(event, { uploads, logger }) }
}

/** The record of a fixture under an id of its own, with another body if one is given. */
function recordOf({ Records }: SQSEvent, messageId: string, body?: string) {
  const [record] = Records
  if (record === undefined) throw new Error('The fixture has no record')
  return { ...record, messageId, body: body ?? record.body }
}

describe('a message of the ingest queue', () => {
  it('may tell of a file in the store', async () => {
    const { seen, handle } = recorder()
    expect(await handle(objectCreated)).toEqual({ batchItemFailures: [] })
    expect(seen).toEqual([{ key, bytes: 2147483648, revision: 'd41d8cd98f00b204e9800998ecf8427e' }])
  })

  it('may be a job', async () => {
    const { seen, handle } = recorder()
    expect(await handle(uploadJob)).toEqual({ batchItemFailures: [] })
    expect(seen).toMatchObject([{ tenantId: 'acme', action: 'commit', sequence: 2 }])
  })

  it('may be a trial of the connection, which asks for nothing', async () => {
    const { seen, handle } = recorder()
    expect(await handle(testEvent)).toEqual({ batchItemFailures: [] })
    expect(seen).toEqual([])
  })

  it('comes again alone when it failed', async () => {
    const { seen, handle } = recorder((what) => 'kind' in what)
    const Records = [
      recordOf(objectCreated, 'one'),
      recordOf(uploadJob, 'two'),
      recordOf(testEvent, 'three', 'no json'),
      recordOf(objectCreated, 'four'),
    ]
    expect(await handle({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'two' }, { itemIdentifier: 'three' }],
    })
    expect(seen.length).toBe(3)
  })

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['another object', '{}'],
    ['a job without an upload', '{"kind":"upload","tenantId":"acme","userId":"u"}'],
    [
      'a job for no company',
      '{"kind":"upload","tenantId":"../x","userId":"u","uploadId":"i","action":"preview","sequence":1}',
    ],
    [
      'a notification of another service',
      '{"Records":[{"eventSource":"aws:sns","eventName":"x","s3":{"object":{"key":"k"}}}]}',
    ],
  ])('is left to the dead letters when nobody can act on it: %s', (_name, body) => {
    expect(() => queueMessageOf(body)).toThrow(UnreadableJobError)
  })

  it('names keys as a form does', () => {
    const body = (name: string, eventName = 'ObjectCreated:CompleteMultipartUpload') =>
      JSON.stringify({
        Records: [{ eventSource: 'aws:s3', eventName, s3: { object: { key: name, size: 1, eTag: 'e' } } }],
      })
    const keyOf = (name: string) => queueMessageOf(body(name))
    expect(keyOf('a+b%2Fc%C3%A9.upload')).toMatchObject({ created: [{ key: 'a b/cé.upload' }] })
    expect(keyOf('100%')).toMatchObject({ created: [{ key: '100%' }] })
    expect(queueMessageOf(body('a.upload', 'ObjectRemoved:Delete'))).toEqual({ kind: 'created', created: [] })
  })
})

it('tells a call of the queue from a call of the gateway', () => {
  expect(isQueueEvent(uploadJob)).toBe(true)
  expect(isQueueEvent({ httpMethod: 'GET', path: '/v1/batches' })).toBe(false)
})
