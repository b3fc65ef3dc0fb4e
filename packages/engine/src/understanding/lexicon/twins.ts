import { addMeaning, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, MemberIndex } from './types.ts'

const fewest = 3
const most = 20_000
const shared = 0.8
const twinWeight = 0.6

/**
 * Dimensions of different datasets that hold the same members are one thing under two headings ("Client" of the invoices, "Advertiser" of the
 * campaigns): where a measure is recorded by one of them only, the other's name means that one.
 */
export function addTwinNames(table: PhraseTable, dimensions: readonly LexiconDimension[], members: MemberIndex): void {
  const twins = twinsOf(dimensions, members)
  if (twins.size === 0) return
  for (const [key, meanings] of table.meanings) {
    for (const meaning of [...meanings]) {
      if (meaning.kind !== 'dimension' || meaning.weight <= twinWeight) continue
      const others = twins.get(meaning.dimension) ?? []
      for (const dimension of others) addMeaning(table, key, { kind: 'dimension', dimension, weight: twinWeight })
    }
  }
}

function twinsOf(dimensions: readonly LexiconDimension[], members: MemberIndex): Map<string, string[]> {
  const twins = new Map<string, string[]>()
  const valuesOf = new Map<number, Set<string>>()
  const possible = dimensions.flatMap((dimension, position) => {
    const count = members.counts[position] ?? 0
    const usable = !dimension.calendar && !members.coded.has(position) && count >= fewest && count <= most
    return usable ? [position] : []
  })
  const pairs = possible.flatMap((left) =>
    possible
      .filter((right) => left < right && mayBeTwins(dimensions, members, left, right))
      .map((right) => [left, right]),
  )
  for (const position of new Set(pairs.flat())) valuesOf.set(position, new Set())
  if (valuesOf.size > 0)
    members.values.forEach((value, member) => {
      valuesOf.get(members.dimensionOf[member] ?? -1)?.add(value)
    })
  for (const [left = -1, right = -1] of pairs) {
    const [ours, theirs] = [valuesOf.get(left), valuesOf.get(right)]
    const [from, to] = [dimensions[left]?.id, dimensions[right]?.id]
    if (!ours || !theirs || from === undefined || to === undefined) continue
    let both = 0
    for (const value of ours) if (theirs.has(value)) both += 1
    if (both < fewest || both < shared * Math.max(ours.size, theirs.size)) continue
    twins.set(from, [...(twins.get(from) ?? []), to])
    twins.set(to, [...(twins.get(to) ?? []), from])
  }
  return twins
}

function mayBeTwins(
  dimensions: readonly LexiconDimension[],
  { counts }: MemberIndex,
  left: number,
  right: number,
): boolean {
  const apart = ((dimensions[left]?.datasets ?? 0) & (dimensions[right]?.datasets ?? 0)) === 0
  const [ours, theirs] = [counts[left] ?? 0, counts[right] ?? 0]
  return apart && Math.min(ours, theirs) >= shared * Math.max(ours, theirs)
}
