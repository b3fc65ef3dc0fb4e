import { nameKeys } from '../text/words.ts'
import type { Lexicon } from './index.ts'

const deepest = 8

/** Whether a dimension is a level below another ("country" below "region"). */
export function isBelow(lexicon: Lexicon, child: string, parent: string, depth = 0): boolean {
  const parents = depth > deepest ? [] : (lexicon.dimensionsById.get(child)?.parents ?? [])
  return parents.includes(parent) || parents.some((above) => isBelow(lexicon, above, parent, depth + 1))
}

/** Whether the members of a dimension are products or, at whatever level, groups of them. */
export function groupsProducts(lexicon: Lexicon, dimension: string): boolean {
  const { kinds } = lexicon.grammar['implied-metrics']
  const label = lexicon.dimensionsById.get(dimension)?.label ?? ''
  if (kinds.goods.includes(nameKeys(label, lexicon.grammar.equivalents).join(' '))) return true
  return lexicon.dimensions.some(
    ({ id, subject }) => subject === 'products' && (id === dimension || isBelow(lexicon, id, dimension)),
  )
}
