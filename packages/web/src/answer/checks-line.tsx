import type { Answer } from '@salestalk/protocol'
import { Popover } from 'radix-ui'
import { formatDuration, formatFigure, humanize, plural } from '../ui/format.ts'
import { Icon } from '../ui/icons.tsx'
import { checksWords } from './slot-words.ts'
import { texts } from './texts.ts'

/** What was verified, whether it adds up, and how long it all took. */
export function ChecksLine({ answer }: { answer: Answer }) {
  const { checks, timings, queries, model } = answer
  const sound = checks.factsVerified === checks.factsTotal && checks.reconciled !== false
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-[0.867rem]">
      {checks.factsTotal > 0 ? (
        <p className={`flex items-center gap-1.5 ${sound ? 'text-accent' : 'text-warning'}`}>
          <Icon name={sound ? 'shield' : 'alert'} className="size-4.5 shrink-0" />
          {checksWords(checks)}
        </p>
      ) : (
        <span />
      )}
      <Popover.Root>
        <Popover.Trigger className="text-ink-faint underline decoration-dotted underline-offset-4 hover:text-ink">
          {texts.took} {formatDuration(timings.total)}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            sideOffset={8}
            collisionPadding={12}
            aria-label={texts.checks}
            className="z-30 w-[min(22rem,calc(100vw-1.5rem))] animate-appear rounded-2xl border bg-raised p-4 text-[0.933rem] shadow-float"
          >
            {checks.notes.length > 0 && (
              <>
                <p className="eyebrow">{texts.checks}</p>
                <ul className="mt-1 mb-3 space-y-1 text-ink-soft">
                  {checks.notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </>
            )}
            <p className="eyebrow">Time</p>
            <dl className="figures mt-1 space-y-0.5 text-ink-soft">
              {Object.entries(timings).map(([stage, milliseconds]) => (
                <div key={stage} className="flex justify-between">
                  <dt>{humanize(stage)}</dt>
                  <dd>{formatDuration(milliseconds)}</dd>
                </div>
              ))}
            </dl>
            <p className="mt-3 text-ink-faint">
              {plural(queries.length, 'query', 'queries')} ·{' '}
              {model.provider === 'none'
                ? 'no language model, no tokens'
                : `${model.modelId ?? model.provider}, ${plural(model.promptTokens + model.completionTokens, 'token')}, ${formatFigure(model.costUsd, 'USD', 'exact')}`}
            </p>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}
