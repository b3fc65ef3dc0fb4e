import type { Clock, ItemKey, StoredItem, TenantTable } from '@salestalk/engine'
import { ingestModeSchema, ingestProgressSchema, problemSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { listOf } from './paging.ts'

export const uploadStatuses = [
  'receiving',
  'waiting',
  'reading',
  'ready',
  'committing',
  'done',
  'failed',
  'cancelled',
] as const
export type UploadStatus = (typeof uploadStatuses)[number]

/** A large part of an upload that is kept apart from its record: preview, report, request. */
const documentReferenceSchema = z.object({ name: z.string(), place: z.enum(['item', 'artifact']) })
export type DocumentReference = z.infer<typeof documentReferenceSchema>

/** What is to be done with the file, asked for by request number `sequence`. */
const uploadWorkSchema = z.object({
  sequence: z.int().min(1),
  action: z.enum(['preview', 'commit']),
  mode: ingestModeSchema,
  /** Model and reading options. */
  request: documentReferenceSchema.nullable(),
  /** How often it was begun. */
  attempts: z.int(),
  /** Batches its attempts may have made: one of them already live means that the work is done. */
  batchIds: z.array(z.string()),
})
export type UploadWork = z.infer<typeof uploadWorkSchema>

export const uploadRecordSchema = z.object({
  uploadId: z.string(),
  userId: z.string(),
  fileName: z.string(),
  dataset: z.string().nullable(),
  status: z.enum(uploadStatuses),
  /** `presigned`: the browser puts the file into the store itself. */
  origin: z.enum(['direct', 'presigned']),
  /** As announced, then as arrived. */
  bytes: z.int().nullable(),
  /** Of the stored file; null until it is there, or where the store has none. */
  revision: z.string().nullable(),
  work: uploadWorkSchema.nullable(),
  /** Who works on it, and until when nobody else may. ISO time. */
  lease: z.object({ holder: z.string(), until: z.string() }).nullable(),
  progress: ingestProgressSchema,
  preview: documentReferenceSchema.nullable(),
  report: documentReferenceSchema.nullable(),
  problem: problemSchema.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type UploadRecord = z.infer<typeof uploadRecordSchema>

export interface StoredUpload extends UploadRecord {
  readonly version: number
}

export type UploadChanges = Partial<Omit<UploadRecord, 'uploadId' | 'userId' | 'origin' | 'createdAt'>>

export interface UploadRepository {
  create(record: UploadRecord): Promise<StoredUpload>
  get(uploadId: string): Promise<StoredUpload | null>
  /**
   * Changes the upload as it was read; ConditionFailedError when somebody else was faster. Throws TypeError for a step that its
   * status does not allow.
   */
  change(upload: StoredUpload, changes: UploadChanges): Promise<StoredUpload>
  /** Every upload of the tenant, oldest first; on some stores a new one is missing for a moment. */
  list(): Promise<StoredUpload[]>
  delete(uploadId: string): Promise<void>
}

/** Counted from the last change: the file and everything about it. */
export const UPLOAD_KEPT_SECONDS = 24 * 60 * 60

const nextStatuses: Record<UploadStatus, readonly UploadStatus[]> = {
  receiving: ['receiving', 'waiting', 'failed', 'cancelled'],
  waiting: ['waiting', 'reading', 'committing', 'failed', 'cancelled'],
  reading: ['reading', 'waiting', 'ready', 'failed', 'cancelled'],
  ready: ['ready', 'waiting', 'failed', 'cancelled'],
  committing: ['committing', 'waiting', 'ready', 'done', 'failed', 'cancelled'],
  done: ['done'],
  failed: ['failed', 'cancelled'],
  cancelled: ['cancelled'],
}

/** `UPLOAD#{uploadId}` / `METADATA`; the SenderIndex lists all of a tenant as if `UPLOADS` had sent them. */
export function uploadRepository(table: TenantTable, clock: Clock): UploadRepository {
  const expiresAt = () => Math.floor(clock.now().getTime() / 1000) + UPLOAD_KEPT_SECONDS
  return {
    async create(record) {
      const attributes = { ...uploadRecordSchema.parse(record), sender: 'UPLOADS', timestamp: record.createdAt }
      const item = { ...uploadKey(record.uploadId), ...attributes, expiresAt: expiresAt() }
      return uploadOf(await table.put(item, { ifNotExists: true }))
    },
    async get(uploadId) {
      const item = await table.get(uploadKey(uploadId))
      return item === null ? null : uploadOf(item)
    },
    async change(upload, changes) {
      const status = changes.status ?? upload.status
      if (!nextStatuses[upload.status].includes(status)) {
        throw new TypeError(`An upload that is ${upload.status} cannot become ${status}`)
      }
      const set = { ...changes, updatedAt: clock.now().toISOString(), expiresAt: expiresAt() }
      return uploadOf(await table.update(uploadKey(upload.uploadId), { expectedVersion: upload.version, set }))
    },
    list: () => listOf(table, { pk: 'UPLOADS', index: 'SenderIndex' }, uploadOf),
    delete: (uploadId) => table.delete(uploadKey(uploadId)),
  }
}

/** The partition of everything about one upload. */
export function uploadPartition(uploadId: string): string {
  return `UPLOAD#${uploadId}`
}

function uploadKey(uploadId: string): ItemKey {
  return { pk: uploadPartition(uploadId), sk: 'METADATA' }
}

function uploadOf(item: StoredItem): StoredUpload {
  return { ...uploadRecordSchema.parse(item), version: item.version }
}
