import { bind, type Draft, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { opensNominal } from '../nominal-clauses.ts'
import { addMetric } from './add-metric.ts'
import { countOfThings } from './count-members.ts'
import { issue } from './issues.ts'
import { lossMetric } from './link-numbers.ts'
import { askedDimension } from './link-rank.ts'
import { namesRecords } from './names.ts'
import { recordCount } from './record-counts.ts'

/** "how much did customers pay" asks for money and not for the number of those who paid. */
export function linkAmount(draft: Draft): void {
  const { cues, auxiliaries, verbs } = draft.lexicon.grammar['implied-metrics'].amounts
  const cue = draft.items.find((item) => isCue(item, 'what'))
  if (!cue || draft.metrics.length > 1 || draft.cues.has('growth') || draft.cues.has('why')) return
  askForDealing(draft, cue)
  if (!auxiliaries.includes(draft.message.words[cue.to]?.normal ?? '')) return
  const subject = draft.items.find(
    (item) => item.index > cue.index && ['metric', 'dimension', 'record'].includes(item.meaning.kind),
  )
  if (!subject || !isPlural(draft, subject)) return
  if (!cues.includes(wordsOf(draft, cue).toLowerCase())) {
    const verb = verbBehind(draft, cue, subject)
    if (!verb || !isFunctionWord(draft.message, cue.from, 'what')) return
    const ranked = draft.items.some(({ role, index }) => role === 'rank' && index > verb.index)
    if (ranked || !verbs.includes(wordsOf(draft, verb).toLowerCase())) {
      const asked = `${wordsOf(draft, subject)} ${wordsOf(draft, verb)}`
      issue(draft, 'unsupported_operation', `I cannot tell what ${asked}: please ask for a measure of it.`, 2.5)
      return
    }
  }
  if (subject.meaning.kind === 'dimension' && subject.role === null) bind(subject, 'ignorable', null)
  if (subject.meaning.kind === 'record' && draft.metrics.length === 0) {
    askForAmount(draft)
    return
  }
  const [metric] = draft.metrics
  if (!metric || metric.item !== subject || draft.lexicon.metrics.get(metric.id)?.unit.kind !== 'count') return
  bind(subject, 'ignorable', null)
  draft.metrics.splice(0)
  askForAmount(draft)
}

/** "what are we paying the vets", "what are we charging our customers": what is done to them, which neither lists nor counts them. */
function askForDealing(draft: Draft, cue: Item): void {
  const { message, lexicon } = draft
  const { subjects } = lexicon.grammar['implied-metrics'].outgoings
  if (!isFunctionWord(message, cue.from, 'what') || !subjects.includes(message.words[cue.to]?.normal ?? '')) return
  const verb = draft.items.find(({ from }) => from === cue.to + 1)
  const does = verb?.meaning.kind === 'implied' ? verb.meaning.verb : verb !== undefined && isVerb(verb)
  const noun = verb && neighbor(draft, verb, 1)
  if (!verb || !does || !noun || !['metric', 'dimension'].includes(noun.meaning.kind) || !isPlural(draft, noun)) return
  const gap = isFunctionWord(message, noun.from - 1, 'belonging') ? 1 : 0
  if (verb.to + gap === noun.from) askAlways(draft, `${wordsOf(draft, verb)} ${wordsOf(draft, noun)}`)
}

function askAlways(draft: Draft, asked: string): void {
  const message = `I cannot tell what ${asked} comes to: please ask for a measure of it.`
  draft.issues.push({ reason: 'missing_metric', message, suggestions: [], severity: 2.6, final: true })
}

/** "what do customers buy": what the subject right behind the auxiliary does. */
function verbBehind(draft: Draft, cue: Item, subject: Item): Item | undefined {
  const between = draft.items.slice(cue.index + 1, subject.index)
  // "what did visits come to" asks for their number: records do nothing.
  if (subject.meaning.kind === 'record' || namesRecords(draft, subject)) return undefined
  if (subject.meaning.kind === 'metric' && !countsMembers(draft, subject.meaning.metric)) return undefined
  if (!between.every(({ meaning }) => meaning.kind === 'ignorable' || meaning.kind === 'value')) return undefined
  const next = draft.items[subject.index + 1]
  const does = next?.meaning.kind === 'implied' ? next.meaning.verb : next?.meaning.kind === 'ignorable'
  return next && does && (next.meaning.kind === 'implied' || isVerb(next)) ? next : undefined
}

function countsMembers({ lexicon }: Draft, metric: string): boolean {
  const counted = lexicon.metrics.get(metric)
  return (
    counted?.definition.aggregation.kind === 'count_distinct' ||
    (counted?.unit.kind === 'count' && counted.subject === 'customers')
  )
}

function isVerb({ meaning }: Item): boolean {
  return meaning.kind === 'ignorable' && meaning.group === 'verbs'
}

function askForAmount(draft: Draft): void {
  const verb = draft.items.some(({ meaning, role }) => meaning.kind === 'implied' && meaning.verb && role === null)
  if (!verb) issue(draft, 'missing_metric', 'Which measure would you like to see?', 2)
}

/** A verb stands for its metric only when the question names none; otherwise it says nothing new. */
export function linkVerbs(draft: Draft): void {
  costOfSold(draft)
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || !item.meaning.verb || item.role === 'metric') continue
    const metric = pieces(draft, item) ?? thingsSold(draft, item) ?? moneyOf(draft, item)
    // "projects sold in May" are counted, or listed.
    const ofRecords =
      draft.record !== null && !draft.cues.has('what') && !draft.items.some(({ role }) => role === 'rank')
    const counted =
      draft.metrics.length > 0 ||
      draft.issues.length > 0 ||
      ofRecords ||
      isRelation(draft) ||
      asksForThings(draft, item)
    const anew = isAskedAnew(draft, item) && !draft.metrics.some(({ id }) => id === metric)
    if (metric && (!counted || anew || isCondition(draft, item))) {
      const rank = item.role === 'rank'
      const doubtful = isIncomeDoubtful(draft, item, metric)
      if (doubtful && !draft.items.some(({ role }) => role === 'rank')) continue
      if (doubtful || isOutgoing(draft, item, metric)) {
        issue(draft, 'missing_metric', 'Which measure would you like to see?', 2)
        continue
      }
      addMetric(draft, metric, item, 'implied', 'metric-verb')
      if (rank) bind(item, 'rank', metric)
    } else if (item.role === null) {
      bind(item, 'metric', draft.metrics[0]?.id ?? null)
      if (isCompound(draft, item)) {
        const said = draft.message.words.slice(item.from - 1, item.to).map((word) => word.text)
        issue(draft, 'unknown_metric', `This company's data has no ${said.join(' ')}.`, 2.5)
      }
    }
  }
}

/** "hours and what we billed": what such a clause says may not be passed over. */
export function checkNominals(draft: Draft): void {
  for (const item of draft.items) {
    if (!isCue(item, 'what') || item.to - item.from > 1 || !opensNominal(draft.message, item.from)) continue
    const next = draft.items.find(
      ({ index, from }) => index > item.index + 1 && draft.message.words[from]?.gap === 'comma',
    )
    const end = next?.from ?? draft.message.words.length
    const measured = draft.metrics.some((slot) => slot.item && slot.item.from > item.from && slot.item.from < end)
    if (!measured) issue(draft, 'unbound_words', `I could not place "${wordsOf(draft, item)}" in the question.`, 2.5)
  }
}

/** "what did the goods we sold cost us" asks for what was paid for them; "how much did we sell and what did it cost us" for both. */
function costOfSold(draft: Draft): void {
  const { lexicon } = draft
  const { costing, counting } = lexicon.grammar['implied-metrics']
  const written = (item: Item): string => wordsOf(draft, item).toLowerCase()
  const cost = draft.items.find((item) => {
    const verb = item.meaning.kind === 'implied' || item.meaning.kind === 'ignorable'
    return verb && costing.verbs.includes(written(item))
  })
  if (!cost) return
  const sold = draft.items.find((item) => item.meaning.kind === 'implied' && counting.includes(written(item)))
  if (costsSales(draft, cost)) issue(draft, 'unsupported_operation', 'I cannot tell what sales cost.', 3)
  // "which product costs us the most" puts them in order of their cost, where "which product costs most" may mean its price.
  const ranked = cost.to - cost.from > 1 && draft.items.some(({ role }) => role === 'rank')
  if (draft.metrics.length > 0 || !(ranked || (sold && sold.index < cost.index))) return
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const [metric] = nearestMetrics(costing.metrics, lexicon.metrics, table)
  if (metric === undefined) issue(draft, 'unknown_metric', "This company's data does not say what goods cost.", 2.5)
  else {
    const both = sold !== undefined && draft.items.slice(sold.index, cost.index).some((item) => isCue(item, 'what'))
    const [first] = sold?.meaning.kind === 'implied' ? sold.meaning.metrics : []
    if (both && first !== undefined) addMetric(draft, first, sold, 'implied', 'metric-verb')
    addMetric(draft, metric, cost, 'implied', 'metric-cost')
  }
}

/** "what did it cost us to make those sales" asks for anything but the sales. */
function costsSales(draft: Draft, cost: Item): boolean {
  const { parts } = draft.lexicon.grammar['implied-metrics']
  const [slot, other] = draft.metrics
  return cost.to - cost.from > 1 && slot !== undefined && !other && parts.net.includes(slot.id)
}

/** "how many orders did we get and how much did we sell": behind a measure another amount is asked for, which the verb says. */
function isAskedAnew(draft: Draft, verb: Item): boolean {
  const { cues } = draft.lexicon.grammar['implied-metrics'].amounts
  const asks = draft.items.findLast(({ index, meaning }) => index < verb.index && meaning.kind !== 'ignorable')
  if (!asks || !isCue(asks, 'what')) return false
  if (opensNominal(draft.message, asks.from)) return asks.to - asks.from === 1
  if (!cues.includes(wordsOf(draft, asks).toLowerCase())) return false
  const joined = isCue(neighbor(draft, asks, -1), 'and') || draft.message.words[asks.from]?.gap === 'comma'
  return joined && draft.metrics.some(({ item }) => item && item.index < asks.index)
}

/** "cover charge": behind one of what is counted a verb is a noun, and both together are another measure. */
function isCompound(draft: Draft, { index, from, to }: Item): boolean {
  const counted = draft.items[index - 1]
  const [noun, verb] = [draft.message.words[from - 1], draft.message.words[from]]
  if (counted?.meaning.kind !== 'metric' || !noun || !verb || to - from > 1 || verb.gap !== 'space') return false
  const { unit } = draft.lexicon.metrics.get(counted.meaning.metric) ?? {}
  return (
    unit?.kind === 'count' && noun.normal === noun.stem && verb.normal === verb.stem && !/(?:ed|ing)$/.test(verb.normal)
  )
}

/** "how much did guests spend" asks for what came in, whatever we spend ourselves; undefined where nothing tells it. */
function moneyOf(draft: Draft, verb: Item): string | undefined {
  if (verb.meaning.kind !== 'implied') return undefined
  const { verbs, incoming } = draft.lexicon.grammar['implied-metrics'].outgoings
  const metric = verb.meaning.metrics[0]
  const comesIn = draft.lexicon.metrics.get(metric ?? '')?.direction === 'up_is_good'
  if (comesIn || !verbs.includes(wordsOf(draft, verb).toLowerCase()) || !isBuyer(draft, neighbor(draft, verb, -1)))
    return metric
  const meanings = draft.lexicon.phrases.get(incoming) ?? []
  return meanings.flatMap((meaning) => (meaning.kind === 'implied' ? meaning.metrics : []))[0]
}

function isBuyer({ lexicon }: Draft, subject: Item | undefined): boolean {
  if (subject?.meaning.kind === 'absent') return lexicon.taxonomy.metrics.some(({ id }) => id === 'customer_count')
  const counted = subject?.meaning.kind === 'metric' ? lexicon.metrics.get(subject.meaning.metric) : undefined
  if (counted) return counted.subject === 'customers' && counted.unit.kind === 'count'
  if (subject?.meaning.kind !== 'dimension' && subject?.meaning.kind !== 'value') return false
  const dimension = lexicon.dimensionsById.get(subject.meaning.dimension)
  return (
    dimension?.subject === 'customers' || lexicon.grammar['implied-metrics'].who.buyers.includes(dimension?.id ?? '')
  )
}

/** "what do we earn from Crown" may ask for premiums or for the commission on them, where nothing is called revenue. */
function isIncomeDoubtful({ lexicon, message }: Draft, verb: Item, metric: string): boolean {
  const { earning, rank } = lexicon.grammar['implied-metrics']
  const written = message.words.slice(verb.from, verb.to).map(({ normal }) => normal)
  if (!earning.verbs.includes(written.join(' ')) || rank.flat().includes(metric)) return false
  return [...lexicon.metrics.values()].some(
    ({ id, label, unit }) =>
      id !== metric &&
      unit.kind === 'currency' &&
      label
        .toLowerCase()
        .split(/\P{L}+/u)
        .some((word) => earning.rivals.includes(word)),
  )
}

/** "how much did we spend" asks for our own outlay, of which revenue says nothing. */
function isOutgoing(draft: Draft, verb: Item, metric: string): boolean {
  const { subjects, verbs } = draft.lexicon.grammar['implied-metrics'].outgoings
  if (draft.lexicon.metrics.get(metric)?.direction === 'up_is_bad') return false
  return (
    verbs.includes(wordsOf(draft, verb).toLowerCase()) &&
    subjects.includes(draft.message.words[verb.from - 1]?.normal ?? '')
  )
}

/** "products that sold at least 5" sold so many pieces: a small bare number is no money. */
function pieces(draft: Draft, verb: Item): string | undefined {
  const { counting, members } = draft.lexicon.grammar['implied-metrics']
  const number = draft.thresholds.find(({ items }) => neighbor(draft, verb, 1) === items[0])?.items.at(-1)
  if (number?.meaning.kind !== 'number' || !counting.includes(wordsOf(draft, verb).toLowerCase())) return undefined
  const { bare, value } = number.meaning.quantity
  if (!bare || value >= 1000) return undefined
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  return nearestMetrics(members, draft.lexicon.metrics, table)[0]
}

/** "butter croissants sold on Sunday" are so many pieces, or records where no column says how many. */
function thingsSold(draft: Draft, verb: Item): string | undefined {
  const { lexicon } = draft
  const { counting, members, kinds } = lexicon.grammar['implied-metrics']
  const thing = draft.items[verb.index - 1]
  if (thing?.meaning.kind !== 'value' || !isPlural(draft, thing) || draft.cues.has('what')) return undefined
  if (!counting.includes(wordsOf(draft, verb).toLowerCase()) || verb.role === 'rank') return undefined
  const things = countOfThings(draft, thing)
  if (things !== undefined) return things
  const dimension = lexicon.dimensionsById.get(thing.meaning.dimension)
  const goods = dimension !== undefined && groupsProducts(lexicon, dimension.id)
  // "the sum of aggregates sold", "when did inductors sell the most": what is added up or put in order may well be money.
  const money = draft.cues.has('total') || draft.items.some(({ role }) => role === 'rank')
  if (!dimension || !(goods || (!money && kinds.sorts.includes(dimension.id)))) return undefined
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const dataset = lexicon.datasets.findIndex((_, index) => (dimension.datasets & (1 << index)) !== 0)
  return nearestMetrics(members, lexicon.metrics, table)[0] ?? (goods ? recordCount(draft, dataset) : undefined)
}

/** "customers who spent more than 5000": a number and nothing it counts follows, so the verb says what is compared. */
function isCondition(draft: Draft, verb: Item): boolean {
  const threshold = draft.thresholds.find(
    ({ items }) => items[0] !== undefined && neighbor(draft, verb, 1) === items[0],
  )
  const last = threshold?.items[threshold.items.length - 1]
  const after = last ? neighbor(draft, last, 1) : undefined
  return last !== undefined && !['metric', 'implied', 'record', 'dimension'].includes(after?.meaning.kind ?? '')
}

/** "what did we sell" asks for things and "how many did we sell" for their number: neither for an amount of money. */
function asksForThings(draft: Draft, verb: Item): boolean {
  if (draft.cues.has('how_many')) return true
  const { amounts } = draft.lexicon.grammar['implied-metrics']
  if (amounts.verbs.includes(wordsOf(draft, verb).toLowerCase()) && askedDimension(draft) === null) return false
  const asksWhat = draft.items.some((item) => isCue(item, 'what') && isFunctionWord(draft.message, item.from, 'what'))
  return asksWhat && draft.thresholds.length === 0 && !draft.items.some((item) => item.role === 'rank')
}

/** "which customers bought in Q3" lists customers; the verb only says what ties them to the records. */
function isRelation(draft: Draft): boolean {
  // "which customers bought more in May than in April" compares what they bought.
  if (draft.cues.has('comparative') && draft.cues.has('versus')) return false
  // "which code earned us more, A or B": so does one that offers a choice.
  if (draft.cues.has('comparative') && draft.filters.some((filter) => offersChoice(draft, filter))) return false
  const asks = draft.cues.has('which') || draft.cues.has('list') || draft.cues.has('what')
  const ranks = draft.items.some((item) => item.role === 'rank')
  return asks && (draft.asked || askedDimension(draft) !== null) && !ranks && draft.thresholds.length === 0
}

/** Several members of what is asked for by its name. */
function offersChoice({ items }: Draft, { dimension, operator, values }: Draft['filters'][number]): boolean {
  const named = items.some(({ meaning }) => meaning.kind === 'dimension' && meaning.dimension === dimension)
  return named && operator === 'in' && values.length > 1
}

/** "states losing money": profit below zero, when no other measure is named. */
export function linkLoss(draft: Draft): void {
  const cue = draft.items.find((item) => isCue(item, 'loss'))
  if (!cue || draft.metrics.length > 0) return
  const metric = lossMetric(draft)
  if (metric) addMetric(draft, metric, cue, 'implied', 'metric-loss')
}

/** "profitable products", "which products are profitable": a measure above zero, where nothing is ranked or graded. */
export function linkGain(draft: Draft): void {
  const { gain } = draft.lexicon.grammar['implied-metrics']
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || item.role !== null || draft.cues.has('how_many')) continue
    const words = draft.message.words.slice(item.from, item.to).map((word) => word.normal)
    if (!gain.includes(words.join(' ')) || isFunctionWord(draft.message, item.from - 1, 'degree')) continue
    const metric = item.meaning.metrics[0]
    const next = neighbor(draft, item, 1)
    const adjective = next?.meaning.kind === 'dimension' && isPlural(draft, next)
    if (metric === undefined || ranks(draft) || (!adjective && askedDimension(draft) === null)) continue
    const zero = { value: 0, upper: null, percent: false, currency: null }
    draft.thresholds.push({ operator: 'gt', ...zero, items: [item], metric })
    if (draft.metrics.length === 0) addMetric(draft, metric, item, 'implied', 'metric-gain')
    else bind(item, 'operator', 'gt')
  }
}

function ranks(draft: Draft): boolean {
  return draft.items.some((item) => item.role === 'rank')
}
