import type { TenantData } from '../../model/tenant-data.ts'
import type { Taxonomy } from '../../taxonomy/schema.ts'
import type { FunctionWordUse } from '../phrases/function-words-schema.ts'
import { loadPhrases } from '../phrases/load.ts'
import type { CueName, PhraseFiles, RefusalClass } from '../phrases/schema.ts'
import { compileTimeVocabulary } from '../time/index.ts'
import { loadWeights } from '../weights/load.ts'
import { addCompanyPhrases, preferMetrics } from './company-words.ts'
import { addDimensionPhrases, collectDimensions } from './dimensions.ts'
import { addDoers } from './doers.ts'
import { addFlagForms, addOppositeNames } from './flag-names.ts'
import { collectFlags } from './flags.ts'
import { keepMemberAdjectives } from './member-adjectives.ts'
import type { MemberList } from './member-builder.ts'
import { indexMembers } from './members.ts'
import { addMetricPhrases, collectMetrics } from './metrics.ts'
import { addNewRecords } from './new-records.ts'
import { addPersons } from './persons.ts'
import { addPhrase, createPhraseTable, hasMeaning, type PhraseTable } from './phrase-table.ts'
import { addActVerbs, addRecordActs } from './record-acts.ts'
import { addRoleNames } from './role-names.ts'
import { rulingsOf } from './rulings.ts'
import { addShortNames } from './short-names.ts'
import { addSortedThings } from './sorted-things.ts'
import { addThingNouns } from './thing-nouns.ts'
import { addTwinNames } from './twins.ts'
import type { Lexicon } from './types.ts'
import { buildVocabulary } from './vocabulary.ts'

export type { MemberList } from './member-builder.ts'
export type { Lexicon } from './types.ts'

export interface LexiconSource {
  readonly taxonomy: Taxonomy
  readonly data: TenantData
  readonly members: readonly MemberList[]
}

/** Compiles all the words a company's questions can use; done once per version of its data and definitions. */
export function compileLexicon(source: LexiconSource): Lexicon {
  const { taxonomy, data } = source
  const grammar = loadPhrases(taxonomy)
  const { company } = taxonomy
  const table = createPhraseTable(grammar.equivalents, rulingsOf(company, grammar.equivalents))
  const metrics = collectMetrics(data, taxonomy)
  const dimensions = collectDimensions(data, taxonomy)
  addDimensionPhrases(table, dimensions, data, taxonomy, new Set(grammar.ignorables.verbs))
  addCompanyPhrases(table, metrics, dimensions, company)
  addMetricPhrases(table, metrics, data, taxonomy, grammar)
  preferMetrics(table, metrics, company)
  addGrammar(table, grammar)
  addConversationCues(table, grammar)
  addIntentCues(table, taxonomy)
  addPersons(table, { dimensions, grammar })
  addRecordActs(table, metrics, data, grammar)
  addRoleNames(table, dimensions, grammar)
  addActVerbs(table, data, grammar)
  addShortNames(table, metrics, dimensions, data, grammar)
  const members = indexMembers(source.members, dimensions, data, taxonomy, grammar, table)
  addThingNouns(table, metrics, data, members, grammar)
  addNewRecords(table, metrics, data, source.members, grammar)
  keepMemberAdjectives(table, metrics, dimensions, members)
  addTwinNames(table, dimensions, members)
  addDoers(table, dimensions, members)
  addSortedThings(table, dimensions, members, grammar)
  const flags = collectFlags(members, dimensions, taxonomy)
  addOppositeNames(members, flags, dimensions, data, taxonomy, grammar)
  addFlagForms(table, flags, members, data, grammar)
  const timeVocabulary = singleWords(taxonomy.time)
  return {
    datasets: data.datasets,
    metrics,
    dimensions,
    dimensionsById: new Map(dimensions.map((dimension) => [dimension.id, dimension])),
    phrases: table.meanings,
    longestPhrase: table.longest,
    longestFrom: longestByFirstWord(table.meanings.keys()),
    members,
    flags,
    vocabulary: buildVocabulary(knownWords(table, members, timeVocabulary, grammar.quantities)),
    grammar,
    functionWords: usesByWord(grammar['function-words']),
    timeWords: compileTimeVocabulary(taxonomy.time),
    timeVocabulary,
    refusalForms: new Set(Object.values(grammar.refusals).flat()),
    commonWords: new Set(grammar['common-words']),
    weights: loadWeights(taxonomy),
    taxonomy,
  }
}

function usesByWord(lists: PhraseFiles['function-words']): Map<string, Set<FunctionWordUse>> {
  const uses = new Map<string, Set<FunctionWordUse>>()
  for (const [use, words] of Object.entries(lists)) {
    for (const word of words) {
      const known = uses.get(word) ?? new Set()
      uses.set(word, known.add(use as FunctionWordUse))
    }
  }
  return uses
}

function longestByFirstWord(phrases: Iterable<string>): Map<string, number> {
  const longest = new Map<string, number>()
  for (const phrase of phrases) {
    const words = phrase.split(' ')
    const first = words[0] ?? ''
    longest.set(first, Math.max(words.length, longest.get(first) ?? 0))
  }
  return longest
}

function addGrammar(table: PhraseTable, grammar: PhraseFiles): void {
  for (const [cue, phrases] of Object.entries(grammar.cues)) {
    for (const phrase of phrases) addPhrase(table, phrase, { kind: 'cue', cue: cue as CueName })
  }
  for (const [group, phrases] of Object.entries(grammar.ignorables)) {
    for (const phrase of phrases) {
      addPhrase(table, phrase, { kind: 'ignorable', group: group as keyof PhraseFiles['ignorables'] })
    }
  }
  for (const [refusal, phrases] of Object.entries(grammar.refusals)) {
    if (refusal === 'imperatives') continue
    for (const phrase of phrases) addPhrase(table, phrase, { kind: 'refusal', refusal: refusal as RefusalClass })
  }
}

/** Words that tie a message to the one before; some are ordinary words too, so the decoder sees both. */
function addConversationCues(table: PhraseTable, grammar: PhraseFiles): void {
  const { add, widen, narrow, instead, same, break_again, without_filter } = grammar.conversation
  const lists: [CueName, readonly string[]][] = [
    ['follow_add', add],
    ['follow_widen', widen],
    ['only', narrow],
    ['follow_instead', instead],
    ['follow_same', same],
    ['follow_break', break_again],
    ['follow_clear', without_filter],
  ]
  for (const [cue, phrases] of lists) {
    for (const phrase of phrases) {
      // "and" keeps its own part in lists; that it opens a message is seen from its place.
      if (cue === 'follow_add' && (hasMeaning(table, phrase, 'cue') || hasMeaning(table, phrase, 'ignorable'))) continue
      addPhrase(table, phrase, { kind: 'cue', cue })
    }
  }
}

const analyticIntents = ['why', 'anomaly', 'forecast', 'target', 'correlation'] as const

/** Trigger phrases of the analytic intents that the taxonomy or a company adds to the grammar's own. */
function addIntentCues(table: PhraseTable, taxonomy: Taxonomy): void {
  for (const entry of taxonomy.intents) {
    const cue = analyticIntents.find((intent) => intent === entry.id)
    if (!cue) continue
    for (const { text, weight } of entry.cues) {
      // "which products drove" holds a dimension, which must stay a word of its own.
      if (weight >= 1 && !text.startsWith('which ')) addPhrase(table, text, { kind: 'cue', cue })
    }
  }
}

/** Every word of four letters or more that occurs in the time vocabulary. */
function singleWords(source: unknown, into = new Set<string>()): Set<string> {
  if (typeof source === 'string') {
    for (const word of source.toLowerCase().split(/[^a-z]+/)) if (word.length > 3) into.add(word)
  } else if (typeof source === 'object' && source !== null) {
    for (const [key, value] of Object.entries(source)) {
      singleWords(key, into)
      singleWords(value, into)
    }
  }
  return into
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(?:x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

function knownWords(
  table: PhraseTable,
  members: Lexicon['members'],
  time: ReadonlySet<string>,
  { currencies, multipliers, numbers, ordinals }: PhraseFiles['quantities'],
): Set<string> {
  const quantities = [currencies, multipliers, numbers, ordinals].flatMap((words) => Object.keys(words))
  const unitWords = quantities.filter((word) => /^[a-z]{4,}$/.test(word))
  const words = new Set([...table.words, ...time, ...unitWords])
  // Spelling is corrected towards plurals too: "propertiees" is far from "property".
  for (const word of table.words) if (/^[a-z]{4,}[a-rt-z]$/.test(word)) words.add(pluralOf(word))
  for (const word of members.names.spellings()) words.add(word)
  return words
}
