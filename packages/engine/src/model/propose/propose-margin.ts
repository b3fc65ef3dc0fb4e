import type { Expression, MetricDefinition } from '@salestalk/protocol'
import { column, subtract } from './expressions.ts'
import type { MetricDraft } from './metric-draft.ts'
import { endsIn, hasWord } from './name-index.ts'
import type { ColumnReading } from './read-columns.ts'

/**
 * Profit and margin of files that call what they earn by a name of their own: "Contract Value" less "Material Cost" and "Labour Cost".
 * Nothing where one cost of several is all that is known, where several columns can be what is earned, or where the file tells profit otherwise.
 */
export function proposeMargin(draft: MetricDraft, readings: readonly ColumnReading[]): void {
  const { margins } = draft.context.taxonomy.columns
  if (['gross_profit', 'gross_revenue', 'ad_spend', 'opex'].some((id) => draft.has(id))) return
  const summed = readings.flatMap((reading) => {
    const metric = sumOf(draft, reading)
    return metric ? [{ reading, metric }] : []
  })
  const costs = summed.filter(
    ({ reading: { header } }) => endsIn(header, margins.costs) && !hasWord(header, margins.each),
  )
  const revenue = summed.filter(({ metric }) => metric.id === 'revenue')
  const takings = draft.has('revenue')
    ? revenue
    : summed.filter(({ reading: { header } }) => endsIn(header, margins.takings))
  const earned = takings[0]
  // One cost among others ("Handling Cost") is not all that something costs.
  const has = (names: readonly string[]): boolean => costs.some(({ reading: { header } }) => hasWord(header, names))
  const isWhole = costs.some(({ reading: { header } }) => margins.all.includes(header.forms[0] ?? ''))
  const areAll = (isWhole && costs.length === 1) || (!isWhole && has(margins.materials) && has(margins.work))
  if (!earned || takings.length > 1 || !areAll) return
  const value = column(earned.reading.profile.key)
  const paid = costs.map(({ reading }) => column(reading.profile.key))
  const cost: Expression = paid.length > 1 ? { operator: 'add', operands: paid } : (paid[0] ?? value)
  draft.add('cogs', { kind: 'sum', expression: cost, where: [] }, { label: 'Total cost' })
  draft.add('gross_profit', { kind: 'sum', expression: subtract(value, cost), where: [] })
  draft.add('gm_pct', { kind: 'ratio', numerator: 'gross_profit', denominator: earned.metric.id })
  const names = costs.map(({ reading }) => reading.profile.name).join(' and ')
  draft.assume(`Gross profit is ${earned.reading.profile.name} less ${names}.`)
}

/** The metric that adds up the money of a column, if there is one. */
function sumOf(draft: MetricDraft, { role, profile }: ColumnReading): MetricDefinition | undefined {
  if (role !== 'measure') return undefined
  return draft.metrics.find(
    ({ unit, aggregation }) =>
      unit.kind === 'currency' &&
      aggregation.kind === 'sum' &&
      'column' in aggregation.expression &&
      aggregation.expression.column === profile.key,
  )
}
