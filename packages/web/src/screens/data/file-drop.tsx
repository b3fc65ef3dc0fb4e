import { type DragEvent, useEffect, useRef, useState } from 'react'
import { type SentBytes, sendFile } from '../../api/uploads.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { formatBytes } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { texts } from './texts.ts'

const acceptedFiles = '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.xlsx,.parquet'

interface Sending {
  readonly file: File
  readonly sent: SentBytes
}

/** Takes a file by drop or by choice and sends it, with its progress in bytes. */
export function FileDrop({ onSent }: { onSent: (uploadId: string) => void }) {
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [over, setOver] = useState(false)
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  async function start(file: File | undefined) {
    if (!file || controller.current) return
    const own = new AbortController()
    controller.current = own
    setError(null)
    setSending({ file, sent: { done: 0, total: file.size } })
    try {
      onSent(await sendFile(file, own.signal, (sent) => setSending({ file, sent })))
    } catch (failure) {
      if (!own.signal.aborted) setError(failure)
    } finally {
      controller.current = null
      setSending(null)
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void start(event.dataTransfer.files[0])
  }

  return (
    <section aria-label={texts.choose} className="mt-6">
      {sending ? (
        <div className="card p-6">
          <ProgressBar
            label={`${texts.stages.uploading}: ${sending.file.name}`}
            value={sending.sent.total > 0 ? sending.sent.done / sending.sent.total : null}
            detail={`${formatBytes(sending.sent.done)} of ${formatBytes(sending.sent.total)}`}
          />
          <Button small look="quiet" className="mt-3" onClick={() => controller.current?.abort()}>
            {texts.cancel}
          </Button>
        </div>
      ) : (
        <label
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={`flex cursor-pointer flex-col items-center gap-2 rounded-2xl border-2 border-dashed px-6 py-9 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface hover:border-accent'}`}
        >
          <Icon name="upload" className="size-8 text-accent" />
          <span className="text-lg font-semibold">{over ? texts.dropNow : texts.drop}</span>
          <span className="text-ink-faint">{texts.or}</span>
          <span className={buttonClass('primary')}>{texts.choose}</span>
          <span className="mt-1 text-[0.867rem] text-ink-faint">{texts.accepted}</span>
          <input
            type="file"
            accept={acceptedFiles}
            className="sr-only"
            onChange={(event) => {
              void start(event.currentTarget.files?.[0])
              // The same file can be chosen again after it was put right.
              event.currentTarget.value = ''
            }}
          />
        </label>
      )}
      {error !== null && (
        <div className="mt-3">
          <FailureNotice error={error} />
        </div>
      )}
    </section>
  )
}
