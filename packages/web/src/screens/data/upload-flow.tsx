import type { IngestQuestion, ReadingOptions, Upload } from '@salestalk/protocol'
import { useEffect, useState } from 'react'
import {
  cancelUpload,
  problemError,
  useConfirmUpload,
  useForgetData,
  usePreviewUpload,
  useUpload,
} from '../../api/uploads.ts'
import { Button } from '../../ui/button.tsx'
import { formatBytes, plural } from '../../ui/format.ts'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { mergeQuestions, withAnswer } from './reading-questions.ts'
import { texts } from './texts.ts'
import { UploadPreview } from './upload-preview.tsx'
import { UploadReport } from './upload-report.tsx'

const noOptions: ReadingOptions = { dateOrder: {}, decimalSeparator: {} }

/** One upload from the first look to the stored batch. It can be cancelled at any time and survives a reload of the page. */
export function UploadFlow({ uploadId, onEnd }: { uploadId: string; onEnd: () => void }) {
  const upload = useUpload(uploadId)
  const preview = usePreviewUpload(uploadId)
  const confirm = useConfirmUpload(uploadId)
  const forgetData = useForgetData()
  const [options, setOptions] = useState(noOptions)
  const [questions, setQuestions] = useState<readonly IngestQuestion[]>([])
  const data = upload.data
  const status = data?.status
  const newQuestions = data?.preview?.questions

  useEffect(() => {
    if (newQuestions) setQuestions((known) => mergeQuestions(known, newQuestions))
  }, [newQuestions])
  useEffect(() => {
    if (status === 'done') forgetData()
  }, [status, forgetData])

  async function cancel() {
    onEnd()
    // Whatever it answers, the upload is over for the person.
    await cancelUpload(uploadId).catch(() => undefined)
  }

  function readAgain(dataset: string | null, next: ReadingOptions) {
    setOptions(next)
    preview.mutate({ dataset, readingOptions: next })
  }

  if (upload.isError) return <Ended error={upload.error} onEnd={onEnd} />
  if (!data) return <div className="skeleton mt-6 h-40" aria-hidden="true" />
  switch (data.status) {
    case 'failed':
    case 'cancelled':
      return data.problem ? <Ended error={problemError(data.problem)} onEnd={onEnd} /> : <Cancelled onEnd={onEnd} />
    case 'done':
      return data.report ? <UploadReport report={data.report} onEnd={onEnd} /> : <Cancelled onEnd={onEnd} />
    case 'busy':
    case 'ready':
      if (data.preview === null || isWriting(data)) return <Busy upload={data} onCancel={() => void cancel()} />
      return (
        <UploadPreview
          key={`${data.preview.dataset} ${JSON.stringify(options)}`}
          preview={data.preview}
          questions={questions}
          options={options}
          busy={preview.isPending || data.status === 'busy'}
          confirming={confirm.isPending}
          error={preview.error ?? confirm.error}
          onAnswer={(question, value) => readAgain(data.preview?.dataset ?? null, withAnswer(options, question, value))}
          onDataset={(dataset) => readAgain(dataset, options)}
          onConfirm={(request) => confirm.mutate({ ...request, readingOptions: options })}
          onCancel={() => void cancel()}
        />
      )
  }
}

function isWriting(upload: Upload): boolean {
  return upload.status === 'busy' && ['writing', 'committing', 'done'].includes(upload.progress.stage)
}

/** How much of the present stage is done, where that is known: bytes while reading, rows while writing. */
function shareDone({ progress, preview }: Upload): number | null {
  const { stage, bytesDone, bytesTotal, rowsDone } = progress
  if (stage === 'uploading' || stage === 'reading') return bytesTotal ? bytesDone / bytesTotal : null
  if (stage === 'writing' && preview && preview.rowsRead > 0) return rowsDone / preview.rowsRead
  return null
}

function Busy({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const { bytesTotal, rowsDone, message } = upload.progress
  // Between two steps the service still names the one it finished last.
  const stage = upload.progress.stage === 'done' ? 'writing' : upload.progress.stage
  const detail = rowsDone > 0 ? plural(rowsDone, 'row') : bytesTotal === null ? '' : formatBytes(bytesTotal)
  return (
    <div className="card mt-6 p-6">
      <ProgressBar label={`${texts.stages[stage]}: ${upload.fileName}`} value={shareDone(upload)} detail={detail} />
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.867rem] text-ink-faint">
        <Button small look="quiet" onClick={onCancel}>
          {texts.cancel}
        </Button>
        {message ?? texts.cancelNote}
      </div>
    </div>
  )
}

function Ended({ error, onEnd }: { error: unknown; onEnd: () => void }) {
  return (
    <div className="mt-6 space-y-4">
      <FailureNotice error={error} />
      <Button icon="file" onClick={onEnd}>
        {texts.another}
      </Button>
    </div>
  )
}

function Cancelled({ onEnd }: { onEnd: () => void }) {
  return (
    <div className="mt-6">
      <Notice
        tone="info"
        title={texts.stages.cancelled}
        actions={
          <Button small onClick={onEnd}>
            {texts.another}
          </Button>
        }
      >
        {texts.cancelNote}
      </Notice>
    </div>
  )
}
