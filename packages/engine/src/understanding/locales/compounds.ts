import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { wordKey } from '../text/words.ts'
import type { LocaleReader } from './compile-locale.ts'
import { type Dictionary, matchesFrom } from './dictionary.ts'

const longestCompound = 40
const mostParts = 3
/** What is left of a shorter word is part of too many others: "meiisten" is no "my is". */
const shortestInflected = 5

/** What a word written together says ("Quartalsumsatz" -> "quarterly revenue"); null when its parts are not all known. */
export function glossCompound(
  folded: string,
  reader: LocaleReader,
  lexicon: Lexicon,
  parts = mostParts,
): string | null {
  const { compounds } = reader
  if (!compounds || parts < 2 || folded.length < 2 * compounds.shortestPart || folded.length > longestCompound)
    return null
  for (let at = compounds.shortestPart; at <= folded.length - compounds.shortestPart; at += 1) {
    const gloss = joined(folded.slice(0, at), folded.slice(at), reader, lexicon, parts)
    if (gloss !== null) return gloss
  }
  return null
}

function joined(left: string, right: string, reader: LocaleReader, lexicon: Lexicon, parts: number): string | null {
  const { compounds } = reader
  if (!compounds) return null
  const first = firstPart(left, reader, lexicon)
  if (first === null) return null
  const makes = compounds.last.get(right) ?? compounds.last.get(reader.inflection.stem(right))
  if (makes !== undefined) {
    const rest = wordGloss(unlinked(left, reader, lexicon) ?? left, reader, lexicon) ?? first
    return makes.replace('{rest}', rest)
  }
  const last = wordGloss(right, reader, lexicon) ?? glossCompound(right, reader, lexicon, parts - 1)
  return last === null ? null : `${first} ${last}`
}

function firstPart(left: string, reader: LocaleReader, lexicon: Lexicon): string | null {
  const word = unlinked(left, reader, lexicon)
  if (word === null) return null
  return reader.compounds?.first.get(word) ?? wordGloss(word, reader, lexicon)
}

/** The part without the letters that link it to the next. */
function unlinked(left: string, reader: LocaleReader, lexicon: Lexicon): string | null {
  for (const linker of ['', ...(reader.compounds?.linkers ?? [])]) {
    if (!left.endsWith(linker)) continue
    const word = left.slice(0, left.length - linker.length)
    if (word.length < (reader.compounds?.shortestPart ?? 2)) continue
    if (reader.compounds?.first.has(word) || wordGloss(word, reader, lexicon) !== null) return word
  }
  return null
}

function wordGloss(folded: string, reader: LocaleReader, lexicon: Lexicon): string | null {
  const stem = reader.inflection.stem(folded)
  // Most ways to cut a word give parts that nobody knows.
  if (![reader.own, reader.names, reader.dictionary].some(({ root }) => root.words.has(stem))) {
    return lexicon.phrases.has(folded) || membersNamed(lexicon.members, folded).length > 0 ? folded : null
  }
  const own = (dictionary: Dictionary, shortest = 0): string | null => {
    const token = { text: folded, start: 0, end: folded.length, kind: 'word', folded, stem, written: folded } as const
    const match = matchesFrom(dictionary, [token], 0)[0]
    return match && (match.exact || folded.length >= shortest) ? match.gloss || null : null
  }
  const key = wordKey(folded, lexicon.grammar.equivalents)
  const named = (lexicon.phrases.get(key) ?? []).some(({ kind }) => kind === 'metric' || kind === 'dimension')
  return (
    own(reader.own) ??
    own(reader.names) ??
    (named ? folded : null) ??
    (membersNamed(lexicon.members, key).length > 0 ? folded : null) ??
    own(reader.dictionary, shortestInflected)
  )
}
