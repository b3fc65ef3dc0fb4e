import type { Lexicon } from './index.ts'

const deepest = 8

/** Whether a dimension is a level below another ("country" below "region"). */
export function isBelow(lexicon: Lexicon, child: string, parent: string, depth = 0): boolean {
  const parents = depth > deepest ? [] : (lexicon.dimensionsById.get(child)?.parents ?? [])
  return parents.includes(parent) || parents.some((above) => isBelow(lexicon, above, parent, depth + 1))
}
