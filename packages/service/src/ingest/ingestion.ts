import type { ArtifactStore, Clock, Ids, TableStore, Taxonomy } from '@salestalk/engine'
import type { DatasetModel, DatasetProfile, IngestMode, IngestProgress, TenantId } from '@salestalk/protocol'
import type { IngestLimits } from './limits.ts'
import type { ReadingOptions } from './options.ts'
import type { RejectedRows } from './rejected-rows.ts'
import type { Workbench } from './workbench.ts'

export interface IngestDependencies {
  readonly tables: TableStore
  readonly artifacts: ArtifactStore
  readonly clock: Clock
  readonly ids: Ids
  /** Where files are worked on; emptied by `cleanLeftovers` after a crash. */
  readonly workFolder: string
  /** What the columns of a file mean, from names, types and contents. */
  readonly proposeModel: (profile: DatasetProfile, dataset: string) => DatasetModel
  /** Tells files of (metric, period, value) rows; without it no file is taken for one. */
  readonly taxonomy?: Taxonomy
  readonly limits?: IngestLimits
}

export interface IngestRequest {
  readonly tenantId: TenantId
  /** A file on the local disk; the name people know it by may differ. */
  readonly path: string
  readonly fileName?: string
  /** Default: from the file's name. */
  readonly dataset?: string
  readonly mode?: IngestMode
  readonly dryRun?: boolean
  readonly model?: DatasetModel
  readonly readingOptions?: ReadingOptions
  readonly source?: 'csv_upload' | 'api' | 'integration'
  readonly uploadId?: string
  /** Of the batch this makes; default: a new one. Never the same for two attempts. */
  readonly batchId?: string
  readonly userId?: string
  readonly correlationId?: string
  readonly onProgress?: (progress: IngestProgress) => void
  readonly signal?: AbortSignal
}

/** All that is needed while one file is taken in. */
export interface Ingestion {
  readonly request: IngestRequest
  readonly dependencies: IngestDependencies
  readonly limits: IngestLimits
  readonly batchId: string
  readonly dataset: string
  readonly fileName: string
  readonly mode: IngestMode
  readonly startedAt: Date
  readonly workbench: Workbench
  readonly rejected: RejectedRows
  readonly report: (stage: IngestProgress['stage'], bytesDone: number, rowsDone: number) => void
}
