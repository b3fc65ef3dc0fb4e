import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor, penalize } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { measureColumn } from '../lexicon/measure-column.ts'
import { opensNominal } from '../nominal-clauses.ts'
import { addMetric } from './add-metric.ts'
import { countActs, countMostMembers } from './count-members.ts'
import {
  checkCounted,
  countFlagged,
  countGroupedRecords,
  linkCounts,
  linkMemberCount,
  linkRankedCount,
} from './count-records.ts'
import { countUnits } from './count-units.ts'
import { isVerbOfBuying } from './deeds.ts'
import { checkNominals, linkAmount, linkGain, linkLoss, linkVerbs } from './imply-metrics.ts'
import { linkCash } from './link-cash.ts'
import { linkPayees } from './link-payees.ts'
import { linkQualities } from './link-qualities.ts'
import type { RankRequest } from './link-rank.ts'
import { linkPartedRatio, linkRatio, linkSpentPer, linkSplitRatio } from './link-ratio.ts'
import { firstMember, namesRecords, preferMember, startOfNoun } from './names.ts'
import { countsRecords, recordCount } from './record-counts.ts'

/** Finds the measures asked for: named, counted ("how many opportunities"), or implied by a verb ("how much do we sell"). */
export function linkMetrics(draft: Draft, rank: RankRequest | null): void {
  for (const item of draft.items) {
    const { meaning } = item
    if (meaning.kind === 'dimension' && item.role === null && isDoer(draft, item)) bind(item, 'ignorable', null)
    if (meaning.kind === 'metric') {
      preferMember(draft, item, meaning.metric)
      checkCounted(draft, item, meaning.metric)
    }
    if (
      meaning.kind === 'metric' &&
      (isHeadNoun(draft, item) ||
        isAttribute(draft, item) ||
        leadsIn(draft, item) ||
        isTakenAway(draft, item) ||
        isVerbOfBuying(draft, item) ||
        isDoer(draft, item))
    )
      bind(item, 'metric', meaning.metric)
    else if (meaning.kind === 'metric') addMetric(draft, meaning.metric, item, 'stated', meaning.rule)
    if (meaning.kind === 'implied' && !meaning.verb) {
      const metric = meaning.metrics[0]
      if (metric) addMetric(draft, metric, item, 'implied', item.rule)
    }
  }
  addUpCounted(draft)
  countActs(draft)
  linkCounts(draft)
  linkRankedCount(draft, rank)
  countGroupedRecords(draft)
  countFlagged(draft)
  linkRatio(draft)
  linkPartedRatio(draft)
  linkSplitRatio(draft)
  linkSpentPer(draft)
  linkLoss(draft)
  linkGain(draft)
  linkMemberCount(draft)
  countMostMembers(draft, rank)
  linkQualities(draft, rank)
  linkAmount(draft)
  linkPayees(draft, rank)
  linkVerbs(draft)
  linkCash(draft)
  countUnits(draft)
  checkNominals(draft)
}

/** "order revenue", "patient fees": one of what is counted says whose figure it is, and is none beside it. */
function isAttribute(draft: Draft, item: Item): boolean {
  const metric = item.meaning.kind === 'metric' ? draft.lexicon.metrics.get(item.meaning.metric) : undefined
  const { aggregation } = metric?.definition ?? {}
  if (!metric || !aggregation || (aggregation.kind !== 'count' && aggregation.kind !== 'count_distinct')) return false
  const word = draft.message.words[item.from]
  if (!word || item.to - item.from > 1 || word.normal !== word.stem || aggregation.where.length > 0) return false
  const next = draft.items[item.index + 1]
  if (!next || draft.message.words[next.from]?.gap !== 'space') return false
  const measure = measureOf(next)
  if (measure === undefined || draft.lexicon.metrics.get(measure)?.dataset !== metric.dataset) return false
  // "customer profit" may well be wanted for each customer, where nothing else is.
  if (!countsRecords(draft, metric) && draft.groupings.length === 0) penalize(draft, 'attribute-or-split', 0.25)
  return true
}

/** "excluding Paper orders, how many units did we sell": the noun of what is left out is counted by nobody. */
function isTakenAway(draft: Draft, item: Item): boolean {
  const member = draft.items[item.index - 1]
  const excluded = member?.meaning.kind === 'value' ? neighbor(draft, member, -1) : undefined
  if (!excluded || !isCue(excluded, 'exclude') || excluded.role !== 'operator' || !isPlural(draft, item)) return false
  const and = draft.items[item.index + 1]
  if (isCue(and, 'and') && measureOf(draft.items[item.index + 2] ?? item) !== undefined) return false
  if (item.meaning.kind !== 'metric' || draft.lexicon.metrics.get(item.meaning.metric)?.unit.kind !== 'count')
    return false
  return draft.items.some((other) => other.index > item.index && measureOf(other) !== undefined)
}

function measureOf({ meaning }: Item): string | undefined {
  if (meaning.kind === 'implied') return meaning.verb ? undefined : meaning.metrics[0]
  return meaning.kind === 'metric' ? meaning.metric : undefined
}

const mostOf = new Set(['most', 'fewest', 'least'])

/** "how many hours did we work", "who taught the most hours": what is counted up is the sum, where the name alone is an average. */
function addUpCounted(draft: Draft): void {
  for (const slot of draft.metrics) {
    const metric = draft.lexicon.metrics.get(slot.id)
    if (!slot.item || metric?.definition.aggregation.kind !== 'average' || metric.unit.kind === 'percent') continue
    const before = neighbor(draft, slot.item, -1)
    const ranks = isCue(before, 'top', 'bottom') && mostOf.has(draft.message.words[(before?.to ?? 0) - 1]?.normal ?? '')
    if (!(isCue(before, 'how_many') || ranks) || !isPlural(draft, slot.item)) continue
    const column = measureColumn(metric.definition)
    const sum = [...draft.lexicon.metrics.values()].find(
      ({ definition, dataset }) =>
        definition.aggregation.kind === 'sum' && dataset === metric.dataset && measureColumn(definition) === column,
    )
    if (column === null || !sum) continue
    slot.id = sum.id
    bind(slot.item, 'metric', sum.id)
    fire(draft, 'metric-total')
  }
}

/** "revenue of deals in Q2": the records' noun adds no second measure unless "and" or a comma joins it ("revenue and won deals"). */
function isHeadNoun(draft: Draft, item: Item): boolean {
  if (
    draft.metrics.length === 0 ||
    !(
      namesRecords(draft, item) ||
      namesPopulation(draft, item) ||
      namesOne(draft, item) ||
      namesSource(draft, item) ||
      namesObject(draft, item)
    )
  )
    return false
  const joined = isCue(neighbor(draft, firstMember(draft, item) ?? item, -1), 'and', 'versus')
  return !joined && draft.message.words[item.from]?.gap !== 'comma'
}

/** "For accounts that churned, what was NPS": whose figures are asked for, in a clause before the measure. */
function leadsIn(draft: Draft, item: Item): boolean {
  const { message, lexicon } = draft
  const metric = item.meaning.kind === 'metric' ? lexicon.metrics.get(item.meaning.metric) : undefined
  const { aggregation } = metric?.definition ?? {}
  const counts = aggregation?.kind === 'count' || aggregation?.kind === 'count_distinct'
  if (!counts || aggregation.where.length > 0 || !isPlural(draft, item)) return false
  if (item.from !== 1 || !isFunctionWord(message, 0, 'before_records')) return false
  return draft.items.some(
    (other) =>
      measureOf(other) !== undefined &&
      message.words.slice(item.to, other.from + 1).some(({ gap }) => gap === 'comma' || gap === 'dash'),
  )
}

/** "bookings that guests made direct": who did it is no measure beside what was done. */
function isDoer(draft: Draft, item: Item): boolean {
  const { message, items, lexicon } = draft
  const metric = item.meaning.kind === 'metric' ? lexicon.metrics.get(item.meaning.metric) : undefined
  const counts = item.meaning.kind === 'dimension' || metric?.unit.kind === 'count'
  const article = isFunctionWord(message, item.from - 1, 'belonging') ? 1 : 0
  const relative = items.find(({ to }) => to === item.from - article)
  const [done, verb] = [relative && items[relative.index - 1], items[item.index + 1]]
  if (!relative || !done || !verb || !counts || !isPlural(draft, item)) return false
  if (opensNominal(message, relative.from)) return relative.to - relative.from === 1 && isDone(draft, verb)
  const links = isFunctionWord(message, relative.to - 1, 'linking_object') && relative.to - relative.from === 1
  const named =
    ['metric', 'record', 'dimension'].includes(done.meaning.kind) && message.words[relative.from]?.gap === 'space'
  return links && named && isDone(draft, verb)
}

/** A verb, or a state of the data said as one: "bookings which guests cancelled". */
function isDone({ lexicon }: Draft, { meaning }: Item): boolean {
  if (meaning.kind === 'ignorable') return meaning.group === 'verbs'
  if (meaning.kind !== 'value' && meaning.kind !== 'dimension') return meaning.kind === 'implied'
  const { states } = lexicon.grammar['implied-metrics'].kinds
  return lexicon.flags.has(meaning.dimension) || (meaning.kind === 'value' && states.includes(meaning.dimension))
}

/** "how long does it take to close a deal": one record is no measure beside another. */
function namesOne(draft: Draft, item: Item): boolean {
  const metric = item.meaning.kind === 'metric' ? draft.lexicon.metrics.get(item.meaning.metric) : undefined
  const article = isFunctionWord(draft.message, item.from - 1, 'one')
  return article && metric !== undefined && countsRecords(draft, metric) && !isPlural(draft, item)
}

/** "ARR for Japanese customers": a count's noun right after a member only says whose figures are meant. */
function namesPopulation(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'metric' || draft.items[item.index - 1]?.meaning.kind !== 'value') return false
  if (!isPlural(draft, item)) return false
  return draft.lexicon.metrics.get(item.meaning.metric)?.unit.kind === 'count'
}

/** "average deal size … for deals of Grace": a count's noun behind a preposition only says whose figures are meant. */
function namesSource(draft: Draft, item: Item): boolean {
  if (item.meaning.kind !== 'metric' || !isPlural(draft, item) || draft.cues.has('ratio')) return false
  const start = startOfNoun(draft, item)
  // "takings, the number of visits" asks for their number.
  if (isFunctionWord(draft.message, start - 2, 'numbering')) return false
  const from = isFunctionWord(draft.message, start - 1, 'before_records')
  const metric = draft.lexicon.metrics.get(item.meaning.metric)
  return (
    from && metric !== undefined && (recordCount(draft, metric.dataset) === metric.id || countsRecords(draft, metric))
  )
}

/** "time to ship orders to Japan": what is done to them is measured, not how many there are. */
function namesObject(draft: Draft, item: Item): boolean {
  const before = neighbor(draft, item, -1)
  if (item.meaning.kind !== 'metric' || before?.meaning.kind !== 'metric' || !isPlural(draft, item)) return false
  const metric = draft.lexicon.metrics.get(item.meaning.metric)
  const aims = before.to - before.from > 2 && isFunctionWord(draft.message, before.to - 2, 'aiming')
  return aims && metric !== undefined && countsRecords(draft, metric)
}

/** The key of the column a metric adds up, when a condition on single records can use it. */
export function recordColumn(draft: Draft, metricId: string): string | null {
  const metric = draft.lexicon.metrics.get(metricId)
  return metric ? measureColumn(metric.definition) : null
}
