import type { MetricEntry, Taxonomy } from '../../taxonomy/schema.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addAlikeNames } from './alike-names.ts'
import { addPhrase, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { isReserved } from './reserved-words.ts'
import type { LexiconMetric } from './types.ts'

/** What a name in another form of its words weighs. */
const formWeight = 0.95
/** Below this a synonym only hints at a metric. */
const strongWeight = 0.8

/**
 * A column headed "Ship Cost" is asked for as "shipping cost", and is the freight and the postage of a company that has no other: forms of a
 * word that headings use for each other, and what the taxonomy calls a metric that a measure of the company's own stands in for.
 */
export function addAdoptedNames(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  taxonomy: Taxonomy,
  grammar: PhraseFiles,
  reserved: ReadonlySet<string>,
): void {
  const known = new Set(taxonomy.metrics.map(({ id }) => id))
  const own = [...metrics.values()].filter(({ id }) => !known.has(id))
  const add = (name: string, metric: string, weight: number): void => {
    if (hasMeaning(table, name, 'metric') || isReserved(table, name, reserved)) return
    addPhrase(table, name, { kind: 'metric', metric, weight, rule: 'metric-synonym' })
  }
  for (const metric of own) {
    const names = [metric.label, metric.id.replaceAll('_', ' ')]
    for (const name of names.flatMap((name) => variantsOf(name, grammar))) add(name, metric.id, formWeight)
  }
  for (const { id, label } of own) {
    const name = incomeName(label, taxonomy, grammar)
    if (name !== null) add(name, id, formWeight)
  }
  addSpanNames(own, add, grammar)
  addAlikeNames(table, metrics, grammar, reserved)
  for (const entry of taxonomy.metrics) {
    if (metrics.has(entry.id)) continue
    const [standIn, ...others] = own.filter((metric) => standsFor(metric, entry, table, grammar))
    if (!standIn || others.length > 0) continue
    const average = metrics.get(`average_${standIn.id}`)
    for (const { text, weight } of entry.synonyms) {
      if (weight < strongWeight) continue
      add(text, standIn.id, weight)
      if (average) add(`average ${text}`, average.id, weight)
    }
  }
}

/** Whether a measure of the company's own has a name of the taxonomy's metric, whatever form its words are in. */
function standsFor(
  { label, unit, definition }: LexiconMetric,
  entry: MetricEntry,
  table: PhraseTable,
  grammar: PhraseFiles,
): boolean {
  if (unit.kind !== entry.unit || definition.aggregation.kind !== entry.aggregation) return false
  const key = formless(label, table, grammar)
  return [entry.label, ...entry.synonyms.filter(({ weight }) => weight === 1).map(({ text }) => text)].some(
    (name) => formless(name, table, grammar) === key,
  )
}

/** A name with each word in the first of its forms: "shipping cost" and "Ship Cost" are one. */
function formless(name: string, table: PhraseTable, { 'short-names': { forms } }: PhraseFiles): string {
  return nameKeys(name, table.equivalents)
    .map((word) => forms.find((group) => group.includes(word))?.[0] ?? word)
    .join(' ')
}

/** A name of several words with one of them in each other form it has. */
function variantsOf(label: string, { 'short-names': { forms } }: PhraseFiles): string[] {
  const words = label.toLowerCase().match(/[\p{L}\p{N}&]+/gu) ?? []
  if (words.length < 2) return []
  return words.flatMap((word, index) => {
    const group = forms.find((each) => each.includes(word)) ?? []
    return group
      .filter((form) => form !== word)
      .map((form) => [...words.slice(0, index), form, ...words.slice(index + 1)].join(' '))
  })
}

/** "room income" for a "Room Revenue", where no profit is called so ("operating income"). */
function incomeName(
  label: string,
  taxonomy: Taxonomy,
  { 'short-names': { untelling, incomes } }: PhraseFiles,
): string | null {
  const [kind = '', revenue = '', ...others] = label.toLowerCase().match(/[\p{L}\p{N}&]+/gu) ?? []
  if (revenue !== incomes.revenue || others.length > 0 || untelling.includes(kind)) return null
  const name = `${kind} ${incomes.income}`
  const known = taxonomy.metrics.some(({ synonyms }) => synonyms.some(({ text }) => text === name))
  return known ? null : name
}

/** "contract term", "length of contract" for a "Term Months", where one column alone says how long something runs. */
function addSpanNames(
  own: readonly LexiconMetric[],
  add: (name: string, metric: string, weight: number) => void,
  { 'short-names': { spans, durations } }: PhraseFiles,
): void {
  const found = own.filter(({ label, definition }) => {
    const [span = '', unit = '', ...others] = label.toLowerCase().match(/\p{L}+/gu) ?? []
    const isUnit = durations.some((word) => unit === word || unit === `${word}s`)
    return spans.words.includes(span) && isUnit && others.length === 0 && definition.aggregation.kind !== 'ratio'
  })
  const [metric, ...others] = found
  if (!metric || others.length > 0) return
  for (const thing of spans.of) {
    for (const word of spans.words) {
      add(`${thing} ${word}`, metric.id, formWeight)
      add(`${word} of ${thing}`, metric.id, formWeight)
    }
  }
}
