import type { Batch } from '@salestalk/protocol'
import { useBatches } from '../../api/queries.ts'
import { useUndoBatch } from '../../api/uploads.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { formatBytes, formatMoment, plural } from '../../ui/format.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { RejectedDownload } from './rejected-download.tsx'
import { texts } from './texts.ts'

/** Every upload with what became of it; those that count can be undone. */
export function BatchList() {
  const batches = useBatches()
  const undo = useUndoBatch()
  return (
    <section className="mt-10" aria-labelledby="batches-title">
      <h2 id="batches-title" className="text-xl font-semibold">
        {texts.batches}
      </h2>
      {batches.isPending && <div className="skeleton mt-3 h-24" aria-hidden="true" />}
      {batches.isError && <FailureNotice error={batches.error} onRetry={() => void batches.refetch()} />}
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
    </section>
  )
}

const statusLooks = {
  live: 'bg-accent-soft text-accent-strong',
  undone: 'bg-sunken text-ink-soft',
  replaced: 'bg-sunken text-ink-soft',
} as const

function BatchRow({ batch, undoing, onUndo }: { batch: Batch; undoing: boolean; onUndo: () => void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 truncate">{batch.fileName}</span>
          <span className={`rounded-full px-2 py-px text-[0.8rem] ${statusLooks[batch.status]}`}>
            {texts.statuses[batch.status]}
          </span>
        </p>
        <p className="figures text-[0.867rem] text-ink-soft">
          {[
            plural(batch.rows, 'row'),
            `${texts.modes[batch.mode]} in ${batch.dataset}`,
            formatBytes(batch.bytes),
            formatMoment(batch.createdAt),
          ].join(' · ')}
        </p>
      </div>
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
    </li>
  )
}
