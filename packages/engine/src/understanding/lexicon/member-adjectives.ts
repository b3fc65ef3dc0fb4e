import type { Condition } from '@salestalk/protocol'
import type { PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, LexiconMetric, MemberIndex } from './types.ts'

const shortened = 'metric-short'
const given = new Set(['metric-synonym', shortened])

/**
 * "active customers" is what a count of customers is called elsewhere; where the data tells active ones from dormant ones, "active" is that
 * member and no part of the measure's name, unless the measure counts just those.
 */
export function keepMemberAdjectives(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  dimensions: readonly LexiconDimension[],
  members: MemberIndex,
): void {
  for (const [key, meanings] of table.meanings) {
    if (!meanings.some((meaning) => meaning.kind === 'metric' && given.has(meaning.rule))) continue
    const [first = '', ...others] = key.split(' ')
    const rest = others.join(' ')
    const named = membersOf(members, first)
    if (named.length === 0) continue
    const kept = meanings.filter((meaning) => {
      const metric = meaning.kind === 'metric' && given.has(meaning.rule) ? metrics.get(meaning.metric) : undefined
      if (!metric || meaning.kind !== 'metric') return true
      if (rest === '' ? meaning.rule !== shortened : !names(table, rest, metric.id)) return true
      return !named.some((member) => narrows(metric, member, dimensions, members))
    })
    if (kept.length > 0) table.meanings.set(key, kept)
    else table.meanings.delete(key)
  }
}

function membersOf({ names: table }: MemberIndex, word: string): number[] {
  const number = table.find(word)
  return number < 0 ? [] : table.named([number]).flatMap((name) => (table.isOther(name) ? [] : [table.memberOf(name)]))
}

function names(table: PhraseTable, key: string, metric: string): boolean {
  return (table.meanings.get(key) ?? []).some((meaning) => meaning.kind === 'metric' && meaning.metric === metric)
}

/** Whether a member is only a part of what a metric of its dataset measures. */
function narrows(
  metric: LexiconMetric,
  member: number,
  dimensions: readonly LexiconDimension[],
  members: MemberIndex,
): boolean {
  const position = members.dimensionOf[member] ?? -1
  const dimension = dimensions[position]
  const held = (members.datasetsOf[member] ?? 0) & (1 << metric.dataset)
  if (!dimension || held === 0) return false
  const where: readonly Condition[] =
    'where' in metric.definition.aggregation ? metric.definition.aggregation.where : []
  const left = members.dimensionOf.flatMap((own, other) => {
    const value = members.values[other] ?? ''
    const excluded = where.some(({ operator, values }) => operator === 'not_in' && values.includes(value))
    return own === position && !excluded ? [value] : []
  })
  const value = members.values[member] ?? ''
  const stated = where.some(({ operator, values }) => operator === 'in' && values.includes(value))
  return !stated && left.length > 1
}
