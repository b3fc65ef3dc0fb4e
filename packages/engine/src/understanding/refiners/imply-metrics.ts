import { bind, type Draft, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { addMetric } from './add-metric.ts'
import { issue } from './issues.ts'
import { lossMetric } from './link-numbers.ts'
import { askedDimension } from './link-rank.ts'
import { recordCount } from './record-counts.ts'

/** "how much did customers pay" asks for money and not for the number of those who paid. */
export function linkAmount(draft: Draft): void {
  const { cues, auxiliaries } = draft.lexicon.grammar['implied-metrics'].amounts
  const cue = draft.items.find((item) => isCue(item, 'what') && cues.includes(wordsOf(draft, item).toLowerCase()))
  if (!cue || draft.metrics.length > 1 || draft.cues.has('growth') || draft.cues.has('why')) return
  if (!auxiliaries.includes(draft.message.words[cue.to]?.normal ?? '')) return
  const subject = draft.items.find(
    (item) => item.index > cue.index && (item.meaning.kind === 'metric' || item.meaning.kind === 'dimension'),
  )
  if (!subject || !isPlural(draft, subject)) return
  if (subject.meaning.kind === 'dimension' && subject.role === null) bind(subject, 'ignorable', null)
  const [metric] = draft.metrics
  if (!metric || metric.item !== subject || draft.lexicon.metrics.get(metric.id)?.unit.kind !== 'count') return
  bind(subject, 'ignorable', null)
  draft.metrics.splice(0)
  const verb = draft.items.some(({ meaning, role }) => meaning.kind === 'implied' && meaning.verb && role === null)
  if (!verb) issue(draft, 'missing_metric', 'Which measure would you like to see?', 2)
}

/** A verb stands for its metric only when the question names none; otherwise it says nothing new. */
export function linkVerbs(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'implied' || !item.meaning.verb || item.role === 'metric') continue
    const metric = pieces(draft, item) ?? thingsSold(draft, item) ?? item.meaning.metrics[0]
    // "projects sold in May" are counted, or listed.
    const ofRecords =
      draft.record !== null && !draft.cues.has('what') && !draft.items.some(({ role }) => role === 'rank')
    const counted =
      draft.metrics.length > 0 ||
      draft.issues.length > 0 ||
      ofRecords ||
      isRelation(draft) ||
      asksForThings(draft, item)
    if (metric && (!counted || isCondition(draft, item))) {
      const rank = item.role === 'rank'
      if (isOutgoing(draft, item, metric)) {
        issue(draft, 'missing_metric', 'Which measure would you like to see?', 2)
        continue
      }
      addMetric(draft, metric, item, 'implied', 'metric-verb')
      if (rank) bind(item, 'rank', metric)
    } else if (item.role === null) {
      bind(item, 'metric', draft.metrics[0]?.id ?? null)
    }
  }
}

/** "how much did we spend" asks for our own outlay, of which revenue says nothing. */
function isOutgoing(draft: Draft, verb: Item, metric: string): boolean {
  const { subjects, verbs } = draft.lexicon.grammar['implied-metrics'].outgoings
  if (draft.lexicon.metrics.get(metric)?.direction !== 'up_is_good') return false
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
  const { counting, members } = lexicon.grammar['implied-metrics']
  const thing = draft.items[verb.index - 1]
  if (thing?.meaning.kind !== 'value' || !isPlural(draft, thing) || draft.cues.has('what')) return undefined
  if (!counting.includes(wordsOf(draft, verb).toLowerCase()) || verb.role === 'rank') return undefined
  const dimension = lexicon.dimensionsById.get(thing.meaning.dimension)
  if (!dimension || (dimension.subject !== 'products' && dimension.id !== 'product_line')) return undefined
  const table = { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents }
  const dataset = lexicon.datasets.findIndex((_, index) => (dimension.datasets & (1 << index)) !== 0)
  return nearestMetrics(members, lexicon.metrics, table)[0] ?? recordCount(draft, dataset)
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
  const asks = draft.cues.has('which') || draft.cues.has('list') || draft.cues.has('what')
  const ranks = draft.items.some((item) => item.role === 'rank')
  return asks && askedDimension(draft) !== null && !ranks && draft.thresholds.length === 0
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
