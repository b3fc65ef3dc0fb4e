import type {
  ColumnRole,
  DatasetModel,
  DatasetProfile,
  DimensionDefinition,
  MetricDefinition,
} from '@salestalk/protocol'
import { formatCount, formatFigure } from '../../ui/format.ts'
import { columnRoleName } from './column-roles.ts'
import {
  aggregationWords,
  changeDimension,
  changeMetric,
  possibleRoles,
  setColumnRole,
  synonymsFrom,
} from './model-editing.ts'
import { texts } from './texts.ts'

interface ModelEditorProps {
  model: DatasetModel
  profile: DatasetProfile | null
  onChange: (model: DatasetModel) => void
}

/** What the columns mean: every guess can be corrected. */
export function ModelEditor({ model, profile, onChange }: ModelEditorProps) {
  return (
    <>
      <section className="card p-4 sm:p-5" aria-labelledby="metrics-title">
        <h2 id="metrics-title" className="text-lg font-semibold">
          {texts.metrics}
        </h2>
        <p className="text-ink-soft">{texts.metricsNote}</p>
        <FieldNames columns="sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_5rem]" />
        <ul className="divide-y max-sm:mt-2">
          {model.metrics.map((metric) => (
            <MetricRow
              key={metric.id}
              metric={metric}
              model={model}
              onChange={(change) => onChange(changeMetric(model, metric.id, change))}
            />
          ))}
        </ul>
      </section>
      <section className="card p-4 sm:p-5" aria-labelledby="dimensions-title">
        <h2 id="dimensions-title" className="text-lg font-semibold">
          {texts.dimensions}
        </h2>
        <p className="text-ink-soft">{texts.dimensionsNote}</p>
        <FieldNames columns="sm:grid-cols-2" />
        <ul className="divide-y max-sm:mt-2">
          {model.dimensions.map((dimension) => (
            <DimensionRow
              key={dimension.id}
              dimension={dimension}
              onChange={(change) => onChange(changeDimension(model, dimension.id, change))}
            />
          ))}
        </ul>
      </section>
      <Columns model={model} profile={profile} onChange={onChange} />
      {model.assumptions.length > 0 && (
        <section className="card p-4 sm:p-5" aria-labelledby="assumptions-title">
          <h2 id="assumptions-title" className="text-lg font-semibold">
            {texts.assumptions}
          </h2>
          <ul className="mt-2 list-disc space-y-0.5 pl-5 text-ink-soft">
            {model.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Heads over the fields; each field has a name of its own for those who hear it. */
function FieldNames({ columns }: { columns: string }) {
  return (
    <div aria-hidden="true" className={`mt-3 hidden gap-x-4 text-[0.867rem] text-ink-faint sm:grid ${columns}`}>
      <span>{texts.label}</span>
      <span>
        {texts.synonyms}, {texts.synonymsHint}
      </span>
    </div>
  )
}

interface MetricRowProps {
  metric: MetricDefinition
  model: DatasetModel
  onChange: (change: Partial<MetricDefinition>) => void
}

function MetricRow({ metric, model, onChange }: MetricRowProps) {
  return (
    <li className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_5rem]">
      <div>
        <LabelField name={metric.label} of={metric.id} onChange={(label) => onChange({ label })} />
        <p className={`mt-1 text-[0.867rem] ${metric.hidden ? 'text-ink-faint line-through' : 'text-ink-soft'}`}>
          {aggregationWords(metric.aggregation, model)}
        </p>
      </div>
      <SynonymsField of={metric.label} synonyms={metric.synonyms} onChange={(synonyms) => onChange({ synonyms })} />
      <label className="flex items-center gap-2 self-start sm:pt-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={!metric.hidden}
          onChange={(event) => onChange({ hidden: !event.currentTarget.checked })}
        />
        {texts.shown}
        <span className="sr-only">: {metric.label}</span>
      </label>
    </li>
  )
}

interface DimensionRowProps {
  dimension: DimensionDefinition
  onChange: (change: Partial<DimensionDefinition>) => void
}

function DimensionRow({ dimension, onChange }: DimensionRowProps) {
  return (
    <li className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-2">
      <LabelField name={dimension.label} of={dimension.id} onChange={(label) => onChange({ label })} />
      <SynonymsField
        of={dimension.label}
        synonyms={dimension.synonyms}
        onChange={(synonyms) => onChange({ synonyms })}
      />
    </li>
  )
}

function LabelField({ name, of, onChange }: { name: string; of: string; onChange: (label: string) => void }) {
  return (
    <input
      className="field w-full font-medium"
      aria-label={`${texts.label}: ${of}`}
      defaultValue={name}
      maxLength={80}
      onBlur={(event) => {
        const label = event.currentTarget.value.trim()
        if (label === '') event.currentTarget.value = name
        else if (label !== name) onChange(label)
      }}
    />
  )
}

interface SynonymsFieldProps {
  of: string
  synonyms: readonly string[]
  onChange: (synonyms: string[]) => void
}

function SynonymsField({ of, synonyms, onChange }: SynonymsFieldProps) {
  const text = synonyms.join(', ')
  return (
    <input
      className="field w-full self-start"
      aria-label={`${texts.synonyms}: ${of}, ${texts.synonymsHint}`}
      placeholder={texts.synonyms}
      defaultValue={text}
      onBlur={(event) => {
        const next = synonymsFrom(event.currentTarget.value)
        if (next.join(', ') !== text) onChange(next)
      }}
    />
  )
}

function Columns({ model, profile, onChange }: ModelEditorProps) {
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="columns-title">
      <h2 id="columns-title" className="text-lg font-semibold">
        {texts.columns}
      </h2>
      <p className="text-ink-soft">{texts.columnsNote}</p>
      <ul className="mt-3 divide-y">
        {model.columns.map((column) => {
          const seen = profile?.columns.find((one) => one.key === column.key)
          return (
            <li
              key={column.key}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto]"
            >
              <div className="min-w-0">
                <p className="truncate font-medium">{column.name}</p>
                <p className="text-[0.867rem] text-ink-faint">
                  {column.type}
                  {seen && seen.empty > 0 && `, ${formatFigure(seen.empty / seen.rows, 'percent')} empty`}
                </p>
              </div>
              <p className="col-span-2 row-start-2 min-w-0 truncate text-[0.867rem] text-ink-soft sm:col-span-1 sm:col-start-2 sm:row-start-1">
                {seen && `${formatCount(seen.distinct)} different: ${seen.samples.slice(0, 4).join(', ')}`}
              </p>
              <select
                className="field"
                aria-label={`What ${column.name} is for`}
                value={column.role}
                onChange={(event) => {
                  const role = possibleRoles(column).find((one) => one === event.currentTarget.value)
                  if (role) onChange(setColumnRole(model, column.key, role))
                }}
              >
                {possibleRoles(column).map((role: ColumnRole) => (
                  <option key={role} value={role}>
                    {columnRoleName(role, column, model)}
                  </option>
                ))}
              </select>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
