import type { Fact } from '../analysis/index.ts'
import type { TenantData } from '../model/tenant-data.ts'
import type { NarrativePhrases } from './templates.ts'

/** "EMEA, Consumer": the members of a group in the order of its dimensions. */
export function memberName(group: Fact['group'], phrases: NarrativePhrases): string {
  return Object.entries(group)
    .map(([dimension, member]) => memberLabel(dimension, member, phrases))
    .join(phrases.words.comma)
}

/** A member as printed; weekdays are stored as '1' Monday to '7' Sunday. */
export function memberLabel(dimension: string, member: string | null, { words, weekdays }: NarrativePhrases): string {
  if (member === null) return words.blank
  return dimension === 'weekday' ? (weekdays[Number(member) - 1] ?? member) : member
}

/** The name of a dimension, a time bucket or, for row conditions, a column. */
export function dimensionLabel(data: TenantData, id: string, { grains }: NarrativePhrases): string {
  if (isGrain(id)) return grains[id]
  for (const { model } of data.datasets) {
    const dimension = model.dimensions.find((candidate) => candidate.id === id)
    if (dimension) return dimension.label
    const column = model.columns.find((candidate) => candidate.key === id)
    if (column) return column.name
  }
  return id
}

function isGrain(id: string): id is keyof NarrativePhrases['grains'] {
  return ['day', 'week', 'month', 'quarter', 'year', 'weekday'].includes(id)
}
