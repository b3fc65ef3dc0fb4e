import type { Catalog } from '@salestalk/protocol'
import { Button } from '../../ui/button.tsx'
import { type Entry, targetLabel } from './content-editing.ts'
import { texts } from './texts.ts'

interface WordListProps {
  entries: readonly Entry[]
  catalog: Catalog | undefined
  /** Null for those who may only look. */
  onRemove: ((entry: Entry) => void) | null
}

/** Every word of the company's own, a line each. */
export function WordList({ entries, catalog, onRemove }: WordListProps) {
  if (entries.length === 0) return <p className="mt-2 text-ink-faint">{texts.noWords}</p>
  return (
    <ul className="card mt-3 divide-y">
      {entries.map((entry) => (
        <li key={JSON.stringify(entry)} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <p className="min-w-0 flex-1 basis-48">
            <span className="font-semibold">{entry.phrase}</span>{' '}
            <span className={entry.says === 'forbid' ? 'text-warning' : 'text-ink-soft'}>
              {texts.sayings[entry.says]}
            </span>{' '}
            {targetLabel(entry.target, catalog)}
            {entry.weight < 1 && <span className="figures text-ink-faint"> · {entry.weight}</span>}
          </p>
          {onRemove && (
            <Button small look="quiet" icon="trash" onClick={() => onRemove(entry)}>
              {texts.remove}
              <span className="sr-only"> {entry.phrase}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
