import { bind, type Draft, fire, isCue, neighbor } from '../draft.ts'
import { nearestMetrics } from '../lexicon/nearest-metrics.ts'
import { countedDimension } from './list-counted.ts'

/**
 * "how many dishes did we sell", "how many plates of Pad Thai": so many pieces where the company counts pieces. Only "different" dishes, and
 * those that something is asked of, are counted one by one.
 */
export function countUnits(draft: Draft): void {
  const [slot, other] = draft.metrics
  const item = slot?.item
  if (!slot || !item || other || draft.thresholds.length > 0) return
  const { lexicon, message } = draft
  const metric = lexicon.metrics.get(slot.id)
  const dimension = countedDimension(draft, slot.id)
  if (metric?.subject !== 'products' || dimension === null || !isCue(neighbor(draft, item, -1), 'how_many')) return
  const { counting, members, pieces } = lexicon.grammar['implied-metrics']
  if (message.words.some(({ normal }) => pieces.distinct.includes(normal))) return
  const next = message.words[item.to]?.normal ?? ''
  const sold = pieces.behind.includes(next) && message.words.some(({ normal }) => counting.includes(normal))
  if (draft.groupings.some((grouping) => grouping.dimension === dimension)) return
  if (!sold && !draft.filters.some((filter) => filter.dimension === dimension && filter.operator === 'in')) return
  const own = new Map([...lexicon.metrics].filter(([, { dataset }]) => dataset === metric.dataset))
  const units = nearestMetrics(members, own, { meanings: lexicon.phrases, equivalents: lexicon.grammar.equivalents })[0]
  if (units === undefined) return
  draft.metrics[0] = { ...slot, id: units, status: 'implied', rule: 'metric-units' }
  bind(item, 'metric', units)
  fire(draft, 'metric-units')
}
