import { setImmediate } from 'node:timers/promises'
import {
  type Clock,
  ConditionFailedError,
  type DatasetSnapshot,
  type Ids,
  type Member,
  type MetricStore,
  type TenantData,
} from '@salestalk/engine'
import type { TenantId } from '@salestalk/protocol'
import { listedMembersMax } from '../chat/listed-members.ts'
import { tenantDataOf } from '../chat/tenant-data.ts'
import type { DatasetRepository } from '../storage/dataset-repository.ts'
import type { RollupCell, RollupRepository, RollupState, StoredRollupState } from '../storage/rollup-repository.ts'
import { changesBetween } from './changed-cells.ts'
import { type ComputedCells, computeCells } from './compute-cells.ts'
import { dataVersionOf } from './data-version.ts'
import { describeCell } from './describe-cell.ts'
import type { MemberList, MemberListWriter } from './member-lists.ts'
import { defaultRollupLimits, type RollupLimits } from './options.ts'

export interface AggregationOptions {
  readonly datasets: (tenantId: TenantId) => Pick<DatasetRepository, 'list'>
  readonly rollups: (tenantId: TenantId) => RollupRepository
  readonly members: (tenantId: TenantId) => MemberListWriter
  /** Computes the figures: the one that reads the facts, never one that answers from rollups. */
  readonly metricStore: MetricStore
  readonly clock: Clock
  readonly ids: Ids
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number
  readonly limits?: RollupLimits
}

export interface AggregationRequest {
  readonly tenantId: TenantId
  /** Compute what seems complete too, for when figures are missing. */
  readonly isForced?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: AggregationProgress) => void
}

export interface AggregationProgress {
  readonly dataset: string
  readonly stage: 'computing' | 'writing' | 'cleaning'
  readonly done: number
  readonly of: number
}

export interface AggregationReport {
  readonly datasets: readonly {
    readonly dataset: string
    /** `superseded`: somebody else took over and finishes the work. */
    readonly outcome: 'computed' | 'current' | 'superseded' | 'removed'
    readonly cells: number
    /** Items put or deleted: what a run costs. */
    readonly written: number
    readonly milliseconds: number
  }[]
}

// One transaction on the embedded store; short enough to let requests in between.
const cellsPerWrite = 250

// Data that keep changing are left to the event of their last change.
const roundsMax = 5

type Outcome = AggregationReport['datasets'][number]

/** Signals that the state of a dataset is somebody else's now. */
class SupersededError extends Error {
  override readonly name = 'SupersededError'
}

/**
 * Brings a company's figures up to its data. Each dataset has a state item: it says `writing` before anything is touched and `complete`
 * when all figures of one data version are there and older ones are gone; the latest run to begin owns it, and one that finds another's
 * name in it stops. Every step can be done again, so a run after a crash finishes the work, and figures written late by a stopped run
 * name their data version, by which readers know them. Rejects with MetricStoreError, errors of the stores, and the signal's reason.
 */
export async function aggregate(request: AggregationRequest, options: AggregationOptions): Promise<AggregationReport> {
  const { tenantId } = request
  const outcomes = new Map<string, Outcome>()
  for (let round = 1; round <= roundsMax; round += 1) {
    const data = tenantDataOf(tenantId, await options.datasets(tenantId).list())
    const isForced = request.isForced === true && round === 1
    for (const snapshot of data.datasets) {
      const outcome = await aggregateDataset({ ...request, isForced }, options, data, snapshot)
      const before = outcomes.get(outcome.dataset)
      if (before === undefined || outcome.outcome !== 'current') outcomes.set(outcome.dataset, outcome)
    }
    for (const outcome of await removeDeleted(request, options, data)) outcomes.set(outcome.dataset, outcome)
    const now = tenantDataOf(tenantId, await options.datasets(tenantId).list())
    if (now.version === data.version) break
  }
  return { datasets: [...outcomes.values()] }
}

async function aggregateDataset(
  request: AggregationRequest,
  options: AggregationOptions,
  data: TenantData,
  snapshot: DatasetSnapshot,
): Promise<Outcome> {
  const { dataset } = snapshot.model
  const started = options.stopwatch()
  try {
    const run = await begin(request, options, snapshot)
    if (run === null) return { dataset, outcome: 'current', cells: 0, written: 0, milliseconds: 0 }
    const lists = await listMembers(request, options, data, snapshot)
    await options.members(request.tenantId).keep(snapshot, lists)
    const computed = await computeCells({
      data,
      snapshot,
      members: lists,
      store: options.metricStore,
      limits: options.limits ?? defaultRollupLimits,
      signal: request.signal ?? null,
      onStep: (done, of) => request.onProgress?.({ dataset, stage: 'computing', done, of }),
    })
    return await store(run, request, options, snapshot, computed, started)
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error
    return { dataset, outcome: 'superseded', cells: 0, written: 0, milliseconds: options.stopwatch() - started }
  }
}

/** Takes the state over; null when everything is there already. */
async function begin(
  { tenantId, isForced }: AggregationRequest,
  { rollups, members, clock, ids }: AggregationOptions,
  snapshot: DatasetSnapshot,
): Promise<StoredRollupState | null> {
  const { dataset, metrics } = snapshot.model
  const dataVersion = dataVersionOf(snapshot)
  const repository = rollups(tenantId)
  for (;;) {
    const before = await repository.getState(dataset)
    const isCurrent = before?.status === 'complete' && before.dataVersion === dataVersion
    if (isCurrent && !isForced && (await members(tenantId).isKept(snapshot))) return null
    const state: RollupState = {
      dataset,
      status: 'writing',
      dataVersion,
      runId: ids.next(),
      // Those of whoever wrote before stay until they are cleaned.
      metrics: [...new Set([...(before?.metrics ?? []), ...metrics.map(({ id }) => id)])].sort(),
      spans: {},
      scales: {},
      carried: {},
      cells: 0,
      milliseconds: 0,
      startedAt: clock.now().toISOString(),
      completedAt: null,
    }
    try {
      return await repository.saveState(state, before?.version ?? null)
    } catch (error) {
      // Somebody else began at the same time: the state may be theirs by now, or complete.
      if (!(error instanceof ConditionFailedError)) throw error
    }
  }
}

async function listMembers(
  { signal }: AggregationRequest,
  { metricStore }: AggregationOptions,
  data: TenantData,
  { model }: DatasetSnapshot,
): Promise<MemberList[]> {
  const lists: MemberList[] = []
  for (const { id } of model.dimensions) {
    signal?.throwIfAborted()
    const members: readonly Member[] = await metricStore.members(data, model.dataset, id, listedMembersMax)
    lists.push({ dimension: id, members, isComplete: members.length < listedMembersMax })
  }
  return lists
}

/** Writes what changed, deletes what is gone, and completes. */
async function store(
  run: StoredRollupState,
  request: AggregationRequest,
  options: AggregationOptions,
  { model }: DatasetSnapshot,
  { cells, spans, scales }: ComputedCells,
  started: number,
): Promise<Outcome> {
  const { tenantId } = request
  const { dataset, dataVersion } = run
  const repository = options.rollups(tenantId)
  const timestamp = options.clock.now().toISOString()
  const stored = await storedCells(run, request, repository)
  const { puts, deletes, carried } = changesBetween(stored, cells, dataVersion)
  await inChunks(puts, 'writing', run, request, repository, (chunk) =>
    repository.putCells(chunk.map((cell) => ({ cell, description: describeCell(cell, model, timestamp) }))),
  )
  await inChunks(deletes, 'cleaning', run, request, repository, (chunk) => repository.deleteCells(chunk))
  const milliseconds = options.stopwatch() - started
  const complete: RollupState = {
    ...run,
    status: 'complete',
    metrics: [...new Set(cells.map(({ metric }) => metric))].sort(),
    spans: { ...spans },
    scales: { ...scales },
    carried: { ...carried },
    cells: cells.length,
    milliseconds,
    completedAt: options.clock.now().toISOString(),
  }
  try {
    await repository.saveState(complete, run.version)
  } catch (error) {
    throw error instanceof ConditionFailedError ? superseded(dataset, error) : error
  }
  await options.members(tenantId).removeOthers(dataset, dataVersion)
  return { dataset, outcome: 'computed', cells: cells.length, written: puts.length + deletes.length, milliseconds }
}

/** Every figure of the dataset there is, of whatever version. */
async function storedCells(
  { dataset, metrics }: StoredRollupState,
  { signal }: AggregationRequest,
  repository: RollupRepository,
): Promise<RollupCell[]> {
  const stored: RollupCell[] = []
  for (const metric of metrics) {
    signal?.throwIfAborted()
    for await (const cell of repository.everyCell(metric)) if (cell.dataset === dataset) stored.push(cell)
  }
  return stored
}

/** Does the work piece by piece, as long as the state is the run's own. */
async function inChunks(
  cells: readonly RollupCell[],
  stage: 'writing' | 'cleaning',
  { dataset, runId }: StoredRollupState,
  { signal, onProgress }: AggregationRequest,
  repository: RollupRepository,
  work: (chunk: readonly RollupCell[]) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < cells.length; first += cellsPerWrite) {
    signal?.throwIfAborted()
    const state = await repository.getState(dataset)
    if (state?.runId !== runId) throw superseded(dataset)
    onProgress?.({ dataset, stage, done: first, of: cells.length })
    await work(cells.slice(first, first + cellsPerWrite))
    await setImmediate()
  }
}

/** Takes away what was computed of datasets that have no data any more. */
async function removeDeleted(
  request: AggregationRequest,
  { rollups, members, ids }: AggregationOptions,
  data: TenantData,
): Promise<Outcome[]> {
  const { tenantId } = request
  const repository = rollups(tenantId)
  const live = new Set(data.datasets.map(({ model }) => model.dataset))
  const outcomes: Outcome[] = []
  for (const state of await repository.listStates()) {
    const { dataset } = state
    if (live.has(dataset)) continue
    try {
      const run = await repository.saveState({ ...state, status: 'writing', runId: ids.next() }, state.version)
      const stored = await storedCells(run, request, repository)
      await inChunks(stored, 'cleaning', run, request, repository, (chunk) => repository.deleteCells(chunk))
      await members(tenantId).removeOthers(dataset, null)
      await repository.deleteState(dataset, run.version)
      outcomes.push({ dataset, outcome: 'removed', cells: 0, written: stored.length, milliseconds: 0 })
    } catch (error) {
      if (!(error instanceof ConditionFailedError || error instanceof SupersededError)) throw error
      outcomes.push({ dataset, outcome: 'superseded', cells: 0, written: 0, milliseconds: 0 })
    }
  }
  return outcomes
}

function superseded(dataset: string, cause?: unknown): SupersededError {
  return new SupersededError(`The figures of ${dataset} are being computed by another run`, { cause })
}
