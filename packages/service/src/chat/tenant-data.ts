import { createHash } from 'node:crypto'
import { type DatasetSnapshot, type TenantData, withoutInherited } from '@salestalk/engine'
import type { IsoDate, TenantId } from '@salestalk/protocol'
import type { StoredManifest } from '../storage/dataset-repository.ts'

/** What a question may see, from the manifests as they are now: exactly the live segments. */
export function tenantDataOf(tenantId: TenantId, manifests: readonly StoredManifest[]): TenantData {
  const live = manifests.filter((manifest) => manifest.segments.length > 0)
  return { tenantId, version: versionOf(live), datasets: live.map(snapshotOf) }
}

function snapshotOf({ model, segments }: StoredManifest): DatasetSnapshot {
  const timeSpans = withoutInherited<Record<string, { start: IsoDate; end: IsoDate }>>({})
  for (const segment of segments) {
    for (const [column, span] of Object.entries(segment.timeSpans)) {
      const known = timeSpans[column]
      timeSpans[column] = {
        start: known && known.start < span.start ? known.start : span.start,
        end: known && known.end > span.end ? known.end : span.end,
      }
    }
  }
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0)
  return { model, segments: segments.map((segment) => segment.key), rows, timeSpans }
}

// A data set that was deleted and made again starts at version 1: the time it was made tells the two apart.
function versionOf(manifests: readonly StoredManifest[]): string {
  const parts = manifests.map(({ dataset, createdAt, version }) => [dataset, createdAt, version])
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
