import { nameKeys } from '../text/words.ts'
import { membersNamed } from './members.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, MemberIndex } from './types.ts'

const doerWeight = 0.9
const participle = /^(\p{L}{3,})ed$/u

/**
 * "who dispensed the most", "which dispenser" of a column "Dispensed By": what its heading says was done is what whoever stands there did, and
 * gives them a name.
 */
export function addDoers(
  table: PhraseTable,
  dimensions: readonly LexiconDimension[],
  members: Pick<MemberIndex, 'names'>,
): void {
  const isFree = (word: string): boolean => !table.meanings.has(word) && membersNamed(members, word).length === 0
  for (const { id, label } of dimensions) {
    const [done = '', by, ...others] = nameKeys(label, table.equivalents)
    const root = participle.exec(done)?.[1]
    if (root === undefined || by !== passive || others.length > 0) continue
    if (isFree(done)) addPhrase(table, done, { kind: 'ignorable', group: 'verbs' })
    for (const doer of [`${root}er`, `${root}or`].filter(isFree))
      addPhrase(table, doer, { kind: 'dimension', dimension: id, weight: doerWeight })
  }
}

/** The word before whom a heading asks for. */
export const passive = 'by'
