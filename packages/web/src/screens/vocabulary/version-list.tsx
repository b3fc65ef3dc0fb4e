import type { VocabularyVersion } from '@salestalk/protocol'
import { useRollBackVocabulary, useVocabularyVersions } from '../../api/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { formatMoment } from '../../ui/format.ts'
import { HistoryRow, HistorySection } from '../../ui/history-list.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

/** Who changed the words, when and why; every earlier version can be brought back. */
export function VersionList({ current }: { current: number }) {
  const versions = useVocabularyVersions(true)
  const rollBack = useRollBackVocabulary()
  const list = versions.data?.versions ?? []
  return (
    <HistorySection id="history-title" title={texts.history} query={versions}>
      {rollBack.isError && <FailureNotice error={rollBack.error} />}
      {versions.data && current === 0 && <p className="mt-2 text-ink-faint">{texts.noHistory}</p>}
      {current > 0 && (
        <ul className="card mt-3 divide-y">
          {list.map((one) => (
            <VersionRow
              key={one.version}
              version={one}
              isCurrent={one.version === current}
              isBusy={rollBack.isPending}
              onRestore={() => rollBack.mutate({ version: one.version, baseVersion: current })}
            />
          ))}
        </ul>
      )}
    </HistorySection>
  )
}

interface VersionRowProps {
  version: VocabularyVersion
  isCurrent: boolean
  isBusy: boolean
  onRestore: () => void
}

function VersionRow({ version, isCurrent, isBusy, onRestore }: VersionRowProps) {
  const { changedBy, changedAt, reason, restores } = version
  const facts = [
    changedAt === null ? texts.original : formatMoment(changedAt),
    changedBy,
    restores === null ? null : `${texts.restores} ${restores}`,
  ]
  return (
    <HistoryRow
      name={`${texts.version} ${version.version}`}
      state={isCurrent ? { text: texts.inUse, look: 'bg-accent-soft text-accent-strong' } : null}
      facts={facts}
      note={reason}
    >
      {!isCurrent && (
        <Confirm
          title={texts.restoreTitle}
          description={texts.restoreNote}
          action={texts.restore}
          onConfirm={onRestore}
          trigger={
            <Button small icon="undo" disabled={isBusy}>
              {texts.restore}
              <span className="sr-only">
                {' '}
                {texts.version} {version.version}
              </span>
            </Button>
          }
        />
      )}
    </HistoryRow>
  )
}
