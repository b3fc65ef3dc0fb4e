import type { Confidence } from '@salestalk/protocol'
import { Popover } from 'radix-ui'
import { formatFigure, humanize } from '../ui/format.ts'
import { confidenceWord } from './slot-words.ts'
import { texts } from './texts.ts'

const steps = [0.25, 0.5, 0.75, 0.9]

/** How sure the reading is, in words and four steps; its parts on request. */
export function ConfidenceMeter({ confidence }: { confidence: Confidence }) {
  const { overall, components } = confidence
  return (
    <Popover.Root>
      <Popover.Trigger className="inline-flex items-center gap-2 text-[0.867rem] text-ink-soft hover:text-ink">
        <Steps value={overall} />
        <span>
          <span className="sr-only">{texts.confidence}: </span>
          {confidenceWord(overall)}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={12}
          aria-label={texts.confidence}
          className="z-30 w-64 animate-appear rounded-2xl border bg-raised p-4 text-[0.933rem] shadow-float"
        >
          <p className="flex justify-between font-semibold">
            {texts.confidence} <span className="figures">{formatFigure(overall, 'percent')}</span>
          </p>
          <dl className="mt-2 space-y-1 text-ink-soft">
            {Object.entries(components).map(([name, value]) => (
              <div key={name} className="flex items-center justify-between gap-3">
                <dt className="flex-1">{humanize(name)}</dt>
                <dd className="flex items-center gap-2">
                  <Steps value={value} />
                  <span className="figures w-12 text-right">{formatFigure(value, 'percent')}</span>
                </dd>
              </div>
            ))}
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Steps({ value }: { value: number }) {
  return (
    <span aria-hidden="true" className="inline-flex items-end gap-0.5">
      {steps.map((step, index) => (
        <span
          key={step}
          className={`w-1 rounded-full ${value >= step ? 'bg-accent' : 'bg-line-strong/40'}`}
          style={{ height: `${6 + index * 2}px` }}
        />
      ))}
    </span>
  )
}
