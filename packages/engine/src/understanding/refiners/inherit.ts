import { type FilterSlot, type Interpretation, type TimeSlot, timeGrains } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, penalize } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { isBelow } from '../lexicon/hierarchy.ts'
import type { CueName } from '../phrases/schema.ts'
import { resolveTime, shiftPeriod } from '../time/index.ts'
import { inheritCounterpart, inheritMetrics } from './inherit-metrics.ts'
import { comparesPeriods, inheritComparison, inheritRank, refuseSplit } from './inherit-rank.ts'
import type { Inheritance } from './inheritance.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { comparisonOf, isCompared } from './link-time.ts'
import { slotOf, timeContext } from './time-slots.ts'

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
  if (asksForOne(draft) || namesOne(draft, rank)) rank.limit = 1
  // One place has no number that "the worst" could have as well.
  else if (frame.intent === 'rank' && frame.rank !== null)
    rank.limit = frame.rank.position === null ? frame.rank.limit : 1
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

/** "which is the best?", "which one came last?", where "which are the best?" asks for several. */
function asksForOne({ message }: Draft): boolean {
  return [...message.words.keys()].some((at) => {
    if (!isFunctionWord(message, at, 'asking') || message.words[at + 1] === undefined) return false
    return isFunctionWord(message, at + 1, 'asked_one') || !isFunctionWord(message, at + 1, 'several')
  })
}

/** "just the biggest", "the smallest one"; "only the best three" says how many. */
function namesOne({ message, cues, groupings }: Draft, { cue }: RankRequest): boolean {
  if (isFunctionWord(message, cue.to, 'asked_one')) return true
  const ends = cue.to === message.words.length && hasFunctionWord(message, cue.from - 1, cue.to, 'definite')
  return ends && cues.has('only') && groupings.every(({ item }) => item.index !== cue.index)
}

function inheritFilters(draft: Draft, frame: Interpretation): void {
  keepWhole(draft, frame)
  if (draft.cues.has('follow_clear') && draft.filters.length === 0) return
  const widens = draft.cues.has('follow_widen') && !draft.cues.has('only')
  const own = [...draft.filters]
  for (const filter of frame.filters) {
    const same = own.find((candidate) => candidate.dimension === filter.dimension)
    if (same && (widens || isCompared(draft)) && same.operator === 'in' && filter.operator === 'in') {
      same.values = [...new Set([...filter.values, ...same.values])]
      continue
    }
    // "without Leeds", "and without Hull": what was left out stays out.
    if (same?.operator === 'not_in' && filter.operator === 'not_in' && !draft.cues.has('follow_instead')) {
      same.values = [...new Set([...filter.values, ...same.values])]
      continue
    }
    if (same || own.some((candidate) => isElsewhere(draft, candidate, filter))) continue
    draft.filters.push(inheritedFilter(filter))
    draft.inherited += 1
  }
}

/** "and APAC?" after the share of EMEA reads the share of APAC from the same whole, not from APAC by itself. */
function keepWhole(draft: Draft, frame: Interpretation): void {
  const [dimension, ...others] = frame.breakdown
  const named = draft.filters.findIndex((filter) => filter.dimension === dimension && filter.operator === 'in')
  if (dimension === undefined || others.length > 0 || named < 0 || !readsShare(draft, dimension)) return
  draft.filters.splice(named, 1)
  fire(draft, 'share-of-member')
}

/** Whether the conversation asked for a member's share, which is read from a breakdown that is not narrowed to it. */
function readsShare({ context }: Draft, dimension: string): boolean {
  for (const { breakdown, filters, words } of context.conversation.frames.toReversed()) {
    if (breakdown.length !== 1 || breakdown[0] !== dimension) return false
    if (filters.some((filter) => filter.dimension === dimension)) return false
    if (words.some(({ role, boundTo }) => role === 'value' && boundTo === dimension)) return true
  }
  return false
}

/** A country named after its region narrows it, and a region named after one of its countries looks further: neither stays beside the other. A country left out leaves the others of its region. */
function isElsewhere({ lexicon }: Draft, named: FilterSlot, filter: FilterSlot): boolean {
  if (isBelow(lexicon, named.dimension, filter.dimension)) return named.operator === 'in'
  if (named.operator !== 'in' || filter.operator !== 'in') return false
  if (isBelow(lexicon, filter.dimension, named.dimension)) return true
  const { places } = lexicon.grammar.suggestions
  const level = places.indexOf(named.dimension)
  return level >= 0 && level < places.indexOf(filter.dimension)
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
    const grain = timeGrains.find((candidate) => candidate === dimension)
    if (grain) draft.grain ??= grain
    else draft.groupings.unshift({ dimension, item, loose: false })
  }
  const trends = !names && frame.intent === 'trend' && !rank
  if (trends) draft.cues.add('trend')
}

function inheritTime(draft: Draft, frame: Interpretation): void {
  if (draft.time) {
    draft.time = inFrameYear(draft, draft.time, frame)
    if (moveToYear(draft, draft.time, frame)) return
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

/** "compared to 2021", "how does it stack up against 2021" after an answer about 2022 sets the two side by side. */
function setBeside(draft: Draft, named: TimeSlot, base: TimeSlot | null): boolean {
  const { message, items } = draft
  const besides = hasFunctionWord(message, 0, message.words.length, 'beside')
  const compares = besides || items.some((item) => isCue(item, 'versus', 'compare'))
  if (!compares || !base?.start || draft.comparison || base.start === named.start) return false
  if (draft.filters.some((filter) => filter.status === 'stated')) return false
  draft.periods = [{ ...base, status: 'inherited', span: null }, named]
  draft.time = null
  draft.inherited += 1
  return true
}

/** "what about last year?" after "Q1 vs Q2" sets the quarters of that year side by side. */
function moveToYear(draft: Draft, time: TimeSlot, { periods }: Interpretation): boolean {
  const year = Number(time.start?.slice(0, 4))
  const isYear = time.start === `${year}-01-01` && time.end === `${year + 1}-01-01`
  const of = periods.map(({ start, end }) => (start !== null && end !== null ? Number(start.slice(0, 4)) : Number.NaN))
  const [from] = of
  if (!isYear || from === undefined || of.some((other) => other !== from)) return false
  if (periods.some(({ start, end }) => start === `${from}-01-01` && end === `${from + 1}-01-01`)) return false
  draft.periods = periods.map((slot) => {
    const moved = shiftPeriod({ ...slot, toDate: false, running: false }, 'year', year - from, timeContext(draft))
    return { ...slotOf(moved, moved.label, 'inherited'), grain: slot.grain }
  })
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

/** A condition goes on picking the groups it picked; a measure that corrects the one it was about takes it over. */
export function inheritHaving(draft: Draft, { frame }: Inheritance): void {
  if (draft.having.length > 0 || draft.groupings.length === 0 || frame.having.length === 0) return
  const [corrected, ...others] = draft.metrics
  const [first, ...more] = frame.having
  if (
    first &&
    corrected?.status === 'stated' &&
    others.length + more.length === 0 &&
    draft.cues.has('follow_instead')
  ) {
    if (isPercent(draft, first.metric) !== isPercent(draft, corrected.id)) {
      issue(draft, 'unsupported_operation', 'That condition does not fit the measure: name its bound.', 2.5)
    }
    draft.having.push({ ...first, metric: corrected.id, status: 'inherited', text: null, span: null })
    return
  }
  const datasets = new Set(draft.metrics.map(({ id }) => draft.lexicon.metrics.get(id)?.dataset))
  for (const having of frame.having) {
    if (!datasets.has(draft.lexicon.metrics.get(having.metric)?.dataset)) {
      issue(draft, 'unsupported_operation', 'That measure is not recorded with the one of the condition.', 2.5)
    }
    draft.having.push({ ...having, status: 'inherited', text: null, span: null })
  }
}

function isPercent({ lexicon }: Draft, metric: string): boolean {
  return lexicon.metrics.get(metric)?.unit.kind === 'percent'
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
      refuseSplit(draft, frame)
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
