import { ConditionFailedError, TableNotFoundError } from '@salestalk/engine'
import type { Batch, IngestPreview, IngestReport, TenantId } from '@salestalk/protocol'
import type { IngestRequest } from '../ingest/index.ts'
import type { StoredUpload, UploadChanges, UploadWork } from '../storage/upload-repository.ts'
import { filesOf, type UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import { isLeased, keepLease, LEASE_MILLISECONDS, leaseUntil } from './keep-lease.ts'
import { withLocalContent } from './local-content.ts'
import type { UploadJob } from './ports.ts'
import { type EndReason, failureChanges } from './upload-failure.ts'
import type { UploadRequestDocument } from './upload-files.ts'

/** `ignored`: the job is void. `later`: somebody else is at it, or it failed for now; it was queued again. */
export type JobOutcome = 'done' | 'ignored' | 'later'

/** Does the work on uploads: reads a file, or takes it in. */
export interface UploadWorker {
  /** Does the job, unless it is void or done already: doing it twice changes nothing. Throws when the tables cannot be reached. */
  run(job: UploadJob): Promise<JobOutcome>
  isAt(uploadId: string): boolean
  /** Ends the work on an upload in this process; resolves when it has ended. */
  cancel(uploadId: string): Promise<void>
  /** Gives up all work so that it can be taken up again at once, here or elsewhere. */
  close(): Promise<void>
}

/** A file that ends its process each time must not do so for ever. */
export const MOST_ATTEMPTS = 3

/** An upload whose work this process holds the lease of. */
interface Claimed {
  readonly tenantId: TenantId
  readonly upload: StoredUpload
  readonly work: UploadWork
}

export function uploadWorker(context: UploadContext): UploadWorker {
  const { clock, ids, timer, jobs, logger } = context
  const runs = new Map<string, { readonly abort: AbortController; readonly ended: Promise<unknown> }>()
  let closed = false

  /** Takes the lease, or says why not. */
  async function claim(job: UploadJob): Promise<Claimed | 'ignored' | 'later'> {
    const { tenantId } = job
    // When it is let in again, whoever looks at the upload gets it going.
    if (!(await context.isActive(tenantId))) return 'ignored'
    const { uploads } = context.storage(tenantId)
    const upload = await uploads.get(job.uploadId)
    if (!upload?.work || upload.userId !== job.userId || upload.work.sequence !== job.sequence) return 'ignored'
    if (upload.status !== 'waiting' && upload.status !== 'reading' && upload.status !== 'committing') return 'ignored'
    if (isLeased(upload, clock.now())) return 'later'
    const { attempts, batchIds } = upload.work
    if (attempts >= MOST_ATTEMPTS) return await giveUp({ tenantId, upload, work: upload.work })
    const work = { ...upload.work, attempts: attempts + 1, batchIds: [...batchIds, ids.next()] }
    const claimed = await uploads.change(upload, {
      status: work.action === 'commit' ? 'committing' : 'reading',
      lease: { holder: ids.next(), until: leaseUntil(clock.now()) },
      work,
    })
    return { tenantId, upload: claimed, work }
  }

  async function giveUp(claimed: Claimed): Promise<'ignored'> {
    const text = `${claimed.upload.fileName} could not be read in ${MOST_ATTEMPTS} attempts, each of which ended without a word: split it and upload the parts, or tell the operator`
    await settle(
      claimed,
      claimed.upload,
      failureChanges(context, claimed.upload, new UploadError('upload_abandoned', text)),
    )
    return 'ignored'
  }

  async function work(job: UploadJob, claimed: Claimed, abort: AbortController): Promise<JobOutcome> {
    const { uploads } = context.storage(claimed.tenantId)
    const lease = keepLease({
      uploads,
      upload: claimed.upload,
      clock,
      timer,
      onLost: () => abort.abort('lost' satisfies EndReason),
      onError: (error) => logger.warn({ uploadId: job.uploadId, err: error }, 'progress of an upload cannot be stored'),
    })
    const result = await resultOf(claimed, abort.signal, lease.note).then(
      (changes) => ({ changes, retryAfter: null }),
      (error: unknown) => failureChanges(context, claimed.upload, error, abort.signal),
    )
    const last = await lease.stop()
    const kept = await settle(claimed, last, result)
    if (!kept) return 'ignored'
    if (result.retryAfter === null) return 'done'
    await jobs.enqueue(job, result.retryAfter)
    return 'later'
  }

  /** Reads the file or takes it in. */
  async function resultOf(
    claimed: Claimed,
    signal: AbortSignal,
    onProgress: IngestRequest['onProgress'],
  ): Promise<UploadChanges> {
    const { tenantId, upload, work } = claimed
    const files = filesOf(context, tenantId)
    const visible = await alreadyVisible(claimed)
    const report = visible ?? (await ingest(claimed, signal, onProgress))
    const name = `${work.action}-${work.sequence}`
    const progress = { ...upload.progress, stage: 'done' as const, rowsDone: report.preview.profile.rows }
    const over = { lease: null, problem: null, progress }
    if (report.kind === 'dry_run') {
      return { ...over, status: 'ready', preview: await files.keep(upload.uploadId, name, report.preview) }
    }
    return { ...over, status: 'done', report: await files.keep(upload.uploadId, name, report) }
  }

  async function ingest(
    { tenantId, upload, work }: Claimed,
    signal: AbortSignal,
    onProgress: IngestRequest['onProgress'],
  ): Promise<IngestReport> {
    const { uploadId, userId, fileName, dataset } = upload
    const files = filesOf(context, tenantId)
    const request = await files.read<UploadRequestDocument>(uploadId, work.request)
    const model = request?.model ?? null
    const batchId = work.batchIds.at(-1)
    const ingested = (path: string) =>
      context.ingest({
        tenantId,
        userId,
        path,
        fileName,
        readingOptions: request?.readingOptions ?? {},
        source: 'csv_upload',
        uploadId,
        signal,
        mode: work.mode,
        dryRun: work.action === 'preview',
        onProgress,
        ...(batchId === undefined ? {} : { batchId }),
        ...(dataset === null ? {} : { dataset }),
        ...(model === null ? {} : { model }),
      })
    const report = await withLocalContent(context, files.artifacts, upload, signal, ingested)
    // An attempt that died made the batch visible and could not say so.
    const isOurs = report.batch !== null && work.batchIds.includes(report.batch.batchId)
    return report.kind === 'unchanged' && isOurs ? { ...report, kind: 'ingested' } : report
  }

  /** The report on a batch of an earlier attempt that was seen and then taken out again: it must not come back. */
  async function alreadyVisible({ tenantId, upload, work }: Claimed): Promise<IngestReport | null> {
    if (work.action !== 'commit' || work.attempts < 2 || upload.dataset === null) return null
    const { datasets } = context.storage(tenantId)
    for (const batchId of work.batchIds) {
      const batch: Batch | null = await datasets.getBatch(upload.dataset, batchId)
      if (batch === null || batch.status === 'live') continue
      const preview = await filesOf(context, tenantId).read<IngestPreview>(upload.uploadId, upload.preview)
      if (preview !== null) return { kind: 'ingested', batch, preview, milliseconds: 0 }
    }
    return null
  }

  /** Writes how it ended, unless the upload was cancelled or taken over meanwhile. */
  async function settle(
    { tenantId, upload }: Claimed,
    last: StoredUpload,
    { changes }: { changes: UploadChanges | null },
  ): Promise<boolean> {
    const { uploads } = context.storage(tenantId)
    const files = filesOf(context, tenantId)
    try {
      if (changes !== null) {
        const { status } = await uploads.change(last, changes)
        if (status === 'done' || status === 'failed') await files.removeContent(upload.uploadId)
        return true
      }
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error
    }
    const now = await uploads.get(upload.uploadId)
    if (now === null || now.status === 'cancelled') await files.removeAll(upload.uploadId)
    return false
  }

  async function begin(job: UploadJob): Promise<JobOutcome> {
    const claimed = await claim(job).catch((error: unknown) => {
      if (error instanceof ConditionFailedError) return 'later' as const
      // The company is gone, and its uploads with it.
      if (error instanceof TableNotFoundError) return 'ignored' as const
      throw error
    })
    // Whoever works on it here sees to it that it is finished; one elsewhere may have died.
    if (claimed === 'later' && !runs.has(job.uploadId)) await jobs.enqueue(job, LEASE_MILLISECONDS)
    if (claimed === 'ignored') logger.info({ ...job }, 'job of an upload is void')
    if (typeof claimed === 'string') return claimed
    const abort = new AbortController()
    const ended = work(job, claimed, abort)
    runs.set(job.uploadId, { abort, ended })
    if (closed) abort.abort('shutdown' satisfies EndReason)
    return await ended.finally(() => runs.delete(job.uploadId))
  }

  async function end(uploadId: string, reason: EndReason): Promise<void> {
    const run = runs.get(uploadId)
    run?.abort.abort(reason)
    await run?.ended.catch(() => undefined)
  }

  return {
    run: begin,
    isAt: (uploadId) => runs.has(uploadId),
    cancel: (uploadId) => end(uploadId, 'cancelled'),
    async close() {
      closed = true
      await Promise.all([...runs.keys()].map((uploadId) => end(uploadId, 'shutdown')))
    },
  }
}
