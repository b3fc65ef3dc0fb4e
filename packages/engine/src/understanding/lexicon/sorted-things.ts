import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { membersNamed } from './members.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import { shortWeight } from './short-names.ts'
import type { LexiconDimension, MemberIndex } from './types.ts'

/**
 * "fuel" for a "Fuel Type", "part" for a "Part Num": what a column sorts or numbers names it where nobody knows the word at all, also not for
 * what the company lacks. A "Customer Class" is no customer.
 */
export function addSortedThings(
  table: PhraseTable,
  dimensions: readonly LexiconDimension[],
  members: Pick<MemberIndex, 'names'>,
  { 'short-names': { kinds, classes, numbers, untelling } }: PhraseFiles,
): void {
  const endings = [...kinds, ...classes, ...numbers]
  const headings = dimensions.map(({ id, label }) => ({ id, words: nameKeys(label, table.equivalents) }))
  for (const { id, words } of headings) {
    const [thing = '', last = '', ...others] = words
    if (!endings.includes(last) || others.length > 0 || thing.length < 3 || untelling.includes(thing)) continue
    const isShared = headings.some((other) => other.id !== id && other.words.includes(thing))
    if (isShared || table.meanings.has(thing) || membersNamed(members, thing).length > 0) continue
    addPhrase(table, thing, { kind: 'dimension', dimension: id, weight: shortWeight })
  }
}
