import type { MetricDefinition } from '@salestalk/protocol'
import { findMetricEntry } from '../../taxonomy/index.ts'
import type { MetricDraft } from './metric-draft.ts'
import { hasWord } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'
import type { RowNature } from './row-nature.ts'

/** What a companion weighs: it is there to be asked for, never to be offered first. */
const importance = 0.08

/** Measures of the vocabulary whose average has a name of its own. */
const averagedElsewhere = new Set(['revenue', 'gross_revenue', 'units_sold', 'cogs', 'discount_amount'])

/**
 * The average beside each sum, and the total beside each average that adds up: "average nights" and "total weight" can be asked for,
 * whichever of the two the column's own name stands for. An average is over the rows, so the vocabulary's measures have one only where
 * each row is a record.
 */
export function proposeCompanions(
  draft: MetricDraft,
  readings: readonly ColumnReading[],
  nature: RowNature,
  noun: string,
): void {
  const record = noun === 'row' ? null : noun
  const areRecords = nature.main === null || nature.record.singular === nature.main.record.singular
  const isSale = draft.has('aov') || draft.has('avg_deal_size')
  for (const metric of [...draft.metrics]) {
    const { aggregation } = metric
    if (aggregation.kind !== 'sum' && aggregation.kind !== 'average') continue
    const reading = columnOf(metric, readings)
    if (!reading) continue
    const isOwn = findMetricEntry(draft.context.taxonomy, metric.id) === undefined
    const names = namesOf(draft, metric)
    if (aggregation.kind === 'sum' && (isOwn || (areRecords && !(averagedElsewhere.has(metric.id) && isSale)))) {
      addAverage(draft, metric, names, areRecords ? record : null)
    }
    if (aggregation.kind === 'average' && isOwn && addsUp(draft, metric, reading)) addTotal(draft, metric, names)
  }
}

/** The one column a metric is read from, where it counts all rows. */
function columnOf({ aggregation }: MetricDefinition, readings: readonly ColumnReading[]): ColumnReading | undefined {
  if (!('expression' in aggregation) || !('column' in aggregation.expression) || aggregation.where.length > 0)
    return undefined
  const { column } = aggregation.expression
  return readings.find((reading) => reading.profile.key === column)
}

/** What the file calls the metric, without "average" before it. */
function namesOf(draft: MetricDraft, metric: MetricDefinition): string[] {
  const own = draft.ownWords.get(metric.id) ?? []
  const names = [metric.label.toLowerCase(), ...own].filter((name) => !/^(?:average|avg|mean|total)\b/.test(name))
  return [...new Set(names)]
}

function addAverage(
  draft: MetricDraft,
  metric: MetricDefinition,
  names: readonly string[],
  record: string | null,
): void {
  const { aggregation, unit, label, timeColumn, grain, direction } = metric
  if (aggregation.kind !== 'sum') return
  const per = record === null ? [] : names.map((name) => `${name} per ${record}`)
  const average = names.flatMap((name) => [`average ${name}`, `avg ${name}`, `mean ${name}`])
  draft.addOwn(
    `average_${metric.id}`,
    { ...aggregation, kind: 'average' },
    {
      label: `Average ${lowered(label)}`,
      description: `The average of ${label} over the rows.`,
      unit: unit.kind === 'count' ? { kind: 'score', currency: null } : unit,
      timeColumn,
      grain,
      direction,
      importance,
      words: [...average, ...per, ...per.map((name) => `average ${name}`)],
    },
  )
}

function addTotal(draft: MetricDraft, metric: MetricDefinition, names: readonly string[]): void {
  const { aggregation, unit, timeColumn, grain, direction } = metric
  const name = names[0]
  if (aggregation.kind !== 'average' || name === undefined) return
  draft.addOwn(
    `total_${metric.id}`,
    { ...aggregation, kind: 'sum' },
    {
      label: `Total ${name}`,
      description: `The sum of ${name}.`,
      unit: unit.kind === 'score' ? { kind: 'count', currency: null } : unit,
      timeColumn,
      grain,
      direction,
      importance,
      words: names.flatMap((word) => [`total ${word}`, `overall ${word}`, `sum of ${word}`, `${word} in total`]),
    },
  )
}

/** Times, weights and distances add up; scores, prices and shares do not. */
function addsUp({ context }: MetricDraft, { unit }: MetricDefinition, { header }: ColumnReading): boolean {
  return (unit.kind === 'score' || unit.kind === 'days') && hasWord(header, context.taxonomy.columns.additive)
}

function lowered(label: string): string {
  return label.replace(/\p{L}+/gu, (word) => (/^\p{Lu}{2}/u.test(word) ? word : word.toLowerCase()))
}
