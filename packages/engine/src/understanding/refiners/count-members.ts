import { bind, type Draft, evidence, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import type { LexiconDimension } from '../lexicon/types.ts'
import { nameKeys } from '../text/words.ts'
import { addMetric } from './add-metric.ts'
import { judges, type RankRequest } from './link-rank.ts'
import { isOwnNoun } from './link-values.ts'
import { namesMetric } from './names.ts'
import { countMetric, countsRecords, recordCount } from './record-counts.ts'

const analytic = ['anomaly', 'trend', 'growth', 'why', 'forecast', 'share'] as const

/**
 * "no-shows by clinic", "number of key accounts", "how many renewals": a member that says what kind of record something is, named as a noun,
 * is what is counted where no other measure is named. False when there is none, as with "EMEA by month".
 */
export function countMembers(draft: Draft): boolean {
  const dataset = commonDataset(draft)
  if (dataset === undefined || continues(draft)) return false
  const asked = draft.items.find((item) => isCounted(draft, item) && followsCount(draft, item))
  const item = asked ?? draft.items.find((other) => isNoun(draft, other) && !isPlaced(draft, other) && !verbs(draft))
  const metric = item ? countOf(draft, item, dataset, asked !== undefined) : undefined
  if (!item || metric === undefined) return false
  // "how many excavators do we own" asks for no records of them.
  const last = draft.message.words.length
  if (asked && hasFunctionWord(draft.message, item.to, last, 'owning')) return false
  const before = neighbor(draft, item, -1)
  if (isCue(before, 'list', 'which')) {
    draft.record = dataset
    return true
  }
  const cue = asked && isCue(before, 'how_many') ? (before ?? null) : null
  addMetric(draft, metric, cue, 'implied', 'metric-member-count', evidence(draft, cue ? [cue, item] : [item]))
  return true
}

/** "who sold the most pickups", "did we sell more desserts than in May": what is compared is how many of them there were, and no money. */
export function countMostMembers(draft: Draft, rank: RankRequest | null): void {
  const thing = comparedThing(draft, rank)
  if (thing?.meaning.kind !== 'value' || draft.metrics.length > 0 || !isCounted(draft, thing)) return
  const known = draft.lexicon.dimensionsById.get(thing.meaning.dimension)
  const dataset = commonDataset(draft)
  if (!known || dataset === undefined || !isPlural(draft, thing)) return
  const goods = groupsProducts(draft.lexicon, known.id) || isSold(draft, thing, known)
  if (!goods && known.id !== 'brand' && !isKindOnly(draft, known)) return
  const metric =
    piecesOf(draft, dataset) ?? (goods && !isSoldOneByOne(draft, dataset) ? undefined : mainCount(draft, dataset))
  if (metric === undefined) return
  addMetric(draft, metric, null, 'implied', 'metric-member-count', evidence(draft, [thing]))
}

/** What stands right behind "the most", or behind the "more" and "fewer" of what was sold. */
function comparedThing(draft: Draft, rank: RankRequest | null): Item | undefined {
  if (rank && judges(draft, rank.cue)) return draft.items[rank.cue.index + 1]
  const { counting } = draft.lexicon.grammar['implied-metrics']
  if (!draft.message.words.some(({ normal }) => counting.includes(normal))) return undefined
  const more = draft.items.find((item) => isCue(item, 'comparative'))
  return more && draft.items[more.index + 1]
}

/** "how many sales fell through": so many of what is done are records, and not the money they come to. */
export function countActs(draft: Draft): void {
  const [slot, other] = draft.metrics
  const metric = draft.lexicon.metrics.get(slot?.id ?? '')
  const item = slot?.item
  if (!slot || !item || other || metric?.unit.kind !== 'currency' || item.to - item.from > 1) return
  const word = draft.message.words[item.from]
  if (!word || !isPlural(draft, item) || !draft.lexicon.grammar['short-names'].acts.nouns.includes(word.stem)) return
  let before = neighbor(draft, item, -1)
  while (before?.role === 'value') before = neighbor(draft, before, -1)
  if (!isCue(before, 'how_many') || !before) return
  const count = mainCount(draft, metric.dataset)
  if (count === undefined) return
  draft.metrics[0] = { ...slot, id: count, status: 'implied', rule: 'metric-count' }
  bind(item, 'metric', count)
  bind(before, 'metric', count)
}

/** What counts single pieces of what is sold, where the data knows their number. */
function piecesOf({ lexicon }: Draft, dataset: number): string | undefined {
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const own = new Map([...lexicon.metrics].filter(([, metric]) => metric.dataset === dataset))
  return nearestMetrics(lexicon.grammar['implied-metrics'].members, own, table)[0]
}

/** Whether a noun of the trade names the records: each is one car, where an order of wine is any number of bottles. */
function isSoldOneByOne({ lexicon }: Draft, dataset: number): boolean {
  const { 'thing-nouns': nouns, equivalents } = lexicon.grammar
  return nouns.things
    .flatMap((each) => each.nouns)
    .some((noun) =>
      (lexicon.phrases.get(nameKeys(noun, equivalents).join(' ')) ?? []).some(
        (meaning) => meaning.kind === 'record' && meaning.dataset === dataset,
      ),
    )
}

/** The count of the records that matters most: orders rather than rows. */
function mainCount(draft: Draft, dataset: number): string | undefined {
  const counts = [...draft.lexicon.metrics.values()].filter(
    (metric) => metric.dataset === dataset && countsRecords(draft, metric),
  )
  return counts.sort((left, right) => right.importance - left.importance)[0]?.id
}

/** The dataset that records all members and splits of the question, where there is but one. */
function commonDataset({ lexicon, filters, groupings }: Draft): number | undefined {
  const known = [...filters, ...groupings].flatMap(({ dimension }) => lexicon.dimensionsById.get(dimension) ?? [])
  const bits = known.reduce((shared, { datasets }) => shared & datasets, -1)
  const holding = lexicon.datasets.flatMap((_, index) => ((bits & (1 << index)) !== 0 ? [index] : []))
  return holding.length === 1 ? holding[0] : undefined
}

/** "only no-shows" and a bare "no-shows" narrow what was spoken of before. */
function continues({ context, cues, groupings, grain, time, periods }: Draft): boolean {
  const named = groupings.length > 0 || grain !== null || time !== null || periods.length > 0 || cues.has('how_many')
  const begun = context.conversation.frames.length > 0 || context.conversation.pending !== null
  return cues.has('only') ? begun || !named : begun && !named
}

function isCounted(draft: Draft, item: Item): boolean {
  const { meaning, role, boundTo } = item
  // "consumers" are customers before they are a segment.
  if (meaning.kind !== 'value' || role !== 'value' || namesMetric(draft, item)) return false
  return draft.filters.some(({ dimension, operator }) => dimension === boundTo && operator === 'in')
}

function followsCount(draft: Draft, item: Item): boolean {
  return isCue(neighbor(draft, item, -1), 'how_many')
}

/** "renewals", "churn": where "renewed" only describes. */
function isNoun(draft: Draft, item: Item): boolean {
  if (!isCounted(draft, item)) return false
  const { nouns } = draft.lexicon.grammar['implied-metrics'].kinds
  return (
    isPlural(draft, item) || namedBehind(draft, item) || nouns.includes(draft.message.words[item.to - 1]?.normal ?? '')
  )
}

/** "temp contracts", where contracts are what the member is a type of. */
function namedBehind(draft: Draft, item: Item): boolean {
  const next = draft.items[item.index + 1]
  return next !== undefined && isOwnNoun(draft, next) && isPlural(draft, next)
}

/** "time spent in meetings" asks for something else about them than their number; "the trend in refunds" does not. */
function isPlaced(draft: Draft, item: Item): boolean {
  const beside = neighbor(draft, item, -1)
  const before = isCue(beside, 'from', 'to') && beside ? neighbor(draft, beside, -1) : beside
  const operates = before?.meaning.kind === 'cue' && !isCue(before, 'what', 'who', 'which')
  const studied = analytic.some((cue) => draft.cues.has(cue)) || operates
  return isFunctionWord(draft.message, item.from - 1, 'before_setting') && !studied
}

/** "what did we earn on refunds" asks for what the verb says. */
function verbs(draft: Draft): boolean {
  return draft.items.some(({ meaning, role }) => meaning.kind === 'implied' && role === null)
}

/** What counts the records of a kind: those that the kind's own heading names ("Account Tier"), or those of the dataset. */
function countOf(draft: Draft, item: Item, dataset: number, asked: boolean): string | undefined {
  const { lexicon } = draft
  if (item.meaning.kind !== 'value') return undefined
  const known = lexicon.dimensionsById.get(item.meaning.dimension)
  if (!known || known.calendar) return undefined
  const goods = groupsProducts(draft.lexicon, known.id) || isSold(draft, item, known)
  const pieces = asked && goods ? piecesOf(draft, dataset) : undefined
  if (pieces !== undefined) return pieces
  const { states, types, levels, roles } = lexicon.grammar['implied-metrics'].kinds
  const words = nameKeys(known.label, lexicon.grammar.equivalents)
  const last = words.at(-1) ?? ''
  const named = words.length > 1 ? countNamed(draft, known.id, words.slice(0, -1).join(' '), dataset) : undefined
  if (named !== undefined && [...states, ...types, ...levels].includes(last)) return named
  const isKind =
    states.includes(last) ||
    roles.includes(words.join(' ')) ||
    (types.includes(last) && words.length === 1) ||
    (levels.includes(last) && holdsPeople(draft, dataset)) ||
    (((asked && isPlural(draft, item)) || namedBehind(draft, item)) &&
      isKindOnly(draft, known) &&
      !isInPieces(draft, known))
  if (isSoldOneByOne(draft, dataset) && (isKind || (isPlural(draft, item) && isThingKind(draft, known))))
    return mainCount(draft, dataset)
  return isKind ? recordCount(draft, dataset) : undefined
}

/** "how many relays did we sell": what is sold in the plural is goods, in whatever way the company sorts them. */
function isSold(draft: Draft, item: Item, { id }: LexiconDimension): boolean {
  const { counting, kinds, who } = draft.lexicon.grammar['implied-metrics']
  const sells = draft.message.words.some(({ normal }) => counting.includes(normal) || who.buying.includes(normal))
  return sells && kinds.sorts.includes(id) && isPlural(draft, item)
}

/** "how many tents": kinds of goods are counted in pieces where the company counts pieces. */
function isInPieces(draft: Draft, known: LexiconDimension): boolean {
  const units = draft.lexicon.metrics.get('units_sold')
  const goods = groupsProducts(draft.lexicon, known.id) || known.id === 'category' || known.id === 'sub_category'
  return (
    goods &&
    (units === undefined ? groupsProducts(draft.lexicon, known.id) : (known.datasets & (1 << units.dataset)) !== 0)
  )
}

/** The count of things sold one by one that a member in the plural is a kind of: "Fords sold in May". */
export function countOfThings(draft: Draft, item: Item): string | undefined {
  const known = item.meaning.kind === 'value' ? draft.lexicon.dimensionsById.get(item.meaning.dimension) : undefined
  const dataset = commonDataset(draft)
  if (!known || dataset === undefined || !isPlural(draft, item) || !isThingKind(draft, known)) return undefined
  if (!isSoldOneByOne(draft, dataset)) return undefined
  return mainCount(draft, dataset)
}

/** "RAV4s", "sedans", "Toyotas": what things there are, where other members say where they are or whose. */
function isThingKind(draft: Draft, known: LexiconDimension): boolean {
  return groupsProducts(draft.lexicon, known.id) || known.id === 'brand' || isKindOnly(draft, known)
}

/** The count of what a heading's words name, among the records of a dataset: "deal" of "Deal Type". */
function countNamed(draft: Draft, own: string, key: string, dataset: number): string | undefined {
  const meanings = draft.lexicon.phrases.get(key) ?? []
  // "payment" of a Payment Type is that dimension once more.
  if (meanings.some((meaning) => meaning.kind === 'dimension' && meaning.dimension === own)) return undefined
  for (const meaning of meanings) {
    if (meaning.kind === 'record' && meaning.dataset === dataset) return recordCount(draft, dataset)
    if (meaning.kind === 'dimension') {
      const metric = countMetric(draft, meaning.dimension)
      if (metric !== undefined && draft.lexicon.metrics.get(metric)?.dataset === dataset) return metric
    }
    if (meaning.kind !== 'metric') continue
    const metric = draft.lexicon.metrics.get(meaning.metric)
    if (metric?.dataset === dataset && countsRecords(draft, metric)) return metric.id
  }
  return undefined
}

function holdsPeople(draft: Draft, dataset: number): boolean {
  const { lexicon } = draft
  const noun = nameKeys(lexicon.datasets[dataset]?.model.record.singular ?? '', lexicon.grammar.equivalents).join(' ')
  return (lexicon.phrases.get(noun) ?? []).some(
    (meaning) => meaning.kind === 'dimension' && lexicon.dimensionsById.get(meaning.dimension)?.subject === 'customers',
  )
}

/** Products are counted in units and people, places and shops one by one: "how many chairs" is no number of orders. */
function isKindOnly({ lexicon }: Draft, { id, subject, parents }: LexiconDimension): boolean {
  const { places } = lexicon.grammar.suggestions
  return subject === null && !groupsProducts(lexicon, id) && parents.length === 0 && !places.includes(id)
}
