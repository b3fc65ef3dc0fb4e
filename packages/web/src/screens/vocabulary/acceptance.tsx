import type { Vocabulary, VocabularyContent } from '@salestalk/protocol'
import { useState } from 'react'
import { usePreviewVocabulary, useSaveVocabulary } from '../../api/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { ChangePreview } from './change-preview.tsx'
import { countChanges } from './content-editing.ts'
import { texts } from './texts.ts'

interface AcceptanceProps {
  vocabulary: Vocabulary
  draft: VocabularyContent
  onDiscard: () => void
  onAccepted: () => void
}

/** From a draft to a version: first what it would do, then whether it shall. Another draft has to be looked at again. */
export function Acceptance({ vocabulary, draft, onDiscard, onAccepted }: AcceptanceProps) {
  const [reason, setReason] = useState('')
  const preview = usePreviewVocabulary()
  const save = useSaveVocabulary(onAccepted)
  const seen = preview.data !== undefined && preview.variables.content === draft ? preview.data : null
  const changes = countChanges(vocabulary.content, draft)

  function accept() {
    save.mutate({ content: draft, baseVersion: vocabulary.version, reason: reason.trim() || null })
  }

  return (
    <section
      className="card sticky bottom-3 z-10 mt-6 max-h-[70dvh] overflow-y-auto p-4 shadow-float"
      aria-label={texts.pending}
    >
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-40 font-semibold">
          {plural(changes, 'change')} {texts.pending}
        </p>
        <Button look="quiet" onClick={onDiscard}>
          {texts.discard}
        </Button>
        <Button
          look={seen === null ? 'primary' : 'secondary'}
          disabled={preview.isPending}
          onClick={() => preview.mutate({ content: draft })}
        >
          {preview.isPending ? texts.previewing : texts.preview}
        </Button>
      </div>
      {preview.isError && <FailureNotice error={preview.error} />}
      {save.isError && <FailureNotice error={save.error} />}
      {seen && (
        <div className="mt-3 grid gap-3">
          <ChangePreview preview={seen} />
          {seen.problems.length === 0 && (
            <div className="flex flex-wrap items-end gap-2">
              <label className="grid min-w-0 flex-1 basis-56 gap-1">
                <span className="text-[0.867rem] text-ink-soft">{texts.reason}</span>
                <input
                  className="field"
                  value={reason}
                  maxLength={500}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              </label>
              <Button look="primary" icon="check" disabled={save.isPending} onClick={accept}>
                {texts.accept}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
