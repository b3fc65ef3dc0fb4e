import type { ArtifactStore } from '@salestalk/engine'
import {
  type Batches,
  confirmUploadRequestSchema,
  ingestModeSchema,
  presignUploadRequestSchema,
  previewUploadRequestSchema,
  type TenantId,
} from '@salestalk/protocol'
import { stream } from 'hono/streaming'
import * as z from 'zod'
import { findBatch, listBatches, rejectedRowsCsv } from '../../catalog/batches.ts'
import type { UndoRequest } from '../../ingest/index.ts'
import type { Logger } from '../../logger.ts'
import type { TenantStorage } from '../../storage/storage.ts'
import type { ReceivedFile, UploadService } from '../../uploads/index.ts'
import { type AppEnvironment, type Handler, memberOf, type RequestContext } from '../context.ts'
import { RequestError } from '../errors.ts'
import { modelBytesMax, readJson, readParameter, readQuery } from '../request.ts'

export interface UploadRoutesOptions {
  readonly uploads: UploadService
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly artifacts: ArtifactStore
  readonly undoBatch: (request: UndoRequest) => Promise<unknown>
  readonly logger: Logger
}

const fileQuerySchema = z.object({ fileName: z.string().min(1).max(255), dataset: z.string().max(63).optional() })
const ingestQuerySchema = fileQuerySchema.extend({
  mode: ingestModeSchema.optional(),
  dryRun: z.enum(['true', 'false']).optional(),
})

export function uploadRoutes({ uploads, storage, artifacts, undoBatch, logger }: UploadRoutesOptions) {
  const upload: Handler = async (context) => {
    const received = receivedFile(context, readQuery(context, fileQuerySchema))
    return context.json(await uploads.receive(memberOf(context), received), 202)
  }
  const presignUpload: Handler = async (context) => {
    const request = await readJson(context, presignUploadRequestSchema)
    const announced = { ...request, fileName: plainName(request.fileName), dataset: request.dataset || null }
    return context.json(await uploads.presign(memberOf(context), announced), 201)
  }
  const uploadState: Handler = async (context) =>
    context.json(await uploads.state(memberOf(context), uploadIdOf(context)))
  const previewUpload: Handler = async (context) => {
    const request = await readJson(context, previewUploadRequestSchema)
    return context.json(await uploads.preview(memberOf(context), uploadIdOf(context), request), 202)
  }
  const confirmUpload: Handler = async (context) => {
    const request = await readJson(context, confirmUploadRequestSchema, modelBytesMax)
    return context.json(await uploads.confirm(memberOf(context), uploadIdOf(context), request), 202)
  }
  const cancelUpload: Handler = async (context) => {
    await uploads.cancel(memberOf(context), uploadIdOf(context))
    return context.body(null, 204)
  }
  const ingest: Handler = async (context) => {
    const { mode, dryRun, ...file } = readQuery(context, ingestQuerySchema)
    const report = await uploads.ingestNow(memberOf(context), receivedFile(context, file), {
      mode: mode ?? 'append',
      dryRun: dryRun === 'true',
      correlationId: context.get('requestId'),
      signal: context.req.raw.signal,
    })
    return context.json(report)
  }

  async function batchesOf(tenantId: TenantId): Promise<Batches> {
    return { batches: await listBatches(storage(tenantId)) }
  }
  const batches: Handler = async (context) => context.json(await batchesOf(memberOf(context).tenantId))
  const undo: Handler = async (context) => {
    const { tenantId, userId } = memberOf(context)
    const { dataset, batchId } = await findBatch(storage(tenantId), readParameter(context, 'batchId'))
    await undoBatch({ tenantId, userId, dataset, batchId, correlationId: context.get('requestId') })
    return context.json(await batchesOf(tenantId))
  }
  const rejectedRows: Handler = async (context) => {
    const { tenantId } = memberOf(context)
    const batch = await findBatch(storage(tenantId), readParameter(context, 'batchId'))
    context.header('content-type', 'text/csv; charset=utf-8')
    context.header('content-disposition', `attachment; filename="rejected-${batch.batchId}.csv"`)
    const send = async (output: { write(text: string): Promise<unknown> }) => {
      for await (const text of rejectedRowsCsv(artifacts, tenantId, batch)) await output.write(text)
    }
    const failed = async (error: Error) =>
      logger.error({ requestId: context.get('requestId'), err: error }, 'rejected rows cannot be sent')
    return stream(context, send, failed)
  }
  const onBatches = { batches, undoBatch: undo, rejectedRows }
  return { upload, presignUpload, uploadState, previewUpload, confirmUpload, cancelUpload, ingest, ...onBatches }
}

function uploadIdOf(context: RequestContext): string {
  return readParameter(context, 'uploadId')
}

function receivedFile(context: RequestContext, { fileName, dataset }: z.infer<typeof fileQuerySchema>): ReceivedFile {
  const { body } = context.req.raw
  if (body === null) throw new RequestError('body_incomplete', 'The request has no body: send the bytes of the file')
  const length = context.req.header('content-length')
  const expectedBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null
  return {
    fileName: plainName(fileName),
    dataset: dataset || null,
    body: piecesOf(body, context.get('inTime')),
    expectedBytes,
  }
}

/** The last part of a path, without what could confuse a terminal or a page. */
function plainName(fileName: string): string {
  const last =
    fileName
      .replace(/\p{Control}/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? ''
  if (last !== '') return last
  throw new RequestError('invalid_request', 'The request is not valid: at fileName: name the file, such as orders.csv')
}

type InTime = AppEnvironment['Variables']['inTime']

async function* piecesOf(body: ReadableStream<Uint8Array>, inTime: InTime): AsyncIterable<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read())
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}
