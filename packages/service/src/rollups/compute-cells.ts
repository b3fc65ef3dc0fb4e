import {
  type DatasetSnapshot,
  type MetricResult,
  type MetricRow,
  type MetricStore,
  MetricStoreError,
  type TenantData,
} from '@salestalk/engine'
import type { IsoDate, MetricDefinition, MetricQuery, TimeGrain } from '@salestalk/protocol'
import { memberKey, memberKeyBytesMax, type RollupCell } from '../storage/rollup-repository.ts'
import { dataVersionOf } from './data-version.ts'
import type { MemberList } from './member-lists.ts'
import { hasOwnSpan, leavesOf, spanKey } from './metric-leaves.ts'
import type { RollupLimits } from './options.ts'
import { allPeriod, bucketAfter, bucketOf, periodOf, type Span, unionOf } from './periods.ts'
import { metricsByImportance, type Population, populationsOf, withMarkers } from './populations.ts'
import { type Step, stepsOf } from './steps.ts'

/** All figures of a dataset as they are to be stored. */
export interface ComputedCells {
  readonly cells: readonly RollupCell[]
  /** See RollupState. */
  readonly spans: Readonly<Record<string, Span>>
  readonly scales: Readonly<Record<string, number>>
}

export interface Computation {
  readonly data: TenantData
  readonly snapshot: DatasetSnapshot
  readonly members: readonly MemberList[]
  readonly store: MetricStore
  readonly limits: RollupLimits
  readonly signal: AbortSignal | null
  readonly onStep: (done: number, of: number) => void
}

type Query = Pick<MetricQuery, 'metrics' | 'groupBy' | 'grain' | 'start'> & {
  readonly filters?: MetricQuery['filters']
}

/**
 * Asks the metric store itself for every figure worth keeping, so that a stored one is what the store would answer. What the store
 * refuses (a dimension a metric is not stated by, a series too long) has no figures. Rejects with MetricStoreError `unavailable`.
 */
export async function computeCells(computation: Computation): Promise<ComputedCells> {
  const { snapshot, limits, signal, onStep } = computation
  const { model } = snapshot
  const metrics = metricsByImportance(model)
  const populations = populationsOf(model, metrics)
  const ask = asker(computation, withMarkers(snapshot, populations))
  const dimensions = representable(computation)
  const spans = await ownSpans(computation, populations, dimensions, ask)
  const steps = stepsOf(dimensions)
  const scales: Record<string, number> = {}
  const wholes = new Map<string, RollupCell>()
  const wholesOf = new Map<string, string[]>()
  const slices: RollupCell[] = []
  const counts = new Map<string, Record<string, number>>()
  for (const [number, step] of steps.entries()) {
    onStep(number, steps.length)
    for (const population of populations) {
      signal?.throwIfAborted()
      const size = sizeOf(population, step)
      const room = Math.floor((limits.cellsMax - wholes.size - slices.length) / size)
      const chosen = chooseMetrics(population, metrics, room)
      if (size > 0 && chosen.length > 0) await take({ ...population, metrics: chosen }, step)
    }
  }
  onStep(steps.length, steps.length)
  const withCounts = [...wholes].map(([key, whole]) => ({ ...whole, slices: counts.get(key) ?? {} }))
  return { cells: [...withCounts, ...slices], spans, scales }

  /** At most how many figures each metric gets from a step; 0 when it has none. */
  function sizeOf(population: Population, { grain, dimension }: Step): number {
    const members = dimension === null ? 1 : (dimensions.find(({ id }) => id === dimension)?.members ?? 0) + 2
    if (grain === null) return members
    const span = spanOf(population, dimension)
    return span === null ? 0 : members * Math.min(limits.buckets[grain], lengthOf(span, grain))
  }

  function spanOf({ metrics: own, isDated }: Population, dimension: string | null): Span {
    if (!isDated) return null
    const leaves = own.flatMap((metric) => leavesOf(model, metric) ?? [])
    const known = leaves.map((leaf) => {
      return hasOwnSpan(model, leaf) ? spans[spanKey(leaf, dimension)] : snapshot.timeSpans[leaf.timeColumn ?? '']
    })
    return known.includes(undefined) ? null : unionOf(known.map((span) => span ?? null))
  }

  async function take(population: Population, step: Step): Promise<void> {
    const { grain, dimension } = step
    const span = grain === null ? null : spanOf(population, dimension)
    const start = grain === null || span === null ? null : startOf(span, grain, limits.buckets[grain])
    const answer = await ask({
      metrics: [...population.metrics, ...population.markers].map(({ id }) => id),
      groupBy: dimension === null ? [] : [dimension],
      grain,
      start,
    })
    if (answer === null) {
      // One metric that cannot be answered must not cost the others their figures.
      if (population.metrics.length > 1) {
        for (const metric of population.metrics) await take({ ...population, metrics: [metric] }, step)
      }
      return
    }
    for (const { id } of population.metrics) {
      const scale = answer.scales?.[id]
      if (scale !== undefined) scales[id] = scale
    }
    keep(population, step, answer.rows)
  }

  function keep(population: Population, { grain, dimension }: Step, rows: readonly MetricRow[]): void {
    const present =
      dimension === null
        ? rows
        : rows.filter(({ values }) => population.markers.some(({ id }) => (values[id] ?? 0) > 0))
    if (dimension !== null && !areDistinct(present, dimension)) return
    for (const metric of population.metrics) {
      if (dimension !== null) startCounting(metric, grain, dimension)
      for (const row of present) keepCell(metric, row, grain, dimension)
    }
  }

  /** A dimension without rows in a period is told apart from one that was not computed. */
  function startCounting(metric: MetricDefinition, grain: TimeGrain | null, dimension: string): void {
    for (const key of wholesOf.get(`${metric.id} ${grain}`) ?? []) {
      const count = counts.get(key) ?? {}
      counts.set(key, count)
      count[dimension] = 0
    }
  }

  function keepCell(metric: MetricDefinition, row: MetricRow, grain: TimeGrain | null, dimension: string | null): void {
    const period = grain === null || row.period === null ? allPeriod : periodOf(row.period, grain)
    const key = `${metric.id} ${period}`
    const member = dimension === null ? null : (row.group[dimension] ?? null)
    const cell: RollupCell = {
      metric: metric.id,
      period,
      dimension,
      member,
      value: row.values[metric.id] ?? null,
      dataset: model.dataset,
      dataVersion: dataVersionOf(snapshot),
      slices: {},
    }
    if (dimension === null) {
      wholes.set(key, cell)
      const kind = `${metric.id} ${grain}`
      const known = wholesOf.get(kind)
      if (known === undefined) wholesOf.set(kind, [key])
      else known.push(key)
      return
    }
    const count = counts.get(key)
    // Without a whole there is nothing that would tell how many there are.
    if (count === undefined) return
    count[dimension] = (count[dimension] ?? 0) + 1
    slices.push(cell)
  }
}

function chooseMetrics(
  population: Population,
  byImportance: readonly MetricDefinition[],
  room: number,
): MetricDefinition[] {
  return byImportance.filter((metric) => population.metrics.includes(metric)).slice(0, Math.max(0, room))
}

type Ask = (query: Query) => Promise<MetricResult | null>

/** Asks the store; null when it refuses. */
function asker({ data, store, signal }: Computation, snapshot: DatasetSnapshot): Ask {
  const datasets = data.datasets.map((one) => (one.model.dataset === snapshot.model.dataset ? snapshot : one))
  return async (query) => {
    signal?.throwIfAborted()
    const whole: MetricQuery = { filters: [], having: [], end: null, orderBy: null, limit: null, ...query }
    try {
      return await store.query({ ...data, datasets }, whole)
    } catch (error) {
      if (!(error instanceof MetricStoreError) || error.code === 'unavailable') throw error
      return null
    }
  }
}

/** Dimensions with few members, each of which has a key. */
function representable({ snapshot, members, limits }: Computation): { id: string; members: number }[] {
  const lists = new Map(members.map((list) => [list.dimension, list]))
  return snapshot.model.dimensions.flatMap(({ id }) => {
    const list = lists.get(id)
    if (!list?.isComplete || list.members.length > limits.membersMax) return []
    const isKeyed = list.members.every(({ value }) => Buffer.byteLength(memberKey(value)) <= memberKeyBytesMax)
    return isKeyed ? [{ id, members: list.members.length }] : []
  })
}

/** First and last day of metrics that count rows of their own, also by each dimension where that decides which they are. */
async function ownSpans(
  { snapshot: { model } }: Computation,
  populations: readonly Population[],
  dimensions: readonly { readonly id: string }[],
  ask: Ask,
): Promise<Record<string, Span>> {
  const spans: Record<string, Span> = {}
  const leaves = populations.flatMap(({ metrics }) => metrics.flatMap((metric) => leavesOf(model, metric) ?? []))
  for (const leaf of new Set(leaves)) {
    if (leaf.timeColumn === null || !hasOwnSpan(model, leaf)) continue
    for (const dimension of [null, ...dimensions.map(({ id }) => id)]) {
      const key = spanKey(leaf, dimension)
      if (key in spans) continue
      // A condition that holds for every row makes the store choose the rows stated by the dimension.
      const filters: MetricQuery['filters'] = dimension === null ? [] : [{ dimension, operator: 'not_in', values: [] }]
      const answer = await ask({ metrics: [leaf.id], groupBy: [], grain: 'day', start: null, filters })
      const start = answer?.rows[0]?.period ?? null
      const end = answer?.rows.at(-1)?.period ?? null
      if (answer !== null) spans[key] = start === null || end === null ? null : { start, end }
    }
  }
  return spans
}

function lengthOf({ start, end }: NonNullable<Span>, grain: TimeGrain): number {
  const days = (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1
  const daysOf = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }
  return Math.ceil(days / daysOf[grain]) + 1
}

/** The first day of the earliest bucket that is kept. */
function startOf({ start, end }: NonNullable<Span>, grain: TimeGrain, most: number): IsoDate | null {
  const earliest = bucketAfter(bucketOf(end, grain), grain, 1 - most)
  return earliest > start ? earliest : null
}

function areDistinct(rows: readonly MetricRow[], dimension: string): boolean {
  const keys = rows.map((row) => `${row.period ?? ''} ${memberKey(row.group[dimension] ?? null)}`)
  return new Set(keys).size === keys.length
}
