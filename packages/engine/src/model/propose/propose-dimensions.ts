import type { DimensionDefinition } from '@salestalk/protocol'
import type { DimensionEntry, Taxonomy } from '../../taxonomy/index.ts'
import { membersMeaning } from './find-stage.ts'
import { firstFree } from './first-free.ts'
import { pluralOf, readableName, squash } from './header.ts'
import { spokenForms, strongSynonyms } from './metric-draft.ts'
import { endsIn } from './name-index.ts'
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
  return proposed.map(({ definition, entry, reading }) => ({
    ...definition,
    synonyms: [
      ...definition.synonyms.filter((word) => (claimed.get(squash(word)) ?? definition.id) === definition.id),
      ...nounsOf(reading, rows, taxonomy).filter((word) => !names.has(word)),
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

const nameEndings = new Set(['name', 'title', 'label', 'description'])

/** What a column names, or numbers so that it comes again in other rows: "Student ID" -> student, students. */
function nounsOf({ role, header, profile }: ColumnReading, rows: number, { columns }: Taxonomy): string[] {
  const words = [...header.words]
  const isWhole = (): boolean => columns.wholeNames.includes(words.slice(-2).join(' '))
  while (words.length > 1 && !isWhole() && columns.rowNames.numbers.includes(words.at(-1) ?? '')) words.pop()
  const isNumber = role === 'identifier' && words.length < header.words.length && profile.distinct < rows
  // "Class Name" names classes.
  const isName = role === 'dimension' && words.length > 1 && nameEndings.has(words.at(-1) ?? '') && !isWhole()
  if (isName) words.pop()
  const noun = words.join(' ')
  return (isNumber || isName) && !columns.vague.includes(noun) && /^\p{L}[\p{L} ]+$/u.test(noun)
    ? [noun, pluralOf(noun)]
    : []
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
