import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, Meaning } from './types.ts'

const roleWeight = 0.9
const telling = new Set(['metric', 'dimension', 'record', 'implied', 'cue', 'refusal', 'ignorable'])

/**
 * "CSM", "csms" and "customer success manager" of a "CSM Owner" or an "Assigned CSM": letters for what somebody is, where one column has them
 * and nothing else is called so. What else stands before "owner" is what is owned: "deal" is no "Deal Owner".
 */
export function addRoleNames(
  table: PhraseTable,
  dimensions: readonly LexiconDimension[],
  { 'short-names': { roles } }: PhraseFiles,
): void {
  const own = dimensions.filter(({ calendar }) => !calendar)
  const keys = own.map(({ label }) => nameKeys(label, table.equivalents).join(' '))
  const isCalled = (label: string, key: string): boolean => nameKeys(label, table.equivalents).join(' ') === key
  for (const [letters, words] of Object.entries(roles.letters)) {
    const named = own.filter((_, index) => [letters, words].some((name) => isPerson(keys[index] ?? '', name, roles)))
    const [dimension] = named
    if (!dimension || named.length > 1) continue
    for (const name of [letters, `${letters}s`, words]) {
      const key = nameKeys(name, table.equivalents).join(' ')
      const isOther = (meaning: Meaning): boolean =>
        meaning.kind === 'dimension' && !own.some(({ id, label }) => id === meaning.dimension && isCalled(label, key))
      // "am" is what everybody says, and a role only as the plural; what merely may be called so elsewhere gives way.
      const kept = (table.meanings.get(key) ?? []).filter((meaning) => !isOther(meaning))
      if (kept.some(({ kind }) => telling.has(kind))) continue
      table.meanings.delete(key)
      addPhrase(table, name, { kind: 'dimension', dimension: dimension.id, weight: roleWeight })
    }
  }
}

/** The name by itself, behind a word that tells which ("Assigned CSM"), or before one that says it is somebody's name ("CSM Owner"). */
function isPerson(key: string, name: string, { persons }: PhraseFiles['short-names']['roles']): boolean {
  return key === name || key.endsWith(` ${name}`) || persons.some((person) => key === `${name} ${person}`)
}
