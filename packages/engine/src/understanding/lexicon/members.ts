import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addCodes, holdsCodes } from './codes.ts'
import { aliasKey, forbiddenAliases, preferMembers } from './company-words.ts'
import { addKey, type MemberBuilder, type MemberList } from './member-builder.ts'
import type { PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, MemberIndex } from './types.ts'

const longestMatched = 14
const longestJoined = 24

/** Indexes every member by its words, by its words run together, by its aliases, and by each single word of its name. */
export function indexMembers(
  lists: readonly MemberList[],
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  taxonomy: Taxonomy,
  grammar: PhraseFiles,
  table: PhraseTable,
): MemberIndex {
  const builder: MemberBuilder = {
    values: [],
    dimensionOf: [],
    datasetsOf: [],
    byPhrase: new Map(),
    byWord: new Map(),
    aliases: new Set(),
    longest: 1,
    codes: new Map(),
    longestCode: 0,
    coded: new Set(),
    counts: dimensions.map(() => 0),
  }
  const seen = dimensions.map(() => new Map<string, number>())
  for (const list of lists) {
    const dataset = data.datasets.findIndex((snapshot) => snapshot.model.dataset === list.dataset)
    const dimension = dimensions.findIndex((candidate) => candidate.id === list.dimension)
    const known = seen[dimension]
    const snapshot = data.datasets[dataset]
    if (!snapshot || !known) continue
    if (known.size === 0 && (builder.coded.has(dimension) || holdsCodes(list, snapshot))) {
      addCodes(builder, list.values, dimension, 1 << dataset)
      continue
    }
    for (const value of list.values) addMember(builder, value, dimension, 1 << dataset, known, grammar.equivalents)
  }
  addAliases(builder, seen, dimensions, data, taxonomy, grammar)
  preferMembers(table, builder, dimensions, taxonomy.company)
  return builder
}

function addMember(
  builder: MemberBuilder,
  value: string,
  dimension: number,
  dataset: number,
  known: Map<string, number>,
  equivalents: Readonly<Record<string, string>>,
): void {
  const present = known.get(value)
  if (present !== undefined) {
    builder.datasetsOf[present] = (builder.datasetsOf[present] ?? 0) | dataset
    return
  }
  const words = nameKeys(value, equivalents)
  if (words.length === 0) return
  const member = builder.values.length
  known.set(value, member)
  builder.counts[dimension] = (builder.counts[dimension] ?? 0) + 1
  builder.values.push(value)
  builder.dimensionOf.push(dimension)
  builder.datasetsOf.push(dataset)
  addName(builder, words, member)
  if (words.length === 1) return
  for (const word of words) if (word.length > 2 && !isDigit(word)) addWord(builder.byWord, word, member)
}

function addName(builder: MemberBuilder, words: readonly string[], member: number): void {
  const matched = words.length > longestMatched ? words.slice(0, longestMatched) : words
  if (matched.length > builder.longest) builder.longest = matched.length
  addKey(builder.byPhrase, matched.join(' '), member)
  if (matched.length === 1 || matched.length > 4) return
  const joined = matched.join('')
  if (joined.length <= longestJoined) addKey(builder.byPhrase, joined, member)
}

function isDigit(word: string): boolean {
  const code = word.charCodeAt(0)
  return code >= 48 && code <= 57
}

function addWord(index: Map<string, number[]>, word: string, member: number): void {
  const present = index.get(word)
  if (!present) index.set(word, [member])
  else if (present.length < 200 && present[present.length - 1] !== member) present.push(member)
}

/** Other names of members: the company's own, the taxonomy's for the dimension, and everyday ones ("Canadian"). */
function addAliases(
  builder: MemberBuilder,
  seen: readonly Map<string, number>[],
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  taxonomy: Taxonomy,
  grammar: PhraseFiles,
): void {
  const forbidden = forbiddenAliases(taxonomy.company, grammar.equivalents)
  dimensions.forEach((dimension, position) => {
    const known = seen[position]
    if (!known || known.size === 0) return
    const own = data.datasets.flatMap((dataset) =>
      dataset.model.dimensions
        .filter((definition) => definition.id === dimension.id)
        .map((definition) => definition.aliases),
    )
    const entry = taxonomy.dimensions.find((candidate) => candidate.id === dimension.id)
    const company = taxonomy.company?.aliases[dimension.id] ?? {}
    for (const aliases of [company, ...own, entry?.aliases ?? {}, grammar['member-aliases']]) {
      for (const [value, names] of Object.entries(aliases)) {
        // "IN": ["Indiana"] says as much about a company that writes Indiana as about one that writes IN.
        const all = [value, ...names]
        const allowed = (member: string, key: string) => !forbidden.has(aliasKey(dimension.id, member, key))
        for (const name of all) addAliasNames(builder, position, name, all, grammar, allowed)
      }
    }
  })
}

function addAliasNames(
  builder: MemberBuilder,
  dimension: number,
  value: string,
  names: readonly string[],
  grammar: PhraseFiles,
  isAllowed: (member: string, key: string) => boolean,
): void {
  const key = nameKeys(value, grammar.equivalents).join(' ')
  const written = builder.byPhrase.get(key)
  const members = written === undefined ? [] : typeof written === 'number' ? [written] : written
  for (const member of members) {
    // Only a name the data writes has other names: "CA" of California must not make it "Canadian".
    if (builder.dimensionOf[member] !== dimension || builder.aliases.has(`${key}|${member}`)) continue
    for (const name of names) {
      const words = nameKeys(name, grammar.equivalents)
      // A name the company uses for another member of this dimension is that member's, not an alias.
      const taken = builder.byPhrase.get(words.join(' '))
      const owners = taken === undefined ? [] : typeof taken === 'number' ? [taken] : taken
      if (!isAllowed(builder.values[member] ?? '', words.join(' '))) continue
      if (words.length === 0 || owners.some((owner) => builder.dimensionOf[owner] === dimension)) continue
      addName(builder, words, member)
      builder.aliases.add(`${words.join(' ')}|${member}`)
    }
  }
}
