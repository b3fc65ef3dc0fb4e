import type { Catalog } from '@salestalk/protocol'
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../../ui/button.tsx'
import { formatSpan, plural } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { texts } from './texts.ts'

/** What an empty conversation shows: what can be asked, over which data. */
export function Welcome({ catalog, onAsk }: { catalog: Catalog | undefined; onAsk: (question: string) => void }) {
  if (catalog && catalog.datasets.length === 0) {
    return (
      <div className="grid flex-1 place-content-center gap-3 text-center">
        <h1 className="text-3xl font-semibold tracking-tight">{texts.noData}</h1>
        <p className="max-w-md text-ink-soft">{texts.noDataNote}</p>
        <Link to="/data" className={`${buttonClass('primary')} mx-auto`}>
          <Icon name="upload" /> {texts.addData}
        </Link>
      </div>
    )
  }
  return (
    <div className="flex flex-1 flex-col justify-center py-6">
      <h1 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">{texts.welcome}</h1>
      <p className="mt-2 text-ink-soft">{texts.welcomeNote}</p>
      <section aria-label={texts.examples} className="mt-6 min-h-62">
        <ul className="grid gap-2 sm:grid-cols-2">
          {catalog?.exampleQuestions.slice(0, 8).map((question) => (
            <li key={question}>
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="group flex h-full w-full items-center justify-between gap-3 rounded-xl border bg-surface px-4 py-3 text-left transition-colors hover:border-accent"
              >
                {question}
                <Icon name="arrow" className="size-4.5 shrink-0 text-ink-faint group-hover:text-accent" />
              </button>
            </li>
          ))}
        </ul>
      </section>
      {catalog && <DataLine catalog={catalog} />}
    </div>
  )
}

function DataLine({ catalog }: { catalog: Catalog }) {
  const rows = catalog.datasets.reduce((sum, dataset) => sum + dataset.rows, 0)
  const range = catalog.timeSpan ? formatSpan(catalog.timeSpan.firstDay, catalog.timeSpan.lastDay) : null
  return (
    <p className="mt-5 text-[0.867rem] text-ink-faint">
      {plural(rows, 'row')} in {plural(catalog.datasets.length, 'dataset')}, {plural(catalog.metrics.length, 'metric')}
      {range && `, ${range}`}
    </p>
  )
}
