import type { ExecutedQuery, Phrase, Reference } from '@salestalk/protocol'
import { Popover } from 'radix-ui'
import { formatFigure } from '../ui/format.ts'
import { FigureSource } from './figure-source.tsx'
import type { Labels } from './interpretation-editing.ts'

interface SentenceProps {
  phrases: readonly Phrase[]
  references: readonly Reference[]
  queries: readonly ExecutedQuery[]
  labels: Labels
}

/** The answer in words; every figure in it opens its source. */
export function Sentence({ phrases, references, queries, labels }: SentenceProps) {
  let position = 0
  return (
    <p className="text-[1.133rem] leading-relaxed text-pretty">
      {phrases.map((phrase) => {
        const key = `${position} ${phrase.text}`
        position += phrase.text.length
        const reference = references.find((one) => one.id === phrase.reference)
        if (!reference) return <span key={key}>{phrase.text}</span>
        return (
          <Figure
            key={key}
            phrase={phrase}
            reference={reference}
            references={references}
            queries={queries}
            labels={labels}
          />
        )
      })}
    </p>
  )
}

interface FigureProps extends Omit<SentenceProps, 'phrases'> {
  phrase: Phrase
  reference: Reference
}

function Figure({ phrase, reference, references, queries, labels }: FigureProps) {
  const [, before, text, after] = /^(\s*)(.*?)(\s*)$/s.exec(phrase.text) ?? ['', '', phrase.text, '']
  return (
    <Popover.Root>
      {before}
      <Popover.Trigger
        aria-label={`${text}, show source`}
        className="figures -mx-0.5 rounded-md px-0.5 font-semibold text-accent-strong underline decoration-accent decoration-dotted decoration-1 underline-offset-4 transition-colors hover:bg-accent-soft hover:decoration-solid data-[state=open]:bg-accent data-[state=open]:text-on-accent"
      >
        {text}
      </Popover.Trigger>
      {after}
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={12}
          aria-label={`Source of ${formatFigure(reference.value, reference.unit)}`}
          className="z-30 max-h-[min(30rem,var(--radix-popover-content-available-height))] w-[min(25rem,calc(100vw-1.5rem))] animate-appear overflow-y-auto rounded-2xl border bg-raised p-4 text-[0.933rem] shadow-float"
        >
          <FigureSource reference={reference} references={references} queries={queries} labels={labels} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
