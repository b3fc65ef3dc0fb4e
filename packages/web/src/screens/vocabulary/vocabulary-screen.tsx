import type { Vocabulary, VocabularyContent } from '@salestalk/protocol'
import { useState } from 'react'
import { useCatalog, useMe } from '../../api/queries.ts'
import { useMayChangeVocabulary, useVocabulary } from '../../api/vocabulary.ts'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { useTitle } from '../../ui/use-title.ts'
import { Acceptance } from './acceptance.tsx'
import { countChanges, entriesOf, withEntry, withoutEntry } from './content-editing.ts'
import { texts } from './texts.ts'
import { TimeSettings } from './time-settings.tsx'
import { VersionList } from './version-list.tsx'
import { WordForm } from './word-form.tsx'
import { WordList } from './word-list.tsx'

export function VocabularyScreen() {
  const vocabulary = useVocabulary()
  const me = useMe()
  useTitle(texts.title)
  const canEdit = useMayChangeVocabulary()
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-3 py-8 outline-none sm:px-5">
      <h1 className="text-3xl font-semibold tracking-tight">{texts.title}</h1>
      <p className="mt-1 text-ink-soft">
        {texts.lead} {me.data && !canEdit && texts.readOnly}
      </p>
      {vocabulary.isPending && <div className="skeleton mt-6 h-96" aria-hidden="true" />}
      {vocabulary.isError && (
        <div className="mt-6">
          <FailureNotice error={vocabulary.error} onRetry={() => void vocabulary.refetch()} />
        </div>
      )}
      {vocabulary.data && <Contents vocabulary={vocabulary.data} canEdit={canEdit} />}
    </main>
  )
}

function Contents({ vocabulary, canEdit }: { vocabulary: Vocabulary; canEdit: boolean }) {
  const catalog = useCatalog()
  const [draft, setDraft] = useState<VocabularyContent | null>(null)
  const [accepted, setAccepted] = useState(false)
  const content = draft ?? vocabulary.content
  const hasChanges = draft !== null && countChanges(vocabulary.content, draft) > 0

  function change(next: VocabularyContent) {
    setAccepted(false)
    setDraft(next)
  }

  return (
    <>
      {vocabulary.notes.length > 0 && (
        <div className="mt-4">
          <Notice tone="warning" title={texts.warnings}>
            {vocabulary.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </Notice>
        </div>
      )}
      <p role="status" className="mt-2 text-accent">
        {accepted && texts.accepted}
      </p>
      <section className="mt-6" aria-labelledby="words-title">
        <h2 id="words-title" className="text-xl font-semibold">
          {texts.words}
        </h2>
        <WordList
          entries={entriesOf(content)}
          catalog={catalog.data}
          onRemove={canEdit ? (entry) => change(withoutEntry(content, entry)) : null}
        />
        {canEdit && catalog.data && (
          <WordForm catalog={catalog.data} onAdd={(entry) => change(withEntry(content, entry))} />
        )}
      </section>
      <section className="mt-8" aria-labelledby="time-title">
        <h2 id="time-title" className="text-xl font-semibold">
          {texts.time}
        </h2>
        <TimeSettings
          settings={content.settings}
          onChange={canEdit ? (settings) => change({ ...content, settings }) : null}
        />
      </section>
      {hasChanges && (
        <Acceptance
          vocabulary={vocabulary}
          draft={draft}
          onDiscard={() => setDraft(null)}
          onAccepted={() => {
            setDraft(null)
            setAccepted(true)
          }}
        />
      )}
      {canEdit && <VersionList current={vocabulary.version} />}
    </>
  )
}
