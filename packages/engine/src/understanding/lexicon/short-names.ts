import type { TenantData } from '../../model/tenant-data.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addPhrase, type PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, LexiconMetric, Meaning } from './types.ts'

export const shortWeight = 0.8
/** What a word weighs that sorts anything: the "type" of one column. */
export const sortingWeight = 0.7
/** The rule of metrics named by a part of their name. */
export const shortRule = 'metric-short'
const mostMeant = 4

interface Short {
  readonly word: string
  readonly meaning: Meaning
}

/**
 * Names people shorten: "hub" for "Origin Hub", "handling" for "Handling Cost", "resolution time" for "Resolution hours". A short name is
 * taken only where it means nothing else; of several metrics that can be meant ("cost" of two costs) the user says which.
 */
export function addShortNames(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  grammar: PhraseFiles,
): void {
  const told = yesNoDimensions(data)
  const leading = leadingMetrics(table, metrics, dimensions, grammar)
  const found = [
    ...dimensions
      .filter(({ calendar, id }) => !calendar && !told.has(id))
      .flatMap((dimension) => shortDimension(table, dimension, grammar)),
    ...leading.flatMap((metric) => shortMetric(table, metric, grammar)),
  ]
  const owners = new Map<string, Set<string>>()
  const claim = (word: string, owner: string): void => {
    owners.set(word, (owners.get(word) ?? new Set<string>()).add(owner))
  }
  for (const { word, meaning } of found) claim(word, ownerOf(meaning))
  for (const { id, label } of dimensions) for (const word of nameKeys(label, table.equivalents)) claim(word, `d ${id}`)
  for (const { id, label } of leading) for (const word of nameKeys(label, table.equivalents)) claim(word, `m ${id}`)
  for (const { word, meaning } of found) {
    const claims = [...(owners.get(word) ?? [])]
    const isChoice = claims.length <= mostMeant && claims.every((owner) => owner.startsWith('m '))
    if ((claims.length > 1 && !isChoice) || !isFree(table, word)) continue
    const kept = (table.meanings.get(word) ?? []).filter(({ kind }) => !isAbsent(kind))
    if (kept.length > 0) table.meanings.set(word, kept)
    else table.meanings.delete(word)
    addPhrase(table, word, meaning)
  }
}

/** A "First Gift" is one gift of many: the last word of a yes/no column names far more than its rows. */
function yesNoDimensions(data: TenantData): Set<string> {
  const found = data.datasets.flatMap(({ model }) =>
    model.dimensions.filter(({ column }) =>
      model.columns.some(({ key, type }) => key === column && type === 'boolean'),
    ),
  )
  return new Set(found.map(({ id }) => id))
}

/** The metrics that are not merely the average, total or number of what another metric or a dimension is called. */
function leadingMetrics(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  dimensions: readonly LexiconDimension[],
  { 'short-names': short }: PhraseFiles,
): LexiconMetric[] {
  const bareKey = (key: string): string => withoutAround(key, short.computed)
  const keyOf = (label: string): string => nameKeys(label, table.equivalents).join(' ')
  const named = new Map<string, number>(
    dimensions.flatMap(({ label }) => [keyOf(label), withoutNamed(keyOf(label), short)].map((key) => [key, 1])),
  )
  for (const { label, importance } of metrics.values()) {
    const key = bareKey(keyOf(label))
    named.set(key, Math.max(named.get(key) ?? 0, importance))
  }
  return [...metrics.values()].filter(({ label, importance }) => {
    const key = keyOf(label)
    return importance >= (named.get(bareKey(key)) ?? 0) || bareKey(key) === key
  })
}

/** "consultant" of a "Consultant Name": the number of consultants counts what the dimension holds. */
function withoutNamed(key: string, { named }: PhraseFiles['short-names']): string {
  const ending = named.find((word) => key.endsWith(` ${word}`))
  return ending === undefined ? key : key.slice(0, -ending.length - 1)
}

function withoutAround(key: string, { openers, endings }: PhraseFiles['short-names']['computed']): string {
  const opener = openers.find((words) => key.startsWith(`${words} `))
  const opened = opener === undefined ? key : key.slice(opener.length + 1)
  const ending = endings.find((words) => opened.endsWith(` ${words}`))
  return ending === undefined ? opened : opened.slice(0, -ending.length - 1)
}

function ownerOf(meaning: Meaning): string {
  if (meaning.kind === 'metric') return `m ${meaning.metric}`
  return meaning.kind === 'dimension' ? `d ${meaning.dimension}` : ''
}

function isFree(table: PhraseTable, word: string): boolean {
  return (table.meanings.get(word) ?? []).every(
    (meaning) =>
      isAbsent(meaning.kind) ||
      // What a company's own heading ends in is no small talk: the "code" of its "Discount Code".
      (meaning.kind === 'refusal' && meaning.refusal === 'out_of_scope') ||
      (meaning.kind === 'metric' && meaning.rule === shortRule) ||
      (meaning.kind === 'ignorable' && meaning.group === 'generic'),
  )
}

function isAbsent(kind: Meaning['kind']): boolean {
  return kind === 'absent' || kind === 'absent_dimension'
}

/**
 * The last word of the name, or the one before a last word that says nothing by itself ("Member Name"); "kind of outlet" says "Outlet Type"
 * the other way round.
 */
function shortDimension(table: PhraseTable, { id, label }: LexiconDimension, grammar: PhraseFiles): Short[] {
  const { untelling, named: naming, places, sorting } = grammar['short-names']
  const words = nameKeys(label, table.equivalents)
  const last = words.at(-1) ?? ''
  const head = naming.includes(last) ? (words.at(-2) ?? '') : last
  if (words.length < 2) return []
  const found = [head, ...words.slice(0, 1).filter((word) => places.includes(word))]
  const turned = namesOfKinds(naming.includes(last) ? words.slice(0, -1) : words, grammar)
  const beside = label.includes('/') ? label.split('/').map((part) => nameKeys(part, table.equivalents).join(' ')) : []
  const named = [...found, ...beside].filter((word) => {
    return word.length > 2 && (!untelling.includes(word) || sorting.includes(word))
  })
  return [...named, ...turned].map((word) => ({
    word,
    meaning: { kind: 'dimension', dimension: id, weight: sorting.includes(word) ? sortingWeight : shortWeight },
  }))
}

/** "kind of outlet" for an "Outlet Type", and "room type" for a "Room Category", where what is sorted is a thing and no group of things. */
function namesOfKinds(words: readonly string[], { 'short-names': { kinds, classes } }: PhraseFiles): string[] {
  const last = words.at(-1) ?? ''
  const thing = words.slice(0, -1).join(' ')
  if (thing === '') return []
  const turned = kinds.map((kind) => `${kind} of ${thing}`)
  if (kinds.includes(last)) return turned
  return classes.includes(last) ? [...turned, ...[...kinds, ...classes].map((kind) => `${thing} ${kind}`)] : []
}

/** Each telling word of a name of two, and "… time" where the name ends in the unit of a duration. */
function shortMetric(table: PhraseTable, { id, label }: LexiconMetric, grammar: PhraseFiles): Short[] {
  const { untelling, durations, computed } = grammar['short-names']
  const words = nameKeys(label.replace(/\(.*?\)/gu, ' '), table.equivalents)
  const telling = computed.openers.includes(words[0] ?? '') ? words.slice(1) : words
  const last = telling.at(-1) ?? ''
  const meaning = { kind: 'metric', metric: id, weight: shortWeight, rule: shortRule } as const
  if (telling.length < 2) return []
  const inForms = (word: string): string[] => formsOf(word, table, grammar)
  if (durations.includes(last)) {
    const [what = '', ...others] = telling.slice(0, -1)
    const whats = others.length > 0 ? [telling.slice(0, -1).join(' ')] : inForms(what)
    return whats.flatMap((name) => [name, `${name} time`]).map((word) => ({ word, meaning }))
  }
  if (telling.length > 2) return []
  const ordinary = new Set(grammar['common-words'])
  const isOrdinary = (word: string): boolean => word.length < 3 && ordinary.has(word)
  const single = telling.filter((word) => word.length > 1 && !untelling.includes(word) && !isOrdinary(word))
  // "cost of handling" says "Handling Cost" the other way round, and "mat cost" cuts "Material Cost" short.
  const clipped = clippedNames(telling, table, ordinary)
  // "value of orders" is that of all of them, and no "Average Order Value".
  const isAveraged = telling.length < words.length && grammar['short-names'].worth.includes(last)
  const turned = isAveraged ? [] : inForms(telling[0] ?? '').map((word) => `${last} of ${word}`)
  const spelled = single.filter((word) => !ordinary.has(word)).flatMap((word) => inForms(word).slice(1))
  return [...single, ...spelled, ...turned, ...clipped].map((word) => ({ word, meaning }))
}

/** A word of a name and the other forms of it, itself first: the "med" of a "Med Cost" are medicines. */
function formsOf(word: string, table: PhraseTable, { 'short-names': { forms } }: PhraseFiles): string[] {
  const others = forms.find((group) => group.includes(word)) ?? []
  return [...new Set([word, ...others.map((form) => nameKeys(form, table.equivalents).join(' '))])]
}

const shortestClipped = 6

/** The name with its first word cut short, where what is left of it is no word. */
function clippedNames(
  [first = '', last = '']: readonly string[],
  table: PhraseTable,
  ordinary: ReadonlySet<string>,
): string[] {
  if (first.length < shortestClipped) return []
  const beginnings = [3, 4, 5].map((length) => first.slice(0, length))
  return beginnings
    .filter((word) => !ordinary.has(word) && !table.meanings.has(word) && !table.words.has(word))
    .map((word) => `${word} ${last}`)
}
