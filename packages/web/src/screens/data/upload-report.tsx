import type { IngestReport } from '@salestalk/protocol'
import { Link } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { formatDuration, formatSpan, plural } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { firstQuestions } from './model-editing.ts'
import { RejectedDownload } from './rejected-download.tsx'
import { texts } from './texts.ts'

/** What was stored, and the first questions about it. */
export function UploadReport({ report, onEnd }: { report: IngestReport; onEnd: () => void }) {
  const { batch, preview, milliseconds } = report
  const unchanged = report.kind === 'unchanged'
  const rows = plural(batch?.rows ?? preview.rowsRead - preview.rowsRejected, 'row')
  const range = batch ? formatSpan(batch.firstDay, batch.lastDay) : null
  return (
    <section className="card mt-6 p-6" aria-labelledby="report-title">
      <p className="grid size-12 place-items-center rounded-full bg-accent-soft text-accent-strong">
        <Icon name="check" className="size-7" />
      </p>
      <div role="status">
        <h2 id="report-title" className="mt-4 text-2xl font-semibold tracking-tight">
          {unchanged ? texts.unchangedTitle : `${rows} were added`}
        </h2>
      </div>
      <p className="mt-1 text-ink-soft">
        {unchanged
          ? texts.unchangedNote
          : [preview.fileName, batch?.dataset, range, formatDuration(milliseconds)].filter(Boolean).join(' · ')}
      </p>
      {batch && batch.rejected > 0 && (
        <p className="mt-3 flex flex-wrap items-center gap-2 text-warning">
          {plural(batch.rejected, 'row')} could not be read
          <RejectedDownload batchId={batch.batchId} />
        </p>
      )}
      <h3 className="eyebrow mt-6 mb-1.5">{texts.askAbout}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {firstQuestions(preview.model).map((question) => (
          <li key={question}>
            <Link
              to="/"
              search={{ ask: question }}
              className="block rounded-full border border-line-strong px-3 py-1 hover:border-accent hover:text-accent"
            >
              {question}
            </Link>
          </li>
        ))}
      </ul>
      <Button look="quiet" icon="file" className="mt-6 -ml-2" onClick={onEnd}>
        {texts.another}
      </Button>
    </section>
  )
}
