import type { Clock, Ids } from '@salestalk/engine'
import type {
  ConfirmUploadRequest,
  IngestProgress,
  IngestReport,
  PreviewUploadRequest,
  TenantId,
  Upload,
} from '@salestalk/protocol'
import type { IngestRequest, ReadingOptions, SpooledUpload, SpoolOptions } from '../../ingest/index.ts'
import { problemOf } from '../error-table.ts'
import { RequestError } from '../errors.ts'

/** Whose upload it is: nobody else of the company sees its file. */
export interface UploadOwner {
  readonly tenantId: TenantId
  readonly userId: string
}

export interface ReceivedFile {
  readonly fileName: string
  readonly dataset: string | null
  readonly body: AsyncIterable<Uint8Array>
  readonly expectedBytes: number | null
}

/** Uploads between their arrival and their end. Their ids cannot be guessed, and each answers to its owner only. */
export interface UploadService {
  /** Takes the bytes, then reads the file in the background. IngestError, RequestError too_many_uploads. */
  receive(owner: UploadOwner, file: ReceivedFile): Promise<Upload>
  state(owner: UploadOwner, uploadId: string): Upload
  /** The state when the work that is going on has ended. */
  settled(owner: UploadOwner, uploadId: string): Promise<Upload>
  preview(owner: UploadOwner, uploadId: string, request: PreviewUploadRequest): Upload
  confirm(owner: UploadOwner, uploadId: string, request: ConfirmUploadRequest): Upload
  cancel(owner: UploadOwner, uploadId: string): Promise<void>
  /** Receives and takes in at once. */
  ingestNow(owner: UploadOwner, file: ReceivedFile, options: IngestNowOptions): Promise<IngestReport>
  /** Cancels everything and removes the files. */
  close(): Promise<void>
}

export type IngestNowOptions = Pick<IngestRequest, 'mode' | 'dryRun' | 'correlationId' | 'signal'>

export interface UploadServiceOptions {
  readonly ingest: (request: IngestRequest) => Promise<IngestReport>
  readonly spool: (body: AsyncIterable<Uint8Array>, options: Omit<SpoolOptions, 'workFolder'>) => Promise<SpooledUpload>
  readonly clock: Clock
  readonly ids: Ids
  /** At work at once, per company. */
  readonly mostBusy?: number
  /** Kept at once, per company, with those waiting to be confirmed. */
  readonly mostKept?: number
  readonly onError: (error: unknown) => void
}

interface Entry {
  readonly uploadId: string
  readonly owner: UploadOwner
  readonly fileName: string
  readonly abort: AbortController
  upload: Upload
  spooled: SpooledUpload | null
  dataset: string | null
  readingOptions: ReadingOptions
  touchedAt: number
  work: Promise<void>
}

const KEPT_MILLISECONDS = 60 * 60 * 1000

export function uploadService(options: UploadServiceOptions): UploadService {
  const { ingest, spool, clock, ids, mostBusy = 2, mostKept = 10, onError } = options
  const entries = new Map<string, Entry>()

  function requireRoom({ tenantId }: UploadOwner): void {
    removeExpired()
    const own = [...entries.values()].filter((entry) => entry.owner.tenantId === tenantId)
    const isFull = own.filter(isAtWork).length >= mostBusy || own.filter((entry) => entry.spooled).length >= mostKept
    if (!isFull) return
    const message = 'This company has too many uploads at once: finish or cancel one, then upload the file again'
    throw new RequestError('too_many_uploads', message, { 'retry-after': '5' })
  }

  function add(owner: UploadOwner, { fileName, dataset }: ReceivedFile): Entry {
    const uploadId = ids.next()
    const progress = {
      uploadId,
      stage: 'uploading' as const,
      bytesDone: 0,
      bytesTotal: null,
      rowsDone: 0,
      message: null,
    }
    const upload: Upload = { uploadId, fileName, status: 'busy', progress, preview: null, report: null, problem: null }
    const abort = new AbortController()
    const work = Promise.resolve()
    const touchedAt = clock.now().getTime()
    const state = { upload, spooled: null, dataset, readingOptions: {}, touchedAt, work }
    const entry: Entry = { uploadId, owner, fileName, abort, ...state }
    entries.set(uploadId, entry)
    return entry
  }

  function find(owner: UploadOwner, uploadId: string): Entry {
    removeExpired()
    const entry = entries.get(uploadId)
    if (entry?.owner.tenantId === owner.tenantId && entry.owner.userId === owner.userId) return entry
    throw new RequestError(
      'not_found',
      'There is no such upload: it was never there, is over, or expired after an hour',
    )
  }

  async function spoolFile(entry: Entry, { body, expectedBytes }: ReceivedFile): Promise<SpooledUpload> {
    return await spool(body, {
      uploadId: entry.uploadId,
      expectedBytes,
      signal: entry.abort.signal,
      onBytes: (bytesDone) => {
        const progress = { ...entry.upload.progress, bytesDone, bytesTotal: expectedBytes }
        entry.upload = { ...entry.upload, progress }
      },
    })
  }

  /** Reads or takes in the file in the background; the state says how it goes. */
  function start(entry: Entry, request: Partial<IngestRequest>): Upload {
    const { spooled } = entry
    if (spooled === null || isAtWork(entry)) {
      throw new RequestError('upload_not_ready', 'The upload is busy or over: wait for it, or upload the file again')
    }
    entry.touchedAt = clock.now().getTime()
    entry.upload = { ...entry.upload, status: 'busy', problem: null }
    entry.work = run(entry, spooled, request).catch(onError)
    return entry.upload
  }

  async function run(entry: Entry, spooled: SpooledUpload, request: Partial<IngestRequest>): Promise<void> {
    try {
      const report = await ingest({
        ...requestOf(entry, spooled),
        ...request,
        onProgress: (progress) => noteProgress(entry, progress),
      })
      const status = report.kind === 'dry_run' ? 'ready' : 'done'
      const progress = { ...entry.upload.progress, stage: 'done' as const }
      const shown = report.kind === 'dry_run' ? { preview: report.preview } : { report }
      entry.upload = { ...entry.upload, status, progress, ...shown }
      if (status === 'done') await discardFile(entry)
    } catch (error) {
      await failed(entry, error)
    }
    entry.touchedAt = clock.now().getTime()
  }

  /** A file that was read once stays: another choice of dataset or options may work. */
  async function failed(entry: Entry, error: unknown): Promise<void> {
    const isCancelled = entry.abort.signal.aborted
    const { problem, expected } = problemOf(error, entry.uploadId)
    if (!expected && !isCancelled) onError(error)
    const wasRead = entry.upload.preview !== null && !isCancelled
    const status = isCancelled ? 'cancelled' : wasRead ? 'ready' : 'failed'
    entry.upload = { ...entry.upload, status, problem: isCancelled ? null : problem }
    if (!wasRead) await discardFile(entry)
  }

  function requestOf(entry: Entry, spooled: SpooledUpload): IngestRequest {
    const { tenantId, userId } = entry.owner
    return {
      tenantId,
      userId,
      path: spooled.path,
      fileName: entry.fileName,
      readingOptions: entry.readingOptions,
      source: 'csv_upload',
      uploadId: entry.uploadId,
      signal: entry.abort.signal,
      ...(entry.dataset === null ? {} : { dataset: entry.dataset }),
    }
  }

  async function discardFile(entry: Entry): Promise<void> {
    const { spooled } = entry
    entry.spooled = null
    await spooled?.remove()
  }

  async function end(entry: Entry): Promise<void> {
    entry.abort.abort()
    entries.delete(entry.uploadId)
    await entry.work
    await discardFile(entry)
  }

  function removeExpired(): void {
    const oldest = clock.now().getTime() - KEPT_MILLISECONDS
    for (const entry of entries.values()) {
      if (entry.touchedAt < oldest && !isAtWork(entry)) end(entry).catch(onError)
    }
  }

  return {
    async receive(owner, file) {
      requireRoom(owner)
      const entry = add(owner, file)
      try {
        entry.spooled = await spoolFile(entry, file)
      } catch (error) {
        entries.delete(entry.uploadId)
        throw error
      }
      entry.upload = { ...entry.upload, status: 'ready' }
      return start(entry, { dryRun: true })
    },
    state: (owner, uploadId) => find(owner, uploadId).upload,
    async settled(owner, uploadId) {
      const entry = find(owner, uploadId)
      await entry.work
      return entry.upload
    },
    preview(owner, uploadId, { dataset, readingOptions }) {
      const entry = find(owner, uploadId)
      if (dataset !== null) entry.dataset = dataset
      entry.readingOptions = readingOptions
      return start(entry, { dryRun: true })
    },
    confirm(owner, uploadId, { dataset, mode, model, readingOptions }) {
      const entry = find(owner, uploadId)
      entry.dataset = dataset
      if (readingOptions !== null) entry.readingOptions = readingOptions
      return start(entry, { mode, dataset, readingOptions: entry.readingOptions, ...(model === null ? {} : { model }) })
    },
    cancel: (owner, uploadId) => end(find(owner, uploadId)),
    async ingestNow(owner, file, request) {
      requireRoom(owner)
      const entry = add(owner, file)
      const abort = () => entry.abort.abort()
      request.signal?.addEventListener('abort', abort)
      try {
        const spooled = await spoolFile(entry, file)
        entry.spooled = spooled
        return await ingest({ ...requestOf(entry, spooled), ...request, source: 'api', signal: entry.abort.signal })
      } finally {
        request.signal?.removeEventListener('abort', abort)
        await end(entry)
      }
    },
    async close() {
      await Promise.all([...entries.values()].map(end))
    },
  }
}

function isAtWork(entry: Entry): boolean {
  return entry.upload.status === 'busy'
}

function noteProgress(entry: Entry, progress: IngestProgress): void {
  entry.upload = { ...entry.upload, progress }
}
