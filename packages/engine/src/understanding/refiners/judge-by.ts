import { bind, type Draft, fire, isCue, wordsOf } from '../draft.ts'
import { namesMeasureBehind } from '../recognizers/measure-names.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'

/**
 * "worst at renewals, going by the renewal rate", "10 or more deals, counting lost deals": the measure that is named to judge by stands for
 * the count before it. "the most policies, going by premium" asks for two orders at once and keeps both, as does what is
 * neither ranked nor bounded.
 */
export function judgeBy(draft: Draft, rank: RankRequest | null): void {
  const { metrics, message, lexicon, thresholds } = draft
  const named = metrics.find(({ item }) => item && namesMeasureBehind(message, item.from))
  if (!named?.item) return
  if (!rank && thresholds.length === 0) {
    // "deals in May, counting the lost ones": those too, which counts more than the lost ones.
    if (countsSome(draft, named.id))
      issue(draft, 'unsupported_operation', `Should only ${wordsOf(draft, named.item)} be counted, or those too?`, 2.6)
    return
  }
  for (const other of [...metrics]) {
    const { item, id } = other
    if (!item || other === named || item.index > named.item.index) continue
    const before = draft.items[item.index - 1]
    const ordered = isCue(before, 'top', 'bottom', 'best', 'worst') && before?.to === item.from
    if (ordered || lexicon.metrics.get(id)?.unit.kind !== 'count') continue
    metrics.splice(metrics.indexOf(other), 1)
    if (thresholds.length > 0) bind(item, 'metric', named.id)
    else bind(item, 'ignorable', null)
    fire(draft, 'metric-judged-by')
  }
}

/** Whether a measure counts the records of one kind. */
function countsSome({ lexicon }: Draft, id: string): boolean {
  const { aggregation } = lexicon.metrics.get(id)?.definition ?? {}
  return aggregation !== undefined && 'where' in aggregation && aggregation.where.length > 0
}
