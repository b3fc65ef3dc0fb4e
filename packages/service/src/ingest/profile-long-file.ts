import { findLongLayout, type LongLayout, ownValue, type Taxonomy } from '@salestalk/engine'
import { type DatasetProfile, type LongMetricProfile, type LongProfile, timeGrains } from '@salestalk/protocol'
import { grainKeyOf } from './columns/column-plan.ts'
import { identifier, literal, type Value, type Workbench } from './workbench.ts'
import type { WrittenSegment } from './write-segment.ts'

/** The second look at a file of (metric, period, value, unit, dimensions) rows: what each metric states, and by what. Null for other files. */
export async function profileLongFile(
  profile: DatasetProfile,
  segment: WrittenSegment,
  taxonomy: Taxonomy | null,
  workbench: Workbench,
): Promise<LongProfile | null> {
  const layout = taxonomy === null ? null : findLongLayout(profile, taxonomy)
  if (layout === null || taxonomy === null) return null
  const grainKey = grainKeyOf(layout.period)
  const grainColumn = profile.columns.some(({ key }) => key === grainKey) ? grainKey : null
  const dimensions = layout.dimensions.filter((key) => key !== grainKey)
  const totalMembers = totalsOf(profile, dimensions, taxonomy)
  const stated = profile.columns.find(({ key }) => key === layout.period)?.periodGrain ?? 'day'
  const rows = await workbench.rows(sqlOf(layout, dimensions, grainColumn, totalMembers, segment))
  const metrics = new Map<string, Value[][]>()
  for (const [member, ...rest] of rows) metrics.set(String(member), [...(metrics.get(String(member)) ?? []), rest])
  const profiles = [...metrics].map(([member, groups]) => metricProfile(member, groups, dimensions, stated))
  return { grainColumn, totalMembers, metrics: profiles.sort((a, b) => b.rows - a.rows) }
}

/** One row per metric, unit, grain and set of filled dimensions: member, unit, grain, rows, largest value, then a flag for each dimension. */
function sqlOf(
  layout: LongLayout,
  dimensions: readonly string[],
  grainColumn: string | null,
  totals: LongProfile['totalMembers'],
  segment: WrittenSegment,
): string {
  const filled = dimensions.map((key) => {
    const name = `CAST(${identifier(key)} AS VARCHAR)`
    const members = ownValue(totals, key) ?? []
    const isTotal = members.length === 0 ? '' : ` AND ${name} NOT IN (${members.map(literal).join(', ')})`
    return `coalesce(${name} IS NOT NULL${isTotal}, false)`
  })
  const unit = layout.unit === null ? 'NULL' : identifier(layout.unit)
  const grain = grainColumn === null ? 'NULL' : identifier(grainColumn)
  const metric = identifier(layout.metric)
  const largest = `CAST(max(abs(${identifier(layout.value)})) AS DOUBLE)`
  const selected = [metric, unit, grain, 'count(*)', largest, ...filled].join(', ')
  return `SELECT ${selected} FROM read_parquet(${literal(segment.path)}) WHERE ${metric} IS NOT NULL GROUP BY ALL`
}

function totalsOf(
  { columns }: DatasetProfile,
  dimensions: readonly string[],
  taxonomy: Taxonomy,
): LongProfile['totalMembers'] {
  const names = new Set(taxonomy.columns.totals.map(squash))
  const found = dimensions.flatMap((key): [string, string[]][] => {
    const members = columns.find((column) => column.key === key)?.members ?? []
    const totals = members.filter((member) => names.has(squash(member)))
    return totals.length === 0 ? [] : [[key, totals]]
  })
  return Object.fromEntries(found)
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function metricProfile(
  member: string,
  groups: readonly Value[][],
  dimensions: readonly string[],
  stated: string,
): LongMetricProfile {
  const units = new Map<string, number>()
  const slices = new Map<string, { columns: string[]; rows: number }>()
  const grains = new Set<string>()
  let total = 0
  let maximum: number | null = null
  for (const [unit, grain, count, largest, ...flags] of groups) {
    const rows = Number(count)
    total += rows
    if (typeof largest === 'number') maximum = Math.max(maximum ?? 0, largest)
    if (unit !== null && unit !== undefined) units.set(String(unit), (units.get(String(unit)) ?? 0) + rows)
    grains.add(String(grain ?? stated))
    const columns = dimensions.filter((_, index) => flags[index] === true)
    const slice = slices.get(columns.join(',')) ?? { columns, rows: 0 }
    slices.set(columns.join(','), { columns, rows: slice.rows + rows })
  }
  return {
    member,
    rows: total,
    units: [...units].sort((a, b) => b[1] - a[1]).map(([unit]) => unit),
    grains: timeGrains.filter((grain) => grains.has(grain)),
    maximum,
    slices: [...slices.values()].sort((a, b) => b.rows - a.rows),
  }
}
