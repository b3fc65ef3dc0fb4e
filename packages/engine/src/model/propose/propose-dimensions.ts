import type { DimensionDefinition } from '@salestalk/protocol'
import type { DimensionEntry, Taxonomy } from '../../taxonomy/index.ts'
import { membersMeaning } from './find-stage.ts'
import { firstFree } from './first-free.ts'
import { readableName, squash } from './header.ts'
import { spokenForms, strongSynonyms } from './metric-draft.ts'
import { endsIn } from './name-index.ts'
import { nounsByColumn } from './nouns-of-columns.ts'
import type { ColumnReading } from './read-columns.ts'

/**
 * The dimensions of a dataset. The best column for an entry of the vocabulary takes its id and synonyms; all others go by their own
 * header. Headers that only repeat a part of the date are left to the calendar when there is one.
 */
export function proposeDimensions(
  readings: readonly ColumnReading[],
  rows: number,
  taxonomy: Taxonomy,
): DimensionDefinition[] {
  const owners = chooseOwners(readings, taxonomy)
  const used = new Set<string>(owners.values())
  const proposed = readings
    .filter((reading) => reading.isGroupable)
    .map((reading) => {
      const entry = taxonomy.dimensions.find((dimension) => dimension.id === owners.get(reading.profile.key)) ?? null
      const id = entry?.id ?? freeId(reading.profile.key, used, taxonomy)
      used.add(id)
      const definition = define(id, reading, entry)
      return { definition: isEvent(reading, taxonomy) ? asFlag(definition, reading) : definition, entry, reading }
    })
  const ids = new Map(proposed.map((item) => [item.definition.id, item.reading]))
  const claimed = new Map<string, string>()
  for (const { definition, reading } of proposed)
    for (const form of spokenForms(reading)) claimed.set(squash(form), definition.id)
  const names = new Set(proposed.flatMap(({ definition: { label, synonyms } }) => [label.toLowerCase(), ...synonyms]))
  const nouns = nounsByColumn(readings, rows, taxonomy)
  return proposed.map(({ definition, entry, reading }) => ({
    ...definition,
    synonyms: [
      ...definition.synonyms.filter((word) => (claimed.get(squash(word)) ?? definition.id) === definition.id),
      ...calledLike(nouns.get(reading.profile.key) ?? [], entry, used, taxonomy).filter((word) => !names.has(word)),
    ],
    parent: entry ? chooseParent(entry, ids, reading, taxonomy.columns.compass) : null,
  }))
}

/** Column key -> id of the vocabulary's dimension it holds; one column each, the nearest by name. */
function chooseOwners(readings: readonly ColumnReading[], taxonomy: Taxonomy): Map<string, string> {
  const owners = new Map<string, string>()
  for (const entry of taxonomy.dimensions) {
    const named = readings.filter((reading) => reading.isGroupable && reading.dimension?.target.id === entry.id)
    named.sort(
      (a, b) =>
        (b.dimension?.quality ?? 0) - (a.dimension?.quality ?? 0) ||
        (a.dimension?.order ?? 0) - (b.dimension?.order ?? 0),
    )
    const numbered = readings.filter(
      (reading) => reading.isGroupable && reading.entity?.target.dimension === entry.id && !reading.dimension,
    )
    const chosen = named[0] ?? numbered[0]
    if (chosen && !owners.has(chosen.profile.key)) owners.set(chosen.profile.key, entry.id)
  }
  return owners
}

function define(id: string, reading: ColumnReading, entry: DimensionEntry | null): DimensionDefinition {
  const spoken = spokenForms(reading)
  const words = [...spoken, ...spoken.map(withoutAuxiliary), ...strongSynonyms(entry?.synonyms ?? [])]
  return {
    id,
    label: readableName(reading.title),
    column: reading.profile.key,
    synonyms: [...new Set(words)],
    parent: null,
    subject: entry?.subject ?? null,
    aliases: entry ? aliasesOf(entry, reading) : {},
  }
}

/** The nouns of a column that names things of the vocabulary which no other does, and what else these are called: a "Rep Code" is of reps. */
function calledLike(
  nouns: readonly string[],
  entry: DimensionEntry | null,
  used: ReadonlySet<string>,
  { dimensions }: Taxonomy,
): string[] {
  const meant = dimensions.find(
    ({ id, synonyms }) => !used.has(id) && synonyms.some(({ text, weight }) => weight === 1 && nouns.includes(text)),
  )
  const others = entry === null && meant ? strongSynonyms(meant.synonyms) : []
  return [...new Set([...nouns, ...others])]
}

/** "is canceled" -> "canceled". */
function withoutAuxiliary(form: string): string {
  return form.replace(/^(?:is|was|has|had|been|were|are) /, '')
}

/** Yes/no columns that a metric counts leave their bare name to it. */
function isEvent({ header, profile }: ColumnReading, { columns }: Taxonomy): boolean {
  const { churned, returned, converted } = columns.flags
  return profile.distinct <= 3 && endsIn(header, [...churned, ...returned, ...converted])
}

function asFlag(definition: DimensionDefinition, reading: ColumnReading): DimensionDefinition {
  const synonyms = spokenForms(reading).flatMap((form) => [`${form} flag`, `${form} status`])
  return { ...definition, label: `${definition.label} flag`, synonyms }
}

/** Names of the periods of the calendar are never ids of columns. */
function freeId(key: string, used: ReadonlySet<string>, taxonomy: Taxonomy): string {
  const isTaken = (id: string): boolean =>
    used.has(id) ||
    taxonomy.columns.calendar.includes(id) ||
    taxonomy.dimensions.some((dimension) => dimension.id === id)
  return firstFree(key, isTaken)
}

/** Other names of the members the data has; a name that is itself a member stays that member's. */
function aliasesOf(entry: DimensionEntry, { profile }: ColumnReading): Record<string, string[]> {
  const members = profile.members ?? profile.samples
  const present = new Set(members.map((member) => member.toLowerCase()))
  const byName = new Map(Object.entries(entry.aliases).map(([member, names]) => [member.toLowerCase(), names]))
  const found = members.flatMap((member) => {
    const names = (byName.get(member.toLowerCase()) ?? []).filter((name) => !present.has(name.toLowerCase()))
    return names.length > 0 ? [[member, names] as const] : []
  })
  return Object.fromEntries(found)
}

/** The first of the parents the dataset has that is coarser, or null. */
function chooseParent(
  entry: DimensionEntry,
  columns: ReadonlyMap<string, ColumnReading>,
  reading: ColumnReading,
  compass: readonly string[],
): string | null {
  const isCoarser = (parent: string): boolean => {
    const candidate = columns.get(parent)
    if (!candidate || candidate.profile.distinct > reading.profile.distinct) return false
    return entry.parents.includes(parent) || membersMeaning(candidate.profile, compass).length === 0
  }
  return [...entry.parents, ...entry.possibleParents].find(isCoarser) ?? null
}
