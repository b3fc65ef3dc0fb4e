import { ConditionFailedError, type TenantTable } from '@salestalk/engine'
import * as z from 'zod'

const bucketSchema = z.object({
  tokens: z.number().nonnegative(),
  /** When there were so many, in milliseconds since 1970. */
  at: z.number(),
  version: z.int(),
})

/** Tokens that the processes of a deployment take from together. */
export type StoredBucket = z.infer<typeof bucketSchema>

export interface LimitRepository {
  /** Null when nobody took anything lately: the bucket is full. */
  read(key: string): Promise<StoredBucket | null>
  /** False, and nothing written, when somebody else took something since it was read. */
  replace(
    key: string,
    before: StoredBucket | null,
    now: Omit<StoredBucket, 'version'>,
    expiresAt: number,
  ): Promise<boolean>
}

/** `LIMIT#{key}` / `BUCKET`, with a time to live: a bucket that is full again needs no item. */
export function limitRepository(table: TenantTable): LimitRepository {
  const keyOf = (key: string) => ({ pk: `LIMIT#${key}`, sk: 'BUCKET' })
  return {
    async read(key) {
      const item = await table.get(keyOf(key))
      return item === null ? null : bucketSchema.parse(item)
    },
    async replace(key, before, now, expiresAt) {
      const condition = before === null ? ({ ifNotExists: true } as const) : { ifVersion: before.version }
      try {
        await table.put({ ...keyOf(key), ...now, expiresAt }, condition)
        return true
      } catch (error) {
        if (error instanceof ConditionFailedError) return false
        throw error
      }
    },
  }
}
