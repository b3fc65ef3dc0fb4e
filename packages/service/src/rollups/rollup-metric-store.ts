import type { MetricResult, MetricStore, TenantData } from '@salestalk/engine'
import type { MetricQuery, TenantId } from '@salestalk/protocol'
import type { RollupCell, RollupReader } from '../storage/rollup-repository.ts'
import { answerFromCells, type Figures } from './answer-from-cells.ts'
import { needsOwnSpans, planRollups, type RollupPlan, type RollupQuestion, readRollupQuestion } from './cover-query.ts'
import { dataVersionOf } from './data-version.ts'
import type { MemberLists } from './member-lists.ts'
import type { Span } from './periods.ts'

export interface RollupMetricStoreOptions {
  /** Answers whatever rollups do not; called only then. */
  readonly inner: MetricStore
  readonly rollups: (tenantId: TenantId) => RollupReader
  readonly members: (tenantId: TenantId) => MemberLists
  /** Told when a company's figures are behind its data or damaged, so that they can be computed. Must not throw. */
  readonly onStale?: (tenantId: TenantId, reason: 'behind' | 'damaged') => void
  /** Told of each query whether it was answered from rollups. */
  readonly onQuery?: (isCovered: boolean) => void
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number
}

// Data versions whose state was read; what it says of a version never changes.
const statesMax = 256

/**
 * A metric store that answers from figures computed ahead when they cover a query exactly, and leaves all else to the inner one. A figure
 * counts only when it names the data version asked for, and a list of members only when all it must have are there: whatever is being
 * written meanwhile, an answer is that of its own data or is not given from here.
 */
export function rollupMetricStore(options: RollupMetricStoreOptions): MetricStore {
  const { inner, rollups, members, onStale, onQuery, now = () => performance.now() } = options
  const states = new Map<string, Readonly<Record<string, Span>>>()

  /** The spans the state of exactly this data version tells; null when the figures are not those of it. */
  async function spansOf(tenantId: TenantId, question: RollupQuestion): Promise<Readonly<Record<string, Span>> | null> {
    const dataVersion = dataVersionOf(question.dataset)
    const key = `${tenantId} ${dataVersion}`
    const known = states.get(key)
    if (known !== undefined) return known
    const state = await rollups(tenantId).getState(question.dataset.model.dataset)
    if (state?.status !== 'complete' || state.dataVersion !== dataVersion) {
      onStale?.(tenantId, 'behind')
      return null
    }
    states.set(key, state.spans)
    for (const oldest of states.keys()) {
      if (states.size <= statesMax) break
      states.delete(oldest)
    }
    return state.spans
  }

  async function covered(data: TenantData, query: MetricQuery): Promise<Omit<MetricResult, 'milliseconds'> | null> {
    const question = readRollupQuestion(data, query)
    if (question === null) return null
    const tenantId = data.tenantId as TenantId
    // Where the dataset tells its ends, a query beyond rollups is known without reading anything.
    if (!needsOwnSpans(question) && planRollups(question, {}) === null) return null
    const spans = await spansOf(tenantId, question)
    const plan = spans === null ? null : planRollups(question, spans)
    if (plan === null) return null
    const figures = await readFigures(plan, rollups(tenantId))
    if (figures === 'damaged') {
      states.delete(`${tenantId} ${dataVersionOf(question.dataset)}`)
      onStale?.(tenantId, 'damaged')
    }
    if (typeof figures === 'string') return null
    const rows = answerFromCells(plan, figures)
    return rows === null ? null : { rows, sql: sourceOf(plan) }
  }

  return {
    async query(data, query) {
      const started = now()
      const answer = await covered(data, query)
      onQuery?.(answer !== null)
      return answer === null ? await inner.query(data, query) : { ...answer, milliseconds: now() - started }
    },
    records: (data, query) => inner.records(data, query),
    async members(data, dataset, dimension, limit) {
      const snapshot = data.datasets.find(({ model }) => model.dataset === dataset)
      const known = snapshot && (await members(data.tenantId as TenantId).find(snapshot, dimension, limit))
      return known ?? (await inner.members(data, dataset, dimension, limit))
    },
    release: (tenantId) => inner.release(tenantId),
    close: () => inner.close(),
  }
}

/** All figures of a plan; 'absent' when some are not kept, 'damaged' when some that should be there are not. */
async function readFigures(plan: RollupPlan, reader: RollupReader): Promise<Figures | 'absent' | 'damaged'> {
  const reads = plan.cells.flatMap(({ metric, periods }) =>
    periods.map(async (period) => ({
      metric: metric.id,
      period,
      cells: await readPeriod(plan.question, metric.id, period, reader),
    })),
  )
  const found = await Promise.all(reads)
  const figures = new Map<string, Map<string, ReadonlyMap<string | null, number | null>>>()
  let isDamaged = false
  for (const { metric, period, cells } of found) {
    if (cells === 'absent') return 'absent'
    if (cells === 'damaged') isDamaged = true
    else {
      const ofMetric = figures.get(metric) ?? new Map()
      figures.set(metric, ofMetric.set(period, new Map(cells.map(({ member, value }) => [member, value]))))
    }
  }
  return isDamaged ? 'damaged' : figures
}

/** The figures of one metric in one period that the question is about, complete and of its data version. */
async function readPeriod(
  { dataset, dimension, isGrouped, member }: RollupQuestion,
  metric: string,
  period: string,
  reader: RollupReader,
): Promise<readonly RollupCell[] | 'absent' | 'damaged'> {
  const dataVersion = dataVersionOf(dataset)
  if (dimension === null) {
    const cell = await reader.getCell(metric, period)
    return cell === null ? 'absent' : cell.dataVersion === dataVersion ? [cell] : 'damaged'
  }
  if (!isGrouped) {
    const cell = await reader.getCell(metric, period, { dimension, member })
    if (cell?.dataVersion === dataVersion) return [cell]
  }
  const [whole, slices] = await Promise.all([
    reader.getCell(metric, period),
    reader.listSlices(metric, period, dimension),
  ])
  const count = whole?.slices[dimension]
  if (whole === null || count === undefined) return 'absent'
  const current = slices.filter((slice) => slice.dataVersion === dataVersion)
  if (whole.dataVersion !== dataVersion || current.length !== count) return 'damaged'
  return isGrouped ? current : current.filter((slice) => slice.member === member)
}

/** What was read, in place of SQL: "METRIC#revenue / 2025-Q3#region=*". */
function sourceOf({ question, cells }: RollupPlan): string {
  const { dimension, isGrouped, member } = question
  const slice = dimension === null ? '' : `#${dimension}=${isGrouped ? '*' : (member ?? '')}`
  return cells
    .map(({ metric, periods }) => {
      const [first] = periods
      const last = periods.at(-1)
      const named = first === undefined ? 'nothing' : first === last ? first : `${first} … ${last} (${periods.length})`
      return `METRIC#${metric.id} / ${named}${slice}`
    })
    .join('\n')
}
