import { groupsMax } from '../query/index.ts'
import { inOrder } from './breakdown.ts'
import { comparedRows } from './complete-rows.ts'
import { countUnit, type FactBook } from './fact-book.ts'
import { groupDimensions, groupsFinding, unranked } from './groups.ts'
import { type AnalysisInput, type AnalysisScope, emptyFinding } from './input.ts'
import type { Fact, Finding } from './types.ts'
import { analyzeWhat } from './what.ts'

/** The members that satisfy a condition on a metric. */
export function analyzeList(scope: AnalysisScope): Finding[] {
  if (scope.plan.dimensions.length === 0 && scope.plan.grain === null) return analyzeWhat(scope)
  const rows = comparedRows(scope).filter((row) => scope.metrics.some((metric) => row.value(metric) !== null))
  if (rows.length === 0) return [emptyFinding(scope)]
  const shown = inOrder(scope, rows).slice(0, groupsMax)
  return [groupsFinding(scope, rows, { ...unranked, dimensions: groupDimensions(scope), shown })]
}

const nothingListed: Finding = { type: 'empty', metric: null, reason: 'nothing_recorded' }

/** The records themselves, latest first, when no metric was asked. */
export function analyzeRecords({ results, data, plan }: AnalysisInput, book: FactBook): Finding[] {
  const { records } = results
  const model = data.datasets.find((dataset) => dataset.model.dataset === records?.query.dataset)?.model
  const [period] = plan.periods
  if (!records || !model || !period) return [nothingListed]
  const columns = records.query.columns.flatMap((key) => {
    const column = model.columns.find((candidate) => candidate.key === key)
    return column ? [{ key, label: column.name, type: cellType(column.type) }] : []
  })
  const total: Fact = book.measured(
    {
      id: model.record.plural.replaceAll(/\W+/g, '_'),
      label: model.record.plural,
      subject: 'records',
      description: '',
      synonyms: [],
      unit: countUnit,
      direction: 'neutral',
      importance: 0,
      aggregation: { kind: 'count', where: [] },
      timeColumn: model.timeColumn,
      grain: 'day',
      hidden: true,
    },
    records.result.total,
    period,
    {},
    records.id,
  )
  if (records.result.total === 0) return [nothingListed]
  return [{ type: 'records', record: model.record, total, columns, rows: records.result.rows }]
}

function cellType(type: string): 'string' | 'number' | 'date' {
  if (type === 'integer' || type === 'decimal') return 'number'
  return type === 'date' || type === 'timestamp' ? 'date' : 'string'
}
