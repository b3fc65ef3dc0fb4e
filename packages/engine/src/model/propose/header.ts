import { type ColumnVocabulary, foldHeader } from '../../taxonomy/index.ts'
import { partGlued } from './part-glued.ts'

/** A header as words, in the forms it is looked up by, nearest to what was written first. */
export interface Header {
  readonly forms: readonly string[]
  readonly words: readonly string[]
  /** The forms without the one that drops fillers. */
  readonly written: readonly string[]
  /** ISO 4217 code named in the header ("Turnover EUR"), or null. */
  readonly currency: string | null
  readonly isPercent: boolean
  /** What stands before "of": "country of student" is a country; null where nothing does. */
  readonly head: string | null
  /** What people call a quantity by the unit the header gives it in, nearest first: "Qty (cs)" are cases; empty where it gives none. */
  readonly counted: readonly string[]
}

/** Reads a header: case, camel case, words run together, separators, brackets, units and abbreviations. */
export function readHeader(name: string, vocabulary: ColumnVocabulary, isNumber = false): Header {
  const parted = partGlued(name, vocabulary)
  const spaced = parted
    .normalize('NFKC')
    .replace(/((?<=\p{L})\p{Ll}|\d|\bn)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll('#', ' number ')
  const tokens = spaced.match(/[\p{L}\p{N}]+|%|\p{Sc}/gu) ?? []
  const currencies = tokens.map(
    (token) => vocabulary.currencies[token] ?? vocabulary.currencies[token.toUpperCase()] ?? null,
  )
  const isCurrency = (index: number): boolean =>
    currencies[index] !== null && tokens.length > 1 && isCode(tokens[index])
  const words = tokens.filter((_, index) => !isCurrency(index)).map((token) => token.toLowerCase())
  const joined = words.join(' ')
  const foreign = vocabulary.foreignHeaders[foldHeader(joined)] ?? vocabulary.foreignHeaders[joined]
  const dotted = new Set([...spaced.matchAll(/([\p{L}\p{N}]+)\./gu)].map(([, word = '']) => word.toLowerCase()))
  const expanded =
    foreign?.split(' ') ?? words.map((_, index) => wordInFull(words, index, dotted, vocabulary, isNumber))
  const bare = withoutFillers(expanded, vocabulary)
  const withoutBrackets = name.replace(/[([{].*?[)\]}]/g, ' ')
  const written = [words, expanded, withoutPhrases(expanded, vocabulary)].map((form) => form.join(' '))
  if (parted !== name) written.push(name.toLowerCase())
  const head = headOf(expanded)
  // "# of Orders" are orders.
  if (head !== null && vocabulary.rowNames.counts.includes(head)) written.push(expanded.slice(2).join(' '))
  if (isNumbered(expanded, vocabulary)) written.push(expanded.slice(1).join(' '))
  if (withoutBrackets !== name && withoutBrackets.trim() !== '') {
    written.push(...readHeader(withoutBrackets, vocabulary, isNumber).written)
  }
  return {
    forms: distinct([...written, bare]),
    written: distinct(written),
    words: expanded,
    head,
    counted: countedBy(name, words, expanded, vocabulary),
    currency: currencies.find((currency, index) => currency !== null && isCurrency(index)) ?? null,
    isPercent: words.some((word) => word === '%' || vocabulary.abbreviations[word] === 'percent' || word === 'percent'),
  }
}

/** "no" and "cd" are words by themselves where they come first: "No Shows", but "Order No" and "No of Orders". */
const shortFirst = new Set(['no', 'cd'])

function wordInFull(
  words: readonly string[],
  index: number,
  dotted: ReadonlySet<string>,
  { abbreviations, dottedAbbreviations, numberAbbreviations }: ColumnVocabulary,
  isNumber: boolean,
): string {
  const word = words[index] ?? ''
  if (isNumber && Object.hasOwn(numberAbbreviations, word)) return numberAbbreviations[word] ?? word
  if (dotted.has(word) && Object.hasOwn(dottedAbbreviations, word)) return dottedAbbreviations[word] ?? word
  const isWord = shortFirst.has(word) && index === 0 && !dotted.has(word) && words[1] !== 'of'
  return isWord || !Object.hasOwn(abbreviations, word) ? word : (abbreviations[word] ?? word)
}

/** What is counted by the unit in brackets, or behind a mere word for a quantity: "Volume hl", "Qty (cases)". */
function countedBy(
  name: string,
  words: readonly string[],
  expanded: readonly string[],
  { quantityUnits, suffixes }: ColumnVocabulary,
): readonly string[] {
  const bracket = /[([{]([^)\]}]*)[)\]}]\s*$/u.exec(name)?.[1]?.trim().toLowerCase()
  const unit = bracket ?? words.at(-1) ?? ''
  if (words.length < 2 || !Object.hasOwn(quantityUnits, unit)) return []
  const isQuantity = expanded[0] === 'quantity' || expanded[0] === 'volume' || expanded[0] === 'menge'
  return bracket !== undefined || isQuantity || suffixes.includes(unit) ? (quantityUnits[unit] ?? []) : []
}

/** "Net Sales ex VAT" are net sales, in one word or in several. */
function withoutFillers(words: readonly string[], vocabulary: ColumnVocabulary): string {
  return withoutPhrases(words, vocabulary)
    .filter((word) => !vocabulary.fillers.includes(word))
    .join(' ')
}

/** "Sales inc VAT" are sales, of which no other filler is left out. */
function withoutPhrases(words: readonly string[], { fillers }: ColumnVocabulary): string[] {
  const phrases = fillers.filter((filler) => filler.includes(' '))
  const text = phrases.reduce((rest, filler) => rest.replace(` ${filler} `, ' '), ` ${words.join(' ')} `)
  return text.split(' ').filter((word) => word !== '')
}

/** "num_items_sold" and "# Guests" are the things they number. */
function isNumbered([first = '', ...rest]: readonly string[], { fillers, rowNames }: ColumnVocabulary): boolean {
  const things = rest.filter((word) => /\p{L}{3,}s$/u.test(word) && !/(?:ss|us|is)$/.test(word))
  return rowNames.before.includes(first) && things.some((word) => !fillers.includes(word))
}

function headOf(words: readonly string[]): string | null {
  const at = words.indexOf('of')
  return at > 0 && at < words.length - 1 ? words.slice(0, at).join(' ') : null
}

function distinct(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => form !== '')
}

/** Signs and upper-case or three-letter codes; "all" and "try" are words as well, but never last in a header that is one. */
function isCode(token: string | undefined): boolean {
  return token !== undefined && (/^\p{Sc}$/u.test(token) || /^[A-Za-z]{3}$/.test(token))
}

/** The form in which names of the vocabulary and of files are compared: "Click-Through rate" -> "clickthroughrate". */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, '')
}

/** A header for people: "deal_stage" -> "Deal stage", "NA_Sales" -> "NA sales"; one that has spaces keeps its own spelling. */
export function readableName(name: string): string {
  const trimmed = name.replace(/\?+\s*$/u, '').trim()
  const isWritten = /[\s/-]/.test(trimmed)
  const text = isWritten ? trimmed.replaceAll('_', ' ') : splitWords(trimmed).join(' ')
  return text === '' ? name : text.charAt(0).toUpperCase() + text.slice(1)
}

function splitWords(name: string): string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.]+/)
    .filter((word) => word !== '')
  const isShouted = !/\p{Ll}/u.test(name)
  // Abbreviations stay in capitals; words in a header that is all capitals do not.
  const keeps = (word: string): boolean =>
    /^\p{Lu}{2,4}$/u.test(word) && (!isShouted || word.length <= 3 || !/[AEIOUY]/.test(word))
  return words.map((word) => (word.toLowerCase() === 'id' ? 'ID' : keeps(word) ? word : word.toLowerCase()))
}

/** The English plural of a noun: "specialty" -> "specialties". */
export function pluralOf(noun: string): string {
  if (/[^s]s$/.test(noun)) return noun
  if (/(?:ss|x|ch|sh|zz)$/.test(noun)) return `${noun}es`
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}
