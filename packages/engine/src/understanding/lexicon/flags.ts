import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { Flag, LexiconDimension, MemberIndex } from './types.ts'

/** The dimensions whose members only say yes or no: their name is an adjective ("damaged shipments") as well as something to split by. */
export function collectFlags(
  members: MemberIndex,
  dimensions: readonly LexiconDimension[],
  { columns }: Taxonomy,
): Map<string, Flag> {
  const yes = new Set(columns.flags.yes)
  const no = new Set(columns.flags.no)
  const found = new Map<number, string[]>()
  members.dimensionOf.forEach((dimension, member) => {
    if ((members.counts[dimension] ?? 0) > 2) return
    found.set(dimension, [...(found.get(dimension) ?? []), members.values[member] ?? ''])
  })
  const flags = new Map<string, Flag>()
  for (const [position, values] of found) {
    const dimension = dimensions[position]
    const says = (words: ReadonlySet<string>) => values.find((value) => words.has(value.toLowerCase()))
    const affirmed = says(yes)
    const denied = says(no) ?? null
    if (!dimension || affirmed === undefined || values.length > (denied === null ? 1 : 2)) continue
    flags.set(dimension.id, { yes: affirmed, no: denied })
  }
  return flags
}
