import type { FilterSlot } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { LexiconMetric } from '../lexicon/types.ts'
import { addMetric } from './add-metric.ts'
import { issue } from './issues.ts'
import { countsRecords, recordCount } from './record-counts.ts'

/**
 * "percentage of policies renewed by office" is the rate of a yes/no column, not the offices' shares of what was renewed: what is said of
 * the things behind them is what they are a share of.
 */
export function linkFlagShare(draft: Draft): void {
  rateOfFlag(draft)
  rateOfDone(draft)
  rateOfNarrowed(draft)
  rateOfPart(draft)
  const share = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const [slot, ...others] = draft.metrics
  if (!share || !slot?.item || others.length > 0 || slot.item.index < share.index) return
  const counted = draft.lexicon.metrics.get(slot.id)
  if (counted?.unit.kind !== 'count') return
  const said = saidBehind(draft, slot.item)
  const filter = draft.filters.findIndex(({ dimension }) => dimension === said)
  const rate =
    said === null
      ? (rateOfPhrase(draft, slot.item, slot.id) ?? rateOfGoods(draft, slot.item, slot.id))
      : rateOf(draft, counted, draft.filters[filter])
  if (rate === undefined) {
    const grouped = draft.groupings.length > 0 || draft.grain !== null
    if (grouped && (said !== null || isSaidByVerb(draft, slot.item)))
      issue(draft, 'unsupported_operation', 'I cannot compute what share of them that is for each group yet.', 2.5)
    return
  }
  if (filter >= 0) draft.filters.splice(filter, 1)
  slot.id = rate
  bind(slot.item, 'metric', rate)
  bind(share, 'metric', rate)
  fire(draft, 'metric-flag-share')
}

/** "promo share by category": of nothing else than the records it is true or false of. */
function rateOfFlag(draft: Draft): void {
  const share = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const flag = share && draft.items[share.index - 1]
  if (!share || flag?.meaning.kind !== 'dimension' || draft.metrics.length > 0 || flag.to !== share.from) return
  const { dimension } = flag.meaning
  const filter = draft.filters.findIndex((each) => each.dimension === dimension)
  const found = draft.lexicon.datasets.flatMap((_, dataset) => {
    const counted = draft.lexicon.metrics.get(recordCount(draft, dataset) ?? '')
    return (counted && rateOf(draft, counted, draft.filters[filter])) ?? []
  })
  const [rate, other] = found
  if (rate === undefined || other !== undefined) return
  draft.filters.splice(filter, 1)
  bind(flag, 'metric', rate)
  addMetric(draft, rate, share, 'stated', 'metric-flag-share')
}

/** "what percentage was sent back", "what percent did we knock off": what is done to a part of the things is the part, and all of them the whole. */
function rateOfDone(draft: Draft): void {
  const share = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const [slot, other] = draft.metrics
  const verb = slot?.item
  if (!share || !slot || !verb || other || verb.index < share.index) return
  const { narrowing } = draft.lexicon.grammar['implied-metrics']
  const written = wordsOf(draft, verb).toLowerCase()
  const between = draft.items.slice(share.index + 1, verb.index)
  const done = narrowing.some(({ verbs }) => verbs.includes(written)) || verb.meaning.kind === 'implied'
  if (!done || between.length === 0) return
  const rate = onlyRate(draft, slot.id)
  if (!rate) return
  const telling = between.filter(({ meaning }) => meaning.kind !== 'ignorable')
  if (!between.some(({ from }) => isFunctionWord(draft.message, from, 'past_verb'))) return
  if (!telling.every(({ meaning }) => meaning.kind === 'metric' && meaning.metric === rate.whole)) return
  slot.id = rate.id
  bind(verb, 'metric', rate.id)
  bind(share, 'metric', rate.id)
  fire(draft, 'metric-flag-share')
}

/** "what percentage of customers did we lose": the verb has told which of the things are the part, and their noun the whole. */
function rateOfNarrowed(draft: Draft): void {
  const share = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const [slot, other] = draft.metrics
  if (!share || !slot?.item || other || slot.rule !== 'metric-narrowed' || slot.item.index < share.index) return
  const rate = onlyRate(draft, slot.id)
  const { meaning } = slot.item
  const counted = draft.lexicon.metrics.get(meaning.kind === 'metric' ? meaning.metric : '')
  const told = onlyRate(draft, counted?.id ?? '') === undefined && counted?.unit.kind === 'count'
  if (!rate || !told) return
  slot.id = rate.id
  bind(slot.item, 'metric', rate.id)
  bind(share, 'metric', rate.id)
  fire(draft, 'metric-flag-share')
}

/** "what share of visits were no-shows": one count is said to be another, which has a rate of its own. */
function rateOfPart(draft: Draft): void {
  const share = draft.items.find((item) => isCue(item, 'share') && item.role === null)
  const part = draft.metrics.at(-1)
  const rate = part && onlyRate(draft, part.id)
  if (
    !share ||
    !part?.item ||
    !rate ||
    draft.metrics.some(({ id }) => id !== part.id && !isWhole(draft, id, rate.whole))
  )
    return
  const between = draft.items.slice(share.index + 1, part.item.index)
  const whole = between.findLast(({ meaning }) => meaning.kind !== 'ignorable')
  const joined = whole ? draft.items.slice(whole.index + 1, part.item.index) : []
  if (
    !whole ||
    !namesWhole(draft, whole, rate.whole) ||
    !joined.some(({ from }) => isFunctionWord(draft.message, from, 'becoming'))
  )
    return
  for (const item of [share, whole, part.item]) bind(item, 'metric', rate.id)
  draft.metrics.splice(0, draft.metrics.length, { ...part, id: rate.id })
  fire(draft, 'metric-flag-share')
}

function namesWhole(draft: Draft, { meaning }: Item, whole: string): boolean {
  return meaning.kind === 'record' || (meaning.kind === 'metric' && isWhole(draft, meaning.metric, whole))
}

/** The count a rate divides by, or another count of the same records: rows and the visits they are. */
function isWhole(draft: Draft, id: string, whole: string): boolean {
  const [named, below] = [draft.lexicon.metrics.get(id), draft.lexicon.metrics.get(whole)]
  if (!named || !below || named.dataset !== below.dataset) return false
  return id === whole || (countsRecords(draft, named) && countsRecords(draft, below))
}

/** The one measure that divides a count by its whole. */
function onlyRate(draft: Draft, part: string): { id: string; whole: string } | undefined {
  const [rate, other] = [...draft.lexicon.metrics.values()].flatMap(({ id, unit, definition: { aggregation } }) =>
    unit.kind === 'percent' && aggregation.kind === 'ratio' && aggregation.numerator === part
      ? [{ id, whole: aggregation.denominator }]
      : [],
  )
  return other ? undefined : rate
}

/** "what share of their accounts renews": a verb that ends what is said of the things tells which of them are the part. */
function isSaidByVerb(draft: Draft, noun: Item): boolean {
  const [verb, ...rest] = draft.items.slice(noun.index + 1)
  const { meaning, from, to } = verb ?? noun
  if (!verb || meaning.kind !== 'ignorable' || meaning.group !== 'verbs' || to - from > 1) return false
  if (isFunctionWord(draft.message, from, 'auxiliary') || isFunctionWord(draft.message, from, 'past_verb')) return false
  const next = rest.find((item) => item.meaning.kind !== 'ignorable')
  const ends = !next || next.meaning.kind === 'time' || isCue(next, 'group')
  return ends && draft.message.words[from]?.gap === 'space'
}

/** The dimension of what is said of the counted things right behind them: "renewed", "that were cancelled". */
function saidBehind(draft: Draft, noun: Item): string | null {
  for (const item of draft.items.slice(noun.index + 1)) {
    if (item.role === 'value' && (item.meaning.kind === 'dimension' || item.meaning.kind === 'value')) {
      const { dimension } = item.meaning
      const described = draft.lexicon.flags.has(dimension) || describesRecords(draft, dimension)
      return described ? dimension : null
    }
    if (item.meaning.kind !== 'ignorable' && !isCue(item, 'who', 'which', 'exclude')) return null
  }
  return null
}

/** A state tells the records apart, as "cancelled" does. */
function describesRecords({ lexicon }: Draft, dimension: string): boolean {
  return lexicon.grammar['implied-metrics'].kinds.states.includes(dimension)
}

function rateOf(draft: Draft, counted: LexiconMetric, filter: FilterSlot | undefined): string | undefined {
  // A share of the students is none of their enrollments.
  const own = counted.definition.aggregation.kind === 'count' || recordCount(draft, counted.dataset) === counted.id
  if (!own || !countsRecords(draft, counted) || filter?.operator !== 'in') return undefined
  const yes = draft.lexicon.flags.get(filter.dimension)?.yes
  if (yes === undefined || filter.values.join() !== yes) return undefined
  const { dimensions } = draft.lexicon.datasets[counted.dataset]?.model ?? { dimensions: [] }
  const column = dimensions.find(({ id }) => id === filter.dimension)?.column
  return rates(draft, counted.dataset).find(({ numerator }) => {
    const aggregation = draft.lexicon.metrics.get(numerator)?.definition.aggregation
    if (!aggregation || !('where' in aggregation) || aggregation.where.length !== 1) return false
    return aggregation.where.some((only) => only.column === column && only.values.map(String).join() === yes)
  })?.id
}

/** "percentage of orders returned": the name of a part that begins with its whole. */
function rateOfPhrase(draft: Draft, item: Item, part: string): string | undefined {
  if (item.to - item.from < 2) return undefined
  const dataset = draft.lexicon.metrics.get(part)?.dataset ?? 0
  const whole = draft.lexicon.phrases.get(draft.message.words[item.from]?.stem ?? '') ?? []
  const named = whole.some(({ kind }) => kind === 'record' || kind === 'metric')
  return named ? rates(draft, dataset).find(({ numerator }) => numerator === part)?.id : undefined
}

/** "proportion of units returned by product", "share of units that come back": of what was sold, where the company divides the two. */
function rateOfGoods({ message, lexicon }: Draft, { from, to }: Item, part: string): string | undefined {
  const whole = (lexicon.phrases.get(message.words[from]?.stem ?? '') ?? []).flatMap((meaning) =>
    meaning.kind === 'metric' ? [meaning.metric] : [],
  )
  // "what share of units returned were from Leeds" parts what came back.
  const parts =
    to - from > 1 && (isFunctionWord(message, to, 'past_verb') || isFunctionWord(message, to, 'present_verb'))
  if (parts) return undefined
  return [...lexicon.metrics.values()].find(
    ({ unit, definition: { aggregation } }) =>
      unit.kind === 'percent' &&
      aggregation.kind === 'ratio' &&
      aggregation.numerator === part &&
      whole.includes(aggregation.denominator),
  )?.id
}

/** The measures that divide a part of the records by all of them. */
function rates(draft: Draft, dataset: number): { id: string; numerator: string }[] {
  return [...draft.lexicon.metrics.values()].flatMap(({ id, unit, definition: { aggregation }, dataset: own }) => {
    if (own !== dataset || unit.kind !== 'percent' || aggregation.kind !== 'ratio') return []
    const below = draft.lexicon.metrics.get(aggregation.denominator)
    return below && countsRecords(draft, below) ? [{ id, numerator: aggregation.numerator }] : []
  })
}
