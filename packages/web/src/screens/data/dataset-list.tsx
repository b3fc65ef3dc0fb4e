import type { CatalogDataset, DatasetModel } from '@salestalk/protocol'
import { useState } from 'react'
import { useCatalog } from '../../api/queries.ts'
import { useSaveModel } from '../../api/uploads.ts'
import { Button } from '../../ui/button.tsx'
import { formatSpan, plural } from '../../ui/format.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { ModelEditor } from './model-editor.tsx'
import { texts } from './texts.ts'

/** What there is to ask about, and what its columns mean. */
export function DatasetList() {
  const catalog = useCatalog()
  const [open, setOpen] = useState<string | null>(null)
  return (
    <section className="mt-10" aria-labelledby="datasets-title">
      <h2 id="datasets-title" className="text-xl font-semibold">
        {texts.datasets}
      </h2>
      {catalog.isPending && <div className="skeleton mt-3 h-24" aria-hidden="true" />}
      {catalog.isError && <FailureNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.data?.datasets.length === 0 && <p className="mt-2 text-ink-faint">{texts.noDatasets}</p>}
      <ul className="mt-3 grid gap-3 sm:grid-cols-2">
        {catalog.data?.datasets.map((dataset) => (
          <li key={dataset.dataset} className={`card p-4 ${open === dataset.dataset ? 'sm:col-span-2' : ''}`}>
            <div className="flex items-start justify-between gap-3">
              <div className="min-w-0">
                <h3 className="font-semibold">{dataset.label}</h3>
                <p className="figures text-ink-soft">
                  {[plural(dataset.rows, 'row'), formatSpan(dataset.firstDay, dataset.lastDay)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <p className="text-[0.867rem] text-ink-faint">
                  {plural(dataset.model.metrics.filter((metric) => !metric.hidden).length, 'metric')},{' '}
                  {plural(dataset.model.dimensions.length, 'dimension')}
                </p>
              </div>
              <Button
                small
                aria-expanded={open === dataset.dataset}
                onClick={() => setOpen(open === dataset.dataset ? null : dataset.dataset)}
              >
                {open === dataset.dataset ? texts.closeModel : texts.editModel}
                <span className="sr-only"> of {dataset.label}</span>
              </Button>
            </div>
            {open === dataset.dataset && <StoredModel key={dataset.model.version} dataset={dataset} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function StoredModel({ dataset }: { dataset: CatalogDataset }) {
  const [model, setModel] = useState<DatasetModel>(dataset.model)
  const save = useSaveModel()
  return (
    <div className="mt-4 space-y-4">
      <ModelEditor model={model} profile={null} onChange={setModel} />
      {save.isError && <FailureNotice error={save.error} />}
      <div className="flex items-center gap-3">
        <Button look="primary" disabled={model === dataset.model || save.isPending} onClick={() => save.mutate(model)}>
          {texts.save}
        </Button>
        <span role="status" className="text-accent">
          {save.isSuccess && texts.saved}
        </span>
      </div>
    </div>
  )
}
