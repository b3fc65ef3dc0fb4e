import { bind, type Draft, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { measureColumn } from '../lexicon/measure-column.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import type { Quality } from '../phrases/implied-metrics-schema.ts'
import { stem } from '../text/stem.ts'
import { addMetric } from './add-metric.ts'
import { deedsSaid, isOfDeed, namesDeed, takeAwayCosts } from './deeds.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { countsRecords } from './record-counts.ts'

/**
 * "the longest bookings", "is A slower than B", "how long does a visit take", "heavier than 500": a word of quality stands for the one
 * measure of that kind the company has. Where it has none, or several, nothing else may be measured in its place.
 */
export function linkQualities(draft: Draft, rank: RankRequest | null): void {
  for (const item of draft.items) {
    const said = qualityOf(draft, item)
    if (!said || draft.cues.has('growth') || draft.cues.has('correlation')) continue
    if (picksPeriod(draft, item)) continue
    if (boundsNumber(draft, item, said.quality)) continue
    const ranks = rank !== null && rankCues.some((cue) => isCue(item, cue))
    const compares = isCue(item, 'comparative')
    if (!ranks && !compares && !said.asks) continue
    const costs = takeAwayCosts(draft, said.quality, ({ item: noun }) => !ranks || neighbor(draft, item, 1) === noun)
    if (compares && !ranks && !holdsAgainst(draft)) {
      if (costs.length > 0) issue(draft, 'missing_metric', 'Measured by what?', 2)
      continue
    }
    if (ranks) {
      orientRank(draft, rank, said, item)
      bind(item, 'rank', rank.goodness)
    }
    if (draft.metrics.some((metric) => !isPopulation(draft, metric, item, ranks))) continue
    if (draft.items.some(({ meaning, role }) => meaning.kind === 'absent' && role === null)) continue
    // "took the longest to pay": how long what takes is told by a verb, which the measure must be of.
    const aims = isFunctionWord(draft.message, item.to, 'aiming')
    const measure = costs.every((cost) => namesDeed(draft, cost))
      ? measureOf(draft, said.quality, aims || costs.length > 0)
      : null
    if (measure === null) {
      // "the most expensive product sold": what was sold for most is something else.
      const sold =
        said.quality.units.includes('currency') && draft.items.some(({ meaning }) => meaning.kind === 'implied')
      if (draft.metrics.length > 0 || !ranks || aims || costs.length > 0 || sold)
        issue(draft, 'missing_metric', 'Measured by what?', 2)
      if (ranks) draft.metrics.splice(0)
      continue
    }
    for (const cost of costs) bind(cost, 'ignorable', null)
    for (const { item: noun } of draft.metrics.splice(0)) if (noun) bind(noun, 'ignorable', null)
    if (!ranks) draft.record = null
    addMetric(draft, measure, item, 'implied', 'metric-quality')
    bind(item, ranks ? 'rank' : isCue(item, 'comparative') ? 'intent' : 'metric', measure)
    for (const other of draft.items) {
      if (isCue(other, 'average')) bind(other, 'metric', measure)
      const verb = draft.message.words[other.from]?.normal ?? ''
      if (said.asks && other.meaning.kind === 'unknown' && said.quality.verbs.includes(verb))
        bind(other, 'ignorable', null)
    }
    fire(draft, 'quality')
  }
}

/** "slower than to Germany", "slower in Japan or Germany", "slower this year than last": one thing is held against another. */
function holdsAgainst(draft: Draft): boolean {
  const sides = ['value', 'time'].map((kind) => draft.items.filter(({ meaning }) => meaning.kind === kind).length)
  return draft.cues.has('versus') || sides.some((count) => count > 1)
}

const rankCues = ['top', 'bottom', 'best', 'worst'] as const

/** "the slowest month" is one in which little was sold. */
function picksPeriod(draft: Draft, item: Item): boolean {
  const next = neighbor(draft, item, 1)
  if (next?.meaning.kind === 'time') return next.meaning.match.kind === 'grain'
  return (
    next?.meaning.kind === 'dimension' && draft.lexicon.dimensionsById.get(next.meaning.dimension)?.calendar === true
  )
}

interface SaidQuality {
  readonly quality: Quality
  readonly high: boolean
  /** "how long" asks for the measure itself. */
  readonly asks: boolean
}

function qualityOf(draft: Draft, item: Item): SaidQuality | null {
  if (item.meaning.kind !== 'cue') return null
  const words = draft.message.words.slice(item.from, item.to).map((word) => word.normal)
  const text = words.filter((word) => word !== 'than' && word !== 'then' && word !== 'the').join(' ')
  const meant = qualitiesSaid(draft.lexicon.grammar['implied-metrics'].qualities).get(text) ?? []
  return meant.find(({ quality }) => !quality.said || isSpokenOf(draft, item, quality.said)) ?? null
}

// Every cue of every reading may be one of them.
const saidBy = new WeakMap<readonly Quality[], ReadonlyMap<string, readonly SaidQuality[]>>()

/** What each phrase of quality may say, in the order of the qualities. */
function qualitiesSaid(qualities: readonly Quality[]): ReadonlyMap<string, readonly SaidQuality[]> {
  const known = saidBy.get(qualities)
  if (known) return known
  const said = new Map<string, SaidQuality[]>()
  const add = (phrases: readonly string[], meant: SaidQuality): void => {
    for (const phrase of phrases) said.set(phrase, [...(said.get(phrase) ?? []), meant])
  }
  for (const quality of qualities) {
    add(quality.asks, { quality, high: true, asks: true })
    add(quality.high, { quality, high: true, asks: false })
    add(quality.low, { quality, high: false, asks: false })
  }
  saidBy.set(qualities, said)
  return said
}

/** "how far ahead do guests book", where "how far ahead of last year are bookings" asks for something else. */
function isSpokenOf({ message }: Draft, { to }: Item, said: readonly string[]): boolean {
  return !isFunctionWord(message, to, 'part_of') && message.words.some(({ normal }) => said.includes(normal))
}

/** "heavier than 500": the number bounds the measure of the quality, not the amount of money that a bare number would. */
function boundsNumber(draft: Draft, item: Item, quality: Quality): boolean {
  const position = draft.thresholds.findIndex(({ items }) => items.includes(item))
  const threshold = draft.thresholds[position]
  if (!threshold) return false
  const last = threshold.items[threshold.items.length - 1]
  const beside = last && neighbor(draft, last, 1)
  if (threshold.metric !== undefined || beside?.meaning.kind === 'metric') return true
  const metric = measureOf(draft, quality)
  const costs = takeAwayCosts(draft, quality, ({ item: noun }) => neighbor(draft, item, -1) === noun)
  if (metric === null) issue(draft, 'missing_metric', 'Measured by what?', 2)
  else draft.thresholds[position] = { ...threshold, metric }
  for (const cost of costs) bind(cost, 'ignorable', null)
  return true
}

/** The slowest are those that take longest, whatever the company thinks of long times. */
function orientRank(draft: Draft, rank: RankRequest, { quality, high }: SaidQuality, cue: Item): void {
  const stated = draft.metrics.filter((metric) => !isPopulation(draft, metric, cue, true))
  const known = stated.flatMap(({ id }) => draft.lexicon.metrics.get(id) ?? [])
  if (known.every((metric) => isOfKind(draft, metric, quality))) rank.goodness = high ? 'top' : 'bottom'
}

/** The noun of what is judged ("the longest bookings", "how long does a visit take") is counted by nobody. */
function isPopulation(draft: Draft, slot: Draft['metrics'][number], cue: Item, ranks: boolean): boolean {
  const metric = draft.lexicon.metrics.get(slot.id)
  if (metric === undefined || slot.item === null || metric.unit.kind !== 'count') return false
  if (!ranks)
    return (
      countsRecords(draft, metric) || metric.definition.aggregation.kind === 'count_distinct' || acts(draft, slot.item)
    )
  return neighbor(draft, cue, 1) === slot.item || takes(draft, slot.item, cue)
}

/** "how far ahead did guests book": those who do something are not how many there are. */
function acts(draft: Draft, noun: Item): boolean {
  const verb = draft.items[noun.index + 1]
  const before = isFunctionWord(draft.message, noun.from - 1, 'belonging') ? noun.from - 2 : noun.from - 1
  const does = verb?.meaning.kind === 'ignorable' && verb.meaning.group === 'verbs'
  return does && isPlural(draft, noun) && isFunctionWord(draft.message, before, 'asking_deed')
}

/** "where do orders take the longest to ship": the subject of a verb of lasting is what is judged. */
function takes(draft: Draft, noun: Item, cue: Item): boolean {
  const verb = draft.items[noun.index + 1]
  // "takes the longest to ship orders"
  const aims = isFunctionWord(draft.message, cue.to, 'aiming') && noun.from === cue.to + 2
  if (aims) return true
  return verb !== undefined && isFunctionWord(draft.message, verb.from, 'taking') && neighbor(draft, verb, 1) === cue
}

/**
 * The one average or ratio of this kind that the data of the question has; null when there is none or several. Where the question says
 * what is done, none of another deed is meant, and of several the one of that deed, which some questions ask for.
 */
function measureOf(draft: Draft, quality: Quality, ofDeed = false): string | null {
  const { lexicon } = draft
  const used = [
    ...draft.filters.map(({ dimension }) => dimension),
    ...draft.groupings.map(({ dimension }) => dimension),
  ]
  const within = used.reduce((bits, id) => bits & (lexicon.dimensionsById.get(id)?.datasets ?? -1), -1)
  const said = quality.units.includes('days') ? deedsSaid(draft) : new Set<number>()
  const known = [...lexicon.metrics.values()].filter(
    (metric) => ((1 << metric.dataset) & within) !== 0 && isOfKind(draft, metric, quality),
  )
  const fitting = said.size === 0 ? known : known.filter((metric) => isOfDeed(draft, metric, said) !== false)
  const told = fitting.filter((metric) => isOfDeed(draft, metric, said) === true)
  const meant = ofDeed || (told.length > 0 && columnsOf(fitting).size > 1) ? told : fitting
  if (columnsOf(meant).size !== 1) return null
  return meant.find(({ definition }) => isAverage(definition.aggregation.kind))?.id ?? null
}

function columnsOf(metrics: readonly LexiconMetric[]): ReadonlySet<string> {
  return new Set(metrics.map((metric) => measureColumn(metric.definition) ?? metric.id))
}

function isAverage(kind: string): boolean {
  return kind === 'average' || kind === 'ratio'
}

function isOfKind(draft: Draft, metric: LexiconMetric, quality: Quality): boolean {
  const { aggregation } = metric.definition
  const counts = aggregation.kind === 'count' || aggregation.kind === 'count_distinct'
  if (counts || !quality.units.includes(metric.unit.kind)) return false
  if (!isAverage(aggregation.kind) && measureColumn(metric.definition) === null) return false
  const words = new Set(`${metric.id.replaceAll('_', ' ')} ${metric.label}`.toLowerCase().match(/\p{L}+/gu) ?? [])
  const asked = new Set(draft.message.words.map((word) => word.stem))
  if (quality.apart.some((word) => words.has(word) && !asked.has(stem(word)))) return false
  return quality.metrics.includes(metric.id) || quality.nouns.some((word) => words.has(word))
}
