import type { DatasetSnapshot, TenantData } from '../../model/tenant-data.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { measureColumn } from './measure-column.ts'
import { membersNamed } from './members.ts'
import { addMeaning, addPhrase, type PhraseTable } from './phrase-table.ts'
import { countsOfRows } from './record-acts.ts'
import type { LexiconMetric, Meaning, MemberIndex } from './types.ts'

const alikeWeight = 0.95
/** The rule of what a noun of the trade counts. */
export const thingRule = 'metric-thing'

/**
 * "cars" in a file with make and model, one row for each sold; "plates" where the dishes have a column. A noun of the trade gets what the
 * company's own names mean by another word for the same thing, or counts the rows, and stays unknown where the headers do not tell.
 */
export function addThingNouns(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  members: MemberIndex,
  grammar: PhraseFiles,
): void {
  const { things, alike, apart } = grammar['thing-nouns']
  const keyOf = (phrase: string): string => nameKeys(phrase, table.equivalents).join(' ')
  const isFree = (noun: string): boolean =>
    isUnknown(table, keyOf(noun)) &&
    [noun, ...(apart[noun] ?? [])].every((other) => membersNamed(members, keyOf(other)).length === 0)
  addRecordRates(table, metrics, data, grammar)
  const trades = data.datasets.map((dataset) => tradeOf(dataset, table, grammar))
  for (const { nouns, signs, about } of alike) {
    const isAnywhere = signs === undefined && about === undefined
    const isTold = trades.some(
      ({ names, words }) => isOneOf(signs ?? [], names, table) || isOneOf(about ?? [], words, table),
    )
    if (!isAnywhere && !isTold) continue
    const known = nouns.find((noun) => ownMeanings(table, keyOf(noun)).length > 0)
    if (known === undefined) continue
    for (const noun of nouns.filter((each) => each !== known)) {
      if (signs !== undefined) addAlike(table, keyOf(known), noun, isFree(noun))
      else if (isFree(noun)) addGrouping(table, keyOf(known), noun)
    }
  }
  data.datasets.forEach((dataset, position) => {
    for (const { nouns, signs } of things) {
      if (!isSoldOneByOne(dataset, grammar, table) || !hasSigns(dataset, signs, table)) continue
      if (nouns.some((noun) => ownMeanings(table, keyOf(noun)).length > 0)) continue
      for (const noun of nouns.filter(isFree)) addRecords(table, noun, position, metrics, dataset)
    }
  })
}

/** A noun without a meaning of its own: what the company lacks under that name it may well have under another. */
function isUnknown(table: PhraseTable, key: string): boolean {
  return (table.meanings.get(key) ?? []).every(
    (meaning) =>
      isAbsent(meaning) ||
      (meaning.kind === 'ignorable' && meaning.group === 'generic') ||
      // A "hotel" nobody has is small talk.
      (meaning.kind === 'refusal' && meaning.refusal === 'out_of_scope'),
  )
}

function isAbsent({ kind }: Meaning): boolean {
  return kind === 'absent' || kind === 'absent_dimension'
}

/** Makes room for what a noun means here; "the shop" may still be the whole company. */
function clear(table: PhraseTable, key: string): void {
  const kept = (table.meanings.get(key) ?? []).filter((meaning) => !isAbsent(meaning))
  if (kept.length > 0) table.meanings.set(key, kept)
  else table.meanings.delete(key)
}

/** What the company's data calls so: measures, dimensions and records. */
function ownMeanings(table: PhraseTable, key: string): Meaning[] {
  return (table.meanings.get(key) ?? []).filter(
    ({ kind }) => kind === 'metric' || kind === 'dimension' || kind === 'record',
  )
}

/** Whether all headers of one of the lists are those of the data. */
function hasSigns({ model }: DatasetSnapshot, signs: readonly (readonly string[])[], table: PhraseTable): boolean {
  const headers = new Set(
    model.columns.flatMap(({ name, key }) => [name, key].map((header) => headerKey(header, table))),
  )
  return signs.some((list) => list.every((sign) => headers.has(headerKey(sign, table))))
}

interface Trade {
  /** Headers, and what they end in: the "technician" of a "Primary Technician Name". */
  readonly names: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** What the headers of a file tell of the trade it is of. */
function tradeOf({ model }: DatasetSnapshot, table: PhraseTable, grammar: PhraseFiles): Trade {
  const {
    'short-names': { named },
    'thing-nouns': { another },
  } = grammar
  const texts = [
    ...model.columns.flatMap(({ name, key }) => [name, key]),
    ...model.dimensions.map(({ label }) => label),
  ]
  const keys = texts.map((text) => headerKey(text, table))
  const bare = keys.map((key) =>
    key.split(' ').filter((word, index, all) => index < all.length - 1 || !named.includes(word)),
  )
  const endings = bare
    .filter(([first = '']) => !another.includes(first))
    .flatMap((words) => words.map((_, start) => words.slice(start).join(' ')))
  return { names: new Set([...keys, ...endings]), words: new Set(keys.flatMap((key) => key.split(' '))) }
}

/** Whether all of one of the lists are among the known. */
function isOneOf(lists: readonly (readonly string[])[], known: ReadonlySet<string>, table: PhraseTable): boolean {
  return lists.some((list) => list.every((sign) => known.has(headerKey(sign, table))))
}

function headerKey(header: string, { equivalents }: PhraseTable): string {
  return nameKeys(header.replace(/[_/()]/gu, ' '), equivalents).join(' ')
}

/** Each row is one thing sold: not visited, let, repaired or insured, which happens to the same one again. */
function isSoldOneByOne({ model }: DatasetSnapshot, grammar: PhraseFiles, table: PhraseTable): boolean {
  const { sold, unsold } = grammar['thing-nouns']
  const { singular } = model.record
  if (!sold.includes(singular) || model.timeColumn === null) return false
  const names = [model.dataset, ...model.columns.map(({ name }) => name)].map((name) => ` ${headerKey(name, table)} `)
  return !unsold.some((word) => names.some((name) => name.includes(` ${headerKey(word, table)} `)))
}

/** The noun alone where it is free, and the names of measures that hold the other word: "average check" for "average bill". */
function addAlike(table: PhraseTable, known: string, noun: string, isFree: boolean): void {
  const other = nameKeys(noun, table.equivalents).join(' ')
  if (isFree) {
    const meanings = ownMeanings(table, known)
    clear(table, other)
    for (const meaning of meanings) addPhrase(table, noun, weaker(meaning))
  }
  const held = [...table.meanings.keys()].filter((key) => key !== known && ` ${key} `.includes(` ${known} `))
  for (const key of held) {
    const renamed = ` ${key} `.replace(` ${known} `, ` ${other} `).trim()
    if (!isUnknown(table, renamed)) continue
    const meanings = ownMeanings(table, key)
    if (meanings.length === 0) continue
    clear(table, renamed)
    for (const meaning of meanings) addMeaning(table, renamed, weaker(meaning))
    table.longest = Math.max(table.longest, renamed.split(' ').length)
  }
}

/** What the trade calls the members of a dimension groups by it; how many there are of them is for the company's own words to say. */
function addGrouping(table: PhraseTable, known: string, noun: string): void {
  const groupings = ownMeanings(table, known).filter(({ kind }) => kind === 'dimension')
  if (groupings.length === 0) return
  clear(table, nameKeys(noun, table.equivalents).join(' '))
  for (const meaning of groupings) addPhrase(table, noun, weaker(meaning))
}

function weaker(meaning: Meaning): Meaning {
  if (meaning.kind === 'metric') return { ...meaning, weight: meaning.weight * alikeWeight, rule: thingRule }
  return meaning.kind === 'dimension' ? { ...meaning, weight: meaning.weight * alikeWeight } : meaning
}

/** The rows by that name: counted one by one, or by their quantity where the data has one. */
function addRecords(
  table: PhraseTable,
  noun: string,
  position: number,
  metrics: ReadonlyMap<string, LexiconMetric>,
  { model }: DatasetSnapshot,
): void {
  const units = metrics.get('units_sold')
  const isQuantity = units?.dataset === position && measureColumn(units.definition) !== null
  const counts = isQuantity ? ['units_sold'] : countsOfRows(metrics, position, model.columns)
  if (counts.length === 0) return
  clear(table, nameKeys(noun, table.equivalents).join(' '))
  if (!isQuantity) addPhrase(table, noun, { kind: 'record', dataset: position })
  for (const metric of counts) addPhrase(table, noun, { kind: 'metric', metric, weight: alikeWeight, rule: thingRule })
  addRatesPer(table, noun, (ratio) => counts.includes(ratio.denominator), metrics)
}

/** "items per bill": what is measured per order is so per whatever numbers the orders here, and is no list of all of them. */
function addRecordRates(
  table: PhraseTable,
  metrics: ReadonlyMap<string, LexiconMetric>,
  data: TenantData,
  { 'short-names': { untelling } }: PhraseFiles,
): void {
  for (const { model } of data.datasets) {
    for (const { key, name, role } of model.columns) {
      const words = nameKeys(name.replaceAll('_', ' '), table.equivalents)
      const noun = untelling.includes(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : words.join(' ')
      if (role !== 'identifier' || noun === '') continue
      const countsThem = ({ denominator }: { denominator: string }): boolean => {
        const aggregation = metrics.get(denominator)?.definition.aggregation
        return aggregation?.kind === 'count_distinct' && aggregation.column === key && aggregation.where.length === 0
      }
      addRatesPer(table, noun, countsThem, metrics)
    }
  }
}

/** Names of ratios that end in "per …", with another noun for what they are of. */
function addRatesPer(
  table: PhraseTable,
  noun: string,
  isOf: (ratio: { denominator: string }) => boolean,
  metrics: ReadonlyMap<string, LexiconMetric>,
): void {
  for (const [key, meanings] of [...table.meanings]) {
    const at = key.indexOf(' per ')
    if (at < 0) continue
    for (const meaning of meanings) {
      const ratio = meaning.kind === 'metric' ? metrics.get(meaning.metric)?.definition.aggregation : undefined
      if (ratio?.kind !== 'ratio' || !isOf(ratio)) continue
      const phrase = `${key.slice(0, at)} per ${noun}`
      if (isUnknown(table, nameKeys(phrase, table.equivalents).join(' '))) addPhrase(table, phrase, weaker(meaning))
    }
  }
}
