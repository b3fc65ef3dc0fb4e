import type { CatalogDataset, DatasetModel, IngestMode, IngestPreview } from '@salestalk/protocol'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { datasetKey } from './model-editing.ts'
import { texts } from './texts.ts'

interface ConfirmFormProps {
  model: DatasetModel
  preview: IngestPreview
  datasets: readonly CatalogDataset[]
  busy: boolean
  /** The rows go to another dataset: its model decides how they are understood. */
  onDataset: (dataset: string) => void
  onConfirm: (dataset: string, mode: IngestMode) => void
  onCancel: () => void
}

/** Where the rows go, and the last word before they are stored. */
export function ConfirmForm({ preview, datasets, busy, onDataset, onConfirm, onCancel }: ConfirmFormProps) {
  const [name, setName] = useState<string>(preview.dataset)
  const [mode, setMode] = useState<IngestMode>('append')
  const key = datasetKey(name)
  const existing = datasets.find((one) => one.dataset === key)
  const rows = preview.rowsRead - preview.rowsRejected

  function submit(event: FormEvent) {
    event.preventDefault()
    if (key !== null) onConfirm(key, existing ? mode : 'append')
  }

  return (
    <form onSubmit={submit} className="card sticky bottom-3 z-10 p-4 shadow-float sm:p-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <label className="min-w-0 flex-1 basis-56">
          <span className="font-medium">{texts.dataset}</span>
          <input
            list="datasets"
            value={name}
            maxLength={63}
            aria-describedby="dataset-hint"
            aria-invalid={key === null}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => key !== null && key !== preview.dataset && onDataset(key)}
            className="field mt-1 w-full"
          />
          <datalist id="datasets">
            {datasets.map((one) => (
              <option key={one.dataset} value={one.dataset}>
                {one.label}
              </option>
            ))}
          </datalist>
        </label>
        {existing && (
          <fieldset className="basis-64">
            <legend className="sr-only">{texts.dataset}</legend>
            {(['append', 'replace'] as const).map((one) => (
              <label key={one} className="flex items-center gap-2">
                <input
                  type="radio"
                  name="mode"
                  className="accent-accent"
                  checked={mode === one}
                  onChange={() => setMode(one)}
                />
                {texts[one]} ({formatCount(existing.rows)})
              </label>
            ))}
          </fieldset>
        )}
        <div className="ml-auto flex gap-2">
          <Button look="quiet" onClick={onCancel}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={busy || key === null || rows <= 0}>
            {busy ? texts.confirming : `Add ${plural(rows, 'row')}`}
          </Button>
        </div>
      </div>
      <p
        id="dataset-hint"
        className={`mt-2 hidden text-[0.867rem] sm:block ${key === null ? 'text-danger' : 'text-ink-faint'}`}
      >
        {key === null ? texts.datasetInvalid : texts.datasetHint}
      </p>
    </form>
  )
}
