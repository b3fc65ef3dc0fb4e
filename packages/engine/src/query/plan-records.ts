import type { Column, Interpretation } from '@salestalk/protocol'
import { type DatasetSnapshot, findDimension, type TenantData } from '../model/tenant-data.ts'
import { queryFilters } from './query-filters.ts'
import type { PlannedRecords } from './types.ts'

const recordsShown = 100
const columnsShown = 12

/** The records a `list` without a metric asks for; null when no dataset has every dimension the filters name. */
export function planRecords(interpretation: Interpretation, data: TenantData): PlannedRecords | null {
  const named = [...interpretation.filters.map((filter) => filter.dimension), ...interpretation.breakdown]
  const dataset = data.datasets.find((candidate) => named.every((dimension) => knows(candidate, dimension)))
  if (!dataset) return null
  const { model } = dataset
  const columns = shownColumns(dataset, named)
  return {
    id: 'q1',
    query: {
      dataset: model.dataset,
      columns: columns.map((column) => column.key),
      filters: queryFilters(interpretation.filters),
      timeColumn: model.timeColumn,
      start: interpretation.time?.start ?? null,
      end: interpretation.time?.end ?? null,
      orderBy: model.timeColumn === null ? null : { column: model.timeColumn, direction: 'desc' },
      limit: recordsShown,
    },
  }
}

/** As many as fit in the order of the file, among them those the question names. */
function shownColumns(dataset: DatasetSnapshot, named: readonly string[]): Column[] {
  const asked = new Set(named.map((name) => findDimension(dataset, name)?.column ?? name))
  const columns = dataset.model.columns.filter((column) => column.role !== 'ignored')
  const first = [...columns].sort((left, right) => Number(asked.has(right.key)) - Number(asked.has(left.key)))
  const shown = new Set(first.slice(0, columnsShown))
  return columns.filter((column) => shown.has(column))
}

function knows(dataset: DatasetSnapshot, dimension: string): boolean {
  return (
    findDimension(dataset, dimension) !== undefined || dataset.model.columns.some((column) => column.key === dimension)
  )
}
