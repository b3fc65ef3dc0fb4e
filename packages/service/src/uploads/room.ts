import type { TenantId } from '@salestalk/protocol'
import type { StoredUpload } from '../storage/upload-repository.ts'
import type { UploadContext } from './context.ts'
import { UploadError } from './errors.ts'
import { isLeased } from './keep-lease.ts'

/** How much of the service the uploads of one company take. */
export interface UploadRoom {
  /** Throws UploadError too_many_uploads. */
  require(tenantId: TenantId): Promise<void>
  /** Counts work that has no record while it goes on; its signal tells when the service closes. */
  occupied<T>(tenantId: TenantId, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Ends that work. */
  close(): Promise<void>
}

/** A file that is expected from a browser but did not come within so long is not waited for any more. */
export const PRESIGNED_MILLISECONDS = 60 * 60 * 1000

/**
 * In which the sending has to begin. Shorter than the credentials that sign are good for, or the link would end before its time, and than
 * an id rests after its company was deleted (`idRestSeconds`), or an old link would reach the next company of that id.
 */
export const LINK_SECONDS = 10 * 60

export function uploadRoom(context: Pick<UploadContext, 'storage' | 'clock' | 'limits'>): UploadRoom {
  const running = new Map<AbortController, { readonly tenantId: TenantId; readonly ended: Promise<unknown> }>()
  return {
    async require(tenantId) {
      const { mostBusy, mostKept } = context.limits
      const now = context.clock.now()
      const uploads = await context.storage(tenantId).uploads.list()
      const direct = [...running.values()].filter((one) => one.tenantId === tenantId).length
      const busy = uploads.filter((upload) => isAtWork(upload, now)).length + direct
      const kept = uploads.filter((upload) => isKept(upload, now)).length + direct
      if (busy < mostBusy && kept < mostKept) return
      const message = 'This company has too many uploads at once: finish or cancel one, then upload the file again'
      throw new UploadError('too_many_uploads', message)
    },
    async occupied(tenantId, work) {
      const abort = new AbortController()
      const ended = work(abort.signal)
      running.set(abort, { tenantId, ended })
      return await ended.finally(() => running.delete(abort))
    },
    async close() {
      const ending = [...running].map(([abort, { ended }]) => {
        abort.abort()
        return ended.catch(() => undefined)
      })
      await Promise.all(ending)
    },
  }
}

function isAtWork(upload: StoredUpload, now: Date): boolean {
  const { status, origin } = upload
  if (status === 'receiving') return origin === 'direct' && isLeased(upload, now)
  return status === 'waiting' || status === 'reading' || status === 'committing'
}

function isKept(upload: StoredUpload, now: Date): boolean {
  return upload.status === 'ready' || isAtWork(upload, now) || isExpected(upload, now)
}

/** Whether the browser may still send the file. */
export function isExpected({ status, origin, createdAt }: StoredUpload, now: Date): boolean {
  return (
    status === 'receiving' && origin === 'presigned' && now.getTime() - Date.parse(createdAt) < PRESIGNED_MILLISECONDS
  )
}
