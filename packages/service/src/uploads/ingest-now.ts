import type { IngestReport } from '@salestalk/protocol'
import type { IngestRequest } from '../ingest/index.ts'
import type { UploadContext } from './context.ts'
import { limitedBody } from './limited-body.ts'
import type { ReceivedFile, UploadOwner } from './ports.ts'

export type IngestNowOptions = Pick<IngestRequest, 'mode' | 'dryRun' | 'correlationId' | 'signal'>

/** Receives a file and takes it in while the sender waits; nothing of it is kept for later. */
export async function ingestNow(
  context: UploadContext,
  { tenantId, userId }: UploadOwner,
  file: ReceivedFile,
  options: IngestNowOptions,
  closing: AbortSignal,
): Promise<IngestReport> {
  const signal = options.signal === undefined ? closing : AbortSignal.any([options.signal, closing])
  const uploadId = context.ids.next()
  const { fileName, dataset, expectedBytes } = file
  const spooled = await context.spool(limitedBody(file, context.limits), { uploadId, expectedBytes, signal })
  try {
    return await context.ingest({
      ...options,
      tenantId,
      userId,
      path: spooled.path,
      fileName,
      source: 'api',
      uploadId,
      signal,
      ...(dataset === null ? {} : { dataset }),
    })
  } finally {
    await spooled.remove()
  }
}
