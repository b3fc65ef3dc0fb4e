import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { nameKeys } from '../text/words.ts'

/** One thing that a phrase names by its own name. */
export interface NamedThing {
  readonly kind: 'metric' | 'dimension'
  readonly id: string
  readonly label: string
}

/** What the phrases of a company already mean, to check new ones against. */
export interface NamesInUse {
  /** The phrase as it is looked up: lower case, plurals folded. Empty when it has no word. */
  keyOf(phrase: string): string
  /** The metrics and dimensions with just this name. */
  named(key: string): readonly NamedThing[]
  /** Words that questions are built with, which nothing can be called. */
  isGrammar(key: string): boolean
  /** Words that people ask with, though they can be names too ("numbers", "returns"). */
  isEveryday(key: string): boolean
  /** Whether questions can be about it: the data has it and does not hide it. */
  has(kind: 'metric' | 'dimension', id: string): boolean
  labelOf(kind: 'metric' | 'dimension', id: string): string
  hasMember(dimension: string, member: string): boolean
  /** All members of a dimension by name; empty where they are codes. */
  membersOf(dimension: string): readonly string[]
  /** The members that a phrase names, by their own or another name. */
  membersNamed(key: string): readonly { readonly dimension: string; readonly member: string; readonly own: boolean }[]
}

export function namesInUse(lexicon: Lexicon): NamesInUse {
  const { grammar, members } = lexicon
  const keyOf = (phrase: string) => nameKeys(phrase, grammar.equivalents).join(' ')
  const keysOf = (groups: readonly (readonly string[])[]) => new Set(groups.flat().map(keyOf))
  const { ignorables, conversation } = grammar
  const { control: _control, ordinals: _ordinals, ...lists } = conversation
  const grammatical = keysOf([
    ignorables.function,
    ignorables.courtesy,
    ...Object.values(grammar.cues),
    ...Object.values(lists),
  ])
  const everyday = keysOf([ignorables.request, ignorables.generic, ignorables.verbs])
  const names = canonicalNames(lexicon, keyOf)
  const memberLists = new Map<string, Set<string>>()
  const idOf = (position: number) => lexicon.dimensions[members.dimensionOf[position] ?? -1]?.id ?? ''

  function membersOf(dimension: string): Set<string> {
    const known = memberLists.get(dimension)
    if (known !== undefined) return known
    const found = new Set(members.values.filter((_, position) => idOf(position) === dimension))
    memberLists.set(dimension, found)
    return found
  }

  return {
    keyOf,
    named: (key) => names.get(key) ?? [],
    isGrammar: (key) => grammatical.has(key),
    isEveryday: (key) => everyday.has(key),
    has: (kind, id) => (kind === 'metric' ? lexicon.metrics.has(id) : lexicon.dimensionsById.has(id)),
    labelOf: (kind, id) =>
      (kind === 'metric' ? lexicon.metrics.get(id)?.label : lexicon.dimensionsById.get(id)?.label) ?? id,
    hasMember: (dimension, member) => membersOf(dimension).has(member),
    membersOf: (dimension) => [...membersOf(dimension)],
    membersNamed: (key) =>
      membersNamed(members, key).map((position) => ({
        dimension: idOf(position),
        member: members.values[position] ?? '',
        own: keyOf(members.values[position] ?? '') === key,
      })),
  }
}

function canonicalNames(lexicon: Lexicon, keyOf: (phrase: string) => string): Map<string, NamedThing[]> {
  const names = new Map<string, NamedThing[]>()
  const kinds = [
    ['metric', [...lexicon.metrics.values()]],
    ['dimension', lexicon.dimensions],
  ] as const
  for (const [kind, things] of kinds) {
    for (const { id, label } of things) {
      for (const key of new Set([keyOf(label), keyOf(id.replaceAll('_', ' '))])) {
        names.set(key, [...(names.get(key) ?? []), { kind, id, label }])
      }
    }
  }
  return names
}
