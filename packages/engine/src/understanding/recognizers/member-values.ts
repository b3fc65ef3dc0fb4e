import type { ValueMeaning } from '../candidate.ts'
import type { Lexicon } from '../lexicon/index.ts'
import type { NamedMember } from './name-spans.ts'

export function ownName(member: number): NamedMember {
  return { member, other: false }
}

/** One meaning per dimension; members the data writes in several ways are one. */
export function byDimension(lexicon: Lexicon, members: readonly NamedMember[]): ValueMeaning[] {
  const grouped = new Map<number, { values: string[]; datasets: number; alias: boolean }>()
  for (const { member, other } of members) {
    const position = lexicon.members.dimensionOf[member] ?? 0
    const group = grouped.get(position) ?? { values: [], datasets: 0, alias: true }
    group.values.push(lexicon.members.values[member] ?? '')
    if (!other) group.alias = false
    group.datasets |= lexicon.members.datasetsOf[member] ?? 0
    grouped.set(position, group)
  }
  return Array.from(grouped, ([position, group]) => ({
    kind: 'value',
    dimension: lexicon.dimensions[position]?.id ?? '',
    values: group.values,
    datasets: group.datasets,
    alias: group.alias,
  }))
}
