import type { VocabularyVersion } from '@salestalk/protocol'
import { useRollBackVocabulary, useVocabularyVersions } from '../../api/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { formatMoment } from '../../ui/format.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

/** Who changed the words, when and why; every earlier version can be brought back. */
export function VersionList({ current }: { current: number }) {
  const versions = useVocabularyVersions(true)
  const rollBack = useRollBackVocabulary()
  const list = versions.data?.versions ?? []
  return (
    <section className="mt-10" aria-labelledby="history-title">
      <h2 id="history-title" className="text-xl font-semibold">
        {texts.history}
      </h2>
      {versions.isPending && <div className="skeleton mt-3 h-24" aria-hidden="true" />}
      {versions.isError && <FailureNotice error={versions.error} onRetry={() => void versions.refetch()} />}
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
    </section>
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
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {texts.version} {version.version}
          {isCurrent && (
            <span className="rounded-full bg-accent-soft px-2 py-px text-[0.8rem] text-accent-strong">
              {texts.inUse}
            </span>
          )}
        </p>
        <p className="figures text-[0.867rem] text-ink-soft">{facts.filter((fact) => fact !== null).join(' · ')}</p>
        {reason !== null && <p className="text-[0.933rem]">{reason}</p>}
      </div>
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
    </li>
  )
}
