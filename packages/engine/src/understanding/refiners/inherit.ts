import type { FilterSlot, FilterValue, Interpretation, TimeSlot } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, penalize } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { CueName } from '../phrases/schema.ts'
import { resolveTime } from '../time/index.ts'
import { comparesPeriods, inheritComparison, inheritRank } from './inherit-rank.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { comparisonOf, isCompared, timeContext } from './link-time.ts'

/** The frame a message continues, and whether it opens with a word that says so ("and", "what about"). */
export interface Inheritance {
  readonly frame: Interpretation
  readonly cued: boolean
}

/** Fills what a follow-up leaves out from the frame it continues; what it names replaces the frame's slot of that type. */
export function inherit(draft: Draft, { frame }: Inheritance, rank: RankRequest | null): void {
  fire(draft, 'follow-up')
  inheritMetrics(draft, frame)
  inheritFilters(draft, frame)
  inheritBreakdown(draft, frame, rank)
  inheritTime(draft, frame)
  inheritLimit(draft, frame, rank)
  inheritCounterpart(draft, frame)
  preferFrameDimensions(draft, frame)
  bindFollowCues(draft)
  bindParts(draft)
}

/** "and the lowest?" asks for as many as before; "which is the best?" for one. */
function inheritLimit(draft: Draft, frame: Interpretation, rank: RankRequest | null): void {
  if (!rank || rank.limit !== null) return
  if (asksForOne(draft)) rank.limit = 1
  // One place has no number that "the worst" could have as well.
  else if (frame.intent === 'rank' && frame.rank !== null)
    rank.limit = frame.rank.position === null ? frame.rank.limit : 1
}

/** "and how many did we lose?" after won deals: where the measure counts one member only, the one that counts the other is meant. */
function inheritCounterpart(draft: Draft, frame: Interpretation): void {
  for (const slot of draft.metrics) {
    if (slot.status !== 'inherited' || !frame.metrics.some(({ id }) => id === slot.id)) continue
    const own = countedMember(draft, slot.id)
    const filter = draft.filters.find(({ dimension, operator }) => dimension === own?.dimension && operator === 'in')
    if (!own || !filter || filter.status !== 'stated' || filter.values.length !== 1) continue
    if (filter.values.some((value) => own.values.includes(value))) continue
    const counterpart = [...draft.lexicon.metrics.values()].find((metric) => {
      const other = countedMember(draft, metric.id)
      return (
        other?.kind === own.kind &&
        other.dataset === own.dataset &&
        other.dimension === own.dimension &&
        sameValues(other.values, filter.values)
      )
    })
    if (!counterpart) continue
    draft.metrics.splice(draft.metrics.indexOf(slot), 1, { ...slot, id: counterpart.id, rule: 'metric-counterpart' })
    draft.filters.splice(draft.filters.indexOf(filter), 1)
    fire(draft, 'metric-counterpart')
    return
  }
}

interface Counted {
  readonly kind: string
  readonly dataset: number
  readonly dimension: string
  readonly values: readonly FilterValue[]
}

/** What a measure that counts one kind of record only counts: the stage of won deals. */
function countedMember(draft: Draft, id: string): Counted | null {
  const metric = draft.lexicon.metrics.get(id)
  if (!metric || !('where' in metric.definition.aggregation)) return null
  const { kind, where } = metric.definition.aggregation
  const [condition] = where
  if (where.length !== 1 || condition?.operator !== 'in') return null
  const dimension = draft.lexicon.datasets[metric.dataset]?.model.dimensions.find(
    ({ column }) => column === condition.column,
  )
  return dimension ? { kind, dataset: metric.dataset, dimension: dimension.id, values: condition.values } : null
}

function sameValues(left: readonly FilterValue[], right: readonly FilterValue[]): boolean {
  return left.length === right.length && left.every((value) => right.includes(value))
}

/** A name that two dimensions share is of the one the conversation is about. */
function preferFrameDimensions(draft: Draft, frame: Interpretation): void {
  const known = new Set([...frame.filters.map(({ dimension }) => dimension), ...frame.breakdown])
  const named = draft.filters.filter(({ dimension, status }) => status === 'stated' && known.has(dimension))
  penalize(draft, 'dimension-of-frame', -0.5 * named.length)
  // "what about customers?" goes on measuring where a measure was asked for.
  if (draft.record !== null && draft.metrics.length === 0 && frame.intent !== 'list' && !draft.cues.has('list')) {
    penalize(draft, 'records-after-measure', 0.5)
  }
}

/** "only business guests": people the company has no names of, after the kind of people they are. */
function namesPeople(draft: Draft, { meaning }: Item): boolean {
  if (meaning.kind !== 'absent') return false
  const entry = draft.lexicon.taxonomy.metrics.find(({ id }) => id === meaning.metric)
  return entry?.subject === 'customers' && entry.unit === 'count'
}

/** "just the online part": the noun only carries the member. */
function bindParts(draft: Draft): void {
  const { parts, persons } = draft.lexicon.grammar.conversation
  for (const item of draft.items) {
    if (item.role !== null || item.to - item.from !== 1) continue
    const before = neighbor(draft, item, -1)
    if (before?.role === 'value' && namesPeople(draft, item)) bind(item, 'ignorable', null)
    if (item.meaning.kind !== 'unknown') continue
    const word = draft.message.words[item.from]?.normal ?? ''
    if ((before?.role === 'value' && parts.includes(word)) || persons.includes(word)) bind(item, 'ignorable', null)
  }
}

/** "which is the best?" */
function asksForOne(draft: Draft): boolean {
  const { message } = draft
  return [...message.words.keys()].some((at) => {
    if (!isFunctionWord(message, at, 'asking')) return false
    return isFunctionWord(message, at + (isFunctionWord(message, at + 1, 'asked_one') ? 2 : 1), 'being')
  })
}

function inheritMetrics(draft: Draft, frame: Interpretation): void {
  // "how many of them were online?" goes on counting what was counted.
  const counts = frame.metrics.every(({ id }) => draft.lexicon.metrics.get(id)?.unit.kind === 'count')
  if (counts && frame.metrics.length > 0 && draft.metrics.every(({ rule }) => rule === 'metric-member-count')) {
    draft.metrics.length = 0
  }
  const [first] = frame.metrics
  if (frame.intent === 'correlation' && draft.metrics.length === 1 && first && first.id !== draft.metrics[0]?.id) {
    draft.metrics.unshift({ ...first, status: 'inherited', text: null, span: null, item: null })
  }
  if (draft.metrics.length > 0 || draft.record !== null) return
  for (const metric of frame.metrics) {
    draft.metrics.push({ ...metric, status: 'inherited', text: null, span: null, item: null })
  }
  if (frame.metrics.length > 0) draft.inherited += 1
}

function inheritFilters(draft: Draft, frame: Interpretation): void {
  if (draft.cues.has('follow_clear') && draft.filters.length === 0) return
  const widens = draft.cues.has('follow_widen') && !draft.cues.has('only')
  const own = [...draft.filters]
  for (const filter of frame.filters) {
    const same = own.find((candidate) => candidate.dimension === filter.dimension)
    if (same && (widens || isCompared(draft)) && same.operator === 'in' && filter.operator === 'in') {
      same.values = [...new Set([...filter.values, ...same.values])]
      continue
    }
    if (same || own.some((candidate) => isBelow(draft, candidate.dimension, filter.dimension))) continue
    draft.filters.push(inheritedFilter(filter))
    draft.inherited += 1
  }
}

/** Whether a dimension is a level below another ("country" below "region"). */
function isBelow(draft: Draft, child: string, parent: string): boolean {
  const known = draft.lexicon.dimensionsById.get(child)
  if (!known) return false
  return (
    known.parents.includes(parent) || known.parents.some((above) => above !== child && isBelow(draft, above, parent))
  )
}

function inheritedFilter(filter: FilterSlot): FilterSlot {
  return { ...filter, status: 'inherited', text: null, span: null }
}

function inheritBreakdown(draft: Draft, frame: Interpretation, rank: RankRequest | null): void {
  const item = draft.items[0]
  if (!item || draft.cues.has('why')) return
  const widens = draft.cues.has('follow_widen')
  const names = draft.groupings.length > 0 || draft.grain !== null
  const turnsToValue = draft.cues.has('total') && !names
  if ((names && !widens) || turnsToValue) return
  const own = draft.groupings.map((grouping) => grouping.dimension)
  for (const dimension of [...frame.breakdown].reverse()) {
    if (own.includes(dimension)) continue
    draft.inherited += 1
    const grain = grains.find((candidate) => candidate === dimension)
    if (grain) draft.grain ??= grain
    else draft.groupings.unshift({ dimension, item, loose: false })
  }
  const trends = !names && frame.intent === 'trend' && !rank
  if (trends) draft.cues.add('trend')
}

const grains = ['day', 'week', 'month', 'quarter', 'year'] as const

function inheritTime(draft: Draft, frame: Interpretation): void {
  if (draft.time) {
    draft.time = inFrameYear(draft, draft.time, frame)
    if (setBeside(draft, draft.time, frame.time ?? frame.periods[0] ?? null)) return
    if (frame.comparison?.start && !draft.comparison && isSetBeside(frame)) {
      const kind = frame.comparison.kind === 'same_period_last_year' ? 'same_period_last_year' : 'previous_period'
      draft.comparison = comparisonOf(draft, kind, 'inherited')
    }
    return
  }
  if (draft.periods.length > 0) return
  const inherit = (slot: TimeSlot): TimeSlot => ({
    ...slot,
    status: slot.status === 'assumed' ? 'assumed' : 'inherited',
    span: null,
  })
  if (frame.time) draft.time = inherit(frame.time)
  draft.periods = frame.periods.map(inherit)
  if (frame.time?.status !== 'assumed') draft.inherited += 1
  if (frame.comparison && frame.comparison.kind !== 'entities' && isSetBeside(frame) && !draft.comparison) {
    draft.comparison = { ...frame.comparison, status: 'inherited' }
  }
}

/** Whether the answer was about one period beside another, whatever else it told. */
function isSetBeside({ intent, rank }: Interpretation): boolean {
  return intent === 'compare' || intent === 'trend' || (intent === 'rank' && rank?.by === 'value')
}

/** "compared to 2021" after an answer about 2022 sets the two side by side. */
function setBeside(draft: Draft, named: TimeSlot, base: TimeSlot | null): boolean {
  const opensWithVersus = isCue(
    draft.items.find((item) => item.meaning.kind !== 'ignorable'),
    'versus',
    'compare',
  )
  if (!opensWithVersus || !base?.start || draft.comparison || base.start === named.start) return false
  if (draft.filters.some((filter) => filter.status === 'stated')) return false
  draft.periods = [{ ...base, status: 'inherited', span: null }, named]
  draft.time = null
  draft.inherited += 1
  return true
}

/** "Q2?" after a question about another year means that year's. */
function inFrameYear(draft: Draft, time: TimeSlot, frame: Interpretation): TimeSlot {
  const base = frame.time ?? frame.periods[0]
  const year = base?.start?.slice(0, 4)
  if (!year || year === draft.context.today.slice(0, 4) || base?.status === 'assumed') return time
  for (const item of draft.items) {
    if (item.meaning.kind !== 'time') continue
    const { expression } = item.meaning.match
    if (!expression || !('yearOffset' in expression) || expression.year !== null || expression.yearOffset !== null)
      continue
    if (expression.which !== null) continue
    const resolved = resolveTime({ ...expression, year: Number(year) }, timeContext(draft))
    return { ...time, start: resolved.start, end: resolved.end, label: resolved.label, partial: resolved.partial }
  }
  return time
}

/** A condition stays while its metric does. */
export function inheritHaving(draft: Draft, { frame }: Inheritance): void {
  if (!frame.having.every((having) => draft.metrics.some((metric) => metric.id === having.metric))) return
  if (draft.having.length > 0 || draft.groupings.length === 0) return
  for (const having of frame.having) draft.having.push({ ...having, status: 'inherited', text: null, span: null })
}

function bindFollowCues(draft: Draft): void {
  for (const item of draft.items) {
    if (
      item.role === null &&
      isCue(item, 'follow_add', 'follow_widen', 'follow_instead', 'follow_same', 'follow_break', 'follow_clear')
    ) {
      bind(item, 'intent', 'follow-up')
    }
  }
}

/** Words that do not ask for anything by themselves, beside what was taken over. */
const silentCues: readonly CueName[] = [
  'what',
  'where',
  'when',
  'who',
  'yes_no',
  'follow_instead',
  'and',
  'all',
  'how_many',
  'from',
]

/** "where does that number come from?", "wrong": what names nothing of its own may ask for something else than the same answer again. */
export function checkContent(draft: Draft, { frame }: Inheritance): void {
  const own = draft.items.some(({ role, meaning }) => {
    if (meaning.kind === 'cue') return !silentCues.includes(meaning.cue)
    return role !== null && role !== 'ignorable' && role !== 'aside'
  })
  if (own) return
  const [first, second] = draft.message.words.map(({ normal }) => normal)
  const { asking_first, asking_second } = draft.lexicon.grammar.conversation
  const asks = asking_first.includes(first ?? '') && asking_second.includes(second ?? '')
  if (frame.kind === 'answerable' && !asks && !draft.cues.has('where') && !draft.cues.has('follow_instead')) return
  issue(draft, 'unbound_words', 'I do not know what that asks for.', 2)
}

/** "as a trend", and "break that down by month" after the second best month, ask for all of them. */
function listsBuckets(draft: Draft, { breakdown }: Interpretation): boolean {
  if (draft.items.some((item) => isCue(item, 'trend'))) return true
  return Number.isFinite(draft.grainAt) && draft.grain !== null && breakdown.includes(draft.grain)
}

/** A follow-up without an intent of its own keeps asking what was asked. */
export function inheritIntent(draft: Draft, { frame }: Inheritance): void {
  const own = draft.intent
  if (own === 'why' && draft.periods.length === 0 && comparesPeriods(frame.comparison)) inheritComparison(draft, frame)
  // A second period ("and vs last year?") is set beside what was ranked as well.
  const besides = own === 'compare' && frame.intent === 'rank' && comparesPeriods(draft.comparison)
  const buckets = own === 'trend' && frame.intent === 'rank' && !listsBuckets(draft, frame)
  if (own !== 'what' && own !== 'breakdown' && !besides && !buckets) return
  if (draft.cues.has('total') || draft.cues.has('how_many')) return
  switch (frame.intent) {
    case 'rank':
      if (!inheritRank(draft, frame)) return
      break
    case 'compare': {
      const several = draft.filters.some((filter) => filter.operator === 'in' && filter.values.length > 1)
      if (frame.comparison?.kind !== 'entities' || !several) return
      draft.comparison = { ...frame.comparison, status: 'inherited' }
      draft.intent = 'compare'
      break
    }
    case 'list':
      if (draft.metrics.length === 0 || frame.breakdown.length > 0) draft.intent = 'list'
      break
    case 'why':
      inheritComparison(draft, frame)
      draft.intent = 'why'
      break
    case 'anomaly':
    case 'forecast':
    case 'target':
    case 'correlation':
      draft.intent = frame.intent
      break
    default:
      return
  }
  fire(draft, `intent-inherited-${frame.intent}`)
}
