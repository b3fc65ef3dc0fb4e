import type { ExecutedQuery, Reference } from '@salestalk/protocol'
import type { ReactNode } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatDuration, formatFigure, formatPeriod, formatRange, plural } from '../ui/format.ts'
import type { Labels } from './interpretation-editing.ts'
import { texts } from './texts.ts'

interface FigureSourceProps {
  reference: Reference
  references: readonly Reference[]
  queries: readonly ExecutedQuery[]
  labels: Labels
}

/** Where one figure comes from, down to the key it is stored at and the query that computed it. */
export function FigureSource({ reference, references, queries, labels }: FigureSourceProps) {
  const { source, dimensions, derivedFrom, value, unit } = reference
  const query = queries.find((one) => one.id === source.query)
  const parts = references.filter((one) => derivedFrom.includes(one.id))
  const filters = Object.entries(dimensions)
  const range = formatRange(reference.start, reference.end)
  return (
    <div>
      <p className="eyebrow">{texts.sourceOf}</p>
      <p className="mt-0.5 font-semibold">{labels.metric(reference.metric)}</p>
      <p className="figures text-2xl font-semibold tracking-tight">{formatFigure(value, unit)}</p>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Entry name={texts.exactValue}>
          <span className="figures">{formatFigure(value, unit, 'exact')}</span>
        </Entry>
        <Entry name={texts.period}>{range ?? formatPeriod(reference.label)}</Entry>
        <Entry name={texts.filters}>
          {filters.length === 0
            ? texts.everything
            : filters.map(([dimension, member]) => (
                <span key={dimension} className="block">
                  {labels.dimension(dimension)}: {member ?? '(blank)'}
                </span>
              ))}
        </Entry>
        {parts.length > 0 && (
          <Entry name={texts.derivedFrom}>
            {parts.map((part) => (
              <span key={part.id} className="figures block">
                {formatFigure(part.value, part.unit)}{' '}
                <span className="text-ink-faint">
                  {labels.metric(part.metric)}, {formatPeriod(part.label)}
                </span>
              </span>
            ))}
          </Entry>
        )}
        <Entry name={texts.storedAt}>
          <span className="font-mono text-[0.8rem] [overflow-wrap:anywhere]">
            {source.table}
            <br />
            {source.pk} / {source.sk}
          </span>
        </Entry>
      </dl>
      {query && (
        <div className="mt-3 border-t pt-2.5">
          <div className="flex items-center justify-between gap-2">
            <p className="text-ink-faint">
              {texts.query} {query.id} · {plural(query.rows, 'row')} · {formatDuration(query.milliseconds)}
            </p>
            <CopyButton text={query.sql} label={texts.copyQuery} />
          </div>
          <Sql text={query.sql} />
        </div>
      )}
    </div>
  )
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** SQL to be read: scrolls by itself, with the keyboard too. */
function Sql({ text }: { text: string }) {
  return (
    <section aria-label={texts.query}>
      <textarea
        readOnly
        aria-label={texts.query}
        rows={Math.min(8, text.split('\n').length + 1)}
        wrap="off"
        value={text}
        spellCheck={false}
        className="mt-1 w-full resize-none rounded-lg bg-sunken p-3 font-mono text-[0.8rem] leading-snug"
      />
    </section>
  )
}
