import type { ArtifactStore, TenantArtifacts, TenantTable } from '@salestalk/engine'
import type { DatasetModel, TenantId } from '@salestalk/protocol'
import type { ReadingOptions } from '../ingest/index.ts'
import { everyItem } from '../storage/paging.ts'
import { type DocumentReference, UPLOAD_KEPT_SECONDS, uploadPartition } from '../storage/upload-repository.ts'

/** What a person decided about a file, apart from the dataset. */
export interface UploadRequestDocument {
  readonly model: DatasetModel | null
  readonly readingOptions: ReadingOptions
}

/** The files and large parts of uploads of one tenant. */
export interface UploadFiles {
  readonly artifacts: TenantArtifacts
  /** Keeps a value under a new name: as an item where it fits, else as an artifact. */
  keep(uploadId: string, name: string, value: unknown): Promise<DocumentReference>
  /** What was kept, or null when it is gone. */
  read<T>(uploadId: string, reference: DocumentReference | null): Promise<T | null>
  /** Removes the file itself. */
  removeContent(uploadId: string): Promise<void>
  /** Removes the file and everything that was kept; the record stays. */
  removeAll(uploadId: string): Promise<void>
  /** Ids of uploads that have files in the store. */
  uploadIds(): Promise<Set<string>>
}

const folder = 'uploads/'
// An item may have 400 KB with its keys; the rest is room for them.
const ITEM_BYTES = 350 * 1024
const contentKeyPattern = /^tenant-([a-z0-9-]+)\/uploads\/([a-z0-9-]+)\/content\.upload$/

/** Its ending is one that nothing else in the store has, so that only uploads cause notifications. */
export function contentKey(uploadId: string): string {
  return `${folder}${uploadId}/content.upload`
}

/** Which upload of which tenant a whole key belongs to; null for all other files. */
export function ownerOfContent(key: string): { readonly tenantId: string; readonly uploadId: string } | null {
  const [, tenantId, uploadId] = contentKeyPattern.exec(key) ?? []
  return tenantId === undefined || uploadId === undefined ? null : { tenantId, uploadId }
}

export function uploadFiles(
  tenantId: TenantId,
  store: ArtifactStore,
  table: TenantTable,
  now: () => Date,
): UploadFiles {
  const artifacts = store.open(tenantId)

  async function removeArtifacts(uploadId: string): Promise<void> {
    const keys: string[] = []
    for await (const { key } of artifacts.list(`${folder}${uploadId}/`)) keys.push(key)
    for (const key of keys) await artifacts.delete(key)
  }

  return {
    artifacts,
    async keep(uploadId, name, value) {
      const json = JSON.stringify(value)
      if (Buffer.byteLength(json) > ITEM_BYTES) {
        await artifacts.put(`${folder}${uploadId}/${name}.json`, Buffer.from(json))
        return { name, place: 'artifact' }
      }
      const expiresAt = Math.floor(now().getTime() / 1000) + UPLOAD_KEPT_SECONDS
      await table.put({ pk: uploadPartition(uploadId), sk: documentKey(name), json, expiresAt })
      return { name, place: 'item' }
    },
    async read<T>(uploadId: string, reference: DocumentReference | null) {
      if (reference === null) return null
      const text = await textOf(uploadId, reference)
      // Written by this code a day ago at most; checking thousands of columns at every look would cost more than it finds.
      return text === null ? null : (JSON.parse(text) as T)
    },
    removeContent: (uploadId) => artifacts.delete(contentKey(uploadId)),
    async removeAll(uploadId) {
      await removeArtifacts(uploadId)
      const pk = uploadPartition(uploadId)
      const keys: string[] = []
      for await (const { sk } of everyItem(table, { pk, sort: { beginsWith: documentPrefix } })) keys.push(sk)
      for (const sk of keys) await table.delete({ pk, sk })
    },
    async uploadIds() {
      const ids = new Set<string>()
      for await (const { key } of artifacts.list(folder)) ids.add(key.split('/')[1] ?? '')
      return ids
    },
  }

  async function textOf(uploadId: string, { name, place }: DocumentReference): Promise<string | null> {
    if (place === 'artifact') {
      return new TextDecoder().decode(await artifacts.get(`${folder}${uploadId}/${name}.json`))
    }
    const item = await table.get({ pk: uploadPartition(uploadId), sk: documentKey(name) })
    return typeof item?.json === 'string' ? item.json : null
  }
}

const documentPrefix = 'DOCUMENT#'

function documentKey(name: string): string {
  return `${documentPrefix}${name}`
}
