import { findDimension, type TenantData } from '../../../model/tenant-data.ts'
import { type Member, MetricStoreError, type RecordQuery } from '../../metric-store.ts'
import { compare } from './order.ts'
import { passes, unknownDimension } from './resolve.ts'
import { cellOf, columnTypeOf, type FactRow } from './rows.ts'

function snapshotOf(data: TenantData, name: string) {
  const dataset = data.datasets.find(({ model }) => model.dataset === name)
  if (dataset === undefined) throw new MetricStoreError('invalid_query', `There is no data set "${name}"`)
  return dataset
}

export function listRecords(data: TenantData, query: RecordQuery, rows: readonly FactRow[]) {
  const dataset = snapshotOf(data, query.dataset)
  const { timeColumn, orderBy, start, end } = query
  for (const column of [
    ...query.columns,
    ...(timeColumn === null ? [] : [timeColumn]),
    ...(orderBy === null ? [] : [orderBy.column]),
  ]) {
    if (columnTypeOf(dataset.model, column) === undefined) throw unknownDimension(dataset.model, column)
  }
  const namesWeekday = query.filters.some(({ dimension }) => dimension === 'weekday')
  if (timeColumn === null && (start !== null || end !== null || namesWeekday)) {
    throw new MetricStoreError('invalid_query', `A range of ${dataset.model.label} needs a date column`)
  }
  const matching = rows.filter(
    (row) => query.filters.every((filter) => passes(dataset, filter, row, timeColumn)) && isInRange(row),
  )
  const ordered = orderBy === null ? matching : [...matching].sort((left, right) => byColumn(left, right, orderBy))
  const shown = ordered.slice(0, query.limit)
  return {
    rows: shown.map((row) => Object.fromEntries(query.columns.map((key) => [key, cellOf(row, key)]))),
    total: matching.length,
  }

  function isInRange(row: FactRow): boolean {
    if (start === null && end === null) return true
    const day = String(cellOf(row, timeColumn ?? '') ?? '').slice(0, 10)
    return day !== '' && (start === null || day >= start) && (end === null || day < end)
  }

  function byColumn(left: FactRow, right: FactRow, order: { column: string; direction: 'asc' | 'desc' }): number {
    const first = compare(cellOf(left, order.column), cellOf(right, order.column), order.direction)
    if (first !== 0) return first
    for (const column of query.columns) {
      const next = compare(cellOf(left, column), cellOf(right, column), 'asc')
      if (next !== 0) return next
    }
    return 0
  }
}

export function countMembers(data: TenantData, name: string, dimension: string, rows: readonly FactRow[]): Member[] {
  const dataset = snapshotOf(data, name)
  const column = findDimension(dataset, dimension)?.column
  if (column === undefined) throw unknownDimension(dataset.model, dimension)
  const counts = new Map<string, number>()
  for (const row of rows) {
    const cell = cellOf(row, column)
    if (cell !== null && cell !== '') counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, rows: count }))
    .sort((left, right) => right.rows - left.rows || compare(left.value, right.value, 'asc'))
}
