import type { Batch } from '@salestalk/protocol'
import { useBatches } from '../../api/queries.ts'
import { useUndoBatch } from '../../api/uploads.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { formatBytes, formatMoment, plural } from '../../ui/format.ts'
import { HistoryRow, HistorySection } from '../../ui/history-list.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { RejectedDownload } from './rejected-download.tsx'
import { texts } from './texts.ts'

/** Every upload with what became of it; those that count can be undone. */
export function BatchList() {
  const batches = useBatches()
  const undo = useUndoBatch()
  return (
    <HistorySection id="batches-title" title={texts.batches} query={batches}>
      {undo.isError && (
        <div className="mt-3">
          <FailureNotice error={undo.error} />
        </div>
      )}
      {batches.data?.length === 0 && <p className="mt-2 text-ink-faint">{texts.noBatches}</p>}
      {batches.data && batches.data.length > 0 && (
        <ul className="card mt-3 divide-y">
          {batches.data.map((batch) => (
            <BatchRow
              key={batch.batchId}
              batch={batch}
              undoing={undo.isPending && undo.variables === batch.batchId}
              onUndo={() => undo.mutate(batch.batchId)}
            />
          ))}
        </ul>
      )}
    </HistorySection>
  )
}

const statusLooks = {
  live: 'bg-accent-soft text-accent-strong',
  undone: 'bg-sunken text-ink-soft',
  replaced: 'bg-sunken text-ink-soft',
} as const

function BatchRow({ batch, undoing, onUndo }: { batch: Batch; undoing: boolean; onUndo: () => void }) {
  return (
    <HistoryRow
      name={batch.fileName}
      state={{ text: texts.statuses[batch.status], look: statusLooks[batch.status] }}
      facts={[
        plural(batch.rows, 'row'),
        `${texts.modes[batch.mode]} in ${batch.dataset}`,
        formatBytes(batch.bytes),
        formatMoment(batch.createdAt),
      ]}
    >
      {batch.rejected > 0 && (
        <span className="flex items-center gap-2 text-[0.867rem] text-warning">
          {plural(batch.rejected, 'row')} rejected <RejectedDownload batchId={batch.batchId} />
        </span>
      )}
      {batch.status === 'live' && (
        <Confirm
          title={texts.undoTitle}
          description={texts.undoNote}
          action={texts.undoAction}
          onConfirm={onUndo}
          trigger={
            <Button small icon="undo" disabled={undoing}>
              {texts.undo}
              <span className="sr-only"> {batch.fileName}</span>
            </Button>
          }
        />
      )}
    </HistoryRow>
  )
}
