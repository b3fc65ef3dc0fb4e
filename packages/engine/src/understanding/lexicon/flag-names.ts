import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import { nameKeys } from '../text/words.ts'
import type { Flag, LexiconDimension, MemberIndex } from './types.ts'

const auxiliary = /^(?:is|was|has|had|been|were|are)\s+/
const tail = /\s+(?:flag|status|indicator|yn|y n)$/
/** What stands before the name of a column that says yes or no for those of which it is not true. */
const negations = ['not', 'non', 'never', 'no', 'without', 'isnt', 'wasnt', 'arent', 'werent', 'hasnt', 'didnt']

/** "Not cancelled" and "uncancelled" name the rows of which a yes/no column is not true, and so does "late" of a column On Time. */
export function addOppositeNames(
  { names, values, dimensionOf }: MemberIndex,
  flags: ReadonlyMap<string, Flag>,
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  { columns: { events } }: Taxonomy,
  equivalents: Readonly<Record<string, string>>,
): void {
  const denying = values.flatMap((value, member) => {
    const id = dimensions[dimensionOf[member] ?? -1]?.id ?? ''
    return flags.get(id)?.no === value ? [{ member, id }] : []
  })
  for (const { member, id } of denying) {
    const spoken = spokenNames(id, data)
    const event = events.find((candidate) => spoken.some((name) => candidate.names.includes(name)))
    const denied = spoken.flatMap((name) => [`un${name}`, ...negations.map((negation) => `${negation} ${name}`)])
    for (const name of [...denied, ...(event?.opposites ?? [])]) {
      const keys = nameKeys(name, equivalents)
      names.addOwn(
        keys.map((key) => names.number(key)),
        member,
      )
    }
  }
}

/** What a column is called, without "is" before and "flag" behind it. */
function spokenNames(id: string, data: TenantData): string[] {
  const names = data.datasets.flatMap(({ model }) =>
    model.dimensions
      .filter((definition) => definition.id === id)
      .flatMap((definition) => [
        definition.label,
        ...definition.synonyms,
        model.columns.find((column) => column.key === definition.column)?.name ?? '',
      ]),
  )
  const spoken = names.map((name) =>
    name.toLowerCase().replaceAll(/[_-]/g, ' ').trim().replace(tail, '').replace(auxiliary, ''),
  )
  return [...new Set(spoken)].filter((name) => name !== '')
}
