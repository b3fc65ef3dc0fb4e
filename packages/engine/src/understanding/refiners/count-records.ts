import { bind, type Draft, evidence, type Item, isCue, isPlural, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord } from '../function-words.ts'
import { groupsProducts } from '../lexicon/hierarchy.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { addMetric } from './add-metric.ts'
import { countMembers } from './count-members.ts'
import { issue } from './issues.ts'
import { judges, type RankRequest } from './link-rank.ts'
import { namesMetric, preferMember } from './names.ts'
import { countMetric, recordCount } from './record-counts.ts'

/** "how many X": the metric that counts X. */
export function linkCounts(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind === 'record') {
      preferMember(draft, item, recordCount(draft, item.meaning.dataset))
      draft.record = item.meaning.dataset
      bind(item, 'metric', draft.lexicon.datasets[item.meaning.dataset]?.model.dataset ?? null)
    }
    if (!isCue(item, 'how_many')) continue
    const counted = countedItem(draft, item)
    if (!counted) continue
    const metric = isAnotherCount(draft, item, counted) ? undefined : countOf(draft, counted)
    if (metric) {
      addMetric(draft, metric, counted, 'stated', 'metric-count', evidence(draft, [item, counted]))
      bind(item, 'metric', metric)
    } else if (counted.meaning.kind === 'dimension' && counted.role === null) {
      issue(draft, 'unknown_metric', `There is no measure that counts ${wordsOf(draft, counted)} in this data.`, 2)
      bind(counted, 'dimension', counted.meaning.dimension)
    }
  }
}

/** "which teacher has the most students" counts students, and "the longest courses" only says what is long. */
export function linkRankedCount(draft: Draft, rank: RankRequest | null): void {
  const noun = rank && judges(draft, rank.cue) ? draft.items[rank.cue.index + 1] : undefined
  if (!rank || noun?.meaning.kind !== 'dimension' || noun.role !== null || !isPlural(draft, noun)) return
  if (draft.metrics.length > 0 || !draft.groupings.some(({ item }) => item.index < rank.cue.index)) return
  const metric = countOf(draft, noun)
  if (metric !== undefined) addMetric(draft, metric, noun, 'stated', 'metric-count')
}

/** "lost opportunities by product" counts them. */
export function countGroupedRecords(draft: Draft): void {
  if (draft.record === null || draft.metrics.length > 0) return
  const moves = draft.cues.has('growth') || draft.cues.has('trend') || draft.cues.has('why')
  if (draft.groupings.length === 0 && draft.grain === null && !moves) return
  const metric = recordCount(draft, draft.record)
  const item = draft.items.find((candidate) => candidate.meaning.kind === 'record')
  if (metric && item) addMetric(draft, metric, item, 'stated', 'metric-count')
}

/** "first visits by month": the plural of a yes/no column's name is what is counted, or listed. */
export function countFlagged(draft: Draft): void {
  if (
    draft.metrics.length > 0 ||
    draft.items.some(({ meaning }) => meaning.kind === 'metric' || meaning.kind === 'implied')
  )
    return
  const item = draft.items.find(
    (other) => other.meaning.kind === 'dimension' && other.role === 'value' && isPlural(draft, other),
  )
  if (item?.meaning.kind !== 'dimension' || !draft.lexicon.flags.has(item.meaning.dimension)) return
  if (namesMetric(draft, item)) return
  const bits = draft.lexicon.dimensionsById.get(item.meaning.dimension)?.datasets ?? 0
  const dataset = draft.lexicon.datasets.findIndex((_, index) => (bits & (1 << index)) !== 0)
  const metric = recordCount(draft, dataset)
  if (draft.cues.has('list') || draft.cues.has('which')) draft.record = dataset
  else if (metric !== undefined) addMetric(draft, metric, item, 'stated', 'metric-count')
}

/** "how many chairs did we sell": members of a product are counted in units, where the company counts them. */
export function linkMemberCount(draft: Draft): void {
  if (draft.metrics.length > 0 || draft.issues.length > 0) return
  if (countMembers(draft)) return
  const cue = draft.items.find((item) => isCue(item, 'how_many'))
  const counted = cue ? neighbor(draft, cue, 1) : undefined
  if (!cue || counted?.meaning.kind !== 'value') return
  const { dimension } = counted.meaning
  if (hasFunctionWord(draft.message, counted.to, draft.message.words.length, 'owning')) return
  if (!groupsProducts(draft.lexicon, dimension)) return
  const groups = draft.lexicon.grammar['implied-metrics'].members
  const table = { meanings: draft.lexicon.phrases, equivalents: draft.lexicon.grammar.equivalents }
  const metric = nearestMetrics(groups, draft.lexicon.metrics, table)[0]
  if (metric) addMetric(draft, metric, cue, 'implied', 'metric-member-count')
}

/** "number of on-time deliveries" is no "On-Time Delivery", which is an average: things are counted, rates are not. */
export function checkCounted(draft: Draft, item: Item, id: string): void {
  const metric = draft.lexicon.metrics.get(id)
  const rate = metric?.definition.aggregation.kind === 'average' && ['count', 'percent'].includes(metric.unit.kind)
  const before = draft.message.words.slice(Math.max(0, item.from - 2), item.from).map((word) => word.normal)
  if (!rate || !isPlural(draft, item) || !draft.lexicon.grammar.cues.how_many.includes(before.join(' '))) return
  issue(draft, 'unknown_metric', `${metric.label} is an average, not a number of things.`, 2.5)
}

function countedItem(draft: Draft, cue: Item): Item | undefined {
  let item = neighbor(draft, cue, 1)
  for (let step = 0; item && step < 4; step += 1) {
    const { kind } = item.meaning
    if (item.role === 'value' && kind === 'dimension') {
      item = neighbor(draft, item, 1)
      continue
    }
    if (kind === 'record' || kind === 'dimension') return item.role === null || kind === 'record' ? item : undefined
    if (kind === 'metric' || kind === 'implied') return undefined
    if (kind !== 'value' && !isCue(item, 'all', 'exclude') && kind !== 'number') return undefined
    item = neighbor(draft, item, 1)
  }
  return undefined
}

/** "how many employees" asks for the headcount, which sales reps are only a part of, unless the company calls them so. */
function isAnotherCount(draft: Draft, cue: Item, { to, meaning }: Item): boolean {
  if (meaning.kind !== 'dimension') return false
  const label = draft.lexicon.dimensionsById.get(meaning.dimension)?.label.toLowerCase() ?? ''
  if (label.includes(draft.message.words[to - 1]?.stem ?? '')) return false
  const key = draft.message.words.slice(cue.from, to).map((word) => word.stem)
  return (draft.lexicon.phrases.get(key.join(' ')) ?? []).some(({ kind }) => kind === 'absent')
}

function countOf(draft: Draft, { meaning }: Item): string | undefined {
  if (meaning.kind === 'record') return recordCount(draft, meaning.dataset)
  return meaning.kind === 'dimension' ? countMetric(draft, meaning.dimension) : undefined
}
