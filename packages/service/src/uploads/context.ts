import type { ArtifactStore, Clock, Ids, Timer } from '@salestalk/engine'
import type { IngestReport, Problem, TenantId } from '@salestalk/protocol'
import type { IngestRequest, SpooledUpload, SpoolOptions } from '../ingest/index.ts'
import type { Logger } from '../logger.ts'
import type { TenantStorage } from '../storage/storage.ts'
import type { JobQueue } from './ports.ts'
import { type UploadFiles, uploadFiles } from './upload-files.ts'

/** What everything about uploads stands on. */
export interface UploadContext {
  readonly storage: (tenantId: TenantId) => TenantStorage
  readonly artifacts: ArtifactStore
  readonly ingest: (request: IngestRequest) => Promise<IngestReport>
  readonly spool: (body: AsyncIterable<Uint8Array>, options: Omit<SpoolOptions, 'workFolder'>) => Promise<SpooledUpload>
  readonly jobs: JobQueue
  /** Nothing is done for a company that is suspended or gone. */
  readonly isActive: (tenantId: TenantId) => Promise<boolean>
  /** What a person is told about an error; `expected` is false for a bug. */
  readonly describeProblem: (
    error: unknown,
    requestId: string,
  ) => { readonly problem: Problem; readonly expected: boolean }
  readonly clock: Clock
  readonly ids: Ids
  readonly timer: Timer
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly limits: UploadLimits
}

export interface UploadLimits {
  /** At work at once, per company. */
  readonly mostBusy: number
  /** Kept at once, per company, with those waiting to be confirmed. */
  readonly mostKept: number
  /** The largest file. */
  readonly bytesMax: number
  /** The largest body that can be sent to the service itself; null is no such limit. */
  readonly directUploadBytesMax: number | null
}

export function filesOf(context: UploadContext, tenantId: TenantId): UploadFiles {
  const { messagesTable } = context.storage(tenantId)
  return uploadFiles(tenantId, context.artifacts, messagesTable, context.clock.now)
}
