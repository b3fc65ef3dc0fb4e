import { type FilterSlot, type Interpretation, type RankSlot, timeGrains } from '@salestalk/protocol'
import type { Candidate, ValueMeaning } from '../candidate.ts'
import { isBelow } from '../lexicon/hierarchy.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { SteeringKind } from '../phrases/conversation-schema.ts'
import { comparesPeriods, oppositeOf } from '../refiners/inherit-rank.ts'
import type { Restatable } from '../restate.ts'
import type { Filled } from './match-template.ts'

/** The slots that an edit leaves behind; time is all the data, the period before or after, or what it was. */
export type FrameEdit = Partial<Omit<Restatable, 'time' | 'target'>> & { readonly time?: 'all' | 'before' | 'after' }

/** What an edit makes of the answered question, or null when that question has nothing of the kind. */
export function editFrame(frame: Interpretation, { kind, candidates }: Filled, lexicon: Lexicon): FrameEdit | null {
  switch (kind) {
    case 'filters':
      return { filters: [], having: [] }
    case 'whole':
      return frame.filters.length + frame.having.length > 0 ? { filters: [], having: [] } : null
    case 'exclusions':
      return withFilters(
        frame,
        frame.filters.filter(({ operator }) => operator !== 'not_in'),
      )
    case 'conditions':
      return frame.having.length > 0 ? { having: [] } : null
    case 'breakdown':
      return frame.breakdown.length > 0
        ? { ...withoutGroups(frame), ...withoutSeries(frame), breakdown: [], rank: null, having: [] }
        : null
    case 'comparison':
      return withoutComparison(frame)
    case 'time':
      return frame.time?.start || frame.time?.end || frame.periods.length > 0
        ? { ...withoutComparison(frame), periods: [], time: 'all' }
        : null
    case 'count':
      return withBound(frame, candidates) ?? withRank(rankOf(frame, kind, candidates, lexicon))
    case 'limit':
    case 'reverse':
    case 'ascending':
    case 'descending':
    case 'top':
    case 'bottom':
    case 'place':
      return withRank(rankOf(frame, kind, candidates, lexicon))
    case 'time_before':
    case 'time_after':
      return frame.time?.start && frame.time.end ? { time: kind === 'time_before' ? 'before' : 'after' } : null
    case 'time_drop':
      return namesTimeOf(frame, candidates[0]) ? { ...withoutComparison(frame), time: 'all' } : null
    case 'together':
    case 'contrast':
      return null
    case 'metric_set':
      return withOneMetric(frame, candidates[0])
    case 'dimension_set':
      return withOneDimension(frame, candidates[0])
    case 'dimension_swap':
      return withOtherDimension(frame, candidates)
    case 'dimension_swap_reversed':
      return withOtherDimension(frame, candidates.toReversed())
    case 'metric_swap':
      return withOtherMetric(frame, candidates)
    case 'metric_swap_reversed':
      return withOtherMetric(frame, candidates.toReversed())
    case 'member_swap':
    case 'member_swap_reversed':
    case 'member_set':
      return withOtherMembers(frame, kind, candidates)
    case 'metric_drop':
      return withoutMetric(frame, candidates[0])
    case 'dimension_all':
    case 'dimension_filter':
    case 'dimension_split':
    case 'dimension_drop':
      return withoutDimension(frame, kind, candidates[0], lexicon)
    case 'member_drop':
    case 'member_without':
    case 'member_restore':
      return withoutMembers(frame, kind, candidates)
  }
}

function withFilters(frame: Interpretation, filters: FilterSlot[]): FrameEdit | null {
  if (filters.length === frame.filters.length) return null
  const compared = frame.comparison?.kind === 'entities' && !filters.some(({ values }) => values.length > 1)
  return compared ? { filters, comparison: null, intent: plainIntent(frame.breakdown) } : { filters }
}

function plainIntent(breakdown: readonly string[]): Interpretation['intent'] {
  if (breakdown.some((name) => timeGrains.some((grain) => grain === name))) return 'trend'
  return breakdown.length > 0 ? 'breakdown' : 'what'
}

/** Intents that are about groups ask for a plain value without them; others ("why", "forecast") stay what they are. */
function withoutGroups({ intent, comparison }: Interpretation): FrameEdit {
  if (intent !== 'breakdown' && intent !== 'rank' && intent !== 'trend' && intent !== 'list') return {}
  return { intent: comparesPeriods(comparison) ? 'compare' : 'what' }
}

/** Values computed along a series have no total of their own. */
function withoutSeries({ calculation }: Interpretation): FrameEdit {
  return calculation === null || calculation.kind === 'average_per_period' ? {} : { calculation: null }
}

function withoutComparison(frame: Interpretation): FrameEdit {
  const intent = frame.intent === 'compare' ? plainIntent(frame.breakdown) : frame.intent
  return { comparison: null, intent }
}

function withRank(rank: RankSlot | null): FrameEdit | null {
  return rank === null ? null : { rank, intent: 'rank' }
}

const mostRanked = 1000

function rankOf(
  frame: Interpretation,
  kind: SteeringKind,
  candidates: readonly Candidate[],
  lexicon: Lexicon,
): RankSlot | null {
  const groups = frame.breakdown.some((name) => lexicon.dimensionsById.get(name)?.calendar !== true)
  const plain: RankSlot = { direction: 'top', limit: null, by: 'value', position: null, status: 'stated' }
  const rank = frame.rank
  // "the runner-up" names no number.
  const number = kind === 'place' && candidates.length === 0 ? 2 : numberOf(candidates[0])
  switch (kind) {
    case 'limit':
      return rank && rank.limit !== null ? { ...rank, limit: null, position: null, status: 'stated' } : null
    case 'ascending':
    case 'descending':
      if (!rank && !(groups && frame.intent === 'breakdown')) return null
      return { ...(rank ?? plain), direction: kind === 'ascending' ? 'bottom' : 'top', status: 'stated' }
    case 'reverse':
      if (!rank && groups && frame.intent === 'breakdown') return { ...plain, direction: 'bottom' }
      return rank && { ...rank, direction: oppositeOf(rank.direction), status: 'stated' }
    case 'count':
      return rank && number !== null ? { ...rank, limit: number, position: null, status: 'stated' } : null
    case 'place':
      if (number === null || (!rank && !(groups && frame.intent === 'breakdown'))) return null
      return { ...(rank ?? plain), limit: number, position: number, status: 'stated' }
    case 'top':
    case 'bottom':
      if (number === null || (!rank && !(groups && frame.intent === 'breakdown'))) return null
      return { ...(rank ?? plain), direction: endOf(rank, kind), limit: number, position: null, status: 'stated' }
    default:
      return null
  }
}

/** "Top 3" of the biggest drops are the first three of them, though their numbers are the smallest. */
function endOf(rank: RankSlot | null, end: RankSlot['direction']): RankSlot['direction'] {
  if (rank === null || rank.by === 'value') return end
  return end === 'top' ? rank.direction : oppositeOf(rank.direction)
}

function numberOf(candidate: Candidate | undefined): number | null {
  const { meaning } = candidate ?? {}
  if (meaning?.kind === 'ordinal') return meaning.position
  if (meaning?.kind !== 'number') return null
  const { value, percent, currency } = meaning.quantity
  return Number.isInteger(value) && value >= 1 && value <= mostRanked && !percent && currency === null ? value : null
}

/** "make it 200k" after a condition moves its bound. */
function withBound(frame: Interpretation, candidates: readonly Candidate[]): FrameEdit | null {
  const [having, ...others] = frame.having
  const { meaning } = candidates[0] ?? {}
  if (!having || others.length > 0 || having.upper !== null || frame.rank || meaning?.kind !== 'number') return null
  const { value, percent } = meaning.quantity
  return { having: [{ ...having, value: percent ? value / 100 : value }] }
}

function namesTimeOf(frame: Interpretation, candidate: Candidate | undefined): boolean {
  const { meaning } = candidate ?? {}
  return (
    meaning?.kind === 'time' &&
    frame.time?.start != null &&
    frame.time.expression.toLowerCase() === meaning.match.text.toLowerCase()
  )
}

function withOtherDimension(frame: Interpretation, candidates: readonly Candidate[]): FrameEdit | null {
  const [old, next] = candidates
  if (old?.meaning.kind !== 'dimension' || next?.meaning.kind !== 'dimension') return null
  const gone = old.meaning.dimension
  const named = next.meaning.dimension
  if (!frame.breakdown.includes(gone) || frame.breakdown.includes(named)) return null
  const breakdown = frame.breakdown.map((name) => (name === gone ? named : name))
  return { breakdown, intent: plainFor(frame, breakdown) }
}

/** "change the split to month", "show me the months instead": one split in the place of the only one there. */
function withOneDimension(frame: Interpretation, candidate: Candidate | undefined): FrameEdit | null {
  if (candidate?.meaning.kind !== 'dimension' || frame.breakdown.length !== 1) return null
  const breakdown = [candidate.meaning.dimension]
  return { breakdown, intent: plainFor(frame, breakdown) }
}

/** "change the measure to profit" */
function withOneMetric(
  { metrics: [slot, ...more] }: Interpretation,
  candidate: Candidate | undefined,
): FrameEdit | null {
  const id = metricOf(candidate)
  return id === null || !slot || more.length > 0 ? null : { metrics: [{ ...slot, id, rule: 'metric-swapped' }] }
}

function withOtherMetric(frame: Interpretation, [old, next]: readonly Candidate[]): FrameEdit | null {
  const metric = metricOf(old)
  const id = metricOf(next)
  if (metric === null || id === null || !frame.metrics.some((slot) => slot.id === metric)) return null
  return { metrics: frame.metrics.map((slot) => (slot.id === metric ? { ...slot, id, rule: 'metric-swapped' } : slot)) }
}

function metricOf(candidate: Candidate | undefined): string | null {
  return candidate?.meaning.kind === 'metric' ? candidate.meaning.metric : null
}

/** "swap APAC for LATAM", "LATAM instead of APAC", "change the region to LATAM": other members in the place of those there. */
function withOtherMembers(
  frame: Interpretation,
  kind: SteeringKind,
  candidates: readonly Candidate[],
): FrameEdit | null {
  const members = candidates.flatMap(({ from, meaning }) => (meaning.kind === 'value' ? [{ from, meaning }] : []))
  const [first, second, ...more] = members.toSorted((left, right) => left.from - right.from)
  if (more.length > 0 || !first) return null
  const next = kind === 'member_swap' ? second : first
  const old = kind === 'member_set' ? undefined : kind === 'member_swap' ? first : second
  if (!next || (kind !== 'member_set' && !old)) return null
  const { dimension } = next.meaning
  if (candidates.some(({ meaning }) => meaning.kind === 'dimension' && meaning.dimension !== dimension)) return null
  const position = frame.filters.findIndex((filter) => filter.dimension === dimension && filter.operator === 'in')
  const filter = frame.filters[position]
  if (!filter || (old && old.meaning.dimension !== dimension)) return null
  const kept = old ? filter.values.filter((value) => !old.meaning.values.some((gone) => gone === value)) : []
  const swapped = old !== undefined && kept.length < filter.values.length ? kept : []
  return {
    filters: frame.filters.with(position, { ...filter, values: [...new Set([...swapped, ...next.meaning.values])] }),
  }
}

function withoutMetric(frame: Interpretation, candidate: Candidate | undefined): FrameEdit | null {
  const { meaning } = candidate ?? {}
  const named = meaning?.kind === 'metric' ? [meaning.metric] : meaning?.kind === 'implied' ? meaning.metrics : []
  const metrics = frame.metrics.filter(({ id }) => !named.includes(id))
  return metrics.length > 0 && metrics.length < frame.metrics.length ? { metrics } : null
}

/** "all regions" lifts what narrows regions, also by a country; "drop the region" takes away the split before the filter. */
function withoutDimension(
  frame: Interpretation,
  kind: SteeringKind,
  candidate: Candidate | undefined,
  lexicon: Lexicon,
): FrameEdit | null {
  if (candidate?.meaning.kind !== 'dimension') return null
  const { dimension } = candidate.meaning
  const breakdown = frame.breakdown.filter((name) => name !== dimension)
  const splits = breakdown.length < frame.breakdown.length
  if (splits && (kind === 'dimension_split' || kind === 'dimension_drop')) {
    if (breakdown.length > 0)
      return { breakdown, intent: frame.intent === 'rank' ? 'rank' : plainFor(frame, breakdown) }
    return { ...withoutGroups(frame), breakdown, rank: null, having: [] }
  }
  if (kind === 'dimension_split') return null
  return withFilters(
    frame,
    frame.filters.filter((filter) => filter.dimension !== dimension && !isBelow(lexicon, filter.dimension, dimension)),
  )
}

function plainFor(frame: Interpretation, breakdown: readonly string[]): Interpretation['intent'] {
  return frame.intent === 'breakdown' || frame.intent === 'trend' ? plainIntent(breakdown) : frame.intent
}

/** Takes members out of the list that the question is narrowed to, or out of what it leaves out. */
function withoutMembers(frame: Interpretation, kind: SteeringKind, candidates: readonly Candidate[]): FrameEdit | null {
  const operator = kind === 'member_restore' ? 'not_in' : 'in'
  const groups = new Map<number, ValueMeaning[]>()
  for (const { from, meaning } of candidates) {
    if (meaning.kind === 'value') groups.set(from, [...(groups.get(from) ?? []), meaning])
  }
  let filters = [...frame.filters]
  for (const meanings of groups.values()) {
    const position = filters.findIndex(
      (filter) => filter.operator === operator && meanings.some((meaning) => narrows(filter, meaning)),
    )
    const filter = filters[position]
    if (!filter) {
      const left = kind === 'member_restore' ? null : withoutGroup(frame, meanings)
      if (left === null) return null
      filters.push(left)
      continue
    }
    const gone = meanings.filter(({ dimension }) => dimension === filter.dimension).flatMap(({ values }) => values)
    const values = filter.values.filter((value) => typeof value !== 'string' || !gone.includes(value))
    // "without EMEA" after a question about EMEA alone turns it round, which is for the reading of new filters.
    if (values.length === 0 && kind === 'member_without') return null
    filters = values.length === 0 ? filters.toSpliced(position, 1) : filters.with(position, { ...filter, values })
  }
  const compared = frame.comparison?.kind === 'entities' && !filters.some(({ values }) => values.length > 1)
  return compared ? { filters, comparison: null, intent: plainIntent(frame.breakdown) } : { filters }
}

/** "drop EMEA", "no EMEA in there" after an answer by region leaves it out. */
function withoutGroup(frame: Interpretation, meanings: readonly ValueMeaning[]): FilterSlot | null {
  const [shown, ...more] = meanings.filter(({ dimension }) => frame.breakdown.includes(dimension))
  if (!shown || more.length > 0 || frame.filters.some(({ dimension }) => dimension === shown.dimension)) return null
  const { dimension, values } = shown
  return {
    dimension,
    operator: 'not_in',
    values: [...values],
    status: 'stated',
    text: null,
    span: null,
    rule: 'steering',
  }
}

function narrows(filter: FilterSlot, { dimension, values }: ValueMeaning): boolean {
  return filter.dimension === dimension && values.some((value) => filter.values.includes(value))
}
