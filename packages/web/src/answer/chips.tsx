import type { SlotStatus } from '@salestalk/protocol'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icons.tsx'
import { statusWords } from './slot-words.ts'

const chipClass = 'inline-flex min-h-8 max-w-full items-center gap-1 rounded-full border text-[0.867rem]'

function look(status: SlotStatus | null): string {
  if (status === null) return 'border-transparent text-accent'
  return status === 'stated' ? 'border-line bg-sunken' : 'border-dashed border-line-strong'
}

interface ChipTextProps {
  kind: string | null
  label: string
  detail?: string | null
  status: SlotStatus | null
}

/** What a slot holds; where the words did not say it, how it came about is said as well. */
function ChipText({ kind, label, detail = null, status }: ChipTextProps) {
  return (
    <span className="min-w-0 text-left" title={status ? statusWords[status] : undefined}>
      {kind && <span className="text-ink-faint">{kind} </span>}
      <span className="font-medium">{label}</span>
      {detail && <span className="text-ink-soft"> ({detail})</span>}
      {status && status !== 'stated' && <span className="text-ink-faint"> · {status}</span>}
    </span>
  )
}

interface SlotChipProps extends ChipTextProps {
  onRemove: (() => void) | null
}

export function SlotChip({ onRemove, ...text }: SlotChipProps) {
  return (
    <Chip>
      <span className={`${chipClass} ${look(text.status)} py-0.5 pl-3 ${onRemove ? 'pr-1' : 'pr-3'}`}>
        <ChipText {...text} />
        {onRemove && (
          <button
            type="button"
            onClick={onRemove}
            aria-label={`Remove ${text.label}`}
            className="grid size-6 shrink-0 place-items-center rounded-full text-ink-faint hover:bg-line hover:text-ink"
          >
            <Icon name="close" className="size-3.5" />
          </button>
        )}
      </span>
    </Chip>
  )
}

interface ChoiceChipProps extends ChipTextProps {
  options: readonly { value: string; label: string }[]
  onChoose: ((value: string) => void) | null
}

/** A slot whose content is changed by choosing another. */
export function ChoiceChip({ options, onChoose, ...text }: ChoiceChipProps) {
  if (!onChoose || options.length < 2) return <SlotChip {...text} onRemove={null} />
  return (
    <Chip>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={`${chipClass} ${look(text.status)} py-0.5 pr-2 pl-3 hover:border-accent`}>
          {text.status === null && <Icon name="plus" className="size-4 shrink-0" />}
          <ChipText {...text} />
          {text.status !== null && <Icon name="chevron" className="size-4 shrink-0 text-ink-faint" />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="start"
            sideOffset={6}
            collisionPadding={12}
            className="z-30 max-h-80 min-w-48 animate-appear overflow-y-auto rounded-xl border bg-raised p-1 shadow-float"
          >
            {options.map((option) => (
              <DropdownMenu.Item
                key={option.value}
                onSelect={() => onChoose(option.value)}
                className="flex cursor-pointer items-center justify-between gap-4 rounded-lg px-3 py-1.5 outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong"
              >
                {option.label}
                {option.label === text.label && <Icon name="check" className="size-4" />}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </Chip>
  )
}

function Chip({ children }: { children: ReactNode }) {
  return <li className="max-w-full">{children}</li>
}
