import { type Interpretation, timeGrains } from '@salestalk/protocol'
import { findDimension, type TenantData } from '../model/tenant-data.ts'

/**
 * "which states are in the West", "who manages Reed": a list of members is read as the number of records of each, since rows of the file would
 * name each member as often as it has any. The same interpretation where records are listed, or no dataset has all that is named.
 */
export function listMembers(interpretation: Interpretation, data: TenantData): Interpretation {
  const { intent, metrics, breakdown, filters, having } = interpretation
  const members = breakdown.filter((name) => !timeGrains.some((grain) => grain === name))
  const picks = filters.every(({ operator }) => operator === 'in' || operator === 'not_in')
  if (intent !== 'list' || metrics.length > 0 || members.length === 0 || having.length > 0 || !picks)
    return interpretation
  const named = [...members, ...filters.map(({ dimension }) => dimension)]
  for (const dataset of data.datasets) {
    const { metrics: defined } = dataset.model
    const count = defined.find(({ aggregation }) => aggregation.kind === 'count' && aggregation.where.length === 0)
    if (!count || named.some((dimension) => findDimension(dataset, dimension) === undefined)) continue
    const slot = { id: count.id, status: 'implied' as const, text: null, span: null, rule: 'metric-listed' }
    return { ...interpretation, metrics: [slot] }
  }
  return interpretation
}
