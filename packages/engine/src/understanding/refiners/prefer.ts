import type { ValueMeaning } from '../candidate.ts'
import { type Draft, type Item, isCue, isPlural, keyOf, neighbor, penalize } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import { firstMember, namesDimension, namesMetric, namesRecords } from './names.ts'
import { countMetric } from './record-counts.ts'

/** Adds up what speaks against a reading as a whole, so that the best of several covers can be chosen. */
export function preferStrict(draft: Draft): void {
  for (const issue of draft.issues) if (!issue.final) penalize(draft, `issue-${issue.reason}`, issue.severity)
  penalize(draft, 'loose-grouping', 0.3 * draft.groupings.filter((grouping) => grouping.loose).length)
  if (draft.metrics.length === 0 && draft.intent !== 'list') penalize(draft, 'no-metric', 0.5)
  penalize(draft, 'count-or-list', countOrList(draft))
  penalize(draft, 'much-of-count', muchOfCount(draft))
  penalize(draft, 'rank-passed-over', passedOverRank(draft))
  if (splitsPeriod(draft)) penalize(draft, 'period-split', 3)
  penalize(draft, 'lesser-counterpart', lesserCounterparts(draft))
  penalize(draft, 'unlike-siblings', unlikeSiblings(draft))
  if (countsRecordsForMeasure(draft)) penalize(draft, 'records-for-measure', 0.4)
  if (passesOverCount(draft)) penalize(draft, 'record-beside-measure', 0.9)
  penalize(draft, 'lesser-namesake', lesserNamesakes(draft))
  penalize(draft, 'member-passed-over', passedOverMembers(draft))
  if (asksForMember(draft)) penalize(draft, 'member-asked-for', 1.5)
  penalize(draft, 'split-by-measured', splitByMeasuredNoun(draft))
  penalize(draft, 'counted-passed-over', passedOverCounted(draft))
  penalize(draft, 'forecast-noun', forecastNouns(draft))
  if (losesCalculation(draft)) penalize(draft, 'calculation-passed-over', 4)
  penalize(draft, 'measured-split', measuredSplitNoun(draft))
  if (ranksByCounted(draft)) penalize(draft, 'ranked-by-counted', 1.2)
  penalize(draft, 'counts-its-groups', countsItsGroups(draft))
  if (countsPopulation(draft)) penalize(draft, 'population-counted', 1)
  if (passesOverJoined(draft)) penalize(draft, 'joined-count-passed-over', 1)
  if (passesOverMeasure(draft)) penalize(draft, 'measure-passed-over', 1.6)
  penalize(draft, 'ratio-split', splitsRatio(draft))
  // Two measures side by side are rarer than one measure and a dimension or member of the same name.
  penalize(draft, 'several-metrics', 0.25 * Math.max(0, draft.metrics.length - 1))
  penalize(draft, 'unjoined-metrics', unjoinedMetrics(draft))
}

/** "clients with less than 500 collected": where "Collected" is a measure, no other one is meant that nobody named. */
function passesOverMeasure(draft: Draft): boolean {
  if (draft.metrics.some(({ item }) => item?.meaning.kind === 'metric')) return false
  return draft.items.some(({ meaning, from, to }) => {
    const verb = meaning.kind === 'ignorable' && meaning.group === 'verbs' && to === from + 1
    const known = verb ? (draft.lexicon.phrases.get(draft.message.words[from]?.stem ?? '') ?? []) : []
    return known.some((other) => other.kind === 'metric' && other.rule === 'metric-label')
  })
}

/** "revenue per client by industry" splits by industries what the company measures per client. */
function splitsRatio(draft: Draft): number {
  if (draft.groupings.length < 2) return 0
  const named = draft.groupings.some(({ item }) => {
    const measure = draft.items[item.index - 2]
    if (measure?.role !== 'metric' || !isFunctionWord(draft.message, item.from - 1, 'per')) return false
    const words = draft.message.words.slice(measure.from, item.to).map(({ stem }) => stem)
    const meanings = draft.lexicon.phrases.get(words.join(' ')) ?? []
    return meanings.some(({ kind }) => kind === 'metric')
  })
  return named ? 0.6 : 0
}

/** Measures are listed with "and" or a comma; two names that merely follow each other seldom are two measures. */
function unjoinedMetrics(draft: Draft): number {
  const items = draft.metrics.flatMap((metric) => metric.item ?? [])
  let penalty = 0
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1]
    if (!previous) continue
    const between = draft.items.slice(previous.index + 1, item.index)
    const marked = draft.message.words.slice(previous.to, item.from + 1).some((word) => word.gap === 'comma')
    const linked = between.some((other) => isCue(other, 'and', 'versus', 'correlation', 'to', 'compare'))
    if (linked || marked) continue
    penalty += previous.to === item.from ? (namesDimension(draft, item) ? 0.7 : 0) : 1.2
  }
  return penalty
}

/** "Starter, Growth and Scale": a word that names one more member of a list is one, whatever else it means. */
function passedOverMembers(draft: Draft): number {
  const { members, dimensions } = draft.lexicon
  const passed = draft.items.filter((item) => {
    if (item.meaning.kind !== 'cue' || isCue(item, 'and', 'versus', 'to', 'from')) return false
    // "plus sign-ups in Q1" adds to nothing where nothing was asked before.
    const adds = isCue(item, 'follow_widen') && draft.inherited === 0
    if (adds && membersNamed(members, keyOf(draft, item)).length > 0) return true
    const listed = ([-1, 1] as const).flatMap((step) => {
      const beside = neighbor(draft, item, step)
      const other = beside && isCue(beside, 'and', 'versus') ? neighbor(draft, beside, step) : beside
      return other?.meaning.kind === 'value' ? [other.meaning.dimension] : []
    })
    if (listed.length === 0) return false
    return membersNamed(members, keyOf(draft, item)).some((member) =>
      listed.includes(dimensions[members.dimensionOf[member] ?? 0]?.id ?? ''),
    )
  })
  return passed.length * 1.5
}

/** "which stores" asks for some of the stores, though a channel is called so. */
function asksForMember(draft: Draft): boolean {
  return draft.items.some((item) => {
    if (item.meaning.kind !== 'value' || !isPlural(draft, item) || !namesDimension(draft, item)) return false
    return isCue(draft.items[item.index - 1], 'which') && draft.items[item.index + 1]?.meaning.kind !== 'dimension'
  })
}

/** A name that several dimensions hold is first of all that of a customer, product or rep, and a measure's own noun is the measure. */
function lesserNamesakes(draft: Draft): number {
  const { lexicon } = draft
  let penalty = 0
  for (const item of draft.items) {
    const { meaning } = item
    if (meaning.kind !== 'value') continue
    const own = lexicon.dimensionsById.get(meaning.dimension)
    const namesakes = keyOf(draft, item)
    const others = membersNamed(lexicon.members, namesakes)
    const outranked = others.some((member) => {
      const dimension = lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]
      const shared = ((dimension?.datasets ?? 0) & (own?.datasets ?? 0)) !== 0
      return shared && dimension !== own && (dimension?.subject ?? null) !== null && (own?.subject ?? null) === null
    })
    const labelled = [neighbor(draft, item, -1), neighbor(draft, item, 1)].some(
      (other) => other?.meaning.kind === 'dimension' && other.meaning.dimension === meaning.dimension,
    )
    if (outranked && !labelled) penalty += 0.4
    if (!labelled && isPlaceElsewhere(draft, item, others)) penalty += 0.4
    const counted = draft.metrics.some(({ rule }) => rule === 'metric-member-count')
    if (counted && lexicon.phrases.get(namesakes)?.some(({ kind }) => kind === 'metric')) penalty += 0.4
  }
  return penalty
}

/** "in LATAM" is the region rather than the team of that name, "on Black Friday" the day rather than the coupon. */
function isPlaceElsewhere(draft: Draft, item: Item, namesakes: readonly number[]): boolean {
  const { lexicon, message } = draft
  if (item.meaning.kind !== 'value') return false
  if (isFunctionWord(message, item.from - 1, 'before_time')) return true
  const { places } = lexicon.grammar.suggestions
  if (!isFunctionWord(message, item.from - 1, 'before_place') || places.includes(item.meaning.dimension)) return false
  const known = draft.metrics.reduce((bits, { id }) => bits | (1 << (lexicon.metrics.get(id)?.dataset ?? 0)), 0)
  return namesakes.some((member) => {
    const dimension = lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]
    return (
      dimension !== undefined && places.includes(dimension.id) && (known === 0 || (dimension.datasets & known) !== 0)
    )
  })
}

/** "orders with more than 5 items": the noun after a threshold is what is measured, seldom what is split by. */
function splitByMeasuredNoun(draft: Draft): number {
  const after = draft.groupings.filter(({ item }) => {
    const before = neighbor(draft, item, -1)
    return before !== undefined && draft.thresholds.some((threshold) => threshold.items.includes(before))
  })
  return after.filter(({ item }) => namesMetric(draft, item)).length * 1.5
}

/** "at least 8 orders": the noun right behind a number says what the number counts, so no other amount is compared with it. */
function passedOverCounted(draft: Draft): number {
  const passed = draft.thresholds.filter((threshold) => {
    const last = threshold.items[threshold.items.length - 1]
    const after = last ? draft.items[last.index + 1] : undefined
    if (!last || after?.meaning.kind !== 'record' || after.from !== last.to || !namesMetric(draft, after)) return false
    return !draft.having.some(({ metric }) => draft.lexicon.metrics.get(metric)?.unit.kind === 'count')
  })
  return passed.length * 1.2
}

/** "projects sold": where the company's records are projects, the word that could also ask for a forecast names them. */
function forecastNouns(draft: Draft): number {
  return draft.items.filter((item) => isCue(item, 'forecast') && isPlural(draft, item) && namesMetric(draft, item))
    .length
}

/** "top 3 industries by customers" counts customers: what follows "by" is what is compared, not another split. */
function ranksByCounted(draft: Draft): boolean {
  if (draft.rank === null || draft.groupings.length < 2) return false
  if (draft.metrics.some(({ status }) => status !== 'implied')) return false
  return draft.groupings.some(
    ({ item }) =>
      item.meaning.kind === 'dimension' &&
      isPlural(draft, item) &&
      isCue(neighbor(draft, item, -1), 'group') &&
      namesMetric(draft, item),
  )
}

/** "the biggest spenders among our customers": the number of customers of each customer is always one. */
function countsItsGroups(draft: Draft): number {
  const counts = draft.groupings.map(({ dimension }) => countMetric(draft, dimension))
  return draft.metrics.filter(({ id }) => counts.includes(id)).length
}

/**
 * "gross profit of our Food customers", "Food customers, gross profit": the noun behind a member says whose figures are meant, where another
 * measure is named that "and" does not join to it.
 */
function countsPopulation(draft: Draft): boolean {
  return draft.metrics.some(({ item }) => {
    if (!item || !namesDimension(draft, item)) return false
    const first = firstMember(draft, item)
    if (!first || isCue(neighbor(draft, first, -1), 'how_many', 'and') || isCue(neighbor(draft, item, 1), 'and')) {
      return false
    }
    return draft.items.some(
      (other) =>
        other !== item &&
        (other.meaning.kind === 'implied' || namesMetric(draft, other) || namesRecords(draft, other)) &&
        !isCue(other, 'growth', 'top', 'bottom', 'best', 'worst'),
    )
  })
}

/** "revenue and loyal customers", "loyal customers and revenue": what "and" joins to a measure is counted. */
function passesOverJoined(draft: Draft): boolean {
  return draft.items.some((item) => {
    if (item.meaning.kind !== 'dimension' || draft.groupings.some((grouping) => grouping.item === item)) return false
    const first = firstMember(draft, item)
    if (!first || !namesMetric(draft, item)) return false
    const beside = ([-1, 1] as const).flatMap((step) => {
      const and = neighbor(draft, step < 0 ? first : item, step)
      return and && isCue(and, 'and') ? (neighbor(draft, and, step) ?? []) : []
    })
    return beside.some(({ meaning, role }) => meaning.kind === 'metric' && role === 'metric')
  })
}

/** "by agent and product": a dimension's own word that "and" joins to a dimension to split by is one too. */
function measuredSplitNoun(draft: Draft): number {
  const joined = draft.metrics.filter(({ item }) => {
    const and = item && neighbor(draft, item, -1)
    const before = and && isCue(and, 'and') ? neighbor(draft, and, -1) : undefined
    return item && before && draft.groupings.some((grouping) => grouping.item === before) && namesDimension(draft, item)
  })
  return joined.length * 0.8
}

/** "running total of seats": a word that belongs to a calculation's name is not passed over for an easier figure. */
function losesCalculation({ items, message, lexicon }: Draft): boolean {
  const { running_total: running, moving_average: moving } = lexicon.grammar.cues
  return items.some((item) => {
    const next = items[item.index + 1]
    if (item.meaning.kind !== 'ignorable' || next?.from !== item.to || !isCue(next, 'total', 'average')) return false
    const both = [message.words[item.to - 1]?.normal, message.words[next.from]?.normal].join(' ')
    return running.includes(both) || moving.includes(both)
  })
}

function namesTime(draft: Draft): boolean {
  return draft.grain !== null || draft.periods.length > 0 || (draft.time !== null && draft.time.status !== 'assumed')
}

/** "revenue and bookings" asks for two measures, whatever the rows are called. */
function passesOverCount(draft: Draft): boolean {
  if (draft.intent === 'list') return false
  return draft.items.some((item) => {
    if (item.meaning.kind !== 'record' || !namesMetric(draft, item)) return false
    if (draft.metrics.length === 0 || draft.metrics.some((metric) => metric.item === item)) return false
    return [1, -1].some((step) => {
      const joint = neighbor(draft, item, step === 1 ? 1 : -1)
      const other =
        joint && isCue(joint, 'and', 'versus', 'correlation') ? neighbor(draft, joint, step === 1 ? 1 : -1) : undefined
      return other?.role === 'metric'
    })
  })
}

/** Where "products" is a measure of its own, counting the rows of a file called so is not what is asked. */
function countsRecordsForMeasure(draft: Draft): boolean {
  return draft.metrics.some(({ id, item }) => {
    if (item?.meaning.kind !== 'record') return false
    const key = keyOf(draft, item)
    const meanings = draft.lexicon.phrases.get(key) ?? []
    return meanings.some((meaning) => meaning.kind === 'metric' && meaning.metric !== id)
  })
}

/** "online and store revenue": what "and" or "vs" joins to a member is a member beside it, where the data has such a one. */
function unlikeSiblings(draft: Draft): number {
  let penalty = 0
  for (const item of draft.items) {
    if (item.meaning.kind !== 'value' || isLeftOut(draft, item.meaning)) continue
    for (const step of [1, -1] as const) {
      const joint = neighbor(draft, item, step)
      const other = isCue(joint, 'and', 'versus') && joint ? neighbor(draft, joint, step) : undefined
      if (!other || !touches(joint, other)) continue
      if (
        other.meaning.kind === 'value'
          ? other.meaning.dimension !== item.meaning.dimension
          : namesMember(draft, other, item.meaning.dimension)
      )
        penalty += 0.7
    }
  }
  return penalty
}

/** "without Gift Cards and Texas" leaves out things of several kinds. */
function isLeftOut({ filters }: Draft, { dimension, values }: ValueMeaning): boolean {
  return filters.some(
    (filter) =>
      filter.operator === 'not_in' &&
      filter.dimension === dimension &&
      values.some((value) => filter.values.includes(value)),
  )
}

function touches(left: Item | undefined, right: Item): boolean {
  return left !== undefined && (left.to === right.from || right.to === left.from)
}

function namesMember(draft: Draft, item: Item, dimension: string): boolean {
  if (item.meaning.kind !== 'dimension' && item.meaning.kind !== 'metric') return false
  const { members, dimensions } = draft.lexicon
  const key = keyOf(draft, item)
  return membersNamed(members, key).some((member) => dimensions[members.dimensionOf[member] ?? 0]?.id === dimension)
}

/** Two datasets may measure one thing under the same name: the far more important one is meant where either would do. */
function lesserCounterparts(draft: Draft): number {
  const { lexicon } = draft
  let penalty = 0
  for (const { id, item } of draft.metrics) {
    const own = lexicon.metrics.get(id)
    if (!own || item?.meaning.kind !== 'metric') continue
    const key = keyOf(draft, item)
    const outranked = (lexicon.phrases.get(key) ?? []).some((meaning) => {
      if (meaning.kind !== 'metric' || meaning.metric === id) return false
      const other = lexicon.metrics.get(meaning.metric)
      if (other === undefined || other.dataset === own.dataset) return false
      const undated = own.definition.timeColumn === null && other.definition.timeColumn !== null
      return other.importance >= own.importance + 0.4 || (undated && namesTime(draft))
    })
    if (outranked) penalty += 0.7
  }
  return penalty
}

/** "this year" is a period; nothing is put in order by the years in it. */
function splitsPeriod(draft: Draft): boolean {
  return draft.items.some((item) => {
    if (item.meaning.kind !== 'dimension' || !draft.lexicon.dimensionsById.get(item.meaning.dimension)?.calendar)
      return false
    return (
      isFunctionWord(draft.message, item.from - 1, 'before_bucket') && draft.message.words[item.from]?.gap === 'space'
    )
  })
}

/** "record month": a word that can rank is passed over only where nothing stands beside it to be ranked. */
function passedOverRank(draft: Draft): number {
  const passed = draft.items.some((item) => {
    if (item.meaning.kind !== 'ignorable' || item.to - item.from > 1) return false
    const meanings = draft.lexicon.phrases.get(draft.message.words[item.from]?.stem ?? '') ?? []
    const next = draft.items[item.index + 1]?.meaning
    const bucket = next?.kind === 'dimension' || (next?.kind === 'time' && next.match.kind === 'grain')
    return bucket && meanings.some((meaning) => meaning.kind === 'cue' && meaning.cue === 'top')
  })
  return passed ? 0.8 : 0
}

/** "how much" asks for an amount; a count answers it only when there is nothing else. */
function muchOfCount(draft: Draft): number {
  const asksMuch = draft.items.some((item) => isCue(item, 'what') && isFunctionWord(draft.message, item.to - 1, 'much'))
  const unit = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.unit.kind
  return asksMuch && unit === 'count' ? 0.6 : 0
}

/** A noun that names both the records and their count is listed when the words ask to see them, counted otherwise. */
function countOrList(draft: Draft): number {
  const asksToSee = draft.cues.has('list') || draft.cues.has('which') || showsFirst(draft)
  const conditioned = draft.filters.length > 0 || draft.having.length > 0
  const single = draft.metrics.length === 1 && draft.groupings.length === 0 && draft.intent === 'what'
  if (single && isRecordNoun(draft) && conditioned && asksToSee) return 0.8
  // "visits over £50" are those visits; "how many visits over £50" counts them.
  const bySize = draft.filters.some(({ rule }) => rule === 'threshold-record')
  if (single && isRecordNoun(draft) && bySize && !draft.cues.has('how_many')) return 0.8
  if (draft.intent === 'list' && draft.record !== null && !asksToSee && draft.thresholds.length === 0) return 0.8
  return 0
}

function isRecordNoun(draft: Draft): boolean {
  const item = draft.metrics[0]?.item
  return item !== null && item !== undefined && namesRecords(draft, item)
}

/** "show me orders in Texas" */
function showsFirst(draft: Draft): boolean {
  return draft.items.some((item) => item.meaning.kind === 'ignorable' && item.meaning.group === 'request')
}

export function totalCost(draft: Draft): number {
  return draft.coverCost + draft.penalties.reduce((sum, { amount }) => sum + amount, 0)
}
