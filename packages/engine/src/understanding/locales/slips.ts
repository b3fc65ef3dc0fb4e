import type { Lexicon } from '../lexicon/index.ts'
import { buildVocabulary, type Correction, corrections, type Vocabulary } from '../lexicon/vocabulary.ts'
import { slipCost } from '../text/slips.ts'
import { foldWord } from '../text/words.ts'
import type { LocaleReader } from './compile-locale.ts'
import { glossCompound } from './compounds.ts'
import { matchesFrom } from './dictionary.ts'
import { isShared } from './shared-words.ts'
import type { SourceToken, TokenSlip } from './source-tokens.ts'

/** Added to the edits of a misspelling that is no mere slip of the fingers. */
const unlikelySlip = 0.25

// A message of nonsense must not cost a search of the vocabulary for each of its words.
const mostCorrected = 16
const mostSlips = 6

/** What a reader corrects to. */
interface Spelling {
  readonly vocabulary: Vocabulary
  readonly stems: ReadonlySet<string>
}

/** How a word stands: as a name is written, and where one is. */
interface Place {
  readonly capital: boolean
  readonly named: boolean
}

const spellings = new WeakMap<LocaleReader, Spelling>()

function spellingOf(reader: LocaleReader): Spelling {
  const known = spellings.get(reader)
  if (known) return known
  const words = new Set([...reader.dictionary.words, ...reader.names.words, ...reader.own.words])
  const built = {
    vocabulary: buildVocabulary(words),
    stems: new Set([...words].map((word) => reader.inflection.stem(word))),
  }
  spellings.set(reader, built)
  return built
}

/** The tokens of a message, each word that nobody knows with the words of the locale it may be a misspelling of. */
export function withSlips(tokens: readonly SourceToken[], reader: LocaleReader, lexicon: Lexicon): SourceToken[] {
  let tried = 0
  const spelling = spellingOf(reader)
  return tokens.map((token, index) => {
    if (token.kind !== 'word' || tried >= mostCorrected || isKnown(token, spelling, reader, lexicon)) return token
    tried += 1
    const place = { capital: isCapital(tokens, index), named: awaitsName(tokens, index, reader, lexicon) }
    const slips = slipsOf(token, place, spelling, reader)
    return slips.length === 0 || isNearer(token, slips, lexicon) ? token : { ...token, slips }
  })
}

function isKnown(token: SourceToken, spelling: Spelling, reader: LocaleReader, lexicon: Lexicon): boolean {
  if (spelling.vocabulary.known.has(token.folded)) return true
  // "sum insured" is plain English, and no slip of the name of a dimension.
  if (lexicon.commonWords.has(foldWord(token.text))) return true
  if (spelling.stems.has(token.stem) && token.folded.length >= shortestInflected) return true
  return isShared(token, lexicon) || glossCompound(token.folded, reader, lexicon) !== null
}

/** Written with a capital where sentences go on: a name, or a noun in languages that write them so. */
function isCapital(tokens: readonly SourceToken[], index: number): boolean {
  const { text } = tokens[index] ?? { text: '' }
  const shouted = tokens.every((token) => token.text === token.text.toUpperCase())
  const begins = tokens.slice(0, index).every(({ kind }) => kind === 'mark')
  return /^\p{Lu}/u.test(text) && !begins && !shouted
}

/** "Marketplaxe" is a name of the data's before it is a word two letters from "Marktplätze". */
function isNearer({ text }: SourceToken, slips: readonly TokenSlip[], { vocabulary }: Lexicon): boolean {
  const own = corrections(vocabulary, foldWord(text))[0]
  return own !== undefined && slips.every(({ edits }) => own.edits < Math.floor(edits))
}

/** Swapped letters may look like one letter written as two: "Oktboer" is no "Oktbör". */
function spelled({ folded, text }: SourceToken): string[] {
  const letters = foldWord(text)
  return letters === folded ? [folded] : [folded, letters]
}

function slipsOf(token: SourceToken, place: Place, spelling: Spelling, reader: LocaleReader): TokenSlip[] {
  const found = spelled(token).flatMap((written) => corrections(spelling.vocabulary, written))
  const near = found.filter((correction) => isLikely(token, correction, place, reader))
  const best = Math.min(...near.map(({ edits }) => edits))
  return near
    .filter(({ edits }) => edits === best)
    .map(({ word, edits }) => ({
      folded: word,
      stem: reader.inflection.stem(word),
      edits: edits + unlikelySlip * slipCost(token.folded, word),
    }))
    .toSorted((left, right) => left.edits - right.edits)
    .slice(0, mostSlips)
}

/** "in Gera" is a place and no "Gerät"; "nach Knal" may be by channel. */
function awaitsName(
  tokens: readonly SourceToken[],
  index: number,
  reader: LocaleReader,
  { grammar: { cues, 'function-words': uses } }: Lexicon,
): boolean {
  const before = matchesFrom(reader.dictionary, tokens.slice(Math.max(0, index - 1), index), 0)
  return before.some(({ gloss }) => uses.before_group.includes(gloss) && !cues.group.includes(gloss))
}

/** "in Bonn" is no slip of a word in small letters, and "Island" none of "Irland". */
function isLikely(
  { folded }: SourceToken,
  { word }: Correction,
  { capital, named }: Place,
  reader: LocaleReader,
): boolean {
  const { capitals, plainWords, names, own } = reader
  if (capital && !capitals.has(word) && !own.words.has(word)) return false
  const short = folded.length < shortestUnlikely
  if (short && named && names.words.has(word)) return false
  const plain = plainWords.has(word) || names.words.has(word) || own.words.has(word)
  return (plain && !short) || slipCost(folded, word) === 0
}

const shortestPart = 4
const shortestInflected = 4
/** Shorter words lie so close together that only slips of the fingers tell which is meant. */
const shortestUnlikely = 6

/** What a word written together says where one of its parts is misspelled ("Umsatzaanteil"); null where that is not certain. */
export function glossMisspelled(folded: string, reader: LocaleReader, lexicon: Lexicon): string | null {
  if (!reader.compounds || folded.length < 2 * shortestPart) return null
  const { vocabulary } = spellingOf(reader)
  const glosses = new Set<string>()
  for (let at = shortestPart; at <= folded.length - shortestPart; at += 1) {
    const left = folded.slice(0, at)
    const right = folded.slice(at)
    const written = [
      ...(vocabulary.known.has(left) ? once(vocabulary, right).map((word) => left + word) : []),
      ...(vocabulary.known.has(right) ? once(vocabulary, left).map((word) => word + right) : []),
    ]
    for (const word of written) {
      const gloss = glossCompound(word, reader, lexicon)
      if (gloss !== null) glosses.add(gloss)
    }
  }
  return glosses.size === 1 ? ([...glosses][0] ?? null) : null
}

function once(vocabulary: Vocabulary, word: string): string[] {
  return corrections(vocabulary, word).flatMap((found) => (found.edits === 1 ? [found.word] : []))
}
