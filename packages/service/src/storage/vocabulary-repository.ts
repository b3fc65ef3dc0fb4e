import type { StoredItem, TenantTable } from '@salestalk/engine'
import { vocabularyVersionSchema } from '@salestalk/protocol'
import * as z from 'zod'
import { type Page, type PageOptions, pageOf } from './paging.ts'

const recordSchema = vocabularyVersionSchema.extend({
  version: z.int().positive(),
  changedBy: z.string(),
  changedAt: z.string(),
  /** SHA-256 of the content, which lies in the artifacts under it. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** One accepted version of a company's own vocabulary: who, when, why, and which content. */
export type VocabularyRecord = z.infer<typeof recordSchema>

export interface VocabularyRepository {
  /** The version in use; null when the company never accepted one. */
  latest(): Promise<VocabularyRecord | null>
  get(version: number): Promise<VocabularyRecord | null>
  /** Latest first. */
  list(options?: PageOptions): Promise<Page<VocabularyRecord>>
  /** The one write that puts a version in use. ConditionFailedError when there is one of this number already. */
  append(record: VocabularyRecord): Promise<void>
}

/**
 * `VOCABULARY` / number of the version, ten digits. A version is never changed and the greatest one is in use: appending the next number,
 * which only one of two can, is at once the history and the pointer.
 */
export function vocabularyRepository(table: TenantTable): VocabularyRepository {
  return {
    async latest() {
      const { items } = await table.query({ pk: 'VOCABULARY', descending: true, limit: 1 })
      return items[0] === undefined ? null : recordOf(items[0])
    },
    async get(version) {
      const item = await table.get(keyOf(version))
      return item === null ? null : recordOf(item)
    },
    list: (options) => pageOf(table, { pk: 'VOCABULARY', descending: true, ...options }, recordOf),
    async append(record) {
      const { version, ...rest } = recordSchema.parse(record)
      await table.put({ ...keyOf(version), number: version, ...rest }, { ifNotExists: true })
    },
  }
}

function keyOf(version: number) {
  return { pk: 'VOCABULARY', sk: String(version).padStart(10, '0') }
}

// The attribute `version` is the store's own count of writes.
function recordOf(item: StoredItem): VocabularyRecord {
  return recordSchema.parse({ ...item, version: item.number })
}
