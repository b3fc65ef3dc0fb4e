import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { nameKeys, wordKey } from '../text/words.ts'
import type { LocaleReader } from './compile-locale.ts'
import { glossCompound } from './compounds.ts'
import { type DictionaryMatch, matchesFrom, type SlotFiller, wordsOf } from './dictionary.ts'
import { isShared } from './shared-words.ts'
import { glossMisspelled, withSlips } from './slips.ts'
import { type SourceToken, sourceTokens } from './source-tokens.ts'

/** A stretch of the message and what stands for it in the translation; both are half-open ranges of characters. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  /** Taken over as typed, so that its characters correspond one by one. */
  readonly verbatim: boolean
}

/** A message put into the words of the vocabulary's language. */
export interface Translation {
  readonly text: string
  readonly tokens: readonly SourceToken[]
  readonly segments: readonly Segment[]
}

interface Step {
  readonly cost: number
  readonly previous: number
  /** Null where the token is taken over as typed. */
  readonly gloss: string | null
}

// Fewer, longer phrases win because each costs once; what nobody knows is dear, so that it is only taken over when nothing reads it.
const costs = {
  phrase: 1,
  otherEnding: 0.25,
  ownName: 0.5,
  taxonomyName: 1.05,
  compound: 1.3,
  verbatim: 1,
  shared: 1.6,
  unknown: 4,
  typo: 1.1,
  mark: 0,
} as const

export function tokensOf(text: string, reader: LocaleReader): SourceToken[] {
  return sourceTokens(text, reader.language, reader.inflection, (folded) => reader.prefixes.has(folded))
}

/** Puts a message into the vocabulary's language, phrase by phrase, so that the phrases cost least together. Linear in its words. */
export function translate(text: string, reader: LocaleReader, lexicon: Lexicon): Translation {
  const tokens = withSlips(tokensOf(text, reader), reader, lexicon)
  const whole = reader.dictionary.whole.get(wordsOf(tokens))
  if (whole !== undefined) {
    const segment = { from: 0, to: text.length, start: 0, end: whole.length, verbatim: false }
    return { text: whole, tokens, segments: [segment] }
  }
  const best: (Step | undefined)[] = Array.from({ length: tokens.length + 1 })
  best[0] = { cost: 0, previous: -1, gloss: null }
  for (let from = 0; from < tokens.length; from += 1) {
    const reached = best[from]
    if (!reached) continue
    for (const { to, gloss, cost } of readings(tokens, from, reader, lexicon)) {
      const total = reached.cost + cost
      const present = best[to]
      if (!present || total < present.cost) best[to] = { cost: total, previous: from, gloss }
    }
  }
  return { ...assemble(text, tokens, best, lexicon), tokens }
}

interface Reading {
  readonly to: number
  readonly gloss: string | null
  readonly cost: number
}

function readings(tokens: readonly SourceToken[], from: number, reader: LocaleReader, lexicon: Lexicon): Reading[] {
  const token = tokens[from]
  if (!token) return []
  if (token.kind === 'mark') {
    return [{ to: from + 1, gloss: null, cost: costs.mark }]
  }
  const filler: SlotFiller = (slot, at) => (slot === 'name' ? namesAt(tokens, at, reader, lexicon) : [])
  const matched: (Reading & { readonly edits: number })[] = [
    ...named(matchesFrom(reader.own, tokens, from), costs.ownName, reader),
    ...named(matchesFrom(reader.names, tokens, from), costs.taxonomyName, reader),
    ...matchesFrom(reader.dictionary, tokens, from, filler).map(({ to, gloss, exact, edits }) => ({
      to,
      gloss,
      edits,
      cost: costs.phrase + (exact ? 0 : costs.otherEnding) + edits * costs.typo,
    })),
  ]
  const found: Reading[] = [
    ...matched.filter(({ edits }) => edits === 0),
    ...certain(matched.filter(({ edits }) => edits > 0)),
    ...ownPhrases(tokens, from, reader, lexicon),
  ]
  if (token.kind !== 'word') {
    const gloss = token.written === token.text ? null : token.written
    return [...found, { to: from + 1, gloss, cost: costs.verbatim }]
  }
  if (token.slips) return [...found, { to: from + 1, gloss: null, cost: costs.unknown }]
  if (found.length > 0) return [...found, { to: from + 1, gloss: null, cost: costs.shared + 1 }]
  if (isShared(token, lexicon)) return [{ to: from + 1, gloss: null, cost: costs.shared }]
  const compound = glossCompound(token.folded, reader, lexicon)
  if (compound !== null) return [{ to: from + 1, gloss: compound, cost: costs.compound }]
  const misspelled = glossMisspelled(token.folded, reader, lexicon)
  return [
    ...(misspelled === null ? [] : [{ to: from + 1, gloss: misspelled, cost: costs.compound + costs.typo }]),
    { to: from + 1, gloss: null, cost: costs.unknown },
  ]
}

/** Measures, dimensions and members that begin at a token, for forms that put two of them in another order. */
function namesAt(
  tokens: readonly SourceToken[],
  at: number,
  reader: LocaleReader,
  lexicon: Lexicon,
): { to: number; gloss: string }[] {
  const called = [...matchesFrom(reader.own, tokens, at), ...matchesFrom(reader.names, tokens, at)]
  return [
    ...called.map(({ to, gloss }) => ({ to, gloss })),
    ...ownPhrases(tokens, at, reader, lexicon).map(({ to }) => ({ to, gloss: verbatim(tokens, at, to) })),
  ].slice(0, mostNames)
}

function verbatim(tokens: readonly SourceToken[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
}

const mostNames = 3

function named(
  matches: readonly DictionaryMatch[],
  cost: number,
  reader: LocaleReader,
): (Reading & { readonly edits: number })[] {
  return matches.map(({ to, gloss, exact, typed, edits }) => ({
    to,
    edits,
    gloss: exact || !isPlural(typed, reader) ? gloss : reader.pluralOf(gloss),
    cost: cost + (exact ? 0 : costs.otherEnding) + edits * costs.typo,
  }))
}

function isPlural(typed: string, { language }: LocaleReader): boolean {
  return language.pluralEndings.some((ending) => typed.endsWith(ending))
}

const longestName = 6

/** Names of the company's own data, members above all, stay as typed. */
function ownPhrases(tokens: readonly SourceToken[], from: number, reader: LocaleReader, lexicon: Lexicon): Reading[] {
  const found: Reading[] = []
  let key = ''
  for (let to = from; to < tokens.length && to - from < longestName; to += 1) {
    const token = tokens[to]
    if (!token) break
    if (token.kind === 'mark') {
      if (token.text === '&') key += ` ${wordKey('&', lexicon.grammar.equivalents)}`
      else if (token.text !== '-' && token.text !== '.' && token.text !== "'") break
      continue
    }
    key = [key, ...nameKeys(token.text, lexicon.grammar.equivalents)].filter(Boolean).join(' ')
    const named = membersNamed(lexicon.members, key).length > 0
    if (!named && !namesData(lexicon, key)) continue
    // "in" is a preposition before it is Indiana.
    const plain = to === from && named && isPlainWord(token, reader)
    found.push({ to: to + 1, gloss: null, cost: plain ? costs.unknown : costs.ownName })
  }
  return found
}

const longestPlain = 4

function isPlainWord(token: SourceToken, reader: LocaleReader): boolean {
  if (token.text.length > 1 && token.text === token.text.toUpperCase()) return false
  return token.text.length <= longestPlain && reader.plainWords.has(token.folded)
}

function namesData(lexicon: Lexicon, key: string): boolean {
  return (lexicon.phrases.get(key) ?? []).some(
    ({ kind }) => kind === 'metric' || kind === 'dimension' || kind === 'record',
  )
}

/** Where two words equally near say different things, which of them is meant is anybody's guess; a word that says nothing gives way. */
function certain(found: readonly Reading[]): Reading[] {
  return found.filter(
    ({ to, cost, gloss }) =>
      !found.some(
        (other) =>
          other.to === to &&
          (other.cost < cost || (other.cost === cost && other.gloss !== gloss && (other.gloss !== '' || gloss === ''))),
      ),
  )
}

function assemble(
  text: string,
  tokens: readonly SourceToken[],
  best: readonly (Step | undefined)[],
  lexicon: Lexicon,
): Pick<Translation, 'text' | 'segments'> {
  const path: { from: number; to: number; gloss: string | null }[] = []
  for (let to = tokens.length; to > 0; ) {
    const step = best[to]
    if (!step) break
    path.unshift({ from: step.previous, to, gloss: step.gloss })
    to = step.previous
  }
  const segments: Segment[] = []
  let translated = ''
  let read = 0
  for (const [index, part] of path.entries()) {
    const start = tokens[part.from]?.start ?? read
    const end = tokens[part.to - 1]?.end ?? start
    const between = text.slice(read, start)
    const verbatim = part.gloss === null
    // "Top-Kunden": once one side is translated, the hyphen joins nothing.
    const hyphen =
      verbatim && text.slice(start, end) === '-' && (path[index - 1]?.gloss != null || path[index + 1]?.gloss != null)
    const joinsDates = hyphen && [path[index - 1], path[index + 1]].every((side) => isDate(side, tokens, lexicon))
    const gloss = hyphen && between === '' ? (joinsDates ? ' - ' : ' ') : (part.gloss ?? text.slice(start, end))
    const space =
      between === '' && gloss !== '' && needsSpace(translated, gloss) && !(verbatim && isVerbatim(path[index - 1]))
        ? ' '
        : ''
    translated += gloss === '' && between !== '' && translated.endsWith(' ') ? '' : between + space
    segments.push({
      from: start,
      to: end,
      start: translated.length,
      end: translated.length + gloss.length,
      verbatim: verbatim && !hyphen,
    })
    translated += gloss
    read = end
  }
  return { text: translated + text.slice(read), segments }
}

/** "Jan-Mär" is a range of time, whichever language its ends are of. */
function isDate(
  part: { readonly from: number; readonly gloss: string | null } | undefined,
  tokens: readonly SourceToken[],
  { timeWords }: Lexicon,
): boolean {
  const said = part?.gloss ?? tokens[part?.from ?? tokens.length]?.text
  return said?.split(' ').every((word) => /^\d+$/.test(word) || timeWords.words.has(word.toLowerCase())) ?? false
}

function isVerbatim(part: { readonly gloss: string | null } | undefined): boolean {
  return part === undefined || part.gloss === null
}

function needsSpace(before: string, next: string): boolean {
  return /[\p{L}\d%]$/u.test(before) && /^[\p{L}\d]/u.test(next)
}
