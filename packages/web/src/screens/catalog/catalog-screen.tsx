import type { Catalog, CatalogMetric } from '@salestalk/protocol'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useCatalog } from '../../api/queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { formatCount, formatFigure, formatRange, formatSpan, plural, unitLabel } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { useTitle } from '../../ui/use-title.ts'
import { type FoundDimension, searchCatalog } from './catalog-search.ts'
import { texts } from './texts.ts'

export function CatalogScreen() {
  const catalog = useCatalog()
  useTitle(texts.title)
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl px-3 py-8 outline-none sm:px-5">
      <h1 className="text-3xl font-semibold tracking-tight">{texts.title}</h1>
      <p className="mt-1 text-ink-soft">
        {texts.lead}{' '}
        <Link to="/vocabulary" className="font-medium text-accent underline underline-offset-2">
          {texts.vocabulary}
        </Link>
      </p>
      {catalog.isPending && <div className="skeleton mt-6 h-96" aria-hidden="true" />}
      {catalog.isError && (
        <div className="mt-6">
          <FailureNotice error={catalog.error} onRetry={() => void catalog.refetch()} />
        </div>
      )}
      {catalog.data && <Contents catalog={catalog.data} />}
    </main>
  )
}

function Contents({ catalog }: { catalog: Catalog }) {
  const [typed, setTyped] = useState('')
  const { metrics, dimensions } = searchCatalog(catalog, useDeferredValue(typed))
  if (catalog.datasets.length === 0) return <p className="mt-6 text-ink-soft">{texts.empty}</p>
  return (
    <>
      <DatasetFacts catalog={catalog} />
      <label className="card mt-4 flex items-center gap-2.5 px-4 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <Icon name="search" className="size-5 text-ink-faint" />
        <span className="sr-only">{texts.search}</span>
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={texts.search}
          className="min-w-0 flex-1 bg-transparent py-3 outline-none"
        />
      </label>
      <p role="status" className="mt-2 text-ink-faint">
        {metrics.length + dimensions.length === 0 && texts.nothing}
      </p>
      {metrics.length > 0 && (
        <section className="mt-4" aria-labelledby="metrics-title">
          <h2 id="metrics-title" className="text-xl font-semibold">
            {texts.metrics} <Count value={metrics.length} />
          </h2>
          <ul className="mt-3 grid gap-3 md:grid-cols-2">
            {metrics.map((metric) => (
              <MetricCard key={metric.id} metric={metric} catalog={catalog} />
            ))}
          </ul>
        </section>
      )}
      {dimensions.length > 0 && (
        <section className="mt-8" aria-labelledby="dimensions-title">
          <h2 id="dimensions-title" className="text-xl font-semibold">
            {texts.dimensions} <Count value={dimensions.length} />
          </h2>
          <ul className="card mt-3 divide-y">
            {dimensions.map((found) => (
              <DimensionRow key={found.dimension.id} found={found} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Count({ value }: { value: number }) {
  return <span className="figures font-normal text-ink-faint">{formatCount(value)}</span>
}

function DatasetFacts({ catalog }: { catalog: Catalog }) {
  return (
    <dl className="mt-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-3" aria-label={texts.datasets}>
      {catalog.datasets.map((dataset) => (
        <div key={dataset.dataset} className="card px-4 py-3">
          <dt className="font-semibold">{dataset.label}</dt>
          <dd className="figures text-[0.933rem] text-ink-soft">
            {plural(dataset.rows, 'row')}
            <br />
            {formatSpan(dataset.firstDay, dataset.lastDay)}
          </dd>
        </div>
      ))}
      {catalog.targets.map((target) => (
        <div key={`${target.metric} ${target.start}`} className="card px-4 py-3">
          <dt className="font-semibold">
            Target: {catalog.metrics.find((metric) => metric.id === target.metric)?.label ?? target.metric}
          </dt>
          <dd className="figures text-[0.933rem] text-ink-soft">
            {formatFigure(target.value, unitCode(catalog.metrics.find((metric) => metric.id === target.metric)))}
            <br />
            {formatRange(target.start, target.end)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function unitCode(metric: CatalogMetric | undefined): string | null {
  if (!metric) return null
  return metric.unit.kind === 'currency' ? metric.unit.currency : metric.unit.kind
}

/** The first words of a long list, and how many more there are. */
function firstWords(words: readonly string[], limit: number): string {
  const rest = words.length - limit
  const shown = words.slice(0, limit).join(', ')
  return rest > 0 ? `${shown} and ${formatCount(rest)} more` : shown
}

function MetricCard({ metric, catalog }: { metric: CatalogMetric; catalog: Catalog }) {
  const dimensionNames = metric.dimensions.map((id) => catalog.dimensions.find((one) => one.id === id)?.label ?? id)
  const unit = unitLabel(unitCode(metric))
  return (
    <li className="card flex flex-col p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="text-lg font-semibold">
          {metric.label}
          {unit && <span className="ml-2 text-[0.867rem] font-normal text-ink-faint">{unit}</span>}
        </h3>
        <Link to="/" search={{ ask: metric.label }} className={buttonClass('secondary', true)}>
          {texts.ask}
          <span className="sr-only"> about {metric.label}</span>
          <Icon name="arrow" className="size-4" />
        </Link>
      </div>
      <p className="text-ink-soft">{metric.description}</p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[0.933rem]">
        <dt className="text-ink-faint">{texts.formula}</dt>
        <dd className="font-mono text-[0.867rem]">{metric.formula}</dd>
        {metric.synonyms.length > 0 && (
          <>
            <dt className="text-ink-faint">{texts.synonyms}</dt>
            <dd>{firstWords(metric.synonyms, 8)}</dd>
          </>
        )}
        {dimensionNames.length > 0 && (
          <>
            <dt className="text-ink-faint">{texts.by}</dt>
            <dd>{dimensionNames.join(', ')}</dd>
          </>
        )}
      </dl>
    </li>
  )
}

const membersShown = 14

function DimensionRow({ found }: { found: FoundDimension }) {
  const { dimension, members } = found
  const shown = members.slice(0, membersShown)
  const hasMore =
    members.length > shown.length || (members === dimension.members && dimension.memberCount > members.length)
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <div>
        <h3 className="font-semibold">{dimension.label}</h3>
        <p className="figures text-[0.867rem] text-ink-faint">
          {plural(dimension.memberCount, 'value')}
          {dimension.synonyms.length > 0 && `, also ${firstWords(dimension.synonyms, 3)}`}
        </p>
      </div>
      <ul className="flex flex-wrap content-center gap-1.5">
        {shown.map((member) => (
          <li key={member} className="max-w-full truncate rounded-full bg-sunken px-2.5 py-0.5 text-[0.933rem]">
            {member}
          </li>
        ))}
        {hasMore && <li className="px-1 py-0.5 text-ink-faint">{texts.more}</li>}
      </ul>
    </li>
  )
}
