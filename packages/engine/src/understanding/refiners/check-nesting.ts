import { type Draft, evidence, type Item, isCue, isPlural, neighbor, type Threshold, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { toDays } from '../time/index.ts'
import { judges } from './link-rank.ts'
import { countedThings } from './list-counted.ts'

/**
 * One question inside another ("the best product of the best customer", "how many of the top 10 are in Texas") needs the inner answer
 * first: the slots of one reading hold one of them, so such questions are refused by name.
 */
export function checkNesting(draft: Draft): void {
  checkTwoRankings(draft)
  checkCountedRanking(draft)
  checkPickedByComparison(draft)
  checkCountedGroups(draft)
  checkTwoCounts(draft)
  checkShareOfThings(draft)
}

/** "dealers that bought neither ovens nor hobs", "brokers with no cyber policies": rows of something else do not tell who lacks it. */
export function checkLacking(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'exclude', 'blank') || item.role !== 'operator') continue
    if (!hasFunctionWord(draft.message, item.from, item.to, 'lacking')) continue
    const member = neighbor(draft, item, 1)
    if (member?.meaning.kind !== 'value' || member.role !== 'value') continue
    const { dimension } = member.meaning
    const holder = holderOf(draft, item)
    const counted = neighbor(draft, member, 1)
    const had =
      groupsProducts(draft.lexicon, dimension) ||
      (counted !== undefined && counted.index === member.index + 1 && isCount(draft, counted))
    if (!holder || !had || !isThing(draft, holder, dimension)) continue
    const named = evidence(draft, [item, member]).text
    refuse(draft, `I cannot find what has nothing recorded ("${named}") yet; I can list those with the least.`)
    return
  }
}

/** What has or lacks something stands right before, with a verb between them at most. */
function holderOf(draft: Draft, cue: Item): Item | undefined {
  const before = neighbor(draft, cue, -1)
  return isCue(before, 'who', 'which') && before ? neighbor(draft, before, -1) : before
}

function isThing(draft: Draft, item: Item, lacked: string): boolean {
  if (item.meaning.kind === 'dimension') {
    return isPlural(draft, item) && item.meaning.dimension !== lacked && item.role === 'dimension'
  }
  return item.role === 'metric' && item.boundTo !== null && countsDistinct(draft, item.boundTo)
}

function isCount(draft: Draft, item: Item): boolean {
  if (item.meaning.kind === 'record') return true
  const kind = draft.lexicon.metrics.get(item.boundTo ?? '')?.definition.aggregation.kind
  return item.role === 'metric' && (kind === 'count' || kind === 'count_distinct')
}

function countsDistinct(draft: Draft, metric: string): boolean {
  return draft.lexicon.metrics.get(metric)?.definition.aggregation.kind === 'count_distinct'
}

/** "the top customer's favorite product" */
function checkTwoRankings(draft: Draft): void {
  if (draft.intent !== 'rank') return
  const cues = draft.items.filter(
    (item) =>
      item.role === 'rank' && (item.meaning.kind === 'implied' || isCue(item, 'top', 'bottom', 'best', 'worst')),
  )
  const ranked = cues.map((cue) => rankedBeside(draft, cue))
  const [first, second] = [ranked[0], ranked[1]]
  const named = first !== undefined && second !== undefined && first !== second
  // "what did the top dealer buy most": something else of the ranked is ranked once more.
  const [one, other] = cues
  const alone = other !== undefined && second === undefined && neighbor(draft, other, 1)?.role !== 'metric'
  const loose = one !== undefined && first !== undefined && alone && asksWhat(draft, one)
  if (named || loose)
    refuse(draft, 'I can rank one thing at a time: please ask for the first ranking, then the second.')
}

function rankedBeside(draft: Draft, cue: Item): string | undefined {
  const beside = neighbor(draft, cue, 1)
  const next = beside?.meaning.kind === 'number' ? neighbor(draft, beside, 1) : beside
  if (next?.meaning.kind === 'dimension') return next.meaning.dimension
  // "the top 3 customers with the most orders" are ranked once, by their orders.
  if (next?.role !== 'metric' || next.boundTo === null || judges(draft, cue)) return undefined
  return countsDistinct(draft, next.boundTo) ? next.boundTo : undefined
}

/** "what did", with somebody else as its subject. */
function asksWhat(draft: Draft, cue: Item): boolean {
  const before = neighbor(draft, cue, -1)
  return isCue(before, 'what') && cue.index - (before?.index ?? 0) > 1
}

/** "how many dealers in the top 10 are in Germany" */
function checkCountedRanking(draft: Draft): void {
  if (!draft.rank?.cue || !draft.cues.has('how_many')) return
  const { cue } = draft.rank
  const asked = draft.items.find((item) => isCue(item, 'how_many'))
  if (!asked || asked.index > cue.index) return
  const article = isFunctionWord(draft.message, cue.from - 1, 'definite') ? 1 : 0
  const among = isFunctionWord(draft.message, cue.from - 1 - article, 'among')
  const noun = neighbor(draft, asked, 1)
  const counted =
    noun === cue || (noun?.meaning.kind === 'dimension' && draft.groupings.some(({ item }) => item === noun))
  if (among && counted && draft.filters.length > 0)
    refuse(draft, `I cannot count within a ranking ("${wordsOf(draft, cue)}") yet.`)
}

/** "which dealers bought more in June than in May" picks some of them; "which month was better" is a comparison. */
function checkPickedByComparison(draft: Draft): void {
  if (!isOfPeriods(draft) || !draft.cues.has('comparative') || draft.having.length > 0) return
  const head = draft.items.find((item) => item.meaning.kind !== 'ignorable')
  const which = head && isCue(head, 'which', 'who', 'what', 'list') ? head : undefined
  const noun = which ? neighbor(draft, which, 1) : head
  if (!noun || (isCue(head, 'what') && !isPlural(draft, noun))) return
  const bucket = noun.role === 'time' && noun.meaning.kind === 'time' && noun.meaning.match.kind === 'grain'
  const named = (noun.meaning.kind === 'dimension' && noun.role === 'dimension') || (bucket && isPlural(draft, noun))
  const grouped = named && (which || isPlural(draft, noun))
  const counted =
    noun.role === 'metric' && noun.boundTo !== null && countsDistinct(draft, noun.boundTo) && which !== undefined
  if (!grouped && !counted) return
  // "which month was better, June or July" holds those two against each other; "which months had more in 2025" picks some of many.
  if (draft.periods.some((period) => isOneOf(period, noun.boundTo ?? ''))) return
  refuse(draft, 'I cannot pick groups by how they compare between two periods yet; I can show both for each of them.')
}

const bucketDays: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 }

function isOneOf({ start, end }: Draft['periods'][number], bucket: string): boolean {
  return start !== null && end !== null && toDays(end) - toDays(start) <= (bucketDays[bucket] ?? 0)
}

function isOfPeriods({ comparison }: Draft): boolean {
  return comparison !== null && comparison.kind !== 'entities' && comparison.kind !== 'target'
}

/** "how many brokers sold more than 50 policies in each office": the condition is on brokers, not on offices. */
function checkCountedGroups(draft: Draft): void {
  const asked = draft.items.find((item) => isCue(item, 'how_many'))
  const [threshold] = draft.thresholds
  const noun = asked ? neighbor(draft, asked, 1) : draft.metrics[0]?.item
  const group = draft.groupings.find(({ loose }) => !loose)
  if (!asked || !noun || !threshold || !group || draft.having.length === 0) return
  if (noun.role !== 'metric' || noun.boundTo === null || !countsDistinct(draft, noun.boundTo)) return
  const condition = threshold.items[0]
  if (!condition || condition.index < noun.index || group.item.index < condition.index) return
  if (draft.having.some(({ metric }) => metric === noun.boundTo)) return
  refuse(draft, `I cannot count for each ${wordsOf(draft, group.item)} those that meet a condition yet.`)
}

/** "more than 10 no-shows and less than 100 appointments": the member belongs to one of the two numbers. */
function checkTwoCounts(draft: Draft): void {
  const [first, second] = draft.having
  if (!first || !second || first.metric !== second.metric) return
  if (draft.thresholds.some((threshold) => countsMember(draft, threshold)))
    refuse(draft, 'I cannot hold counts of different things against two limits at once yet.')
}

function countsMember(draft: Draft, { items }: Threshold): boolean {
  const last = items[items.length - 1]
  return last !== undefined && draft.items[last.index + 1]?.meaning.kind === 'value'
}

/** "what share of dealers bought ovens" is a share of dealers, not of what they bought. */
function checkShareOfThings(draft: Draft): void {
  const share = draft.items.find((item) => isCue(item, 'share') && item.role !== null)
  const noun = share ? neighbor(draft, share, 1) : undefined
  const [metric] = draft.metrics
  if (!share || noun?.meaning.kind !== 'dimension' || !isPlural(draft, noun) || metric?.status !== 'implied') return
  if (metric.item && metric.item.index < noun.index) return
  if (countedThings(draft, noun, metric.id) !== null || !draft.filters.some(({ status }) => status === 'stated')) return
  refuse(draft, `I cannot compute what share of ${wordsOf(draft, noun)} meet a condition yet.`)
}

function refuse(draft: Draft, message: string): void {
  draft.issues.push({ reason: 'unsupported_operation', message, suggestions: [], severity: 2.5, final: true })
}
