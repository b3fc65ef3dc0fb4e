import type { IsoDate, MetricQuery, QueryHaving } from '@salestalk/protocol'
import { findDimension, type TenantData } from '../../../model/tenant-data.ts'
import { type MetricRow, MetricStoreError } from '../../metric-store.ts'
import { aggregate } from './aggregate.ts'
import { bucketOf } from './calendar.ts'
import { compare } from './order.ts'
import { axisOf, type Population, populationOf } from './population.ts'
import { columnOf, datasetOf, leavesOf, meets, metricOf, unknownDimension, weekdayCell } from './resolve.ts'
import { cellOf, type FactRow } from './rows.ts'

export function metricsNamed(query: MetricQuery): string[] {
  const others = [
    ...query.having.map(({ metric }) => metric),
    ...(query.orderBy === null ? [] : [query.orderBy.metric]),
  ]
  return [...new Set([...query.metrics, ...others])]
}

export function answer(data: TenantData, asked: MetricQuery, rows: readonly FactRow[]): MetricRow[] {
  const query = { ...asked, groupBy: [...new Set(asked.groupBy)] }
  const named = metricsNamed(query)
  const dataset = datasetOf(data, named)
  const { model } = dataset
  for (const name of query.groupBy) {
    if (name !== 'weekday' && findDimension(dataset, name) === undefined) throw unknownDimension(model, name)
  }
  const leaves = new Set(named.flatMap((id) => leavesOf(model, id)))
  const populations = [...leaves].map((metric) => populationOf(dataset, metric, rows, query))
  const buckets = axisOf(populations, query)
  const rowsByCell = indexRows()
  const cells = groupsOf().flatMap((group) =>
    buckets.map((period) => ({
      group,
      period,
      values: Object.fromEntries(named.map((id) => [id, valueAt(id, group, period)])),
    })),
  )
  return cells
    .filter(({ values }) => query.having.every((having) => holds(having, values[having.metric] ?? null)))
    .sort(byQueryOrder)
    .slice(0, query.limit ?? undefined)
    .map((row) => ({ ...row, values: Object.fromEntries(query.metrics.map((id) => [id, row.values[id] ?? null])) }))

  function groupOf(row: FactRow, population: Population): MetricRow['group'] {
    return Object.fromEntries(
      query.groupBy.map((name) => {
        const column = columnOf(dataset, name)
        const cell = column === undefined ? weekdayCell(row, population.metric.timeColumn) : cellOf(row, column)
        return [name, cell === null ? null : String(cell)]
      }),
    )
  }

  function groupsOf(): MetricRow['group'][] {
    if (query.groupBy.length === 0) return [{}]
    const groups = new Map<string, MetricRow['group']>()
    for (const population of populations) {
      for (const row of population.rows) {
        const group = groupOf(row, population)
        groups.set(JSON.stringify(group), group)
      }
    }
    return [...groups.values()]
  }

  function valueAt(id: string, group: MetricRow['group'], period: IsoDate | null): number | null {
    const { aggregation } = metricOf(model, id)
    if (aggregation.kind === 'ratio') {
      const numerator = valueAt(aggregation.numerator, group, period)
      const denominator = valueAt(aggregation.denominator, group, period)
      return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator
    }
    const population = populations.find(({ metric }) => metric.id === id)
    if (population === undefined || !isWithinAxis(population, period)) return null
    const own = rowsByCell.get(cellKey(id, group, period)) ?? []
    return aggregate(
      aggregation,
      own.filter((row) => meets(model, aggregation.where, row)),
    )
  }

  function indexRows(): Map<string, FactRow[]> {
    const index = new Map<string, FactRow[]>()
    for (const population of populations) {
      for (const row of population.rows) {
        const moment = cellOf(row, population.metric.timeColumn ?? '')
        const period =
          query.grain === null || typeof moment !== 'string'
            ? null
            : bucketOf(moment.slice(0, 10), query.grain, query.calendar)
        const key = cellKey(population.metric.id, groupOf(row, population), period)
        const own = index.get(key)
        if (own === undefined) index.set(key, [row])
        else own.push(row)
      }
    }
    return index
  }

  function isWithinAxis({ axis }: Population, period: IsoDate | null): boolean {
    if (period === null || query.grain === null) return true
    if (axis === null) return false
    const [first, last] = [axis.first, axis.last].map((day) => bucketOf(day, query.grain ?? 'day', query.calendar))
    return first !== undefined && last !== undefined && period >= first && period <= last
  }

  function byQueryOrder(left: MetricRow, right: MetricRow): number {
    const { orderBy } = query
    const byMetric =
      orderBy === null
        ? 0
        : compare(left.values[orderBy.metric] ?? null, right.values[orderBy.metric] ?? null, orderBy.direction)
    if (byMetric !== 0) return byMetric
    const byPeriod = compare(left.period, right.period, 'asc')
    if (byPeriod !== 0) return byPeriod
    for (const name of query.groupBy) {
      const byGroup = compare(left.group[name] ?? null, right.group[name] ?? null, 'asc')
      if (byGroup !== 0) return byGroup
    }
    return 0
  }
}

function cellKey(metric: string, group: MetricRow['group'], period: IsoDate | null): string {
  return JSON.stringify([metric, group, period])
}

function holds({ operator, value, upper }: QueryHaving, actual: number | null): boolean {
  if (operator === 'between' && upper === null) {
    throw new MetricStoreError('invalid_query', 'A condition "between" needs two numbers')
  }
  if (actual === null) return false
  switch (operator) {
    case 'gt':
      return actual > value
    case 'gte':
      return actual >= value
    case 'lt':
      return actual < value
    case 'lte':
      return actual <= value
    case 'between':
      return upper !== null && actual >= value && actual <= upper
  }
}
