import type { Interpretation, IsoDate, MetricQuery, TimeGrain } from '@salestalk/protocol'
import { timeGrains } from '@salestalk/protocol'
import { type DatasetSnapshot, findMetric, type TenantData } from '../model/tenant-data.ts'
import { bucketCalendar, type Calendar } from '../understanding/time/index.ts'
import { metricParts } from './metric-parts.ts'
import { planPeriods } from './plan-periods.ts'
import { planRecords } from './plan-records.ts'
import { queryFilters } from './query-filters.ts'
import type { Period, PlannedQuery, QueryPlan, QueryPurpose } from './types.ts'

/** As many groups as an answer shows; one with more says how many there are. */
export const groupsMax = 1000

/** As many groups as are read to count and add up those not shown. */
export const groupsReadMax = 20_000

const namedMembersMax = 12

/** What has to be read to answer an answerable interpretation; pure, no data is touched. */
export function planQueries(
  interpretation: Interpretation,
  data: TenantData,
  today: IsoDate,
  calendar: Calendar,
): QueryPlan {
  const { dimensions, grain } = splitBreakdown(interpretation, data)
  const { periods, notes } = planPeriods(interpretation, data, today, calendar)
  const plan = { periods, dimensions, grain, notes }
  if (interpretation.metrics.length === 0) return { ...plan, queries: [], records: planRecords(interpretation, data) }
  const queries = planMetricQueries(interpretation, data, periods, dimensions, grain)
  return { ...plan, queries: queries.map((planned) => byCalendar(planned, interpretation, calendar)), records: null }
}

/** Buckets by the company's weeks, and by its fiscal months, quarters and years where the words say so. */
function byCalendar(
  planned: PlannedQuery,
  { fiscalBuckets = false }: Interpretation,
  calendar: Calendar,
): PlannedQuery {
  const { grain } = planned.query
  const buckets = grain === null ? undefined : bucketCalendar(grain, calendar, fiscalBuckets)
  return buckets === undefined ? planned : { ...planned, query: { ...planned.query, calendar: buckets } }
}

function planMetricQueries(
  interpretation: Interpretation,
  data: TenantData,
  periods: readonly Period[],
  dimensions: readonly string[],
  grain: TimeGrain | null,
): PlannedQuery[] {
  const queries: PlannedQuery[] = []
  const add = (purpose: QueryPurpose, period: number, query: MetricQuery) =>
    queries.push({ id: `q${queries.length + 1}`, purpose, period, query })
  const grouped = dimensions.length > 0 || grain !== null
  const asked = periods[0]
  const byDataset = metricsByDataset(interpretation, data)
  // Groups are joined across queries by name, so only a query that stands alone may be cut.
  const isCuttable = dimensions.length > 0 && byDataset.length === 1 && periods.length === 1 && !interpretation.rank
  periods.forEach((period, index) => {
    for (const { dataset, metrics } of byDataset) {
      const base = baseQuery(interpretation, metrics, period)
      add('main', index, {
        ...base,
        // A condition says which groups are asked for; what they were before is told whatever it was.
        having: grouped && index === 0 ? queryHaving(interpretation, dataset) : [],
        groupBy: [...dimensions],
        grain,
        ...orderOf(interpretation, metrics, dimensions, grain),
        limit: isCuttable ? groupsReadMax + 1 : null,
      })
      if (grouped) add('total', index, base)
    }
  })
  const named = grouped ? null : namedMembers(interpretation)
  if (named !== null && asked) {
    for (const { metrics } of byDataset)
      add('members', 0, { ...baseQuery(interpretation, metrics, asked), groupBy: [named] })
  }
  const series = seriesGrain(interpretation, data, periods, grouped)
  if (series && asked) {
    for (const { metrics } of byDataset)
      add('series', 0, { ...baseQuery(interpretation, metrics, asked), grain: series })
  }
  return queries
}

/** The dimensions to group by, and the time bucket, which the words may name as a dimension ("by month"). */
function splitBreakdown(
  interpretation: Interpretation,
  data: TenantData,
): { dimensions: string[]; grain: TimeGrain | null } {
  const isGrain = (name: string): name is TimeGrain => timeGrains.some((grain) => grain === name)
  const dimensions = interpretation.breakdown.filter((name) => !isGrain(name))
  // "by year and month" means each month of each year, and the name of a month has its year.
  const stated = timeGrains.find((grain) => interpretation.breakdown.filter(isGrain).includes(grain)) ?? null
  if (comparesMembers(interpretation)) {
    const compared = interpretation.filters.find((filter) => filter.operator === 'in' && filter.values.length > 1)
    if (compared && !dimensions.includes(compared.dimension)) dimensions.unshift(compared.dimension)
  }
  const averaged = averagedGrain(interpretation, data)
  if (averaged) return { dimensions, grain: averaged }
  return { dimensions, grain: stated ?? (interpretation.intent === 'trend' ? trendGrain(interpretation) : null) }
}

/** The buckets an average is taken over, where it cannot be had from the sum over all of them. */
function averagedGrain({ calculation, metrics }: Interpretation, data: TenantData): TimeGrain | null {
  if (calculation?.kind !== 'average_per_period') return null
  const adds = metrics.every(({ id }) => {
    const kind = findMetric(data, id)?.metric.aggregation.kind
    return kind === 'sum' || kind === 'count'
  })
  return adds ? null : calculation.grain
}

function comparesMembers(interpretation: Interpretation): boolean {
  return interpretation.intent === 'compare' && interpretation.comparison?.kind === 'entities'
}

/** A trend over one bucket would be a point: a quarter is shown by month, a month by day, all the data by month. */
function trendGrain(interpretation: Interpretation): TimeGrain {
  const time = interpretation.time
  if (!time || time.start === null) return 'month'
  return time.grain
}

/** The dimension of which a plain value names a few members ("sales in East and West"): each is told beside their sum. */
function namedMembers({ intent, filters }: Interpretation): string | null {
  const several = filters.filter(
    ({ operator, values }) => operator === 'in' && values.length > 1 && values.length <= namedMembersMax,
  )
  return intent === 'what' && several.length === 1 ? (several[0]?.dimension ?? null) : null
}

function metricsByDataset(interpretation: Interpretation, data: TenantData) {
  const groups: { dataset: DatasetSnapshot; metrics: string[] }[] = []
  const asked = interpretation.metrics.map(({ id }) => id)
  const conditions = interpretation.having.map(({ metric }) => metric)
  for (const id of new Set([...asked, ...conditions])) {
    const located = findMetric(data, id)
    if (!located) throw new Error(`Metric ${id} is not in the company's model: the interpretation was not checked`)
    const known = groups.find((group) => group.dataset === located.dataset)
    const ids = [id, ...metricParts(located)]
    if (known) known.metrics.push(...ids.filter((id) => !known.metrics.includes(id)))
    else groups.push({ dataset: located.dataset, metrics: [...new Set(ids)] })
  }
  return groups
}

function baseQuery(interpretation: Interpretation, metrics: readonly string[], period: Period): MetricQuery {
  return {
    metrics: [...metrics],
    filters: queryFilters(interpretation.filters),
    having: [],
    groupBy: [],
    grain: null,
    start: period.start,
    end: period.end,
    orderBy: null,
    limit: null,
  }
}

function queryHaving(interpretation: Interpretation, { model }: DatasetSnapshot) {
  return interpretation.having
    .filter((condition) => model.metrics.some(({ id }) => id === condition.metric))
    .map(({ metric, operator, value, upper }) => ({ metric, operator, value, upper }))
}

/** A ranking comes in its order, other groups largest first; time keeps its own order. */
function orderOf(
  { metrics: [first], rank }: Interpretation,
  metrics: readonly string[],
  dimensions: readonly string[],
  grain: TimeGrain | null,
): Pick<MetricQuery, 'orderBy'> {
  const isOrdered = rank !== null || (grain === null && dimensions.length > 0)
  if (first === undefined || !metrics.includes(first.id) || !isOrdered) return { orderBy: null }
  return { orderBy: { metric: first.id, direction: rank?.direction === 'bottom' ? 'asc' : 'desc' } }
}

/** The sub-periods shown beside a plain value: months of a quarter or year, days of a month; months when no time was named. */
function seriesGrain(
  interpretation: Interpretation,
  data: TenantData,
  periods: readonly Period[],
  grouped: boolean,
): TimeGrain | null {
  if (
    grouped ||
    interpretation.calculation !== null ||
    interpretation.intent === 'list' ||
    interpretation.periods.length > 0
  )
    return null
  const metrics = interpretation.metrics.map((slot) => findMetric(data, slot.id)?.metric)
  if (metrics.some((metric) => !metric || metric.timeColumn === null)) return null
  const period = periods[0]
  if (!period) return null
  const finer = period.start === null || period.end === null ? 'month' : finerGrains[period.grain]
  const finest = Math.max(...metrics.map((metric) => timeGrains.indexOf(metric?.grain ?? 'day')))
  return finer !== null && timeGrains.indexOf(finer) >= finest ? finer : null
}

const finerGrains: Record<TimeGrain, TimeGrain | null> = {
  day: null,
  week: 'day',
  month: 'day',
  quarter: 'month',
  year: 'month',
}
