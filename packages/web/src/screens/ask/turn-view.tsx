import type { Catalog } from '@salestalk/protocol'
import { type AnswerActions, AnswerCard, AnswerInProgress } from '../../answer/answer-card.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Turn } from './conversation.ts'
import { texts } from './texts.ts'

interface TurnViewProps {
  turn: Turn
  catalog: Catalog | undefined
  actions: AnswerActions | null
  onRetry: (turn: Turn) => void
}

/** One question and what came of it. */
export function TurnView({ turn, catalog, actions, onRetry }: TurnViewProps) {
  return (
    <article
      className="scroll-mt-18 [&:last-child:not(:first-child)]:min-h-[calc(100dvh-13rem)]"
      data-turn={turn.key}
      aria-busy={turn.status === 'running'}
    >
      <h2 className="ml-auto w-fit max-w-[85%] rounded-2xl rounded-br-md bg-accent-soft px-4 py-2 text-[1.067rem] font-medium whitespace-pre-wrap text-accent-strong [overflow-wrap:anywhere]">
        <span className="sr-only">You asked: </span>
        {turn.question}
      </h2>
      <div className="mt-3">
        <Outcome turn={turn} catalog={catalog} actions={actions} onRetry={onRetry} />
      </div>
    </article>
  )
}

function Outcome({ turn, catalog, actions, onRetry }: TurnViewProps) {
  const again = (
    <Button small icon="retry" onClick={() => onRetry(turn)}>
      {texts.again}
    </Button>
  )
  switch (turn.status) {
    case 'running':
      return (
        <div className="card p-4 sm:p-6">
          <AnswerInProgress interpretation={turn.interpretation} phrases={turn.phrases} catalog={catalog} />
        </div>
      )
    case 'done':
      return (
        <div className="card p-4 sm:p-6">
          {turn.answer && <AnswerCard answer={turn.answer} catalog={catalog} actions={actions} />}
        </div>
      )
    case 'failed':
      return (
        <Notice tone="danger" title={turn.failure?.title ?? ''} actions={again}>
          {turn.failure?.detail}
        </Notice>
      )
    case 'stopped':
      return <Notice tone="warning" title={texts.stopped} actions={again} />
  }
}
