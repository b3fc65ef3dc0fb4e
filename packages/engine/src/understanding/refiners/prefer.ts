import { type Draft, isCue, wordsOf } from '../draft.ts'
import { namesDimension, namesRecords } from './link-metrics.ts'

/** Adds up what speaks against a reading as a whole, so that the best of several covers can be chosen. */
export function preferStrict(draft: Draft): void {
  for (const issue of draft.issues) if (!issue.final) draft.penalty += issue.severity
  draft.penalty += 0.3 * draft.groupings.filter((grouping) => grouping.loose).length
  if (draft.metrics.length === 0 && draft.intent !== 'list') draft.penalty += 0.5
  draft.penalty += countOrList(draft)
  draft.penalty += muchOfCount(draft)
  draft.penalty += lesserCounterparts(draft)
  // Two measures side by side are rarer than one measure and a dimension or member of the same name.
  draft.penalty += 0.25 * Math.max(0, draft.metrics.length - 1) + unjoinedMetrics(draft)
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

/** Two datasets may measure one thing under the same name: the far more important one is meant where either would do. */
function lesserCounterparts(draft: Draft): number {
  const { lexicon, message } = draft
  let penalty = 0
  for (const { id, item } of draft.metrics) {
    const own = lexicon.metrics.get(id)
    if (!own || item?.meaning.kind !== 'metric') continue
    const key = message.words
      .slice(item.from, item.to)
      .map((word) => word.stem)
      .join(' ')
    const outranked = (lexicon.phrases.get(key) ?? []).some((meaning) => {
      if (meaning.kind !== 'metric' || meaning.metric === id) return false
      const other = lexicon.metrics.get(meaning.metric)
      return other !== undefined && other.dataset !== own.dataset && other.importance >= own.importance + 0.4
    })
    if (outranked) penalty += 0.7
  }
  return penalty
}

/** "how much" asks for an amount; a count answers it only when there is nothing else. */
function muchOfCount(draft: Draft): number {
  const asksMuch = draft.items.some((item) => isCue(item, 'what') && /much$/i.test(wordsOf(draft, item)))
  const unit = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.unit.kind
  return asksMuch && unit === 'count' ? 0.6 : 0
}

/** A noun that names both the records and their count is listed when the words ask to see them, counted otherwise. */
function countOrList(draft: Draft): number {
  const asksToSee = draft.cues.has('list') || draft.cues.has('which') || showsFirst(draft)
  const conditioned = draft.filters.length > 0 || draft.having.length > 0
  const single = draft.metrics.length === 1 && draft.groupings.length === 0 && draft.intent === 'what'
  if (single && isRecordNoun(draft) && conditioned && asksToSee) return 0.8
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
  return draft.coverCost + draft.penalty
}
