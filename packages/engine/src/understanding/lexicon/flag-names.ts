import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { membersNamed } from './members.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { Flag, LexiconDimension, MemberIndex } from './types.ts'

/** "Not cancelled" and "uncancelled" name the rows of which a yes/no column is not true, and so does "late" of a column On Time. */
export function addOppositeNames(
  { names, values, dimensionOf }: MemberIndex,
  flags: ReadonlyMap<string, Flag>,
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  { columns: { events } }: Taxonomy,
  { equivalents, 'name-words': { flags: words } }: PhraseFiles,
): void {
  const denying = values.flatMap((value, member) => {
    const id = dimensions[dimensionOf[member] ?? -1]?.id ?? ''
    return flags.get(id)?.no === value ? [{ member, id }] : []
  })
  for (const { member, id } of denying) {
    const spoken = spokenNames(id, data, words)
    const event = events.find((candidate) => spoken.some((name) => candidate.names.includes(name)))
    const denied = spoken.flatMap((name) => [
      ...words.prefixes.map((prefix) => `${prefix}${name}`),
      ...words.negations.map((negation) => `${negation} ${name}`),
    ])
    for (const name of [...denied, ...(event?.opposites ?? [])]) {
      const keys = nameKeys(name, equivalents)
      names.addOwn(
        keys.map((key) => names.number(key)),
        member,
      )
    }
  }
}

/** "financed projects", "projects on finance" of a yes/no column Financing: the forms of its one word, where they mean nothing else. */
export function addFlagForms(
  table: PhraseTable,
  flags: ReadonlyMap<string, Flag>,
  members: MemberIndex,
  data: TenantData,
  { 'name-words': { flags: words } }: PhraseFiles,
): void {
  for (const id of flags.keys()) {
    const spoken = spokenNames(id, data, words)
    const forms = words.forms.find((group) => group.some((form) => spoken.includes(form))) ?? []
    for (const form of forms) {
      const key = nameKeys(form, table.equivalents).join(' ')
      const meanings = table.meanings.get(key) ?? []
      if (meanings.length > 0 || membersNamed(members, key).length > 0) continue
      addPhrase(table, form, { kind: 'dimension', dimension: id, weight: formWeight })
    }
  }
}

const formWeight = 0.9

/** What a column is called, without "is" before and "flag" behind it. */
function spokenNames(id: string, data: TenantData, words: PhraseFiles['name-words']['flags']): string[] {
  const names = data.datasets.flatMap(({ model }) =>
    model.dimensions
      .filter((definition) => definition.id === id)
      .flatMap((definition) => [
        definition.label,
        ...definition.synonyms,
        model.columns.find((column) => column.key === definition.column)?.name ?? '',
      ]),
  )
  const spoken = names.map((name) => {
    const plain = name
      .toLowerCase()
      .replaceAll(/[_\s-]+/g, ' ')
      .trim()
    const ending = words.endings.find((word) => plain.endsWith(` ${word}`))
    const bare = ending === undefined ? plain : plain.slice(0, -ending.length - 1)
    const opener = words.openers.find((word) => bare.startsWith(`${word} `))
    return opener === undefined ? bare : bare.slice(opener.length + 1)
  })
  return [...new Set(spoken)].filter((name) => name !== '')
}
