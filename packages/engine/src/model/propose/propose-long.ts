import type {
  Aggregation,
  Condition,
  DatasetProfile,
  DimensionDefinition,
  Expression,
  LongMetricProfile,
  Slice,
  Unit,
} from '@salestalk/protocol'
import { ownValue } from '../../support/without-inherited.ts'
import type { MetricEntry } from '../../taxonomy/index.ts'
import { column, constant, divide, isIn, isNotIn } from './expressions.ts'
import { readableName, readHeader } from './header.ts'
import { findNamedMetric, indexMetricNames, type LongLayout } from './long-layout.ts'
import type { MetricDraft } from './metric-draft.ts'
import { hasWord } from './name-index.ts'
import { isEffort, isStock } from './propose-others.ts'
import { coarser, proposeRatios } from './propose-ratios.ts'

interface StatedMetric {
  readonly member: string
  readonly id: string
  readonly entry: MetricEntry | null
  readonly profile: LongMetricProfile | null
}

/** One metric per member of the metric column; a ratio is computed from its parts when the file has them too. */
export function proposeLongMetrics(
  draft: MetricDraft,
  profile: DatasetProfile,
  layout: LongLayout,
  dimensions: readonly DimensionDefinition[],
): void {
  const stated = nameMembers(draft, profile, layout)
  const ids = new Set(stated.map((metric) => metric.id))
  for (const metric of stated) {
    const pair = metric.entry?.aggregation === 'ratio' ? partsOf(metric.entry, ids) : null
    if (pair) continue
    addStated(draft, metric, profile, layout, dimensions)
  }
  for (const { entry } of stated) {
    const pair = entry?.aggregation === 'ratio' ? partsOf(entry, ids) : null
    if (!entry || !pair) continue
    const [top, bottom] = [draft.find(pair.numerator), draft.find(pair.denominator)]
    if (!top || !bottom) continue
    draft.add(entry.id, { kind: 'ratio', ...pair }, { grain: coarser(top.grain, bottom.grain) })
    draft.assume(`${entry.label} is ${top.label} divided by ${bottom.label}, not the average of its stated values.`)
  }
  proposeRatios(draft, ids)
}

function nameMembers(draft: MetricDraft, profile: DatasetProfile, layout: LongLayout): StatedMetric[] {
  const index = indexMetricNames(draft.context.taxonomy)
  const members = profile.columns.find((candidate) => candidate.key === layout.metric)?.members ?? []
  const used = new Set<string>()
  return members.map((member) => {
    const named = findNamedMetric(member, index)
    const entry = named && !used.has(named.id) ? named : null
    const id = entry?.id ?? freeSlug(member, used)
    used.add(id)
    return {
      member,
      id,
      entry,
      profile: profile.long?.metrics.find((candidate) => candidate.member === member) ?? null,
    }
  })
}

function freeSlug(member: string, used: ReadonlySet<string>): string {
  const words =
    member
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('_') ?? 'metric'
  const slug = /^[a-z]/.test(words) ? words : `metric_${words}`
  for (let number = 1; ; number++) {
    const id = number === 1 ? slug : `${slug}_${number}`
    if (!used.has(id)) return id
  }
}

function partsOf(entry: MetricEntry, ids: ReadonlySet<string>): { numerator: string; denominator: string } | null {
  const { numerator, denominator } = entry
  return numerator && denominator && ids.has(numerator) && ids.has(denominator) ? { numerator, denominator } : null
}

function addStated(
  draft: MetricDraft,
  metric: StatedMetric,
  profile: DatasetProfile,
  layout: LongLayout,
  dimensions: readonly DimensionDefinition[],
): void {
  const { entry, member } = metric
  const grain =
    metric.profile?.grains[0] ??
    profile.columns.find((candidate) => candidate.key === layout.period)?.periodGrain ??
    'day'
  const { unit, expression } = measure(draft, metric, layout)
  const where: Condition[] = [isIn(layout.metric, [member])]
  const grainColumn = profile.long?.grainColumn ?? null
  if (grainColumn !== null && (metric.profile?.grains.length ?? 0) > 1) {
    where.push(isIn(grainColumn, [grain]))
    draft.assume(`${readableName(member)} is stated for periods of several lengths; only those of a ${grain} are used.`)
  }
  const kind = aggregationKind(draft, metric)
  if (kind === 'average')
    draft.assume(`${entry?.label ?? readableName(member)} over several rows is the average of the stated values.`)
  const slices = slicesOf(profile, metric, layout, dimensions)
  if (slices && slices.length > 1)
    draft.assume(
      `${entry?.label ?? readableName(member)} is stated as a total and in parts; each question uses one of them, never both.`,
    )
  const aggregation: Aggregation = { kind, expression, where }
  const options = { unit, grain, words: [member.toLowerCase().replaceAll('_', ' ')], ...(slices ? { slices } : {}) }
  if (entry) draft.add(entry.id, aggregation, options)
  else
    draft.addOwn(metric.id, aggregation, {
      ...options,
      label: readableName(member),
      description: `The stated values of ${member}.`,
    })
}

function aggregationKind(draft: MetricDraft, { entry, member, profile }: StatedMetric): 'sum' | 'last' | 'average' {
  if (entry) {
    if (entry.aggregation === 'last' || entry.aggregation === 'average') return entry.aggregation
    return entry.aggregation === 'ratio' ? 'average' : 'sum'
  }
  const { columns } = draft.context.taxonomy
  const header = readHeader(member, columns)
  const isShare =
    profile?.units.some((unit) => ['percent', 'ratio', 'score', 'days'].includes(unitKind(draft, unit) ?? '')) ?? false
  if (isEffort(header, columns)) return 'sum'
  if (isShare || header.isPercent || hasWord(header, columns.rates)) return 'average'
  return isStock(header, columns) ? 'last' : 'sum'
}

function unitKind(draft: MetricDraft, cell: string): Unit['kind'] | null {
  const units = Object.entries(draft.context.taxonomy.columns.units) as [Unit['kind'], string[]][]
  return units.find(([, names]) => names.some((name) => name === cell.trim().toLowerCase()))?.[0] ?? null
}

/** The largest percent that may still be a fraction. */
const largestFraction = 3

function measure(
  draft: MetricDraft,
  { entry, member, profile }: StatedMetric,
  layout: LongLayout,
): { unit: Unit; expression: Expression } {
  const cell = profile?.units[0] ?? null
  const { columns } = draft.context.taxonomy
  const header = readHeader(member, columns)
  const named = header.isPercent ? 'percent' : hasWord(header, columns.money) ? 'currency' : 'count'
  const kind = (cell === null ? null : unitKind(draft, cell)) ?? entry?.unit ?? named
  const stated =
    cell === null ? null : (columns.currencies[cell.trim().toUpperCase()] ?? columns.currencies[cell.trim()] ?? null)
  const isRatio = kind === 'ratio' && entry?.unit === 'percent'
  const unit: Unit = isRatio
    ? { kind: 'percent', currency: null }
    : { kind, currency: kind === 'currency' ? (stated ?? draft.context.currency) : null }
  const isWhole = unit.kind === 'percent' && (profile?.maximum ?? 0) > largestFraction
  const value = column(layout.value)
  return { unit, expression: isWhole ? divide(value, constant(100)) : value }
}

/**
 * The cuts of a metric that is not stated by every dimension of the file: totals beside parts, or totals alone. Null when its rows are
 * all cut by all dimensions, and when its blanks are no totals but cells nobody filled.
 */
function slicesOf(
  profile: DatasetProfile,
  metric: StatedMetric,
  layout: LongLayout,
  dimensions: readonly DimensionDefinition[],
): Slice[] | null {
  const cuts = metric.profile?.slices ?? []
  const isWhole =
    cuts.length < 2 && cuts.every((cut) => dimensions.every(({ column: key }) => cut.columns.includes(key)))
  if (isWhole || !areTotals(cuts, profile, layout)) return null
  const totals = profile.long?.totalMembers ?? {}
  const ordered = [...cuts].sort((a, b) => a.columns.length - b.columns.length || b.rows - a.rows)
  return ordered.map((cut) => ({
    dimensions: dimensions
      .filter((dimension) => cut.columns.includes(dimension.column))
      .map((dimension) => dimension.id),
    where: layout.dimensions.map((key) => {
      const blank = [...(ownValue(totals, key) ?? []), null]
      return cut.columns.includes(key) ? isNotIn(key, blank) : isIn(key, blank)
    }),
  }))
}

type Cut = LongMetricProfile['slices'][number]

/**
 * Whether the coarser cuts can be the totals of the finer ones: a total stands for at most as many rows as its missing dimensions have
 * members. A few blank cells among many filled ones stand for far more, and are merely blank.
 */
function areTotals(cuts: readonly Cut[], profile: DatasetProfile, layout: LongLayout): boolean {
  const distinct = (key: string): number =>
    Math.max(1, profile.columns.find((candidate) => candidate.key === key)?.distinct ?? 1)
  const members = (keys: readonly string[]): number => keys.reduce((product, key) => product * distinct(key), 1)
  return cuts.every((coarse) => {
    const hasRoom = coarse.rows <= distinct(layout.period) * members(coarse.columns)
    const finer = cuts.filter((cut) => cut !== coarse && coarse.columns.every((key) => cut.columns.includes(key)))
    return finer.every((fine) => {
      const missing = fine.columns.filter((key) => !coarse.columns.includes(key))
      return hasRoom && fine.rows <= coarse.rows * members(missing)
    })
  })
}
