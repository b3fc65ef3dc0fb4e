import type { MetricResult, MetricStore, TenantData } from '@salestalk/engine'
import type { MetricQuery, TenantId } from '@salestalk/protocol'
import type { RollupCell, RollupReader, RollupState } from '../storage/rollup-repository.ts'
import { answerFromCells, type Figures } from './answer-from-cells.ts'
import {
  type KnownFacts,
  planRollups,
  type RollupPlan,
  type RollupQuestion,
  readingsOf,
  readRollupQuestion,
} from './cover-query.ts'
import { dataVersionOf } from './data-version.ts'
import type { MemberLists } from './member-lists.ts'

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

// Data versions whose state was read: what it says of one stays true, though figures computed again may name other versions.
const statesMax = 256

/**
 * A metric store that answers from figures computed ahead when they cover a query exactly, and leaves all else to the inner one. A figure
 * counts only when it names the data version it has to be of, and those of members only when all that there must be are there: whatever is being
 * written meanwhile, an answer is that of its own data or is not given from here.
 */
export function rollupMetricStore(options: RollupMetricStoreOptions): MetricStore {
  const { inner, rollups, members, onStale, onQuery, now = () => performance.now() } = options
  const states = new Map<string, KnownState>()

  /** What the state says of exactly this data version; null when the figures are not those of it. */
  async function stateOf(tenantId: TenantId, { dataset }: RollupQuestion): Promise<KnownState | null> {
    const dataVersion = dataVersionOf(dataset)
    const key = `${tenantId} ${dataVersion}`
    const known = states.get(key)
    if (known !== undefined) return known
    const stored = await rollups(tenantId).getState(dataset.model.dataset)
    if (stored?.status !== 'complete' || stored.dataVersion !== dataVersion) {
      onStale?.(tenantId, 'behind')
      return null
    }
    const state = knownStateOf(stored)
    states.set(key, state)
    for (const oldest of states.keys()) {
      if (states.size <= statesMax) break
      states.delete(oldest)
    }
    return state
  }

  async function covered(data: TenantData, query: MetricQuery): Promise<Omit<MetricResult, 'milliseconds'> | null> {
    const question = readRollupQuestion(data, query)
    if (question === null) return null
    const tenantId = data.tenantId as TenantId
    for (;;) {
      const wasKnown = states.has(`${tenantId} ${dataVersionOf(question.dataset)}`)
      const state = await stateOf(tenantId, question)
      const plan = state === null ? null : planRollups(question, state)
      if (state === null || plan === null) return null
      const figures = await readFigures(plan, state, rollups(tenantId))
      if (figures !== 'damaged') return figures === 'absent' ? null : answerOf(plan, figures)
      states.delete(`${tenantId} ${dataVersionOf(question.dataset)}`)
      // They may have been computed again since the state was read.
      if (wasKnown) continue
      onStale?.(tenantId, 'damaged')
      return null
    }
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

/** What the state of a data version tells: the ends of metrics that have their own, and which version the items of a period name. */
interface KnownState extends KnownFacts {
  readonly versionOf: (period: string) => string
}

function knownStateOf({ spans, scales, carried, dataVersion }: RollupState): KnownState {
  const versions = new Map(
    Object.entries(carried).flatMap(([version, periods]) => periods.map((period) => [period, version] as const)),
  )
  return { spans, scales, versionOf: (period) => versions.get(period) ?? dataVersion }
}

function answerOf(plan: RollupPlan, figures: Figures): Omit<MetricResult, 'milliseconds'> | null {
  const rows = answerFromCells(plan, figures)
  return rows === null ? null : { rows, sql: sourceOf(plan) }
}

/** All figures of a plan; 'absent' when some are not kept, 'damaged' when some that should be there are not. */
async function readFigures(
  plan: RollupPlan,
  state: KnownState,
  reader: RollupReader,
): Promise<Figures | 'absent' | 'damaged'> {
  const wanted = new Map(
    plan.cells
      .flatMap(readingsOf)
      .flatMap(({ metric, periods }) => periods.map((period) => [`${metric} ${period}`, { metric, period }] as const)),
  )
  const reads = [...wanted.values()].map(async ({ metric, period }) => ({
    metric,
    period,
    cells: await readPeriod(plan.question, metric, period, state.versionOf(period), reader),
  }))
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
  { dimension, isGrouped, member }: RollupQuestion,
  metric: string,
  period: string,
  dataVersion: string,
  reader: RollupReader,
): Promise<readonly RollupCell[] | 'absent' | 'damaged'> {
  if (dimension === null) {
    const cell = await reader.getCell(metric, period)
    return cell === null ? 'absent' : cell.dataVersion === dataVersion ? [cell] : 'damaged'
  }
  if (!isGrouped && member !== undefined) {
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
  return isGrouped || member === undefined ? current : current.filter((slice) => slice.member === member)
}

/** What was read, in place of SQL: "METRIC#revenue / 2025-Q3#region=*". */
function sourceOf({ question, cells }: RollupPlan): string {
  const { dimension, isGrouped, member } = question
  const slice = dimension === null ? '' : `#${dimension}=${isGrouped || member === undefined ? '*' : (member ?? '')}`
  return cells
    .flatMap(readingsOf)
    .map(({ metric, periods }) => {
      const [first] = periods
      const last = periods.at(-1)
      const named = first === undefined ? 'nothing' : first === last ? first : `${first} … ${last} (${periods.length})`
      return `METRIC#${metric} / ${named}${slice}`
    })
    .join('\n')
}
