import type { Locale } from '../../taxonomy/locale-schema.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { addForms, type Dictionary, emptyDictionary } from './dictionary.ts'
import { expandForms } from './expand-forms.ts'
import { type Inflection, inflectionOf } from './inflection.ts'
import { pluralRules } from './plurals.ts'

/** A locale ready to read with: what is the same for every company. */
export interface CompiledLocale {
  readonly language: Locale['language']
  readonly inflection: Inflection
  readonly dictionary: Dictionary
  /** Folded words of the dictionary that are not only names of members. */
  readonly plainWords: ReadonlySet<string>
  /** Folded words that are written with a capital within a sentence. */
  readonly capitals: ReadonlySet<string>
  readonly compounds: Compounds | null
  /** Forms that figures are written onto ("KW23"). */
  readonly prefixes: ReadonlySet<string>
  readonly source: Locale
}

export interface Compounds {
  readonly shortestPart: number
  readonly linkers: readonly string[]
  /** Folded part -> what it says. */
  readonly first: ReadonlyMap<string, string>
  readonly last: ReadonlyMap<string, string>
}

/** A locale with the names of one company's measures and dimensions. */
export interface LocaleReader extends CompiledLocale {
  /** The company's own names, in this language's inflections. */
  readonly own: Dictionary
  /** What the locale calls the measures and dimensions of the taxonomy. */
  readonly names: Dictionary
  /** A name of the vocabulary's own language in the plural. */
  readonly pluralOf: (name: string) => string
}

const compiled = new WeakMap<Locale, CompiledLocale>()
// By what the names are taken from: a lexicon that was told to forget a phrase still has the same ones.
const readers = new WeakMap<Lexicon['metrics'], Map<Locale, LocaleReader>>()

/** The locale compiled for a company at its first use; members are looked up in the lexicon's own index. */
export function readerOf(locale: Locale, lexicon: Lexicon): LocaleReader {
  const known = readers.get(lexicon.metrics) ?? new Map<Locale, LocaleReader>()
  readers.set(lexicon.metrics, known)
  const present = known.get(locale)
  if (present) return present
  const base = compileLocale(locale)
  const reader = {
    ...base,
    own: companyNames(base, lexicon),
    names: taxonomyNames(base, lexicon),
    pluralOf: pluralRules(lexicon),
  }
  known.set(locale, reader)
  return reader
}

export function compileLocale(source: Locale): CompiledLocale {
  const present = compiled.get(source)
  if (present) return present
  const { language } = source
  const inflection = inflectionOf(language)
  const classes = new Map<string, Dictionary>()
  for (const [name, phrases] of Object.entries(language.classes)) {
    const words = emptyDictionary(classes)
    for (const [gloss, forms] of Object.entries(phrases)) addForms(words, gloss, forms, language, inflection)
    classes.set(name, words)
  }
  const dictionary = emptyDictionary(classes)
  for (const [gloss, forms] of Object.entries(source.phrases)) addForms(dictionary, gloss, forms, language, inflection)
  const plainWords = new Set(dictionary.words)
  for (const [gloss, forms] of Object.entries(source.members)) addForms(dictionary, gloss, forms, language, inflection)
  for (const words of classes.values()) for (const word of words.words) dictionary.words.add(word)
  const prefixes = new Set<string>()
  for (const forms of Object.values(source.phrases)) {
    for (const form of forms.flatMap(expandForms)) {
      const prefix = /^([\p{L}]+) ?\{number\}/u.exec(form)?.[1]
      if (prefix !== undefined) prefixes.add(inflection.fold(prefix))
    }
  }
  const ready: CompiledLocale = {
    language,
    inflection,
    dictionary,
    plainWords,
    capitals: capitalsOf(source, inflection),
    compounds: compoundsOf(language, inflection),
    prefixes,
    source,
  }
  compiled.set(source, ready)
  return ready
}

function capitalsOf({ phrases, members, metrics, dimensions, language }: Locale, inflection: Inflection): Set<string> {
  const named = [metrics, dimensions].flatMap(Object.values<Locale['metrics'][string]>)
  const forms = [
    ...[phrases, members, ...Object.values(language.classes)].flatMap((words) => Object.values(words).flat()),
    ...named.flatMap(({ label, synonyms, plurals }) => [label, ...synonyms, ...plurals]),
  ]
  const capitals = forms.flatMap(expandForms).flatMap((form) => form.match(/\p{Lu}[\p{L}\p{M}]*/gu) ?? [])
  return new Set(capitals.map((word) => inflection.fold(word)))
}

function compoundsOf({ compounds }: Locale['language'], inflection: Inflection): Compounds | null {
  if (!compounds) return null
  const parts = (phrases: Readonly<Record<string, readonly string[]>>): Map<string, string> =>
    new Map(
      Object.entries(phrases).flatMap(([gloss, forms]) =>
        forms.flatMap(expandForms).map((form) => [inflection.fold(form), gloss] as const),
      ),
    )
  return {
    shortestPart: compounds.shortestPart,
    linkers: [...compounds.linkers].sort((left, right) => right.length - left.length),
    first: parts(compounds.first),
    last: parts(compounds.last),
  }
}

function companyNames({ language, inflection }: CompiledLocale, lexicon: Lexicon): Dictionary {
  const names = emptyDictionary()
  const add = (name: string): void => addForms(names, name, [plain(name)], language, inflection)
  for (const { label, definition } of lexicon.metrics.values())
    for (const name of [label, ...definition.synonyms]) add(name)
  for (const { model } of lexicon.datasets) {
    for (const { label, synonyms } of model.dimensions) for (const name of [label, ...synonyms]) add(name)
    for (const { name } of model.columns) add(name.replaceAll('_', ' '))
  }
  return names
}

function taxonomyNames({ language, inflection, source }: CompiledLocale, lexicon: Lexicon): Dictionary {
  const names = emptyDictionary()
  const add = (gloss: string, forms: readonly string[]): void => addForms(names, gloss, forms, language, inflection)
  const plurals = pluralRules(lexicon)
  for (const entry of lexicon.taxonomy.metrics) {
    const named = source.metrics[entry.id]
    if (named) add(metricName(entry, lexicon), [named.label, ...named.synonyms, ...named.plurals])
  }
  for (const entry of lexicon.taxonomy.dimensions) {
    const named = source.dimensions[entry.id]
    if (!named) continue
    const name = lexicon.dimensionsById.has(entry.id) ? entry.id.replaceAll('_', ' ') : entry.label.toLowerCase()
    add(name, [named.label, ...named.synonyms])
    add(plurals(name), named.plurals)
  }
  return names
}

/** The company's own label where it is made of words alone, else the id, which is a name as well. */
function metricName(entry: { readonly id: string; readonly label: string }, lexicon: Lexicon): string {
  const metric = lexicon.metrics.get(entry.id)
  if (!metric) return entry.label.toLowerCase()
  return /^[\p{L} ]+$/u.test(metric.label) ? metric.label.toLowerCase() : entry.id.replaceAll('_', ' ')
}

function plain(name: string): string {
  return name.replace(/[{}()_,]/gu, ' ').trim() || '-'
}
