import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { addCodes, holdsCodes } from './codes.ts'
import { aliasKey, forbiddenAliases, preferMembers } from './company-words.ts'
import type { MemberBuilder, MemberList } from './member-builder.ts'
import { NameTable } from './name-table.ts'
import { NameReader } from './name-words.ts'
import type { PhraseTable } from './phrase-table.ts'
import type { LexiconDimension, MemberIndex } from './types.ts'

const longestMatched = 24

/** Indexes every member by its name, by its other names, and by each single word of its name. */
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
    names: new NameTable(),
    codes: new Map(),
    longestCode: 0,
    coded: new Set(),
    counts: dimensions.map(() => 0),
  }
  const reader = new NameReader(builder.names, grammar)
  const started = new Set<number>()
  for (const list of lists) {
    const dataset = data.datasets.findIndex((snapshot) => snapshot.model.dataset === list.dataset)
    const dimension = dimensions.findIndex((candidate) => candidate.id === list.dimension)
    const snapshot = data.datasets[dataset]
    if (!snapshot || dimension < 0) continue
    if (!started.has(dimension) && (builder.coded.has(dimension) || holdsCodes(list, snapshot))) {
      addCodes(builder, list.values, dimension, 1 << dataset)
      continue
    }
    started.add(dimension)
    for (const value of list.values) addMember(builder, reader, value, dimension, 1 << dataset)
  }
  builder.names.post()
  addShortNames(builder, grammar)
  addAliases(builder, started, dimensions, data, taxonomy, grammar)
  preferMembers(table, builder, dimensions, taxonomy.company)
  return builder
}

/** Members whose name, or other name, is this key: words joined by blanks. */
export function membersNamed({ names }: Pick<MemberIndex, 'names'>, key: string): number[] {
  const words: number[] = []
  for (const word of key.includes(' ') ? key.split(' ') : [key]) {
    const number = names.find(word)
    if (number < 0) return []
    words.push(number)
  }
  return names.named(words).map((name) => names.memberOf(name))
}

function addMember(
  builder: MemberBuilder,
  reader: NameReader,
  value: string,
  dimension: number,
  dataset: number,
): void {
  const { names } = builder
  const words = reader.read(value)
  if (words.length === 0) return
  if (words.length > longestMatched) words.length = longestMatched
  for (const name of names.named(words)) {
    const present = names.memberOf(name)
    if (builder.dimensionOf[present] !== dimension || builder.values[present] !== value) continue
    builder.datasetsOf[present] = (builder.datasetsOf[present] ?? 0) | dataset
    return
  }
  const member = builder.values.push(value) - 1
  builder.counts[dimension] = (builder.counts[dimension] ?? 0) + 1
  builder.dimensionOf.push(dimension)
  builder.datasetsOf.push(dataset)
  names.add(words, member)
}

/** "Acme" for "Acme Corp.", unless another member of the dimension is called so or would be too. */
function addShortNames(builder: MemberBuilder, { 'name-words': { endings }, equivalents }: PhraseFiles): void {
  const { names } = builder
  const joint = names.find('and')
  const ending = new Set(endings.flatMap((word) => nameKeys(word, equivalents)).map((key) => names.find(key)))
  const shortened = new Map<string, { words: number[]; members: number[] }>()
  const own = names.size
  for (let name = 0; name < own; name += 1) {
    const words = names.wordsOf(name)
    let length = words.length
    while (length > 1 && (ending.has(words[length - 1] ?? -1) || words[length - 1] === joint)) length -= 1
    if (length === words.length) continue
    const member = names.memberOf(name)
    const short = Array.from(words.subarray(0, length))
    const key = `${builder.dimensionOf[member]} ${short.join(' ')}`
    const present = shortened.get(key)
    if (present) present.members.push(member)
    else shortened.set(key, { words: short, members: [member] })
  }
  for (const { words, members } of shortened.values()) {
    const [member] = members
    if (member === undefined || members.length > 1) continue
    const dimension = builder.dimensionOf[member]
    const taken = names.named(words).some((name) => builder.dimensionOf[names.memberOf(name)] === dimension)
    if (!taken) names.add(words, member)
  }
}

/** Other names of members: the company's own, the taxonomy's for the dimension, and everyday ones ("Canadian"). */
function addAliases(
  builder: MemberBuilder,
  started: ReadonlySet<number>,
  dimensions: readonly LexiconDimension[],
  data: TenantData,
  taxonomy: Taxonomy,
  grammar: PhraseFiles,
): void {
  const forbidden = forbiddenAliases(taxonomy.company, grammar.equivalents)
  for (const position of started) {
    const id = dimensions[position]?.id ?? ''
    const own = data.datasets.flatMap(({ model }) =>
      model.dimensions.filter((definition) => definition.id === id).map((definition) => definition.aliases),
    )
    const entry = taxonomy.dimensions.find((candidate) => candidate.id === id)
    const company = taxonomy.company?.aliases[id] ?? {}
    const allowed = (member: string, key: string) => !forbidden.has(aliasKey(id, member, key))
    for (const aliases of [company, ...own, entry?.aliases ?? {}, grammar['member-aliases']]) {
      for (const [value, others] of Object.entries(aliases)) {
        // "IN": ["Indiana"] says as much about a company that writes Indiana as about one that writes IN.
        const all = [value, ...others]
        for (const name of all) addAliasNames(builder, position, name, all, grammar, allowed)
      }
    }
  }
}

function addAliasNames(
  builder: MemberBuilder,
  dimension: number,
  value: string,
  others: readonly string[],
  { equivalents }: PhraseFiles,
  isAllowed: (member: string, key: string) => boolean,
): void {
  const { names } = builder
  const known = nameKeys(value, equivalents).map((key) => names.find(key))
  if (known.length === 0 || known.includes(-1)) return
  for (const name of names.named(known)) {
    const member = names.memberOf(name)
    // Only a name the data writes has other names: "CA" of California must not make it "Canadian".
    if (builder.dimensionOf[member] !== dimension || names.isOther(name)) continue
    for (const other of others) {
      const keys = nameKeys(other, equivalents)
      if (!isAllowed(builder.values[member] ?? '', keys.join(' '))) continue
      // A name the company uses for another member of this dimension is that member's, not an alias.
      const taken = membersNamed(builder, keys.join(' ')).some((owner) => builder.dimensionOf[owner] === dimension)
      if (keys.length > 0 && !taken) {
        names.add(
          keys.map((key) => names.number(key)),
          member,
        )
      }
    }
  }
}
