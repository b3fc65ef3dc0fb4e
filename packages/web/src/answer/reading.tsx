import type { Catalog, Interpretation } from '@salestalk/protocol'
import { formatFigure } from '../ui/format.ts'
import { ChoiceChip, SlotChip } from './chips.tsx'
import { ConfidenceMeter } from './confidence-meter.tsx'
import {
  calendarBreakdowns,
  type Edit,
  removeCalculation,
  removeComparison,
  removeCondition,
  removeFilter,
  setBreakdown,
  setMetric,
} from './interpretation-editing.ts'
import {
  breakdownLabel,
  calculationLabel,
  comparisonLabel,
  conditionWords,
  filterWords,
  labelsFrom,
  rankLabel,
  timeLabel,
  unitOf,
} from './slot-words.ts'
import { texts } from './texts.ts'

interface ReadingProps {
  interpretation: Interpretation
  catalog: Catalog | undefined
  /** Asks the corrected reading; null while that is not possible. */
  onEdit: ((edit: Edit) => void) | null
}

/** "How I understood this": the restatement, and a chip per slot that can be corrected in place. */
export function Reading({ interpretation, catalog, onEdit }: ReadingProps) {
  const { metrics, restatement, confidence } = interpretation
  return (
    <section aria-label={texts.understanding} className="mt-5 border-t pt-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="eyebrow">{texts.understanding}</h3>
        {metrics.length > 0 && <ConfidenceMeter confidence={confidence} />}
      </div>
      {restatement !== '' && <p className="mt-1 text-ink-soft">{restatement}</p>}
      <Slots interpretation={interpretation} catalog={catalog} onEdit={onEdit} />
    </section>
  )
}

function Slots({ interpretation, catalog, onEdit }: ReadingProps) {
  const { metrics, filters, having, time, periods, rank, calculation, comparison, target } = interpretation
  const labels = labelsFrom(catalog)
  const edit = (make: () => Edit) => (onEdit ? () => onEdit(make()) : null)
  return (
    <ul className="mt-2.5 flex flex-wrap gap-1.5" aria-label="Parts of the question">
      {metrics.map((metric, index) =>
        index === 0 ? (
          <ChoiceChip
            key={metric.id}
            kind={texts.metric}
            label={labels.metric(metric.id)}
            status={metric.status}
            options={metricOptions(catalog, metric.id)}
            onChoose={onEdit && ((id) => onEdit(setMetric(interpretation, id, labels)))}
          />
        ) : (
          <SlotChip
            key={metric.id}
            kind={texts.metric}
            label={labels.metric(metric.id)}
            status={metric.status}
            onRemove={null}
          />
        ),
      )}
      {calculation && (
        <SlotChip
          kind={null}
          label={calculationLabel(calculation)}
          status="stated"
          onRemove={edit(() => removeCalculation(interpretation))}
        />
      )}
      {filters.map((filter, index) => (
        <SlotChip
          key={`${filter.dimension} ${filter.values.join(' ')}`}
          kind={null}
          label={filterWords(filter, labels)}
          status={filter.status}
          onRemove={edit(() => removeFilter(interpretation, index, labels))}
        />
      ))}
      {having.map((condition, index) => (
        <SlotChip
          key={`${condition.metric} ${condition.operator} ${condition.value}`}
          kind={texts.condition}
          label={conditionWords(condition, labels, unitOf(catalog, condition.metric))}
          status={condition.status}
          onRemove={edit(() => removeCondition(interpretation, index, labels))}
        />
      ))}
      <BreakdownChips interpretation={interpretation} catalog={catalog} onEdit={onEdit} />
      {rank && <SlotChip kind={texts.ranking} label={rankLabel(rank)} status={rank.status} onRemove={null} />}
      {[...(time ? [time] : []), ...periods].map((slot) => {
        const { label, range } = timeLabel(slot)
        const detail = [range, slot.partial ? texts.partial : null].filter(Boolean).join(', ')
        return (
          <SlotChip
            key={`${slot.expression} ${slot.start}`}
            kind={texts.time}
            label={label}
            detail={detail || null}
            status={slot.status}
            onRemove={null}
          />
        )
      })}
      {comparison && (
        <SlotChip
          kind={null}
          label={comparisonLabel(comparison)}
          status={comparison.status}
          onRemove={
            comparison.kind === 'periods' || comparison.kind === 'entities'
              ? null
              : edit(() => removeComparison(interpretation))
          }
        />
      )}
      {target && (
        <SlotChip kind={texts.target} label={formatFigure(target.value, target.unit)} status="stated" onRemove={null} />
      )}
    </ul>
  )
}

/** Metrics of the same dataset: the same conditions make sense for them. */
function metricOptions(catalog: Catalog | undefined, id: string) {
  const dataset = catalog?.metrics.find((metric) => metric.id === id)?.dataset
  return (catalog?.metrics ?? [])
    .filter((metric) => metric.dataset === dataset)
    .map((metric) => ({ value: metric.id, label: metric.label }))
}

const totalOption = 'total'

function BreakdownChips({ interpretation, catalog, onEdit }: ReadingProps) {
  const { breakdown, metrics } = interpretation
  const labels = labelsFrom(catalog)
  const possible = catalog?.metrics.find((metric) => metric.id === metrics[0]?.id)?.dimensions ?? []
  const options = [
    { value: totalOption, label: texts.total },
    ...[...possible, ...calendarBreakdowns].map((id) => ({
      value: id,
      label: breakdownLabel(id, interpretation, labels),
    })),
  ]
  const choose = (index: number) => (value: string) => {
    const others = breakdown.filter((id, place) => place !== index && id !== value)
    const next = value === totalOption ? others : [...others.slice(0, index), value, ...others.slice(index)]
    onEdit?.(setBreakdown(interpretation, next, labels))
  }
  if (breakdown.length === 0) {
    if (metrics.length === 0 || !onEdit) return null
    return (
      <ChoiceChip
        kind={null}
        label={texts.addBreakdown}
        status={null}
        options={options.slice(1)}
        onChoose={choose(0)}
      />
    )
  }
  return breakdown.map((id, index) => (
    <ChoiceChip
      key={id}
      kind={texts.breakdown}
      label={breakdownLabel(id, interpretation, labels)}
      status="stated"
      options={options}
      onChoose={onEdit && choose(index)}
    />
  ))
}
