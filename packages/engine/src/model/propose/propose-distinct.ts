import type { MetricDefinition } from '@salestalk/protocol'
import { pluralOf, readableName } from './header.ts'
import type { MetricDraft } from './metric-draft.ts'
import type { ColumnReading } from './read-columns.ts'

const importance = { identified: 0.35, named: 0.04 }

/** "How many patients": the distinct members of every column that names or numbers things nobody counts yet. */
export function proposeDistinct(draft: MetricDraft, readings: readonly ColumnReading[], rows: number): void {
  const { identifiers, vague, attributes, wholeNames } = draft.context.taxonomy.columns
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
    const many = pluralOf(noun)
    const id = `${profile.key === noun.replaceAll(' ', '') ? profile.key : noun.replaceAll(' ', '_')}_count`
    const said = [`${noun} count`, `number of ${many}`, `unique ${many}`, `distinct ${many}`, `different ${many}`]
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

function counting(draft: MetricDraft, column: string): MetricDefinition | undefined {
  return draft.metrics.find(({ aggregation }) => aggregation.kind === 'count_distinct' && aggregation.column === column)
}
