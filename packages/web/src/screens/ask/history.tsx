import { Link } from '@tanstack/react-router'
import { useSessions } from '../../api/queries.ts'
import { useDeleteSession } from '../../api/sessions.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { texts } from './texts.ts'

interface HistoryProps {
  current: string | null
  onOpen: () => void
  /** The conversation on screen was deleted. */
  onDeleted: () => void
}

/** Past conversations, the latest first. */
export function History({ current, onOpen, onDeleted }: HistoryProps) {
  const sessions = useSessions()
  const deleteSession = useDeleteSession()
  if (sessions.isPending) {
    return (
      <div aria-hidden="true" className="space-y-2">
        <div className="skeleton h-9" />
        <div className="skeleton h-9" />
      </div>
    )
  }
  if (sessions.isError) return <FailureNotice error={sessions.error} onRetry={() => void sessions.refetch()} />
  if (sessions.data.length === 0) return <p className="px-2 text-ink-faint">{texts.noHistory}</p>
  return (
    <>
      {deleteSession.isError && <FailureNotice error={deleteSession.error} />}
      <ul className="space-y-0.5">
        {sessions.data.map((session) => (
          <li
            key={session.sessionId}
            className={`group relative flex items-center rounded-lg ${session.sessionId === current ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
          >
            <Link
              to="/"
              search={{ session: session.sessionId }}
              onClick={onOpen}
              aria-current={session.sessionId === current ? 'page' : undefined}
              className="min-w-0 flex-1 truncate px-2.5 py-2 text-[0.933rem]"
              title={session.title}
            >
              {session.title}
            </Link>
            <Confirm
              title={texts.deleteTitle}
              description={texts.deleteNote}
              action={texts.deleteAction}
              onConfirm={() =>
                deleteSession.mutate(session.sessionId, {
                  onSuccess: () => session.sessionId === current && onDeleted(),
                })
              }
              trigger={
                <IconButton
                  icon="trash"
                  label={`Delete “${session.title}”`}
                  className="absolute right-0.5 size-8 bg-surface opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100"
                />
              }
            />
          </li>
        ))}
      </ul>
      {sessions.hasNextPage && (
        <Button small look="quiet" disabled={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
          {texts.moreHistory}
        </Button>
      )}
    </>
  )
}
