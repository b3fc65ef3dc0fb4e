import { timeGrains } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import type { TenantData } from '../model/tenant-data.ts'
import type { NarrativePhrases } from './templates.ts'

const spokenMax = 80

/** A name as it stands in a sentence: on one line and not endless; the table has it whole. */
export function spoken(name: string): string {
  const line = name.replaceAll(/\s+/g, ' ').trim()
  return line.length > spokenMax ? `${Array.from(line).slice(0, spokenMax).join('')}…` : line
}

/** "EMEA, Consumer": the members of a group in the order of its dimensions. */
export function memberName(group: Fact['group'], phrases: NarrativePhrases): string {
  return Object.entries(group)
    .map(([dimension, member]) => spoken(memberLabel(dimension, member, phrases)))
    .join(phrases.words.comma)
}

/** The members of a group without its time bucket. */
export function withoutBuckets(group: Fact['group']): Fact['group'] {
  return Object.fromEntries(Object.entries(group).filter(([dimension]) => !isBucket(dimension)))
}

export function isBucket(dimension: string): boolean {
  return timeGrains.some((grain) => grain === dimension)
}

/** A member as printed; weekdays are stored as '1' Monday to '7' Sunday. */
export function memberLabel(dimension: string, member: string | null, { words, weekdays }: NarrativePhrases): string {
  if (member === null) return words.blank
  return dimension === 'weekday' ? (weekdays[Number(member) - 1] ?? member) : member
}

/** The name of a dimension, a time bucket or, for row conditions, a column. */
export function dimensionLabel(data: TenantData, id: string, { grains }: NarrativePhrases): string {
  if (isGrain(id, grains)) return grains[id]
  for (const { model } of data.datasets) {
    const dimension = model.dimensions.find((candidate) => candidate.id === id)
    if (dimension) return dimension.label
    const column = model.columns.find((candidate) => candidate.key === id)
    if (column) return column.name
  }
  return id
}

function isGrain(id: string, grains: NarrativePhrases['grains']): id is keyof NarrativePhrases['grains'] {
  return Object.hasOwn(grains, id)
}

/** A noun in the plural by the locale's rules: "Category" -> "Categories". */
export function plural(noun: string, { plurals }: NarrativePhrases): string {
  const rule = plurals.find(({ ending }) => new RegExp(`${ending}$`, 'iu').test(noun))
  return rule ? noun.slice(0, noun.length - rule.cut.length) + rule.add : noun
}
