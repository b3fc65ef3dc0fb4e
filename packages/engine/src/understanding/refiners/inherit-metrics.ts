import type { FilterValue, Interpretation } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, penalize } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { thingRule } from '../lexicon/thing-nouns.ts'
import { issue } from './issues.ts'
import { countsRecords } from './record-counts.ts'

/** The measures asked for before, where none are named; beside members of the answer, those they were picked by. */
export function inheritMetrics(draft: Draft, frame: Interpretation): void {
  // "how many of them were online?" goes on counting what was counted.
  const counts = frame.metrics.every(({ id }) => draft.lexicon.metrics.get(id)?.unit.kind === 'count')
  if (counts && frame.metrics.length > 0 && draft.metrics.every(({ rule }) => rule === 'metric-member-count')) {
    draft.metrics.length = 0
  }
  narrowToRecords(draft, frame)
  const [first] = frame.metrics
  if (frame.intent === 'correlation' && draft.metrics.length === 1 && first && first.id !== draft.metrics[0]?.id) {
    draft.metrics.unshift({ ...first, status: 'inherited', text: null, span: null, item: null })
  }
  takeBack(draft)
  if (speaksOfMembers(draft, frame)) addToMembers(draft, frame)
  else if (widensMeasures(draft, frame)) addToMeasures(draft, frame)
  if (draft.metrics.length > 0 || draft.record !== null) return
  for (const metric of frame.metrics) {
    draft.metrics.push({ ...metric, status: 'inherited', text: null, span: null, item: null })
  }
  if (frame.metrics.length > 0) draft.inherited += 1
}

function firstSaid({ items }: Draft): Item | undefined {
  return items.find(({ meaning }) => meaning.kind !== 'ignorable')
}

/** "only used cars", "without the used cars", "what about used cars?" after profit is about the profit of those: their noun says again what the records are. */
function narrowToRecords(draft: Draft, frame: Interpretation): void {
  const [slot] = draft.metrics
  const item = slot?.item
  const metric = draft.lexicon.metrics.get(slot?.id ?? '')
  const excludes = isCue(firstSaid(draft), 'exclude')
  const counts = metric && (countsRecords(draft, metric) || (excludes && metric.unit.kind === 'count'))
  if (!item || !counts || draft.metrics.length > 1) return
  if (frame.metrics.length === 0 || draft.cues.has('how_many') || draft.cues.has('list')) return
  if (!frame.metrics.every(({ id }) => draft.lexicon.metrics.get(id)?.dataset === metric.dataset)) return
  const described = draft.items[item.index - 1]?.role === 'value'
  if (!described || !(draft.cues.has('only') || excludes || slot.rule === thingRule)) return
  draft.metrics.length = 0
  bind(item, 'metric', draft.lexicon.datasets[metric.dataset]?.model.dataset ?? null)
  fire(draft, 'records-narrowed')
}

const measuring: readonly Interpretation['intent'][] = ['what', 'breakdown', 'trend', 'compare', 'rank', 'list']

/** "also profit", "profit too": a measure beside those before, where nothing else is asked for that would be of this one alone. */
function widensMeasures(draft: Draft, { intent }: Interpretation): boolean {
  const { metrics, filters, groupings, grain, time, periods, comparison } = draft
  if (!measuring.includes(intent) || metrics.length === 0 || metrics.some(({ item }) => item === null)) return false
  if (filters.length + groupings.length + periods.length > 0 || grain || time || comparison) return false
  if (draft.items.some((item) => item.role === 'rank')) return false
  const at = draft.items.flatMap(({ index, meaning }) =>
    meaning.kind === 'cue' && meaning.cue === 'follow_widen' ? [index] : [],
  )
  const named = metrics.map(({ item }) => item?.index ?? 0)
  // "revenue plus shipping" adds up what it names itself.
  return at.some((index) => index < Math.min(...named) || index > Math.max(...named))
}

function addToMeasures(draft: Draft, frame: Interpretation): void {
  const own = new Set(draft.metrics.map(({ id }) => id))
  const kept = frame.metrics.filter(({ id }) => !own.has(id))
  if (kept.length === 0) return
  draft.metrics.unshift(
    ...kept.map((slot) => ({ ...slot, status: 'inherited' as const, text: null, span: null, item: null })),
  )
  draft.inherited += 1
  penalize(draft, 'metric-added', -0.5)
}

/** "profit instead of revenue" takes the second back, which is no other measure beside the first. */
function takeBack(draft: Draft): void {
  for (const item of draft.items) {
    const next = neighbor(draft, item, 1)
    if (!isCue(item, 'follow_instead') || !isFunctionWord(draft.message, item.to - 1, 'after_instead') || !next)
      continue
    const metric = draft.metrics.findIndex((slot) => slot.item === next)
    const grouping = draft.groupings.findIndex((each) => each.item === next)
    if (metric >= 0 && draft.metrics.length > 1) draft.metrics.splice(metric, 1)
    else if (grouping >= 0 && draft.groupings.length > 1) draft.groupings.splice(grouping, 1)
    else continue
    bind(next, 'intent', 'follow-up')
  }
}

/** "what was their margin?" after the five products with the highest revenue is about those five, and not the five with the highest margin. */
function speaksOfMembers(draft: Draft, frame: Interpretation): boolean {
  const { rank, having } = frame
  if (rank === null && having.length === 0) return false
  const isOne = speaksOfOne(draft, frame)
  const asks = draft.cues.has('which') || draft.cues.has('list')
  const splits = draft.groupings.length > 0 || draft.grain !== null
  if (splits || draft.items.some(({ role }) => role === 'rank') || (isOne && asks)) {
    if (isOne)
      issue(draft, 'unsupported_operation', 'I cannot split what a ranking picked: name the one you mean.', 2.5)
    return false
  }
  const { possessives, members } = draft.lexicon.grammar.conversation
  return isOne || draft.message.words.some(({ normal }) => possessives.includes(normal) || members.includes(normal))
}

/** Whether the one thing that a ranking picked is meant. */
function speaksOfOne(draft: Draft, { rank, breakdown }: Interpretation): boolean {
  if (rank === null || (rank.limit !== 1 && rank.position === null)) return false
  return namesPicked(draft, breakdown) || [...draft.message.words.keys()].some((index) => standsForOne(draft, index))
}

/** "how many orders in that month" after the best one: the noun splits nothing. */
function namesPicked(draft: Draft, breakdown: readonly string[]): boolean {
  const noun = draft.items.find(
    ({ meaning, from }) =>
      meaning.kind === 'dimension' &&
      breakdown.includes(meaning.dimension) &&
      isFunctionWord(draft.message, from - 1, 'picked'),
  )
  if (!noun) return false
  const grouping = draft.groupings.findIndex(({ item }) => item === noun)
  if (grouping >= 0) draft.groupings.splice(grouping, 1)
  bind(noun, 'intent', 'follow-up')
  return true
}

/** "how many orders there", "how much profit was that", "what did it cost" after the one region with the highest sales. */
function standsForOne({ message, lexicon }: Draft, index: number): boolean {
  const { asking_second: auxiliaries } = lexicon.grammar.conversation
  const before = message.words[index - 1]?.normal ?? ''
  if (isFunctionWord(message, index, 'it')) return auxiliaries.includes(before)
  const next = message.words[index + 1]
  if (next !== undefined && next.gap === 'space') return false
  if (isFunctionWord(message, index, 'there')) return !auxiliaries.includes(before)
  return isFunctionWord(message, index, 'picked') && auxiliaries.includes(before)
}

/** The members are picked again by what picked them, so the period must be the same. */
function addToMembers(draft: Draft, { metrics, time, periods }: Interpretation): void {
  const named = draft.time
  if (draft.metrics.length === 0) return
  const isOther = named !== null && (named.start !== time?.start || named.end !== time?.end)
  if (isOther || (draft.periods.length > 0 && periods.length === 0)) {
    issue(draft, 'unsupported_operation', 'I cannot follow what was picked in one period into another: name it.', 2.5)
    return
  }
  const own = new Set(draft.metrics.map(({ id }) => id))
  const picking = metrics.filter(({ id }) => !own.has(id))
  draft.metrics.unshift(
    ...picking.map((slot) => ({ ...slot, status: 'inherited' as const, text: null, span: null, item: null })),
  )
  draft.inherited += 1
  fire(draft, 'members-of-answer')
}

/** "and how many did we lose?" after won deals: where the measure counts one member only, the one that counts the other is meant. */
export function inheritCounterpart(draft: Draft, frame: Interpretation): void {
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
