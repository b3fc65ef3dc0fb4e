import { ConditionFailedError, type ItemKey, type StoredItem, type TenantTable } from '@salestalk/engine'
import { type Batch, batchSchema, type DomainEvent, datasetModelSchema, isoDateSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { putWithEvents, updateWithEvents } from './outbox.ts'
import { listOf } from './paging.ts'

/** One immutable Parquet file of a batch. `timeSpans`: first and last day with data, inclusive, by key of the time column. */
export const segmentSchema = z.object({
  batchId: z.string(),
  /** Artifact key. */
  key: z.string(),
  contentHash: z.string(),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  timeSpans: z.record(z.string(), z.object({ start: isoDateSchema, end: isoDateSchema })),
})
export type Segment = z.infer<typeof segmentSchema>

/** What is live of a dataset: only segments listed here exist for a question. */
export const datasetManifestSchema = z.object({
  dataset: z.string(),
  model: datasetModelSchema,
  segments: z.array(segmentSchema),
  /** What the latest replacement took out, kept so that it can be undone. */
  retired: z
    .object({ replacedBy: z.string(), model: datasetModelSchema, segments: z.array(segmentSchema) })
    .nullable()
    .optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type DatasetManifest = z.infer<typeof datasetManifestSchema>

export interface StoredManifest extends DatasetManifest {
  /** Grows with every change; needed to save the next one. */
  readonly version: number
}

export interface DatasetRepository {
  get(dataset: string): Promise<StoredManifest | null>
  /** Every dataset of the tenant, in order of names. */
  list(): Promise<StoredManifest[]>
  /**
   * The one write that makes a change visible, together with the events it causes. `expectedVersion` is that of the manifest
   * it was made from, null for a new dataset; ConditionFailedError when somebody else was faster: read again, decide again.
   */
  save(
    manifest: DatasetManifest,
    expectedVersion: number | null,
    events: readonly DomainEvent[],
  ): Promise<StoredManifest>
  delete(dataset: string, expectedVersion: number): Promise<void>
  /** Notes a batch, before its manifest is saved; putting it again replaces it. */
  putBatch(batch: Batch): Promise<void>
  getBatch(dataset: string, batchId: string): Promise<Batch | null>
  /** The batches of a dataset, latest first: what is live follows from the manifest; batches never committed are left out. */
  listBatches(dataset: string): Promise<Batch[]>
}

/** `DATASET` / dataset for manifests, `BATCH#{dataset}` / batch for what is known about a batch. */
export function datasetRepository(table: TenantTable): DatasetRepository {
  async function get(dataset: string): Promise<StoredManifest | null> {
    const item = await table.get(manifestKey(dataset))
    return item === null ? null : manifestOf(item)
  }

  return {
    get,
    list: () => listOf(table, { pk: 'DATASET' }, manifestOf),
    async save(manifest, expectedVersion, events) {
      const attributes = datasetManifestSchema.parse(manifest)
      const key = manifestKey(manifest.dataset)
      if (expectedVersion === null) {
        return manifestOf(await putWithEvents(table, { ...key, ...attributes }, events, { ifNotExists: true }))
      }
      const existing = await table.get(key)
      if (existing?.version !== expectedVersion) {
        throw new ConditionFailedError(table.name, key.pk, key.sk, `version is ${expectedVersion}`)
      }
      return manifestOf(await updateWithEvents(table, existing, attributes, events))
    },
    delete: (dataset, expectedVersion) => table.delete(manifestKey(dataset), { ifVersion: expectedVersion }),
    async putBatch(batch) {
      await table.put({ ...batchKey(batch.dataset, batch.batchId), ...batchSchema.parse(batch) })
    },
    async getBatch(dataset, batchId) {
      const item = await table.get(batchKey(dataset, batchId))
      return item === null ? null : batchSchema.parse(item)
    },
    async listBatches(dataset) {
      const stored = await listOf(table, { pk: `BATCH#${dataset}` }, (item) => batchSchema.parse(item))
      const live = new Set((await get(dataset))?.segments.map((segment) => segment.batchId))
      return stored
        .map((batch): Batch => (live.has(batch.batchId) ? { ...batch, status: 'live' } : batch))
        .filter((batch) => batch.status !== 'live' || live.has(batch.batchId))
        .sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
    },
  }
}

function manifestKey(dataset: string): ItemKey {
  return { pk: 'DATASET', sk: dataset }
}

function batchKey(dataset: string, batchId: string): ItemKey {
  return { pk: `BATCH#${dataset}`, sk: batchId }
}

function manifestOf(item: StoredItem): StoredManifest {
  return { ...datasetManifestSchema.parse(item), version: item.version }
}
