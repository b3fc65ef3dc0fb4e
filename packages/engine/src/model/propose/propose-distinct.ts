import type { MetricDefinition } from '@salestalk/protocol'
import { ownValue } from '../../support/without-inherited.ts'
import type { ColumnVocabulary } from '../../taxonomy/index.ts'
import { pluralOf, readableName } from './header.ts'
import type { MetricDraft } from './metric-draft.ts'
import type { ColumnReading } from './read-columns.ts'

const importance = { identified: 0.35, named: 0.04 }

/** "How many patients": the distinct members of every column that names or numbers things nobody counts yet. */
export function proposeDistinct(draft: MetricDraft, readings: readonly ColumnReading[], rows: number): void {
  const { identifiers, vague, attributes, wholeNames, doers } = draft.context.taxonomy.columns
  for (const { profile, role, header, entity, isGroupable } of readings) {
    const names = role === 'identifier' || (role === 'dimension' && profile.type === 'text')
    if (!names || !isGroupable || profile.distinct < 2 || profile.distinct >= rows - profile.empty) continue
    const words = [...header.words]
    const isWhole = (): boolean => wholeNames.includes(words.slice(-2).join(' '))
    while (words.length > 1 && !isWhole() && [...identifiers, 'name'].includes(words.at(-1) ?? '')) words.pop()
    const noun = words.join(' ')
    if (!/^\p{L}[\p{L} ]+$/u.test(noun) || vague.includes(noun)) continue
    if (identifiers.includes(noun) && !isWhole()) continue
    if (attributes.includes(words.at(-1) ?? '')) continue
    const done = nameDone(words, doers)
    const many = done?.many ?? pluralOf(noun)
    const id = `${profile.key === noun.replaceAll(' ', '') ? profile.key : idOf(noun, profile.key)}_count`
    const one = done?.one ?? noun
    const said = [`${one} count`, `number of ${many}`, `unique ${many}`, `distinct ${many}`, `different ${many}`]
    // Products by their SKU are SKUs as well.
    const counted = counting(draft, profile.key)
    if (counted) draft.rename(counted.id, [...said, `number of different ${many}`])
    if (draft.has(id) || counted || entity !== null) continue
    const isNumbered = role === 'identifier'
    draft.addOwn(
      id,
      { kind: 'count_distinct', column: profile.key, where: [] },
      {
        label: isNumbered ? readableName(many) : `Number of ${many}`,
        description: `Distinct ${profile.name}.`,
        unit: { kind: 'count', currency: null },
        importance: isNumbered ? importance.identified : importance.named,
        words: [...(isNumbered ? [many] : []), ...said],
      },
    )
  }
}

/** Whom or what a heading names that has no plural: those who "Sold By" names are sellers, and "Ship From" has entries. */
function nameDone(
  words: readonly string[],
  { prepositions, people }: ColumnVocabulary['doers'],
): { one: string; many: string } | null {
  const last = words.at(-1) ?? ''
  if (words.length < 2 || !prepositions.includes(last)) return null
  const one = (last === 'by' ? ownValue(people, words.at(-2) ?? '') : undefined) ?? `${words.join(' ')} entry`
  return { one, many: pluralOf(one) }
}

/** The noun as an id, or the key of its column where an id cannot be spelled so: "género". */
function idOf(noun: string, key: string): string {
  return /^[a-z][a-z ]*$/.test(noun) ? noun.replaceAll(' ', '_') : key
}

function counting(draft: MetricDraft, column: string): MetricDefinition | undefined {
  return draft.metrics.find(({ aggregation }) => aggregation.kind === 'count_distinct' && aggregation.column === column)
}
