import { bind, type Draft, evidence, type Item, isCue, isPlural, keyOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { addMetric } from './add-metric.ts'
import { countMetric } from './record-counts.ts'

/** "ratio of profit to sales", "profit as a share of sales": the ratio the company defines of the two, where it does. */
export function linkRatio(draft: Draft): void {
  const cue = draft.items.find((item) => isCue(item, 'ratio', 'share'))
  const [first, second] = draft.metrics
  if (!cue || !first?.item || !second?.item || draft.metrics.length > 2) return
  // "what percentage of sales is profit" names the whole first.
  const turned = isCue(cue, 'share') && cue.index < Math.min(first.item.index, second.item.index)
  const [above, below] = turned ? [second, first] : [first, second]
  for (const metric of draft.lexicon.metrics.values()) {
    const { aggregation } = metric.definition
    if (aggregation.kind !== 'ratio' || aggregation.numerator !== above.id || aggregation.denominator !== below.id)
      continue
    const items = [cue, first.item, second.item]
    draft.metrics.splice(0)
    addMetric(draft, metric.id, cue, 'stated', 'metric-ratio', evidence(draft, items))
    for (const item of items) bind(item, 'metric', metric.id)
  }
}

/** "cases per supermarket order": members that stand within a ratio's name say whose it is. */
export function linkPartedRatio(draft: Draft): void {
  for (const per of draft.items) {
    const above = draft.items[per.index - 1]
    if (above?.meaning.kind !== 'metric' || !isCue(per, 'group')) continue
    if (!isFunctionWord(draft.message, per.to - 1, 'per')) continue
    const below = afterMembers(draft, per)
    const id = below ? ratioNamed(draft, above, below) : undefined
    if (!below || id === undefined) continue
    const items = [above, per, below]
    const own = (item: Item | null | undefined): boolean => item === above || item === below
    draft.metrics.splice(0, draft.metrics.length, ...draft.metrics.filter(({ item }) => !own(item)))
    draft.groupings.splice(0, draft.groupings.length, ...draft.groupings.filter(({ item }) => !own(item)))
    addMetric(draft, id, above, 'stated', 'metric-ratio', evidence(draft, items))
    for (const item of items) bind(item, 'metric', id)
  }
}

/**
 * "mrr per account by plan": the ratio of the two that the company defines, split by what follows. "mrr per account" alone may well be
 * wanted of every one.
 */
export function linkSplitRatio(draft: Draft): void {
  for (const { item: below, dimension } of [...draft.groupings]) {
    const per = draft.items[below.index - 1]
    const above = draft.items[below.index - 2]
    if (!per || !isFunctionWord(draft.message, per.to - 1, 'per') || above?.meaning.kind !== 'metric') continue
    if (isPlural(draft, below) || !draft.groupings.some(({ item }) => item.index > below.index)) continue
    const slot = draft.metrics.findIndex(({ item }) => item === above)
    const id = slot < 0 ? undefined : ratioOf(draft, draft.metrics[slot]?.id, countMetric(draft, dimension) ?? '')
    if (id === undefined) continue
    draft.metrics.splice(slot, 1)
    const kept = draft.groupings.filter(({ item }) => item !== below)
    draft.groupings.splice(0, draft.groupings.length, ...kept)
    const items = [above, per, below]
    addMetric(draft, id, above, 'stated', 'metric-ratio', evidence(draft, items))
    for (const item of items) bind(item, 'metric', id)
  }
}

/** "spend more per order": what a verb stands for, for each of what is counted. */
export function linkSpentPer(draft: Draft): void {
  const verb = draft.items.find(({ meaning }) => meaning.kind === 'implied' && meaning.verb && meaning.rank === null)
  const more = verb && draft.items[verb.index + 1]
  const per = more && isCue(more, 'comparative') ? draft.items[more.index + 1] : more
  const below = per && draft.items[per.index + 1]
  if (verb?.meaning.kind !== 'implied' || !per || !below || !isFunctionWord(draft.message, per.to - 1, 'per')) return
  const counted = draft.metrics.find(({ item }) => item === below)
  const id = counted && ratioOf(draft, verb.meaning.metrics[0], counted.id)
  if (!counted || id === undefined || draft.metrics.length > 1) return
  const items = [verb, per, below]
  draft.metrics.splice(0)
  addMetric(draft, id, verb, 'implied', 'metric-ratio', evidence(draft, items))
  for (const item of items) bind(item, 'metric', id)
}

function ratioOf({ lexicon }: Draft, above: string | undefined, below: string): string | undefined {
  return [...lexicon.metrics.values()].find(
    ({ definition: { aggregation } }) =>
      aggregation.kind === 'ratio' && aggregation.numerator === above && aggregation.denominator === below,
  )?.id
}

/** What stands behind one member or more; nothing where none stands between. */
function afterMembers(draft: Draft, per: Item): Item | undefined {
  let index = per.index + 1
  while (draft.items[index]?.meaning.kind === 'value') index += 1
  return index > per.index + 1 ? draft.items[index] : undefined
}

function ratioNamed(draft: Draft, above: Item, below: Item): string | undefined {
  const { lexicon } = draft
  const key = `${keyOf(draft, above)} per ${keyOf(draft, below)}`
  const named =
    lexicon.phrases.get(key)?.flatMap((meaning) => (meaning.kind === 'metric' ? [meaning.metric] : [])) ?? []
  return named.find((id) => lexicon.metrics.get(id)?.definition.aggregation.kind === 'ratio')
}
