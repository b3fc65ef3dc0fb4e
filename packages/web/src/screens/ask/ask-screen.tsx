import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AnswerActions } from '../../answer/answer-card.tsx'
import { editedQuestion } from '../../answer/interpretation-editing.ts'
import { prepareCharts } from '../../answer/picture.tsx'
import { useCatalog } from '../../api/queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTitle } from '../../ui/use-title.ts'
import { announcement } from './announcement.ts'
import { Composer, type ComposerHandle } from './composer.tsx'
import type { Turn } from './conversation.ts'
import { History } from './history.tsx'
import { texts } from './texts.ts'
import { TurnView } from './turn-view.tsx'
import { useConversation } from './use-conversation.ts'
import { Welcome } from './welcome.tsx'

export function AskScreen() {
  const search = useSearch({ from: '/app/' })
  const navigate = useNavigate()
  const router = useRouter()
  const catalog = useCatalog()
  const composer = useRef<ComposerHandle>(null)
  const openSession = search.session ?? null
  const onSession = useCallback(
    (session: string) => {
      // Whoever is on the way to another screen or conversation is not called back.
      const { pathname, search: goingTo } = router.latestLocation
      if (pathname !== '/' || (goingTo.session ?? null) !== openSession) return
      void navigate({ to: '/', search: { session }, replace: true })
    },
    [navigate, router, openSession],
  )
  const { conversation, ask, retry, stop, startOver, loading, loadError, reload } = useConversation(
    openSession,
    onSession,
  )
  const { turns } = conversation
  const current = openSession ?? conversation.sessionId
  const running = turns.some((turn) => turn.status === 'running')
  const lastKey = turns.at(-1)?.key

  useTitle((loading ? undefined : turns[0]?.question) ?? texts.title)
  useEffect(prepareCharts, [])
  useEffect(() => {
    // On a phone the focus would bring the keyboard up over half the screen.
    if (!window.matchMedia('(pointer: coarse)').matches) composer.current?.focus()
  }, [])
  useAskFromAddress(search.ask, ask)

  useEffect(() => {
    // A question that waited for its conversation moves down when that has come.
    if (lastKey === undefined || loading) return
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const behavior = calm ? 'instant' : 'smooth'
    document.querySelector(`[data-turn="${lastKey}"]`)?.scrollIntoView({ block: 'start', behavior })
  }, [lastKey, loading])

  function beginAnew() {
    startOver()
    void navigate({ to: '/', search: {} })
    composer.current?.focus()
  }

  return (
    <div className="mx-auto flex w-full max-w-7xl flex-1">
      <aside className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-64 shrink-0 flex-col gap-3 overflow-y-auto p-4 pl-5 lg:flex">
        <Button icon="plus" onClick={beginAnew}>
          {texts.newConversation}
        </Button>
        <nav aria-label={texts.history}>
          <h2 className="eyebrow px-2 pt-2 pb-1">{texts.history}</h2>
          <History current={current} onOpen={() => composer.current?.focus()} onDeleted={beginAnew} />
        </nav>
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex min-w-0 max-w-3xl flex-1 flex-col px-3 outline-none sm:px-5"
      >
        <PhoneBar current={current} onNew={beginAnew} />
        {turns.length > 0 && <h1 className="sr-only">{texts.title}</h1>}
        {loading && turns.length === 0 && loadError && (
          <div className="flex-1 py-6">
            <FailureNotice error={loadError} onRetry={() => void reload()} />
          </div>
        )}
        {loading && !loadError && (
          <div role="status" aria-label={texts.loading} className="flex-1 space-y-4 py-6">
            <div className="skeleton ml-auto h-10 w-1/2" />
            <div className="skeleton h-80" />
          </div>
        )}
        {turns.length > 0 ? (
          <Turns turns={turns} catalog={catalog.data} running={running} ask={ask} retry={retry} />
        ) : (
          !loading && <Welcome catalog={catalog.data} onAsk={ask} />
        )}
        {catalog.isError && turns.length === 0 && (
          <FailureNotice error={catalog.error} onRetry={() => void catalog.refetch()} />
        )}
        <p className="sr-only" aria-live="polite">
          {announcement(turns.at(-1))}
        </p>
        <div className="sticky bottom-0 z-10 -mx-1 bg-linear-to-t from-page from-75% to-transparent px-1 pt-5 pb-3">
          <Composer ref={composer} running={running} onAsk={ask} onStop={stop} />
        </div>
      </main>
    </div>
  )
}

interface TurnsProps {
  turns: readonly Turn[]
  catalog: ReturnType<typeof useCatalog>['data']
  running: boolean
  ask: ReturnType<typeof useConversation>['ask']
  retry: (turn: Turn) => void
}

function Turns({ turns, catalog, running, ask, retry }: TurnsProps) {
  return (
    <div className="flex-1 space-y-8 pt-4 pb-6">
      {turns.map((turn) => (
        <TurnWithActions key={turn.key} turn={turn} catalog={catalog} running={running} ask={ask} retry={retry} />
      ))}
    </div>
  )
}

function TurnWithActions({ turn, catalog, running, ask, retry }: Omit<TurnsProps, 'turns'> & { turn: Turn }) {
  const actions = useMemo<AnswerActions | null>(() => {
    if (running) return null
    return {
      ask: (question) => ask(question),
      choose: (label, interpretation) => ask(editedQuestion(turn.question, label), interpretation),
      edit: ({ words, interpretation }) => ask(editedQuestion(turn.question, words), interpretation),
    }
  }, [running, ask, turn.question])
  return <TurnView turn={turn} catalog={catalog} actions={actions} onRetry={retry} />
}

/** On a phone the conversations are behind a button. */
function PhoneBar({ current, onNew }: { current: string | null; onNew: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="-mx-1 flex justify-between pt-2 lg:hidden">
      <Sheet
        title={texts.history}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button small look="quiet" icon="history">
            {texts.history}
          </Button>
        }
      >
        <History
          current={current}
          onOpen={() => setOpen(false)}
          onDeleted={() => {
            setOpen(false)
            onNew()
          }}
        />
      </Sheet>
      <IconButton icon="plus" label={texts.newConversation} onClick={onNew} />
    </div>
  )
}

/** Asks the question the address carries, once, and takes it out of the address. */
function useAskFromAddress(question: string | undefined, ask: (question: string) => void) {
  const navigate = useNavigate()
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (question === undefined || asked.current === question) return
    asked.current = question
    void navigate({ to: '/', search: {}, replace: true })
    ask(question)
  }, [question, ask, navigate])
}
