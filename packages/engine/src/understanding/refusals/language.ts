import type { Question } from '../../question/index.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { isOwnWord } from '../lexicon/own-words.ts'
import type { ForeignLanguage } from '../phrases/schema.ts'
import { type QuestionWord, questionWords } from '../text/words.ts'

/** A language a message is written in, and how many of its words say so. */
export interface RecognizedLanguage {
  readonly code: string
  readonly language: ForeignLanguage
  readonly words: number
}

const fewestLetters = 4
const fewestWords = 2
/** At least one word in so many must be of the language. */
const share = 3

/**
 * The language a message is written in when it is neither the vocabulary's own nor one a locale reads: by its script, else by its function
 * words. Null when no language has enough of them.
 */
export function recognizeLanguage(question: Question, lexicon: Lexicon): RecognizedLanguage | null {
  const words = questionWords(question, lexicon.grammar.equivalents)
  return recognizeScript(question.text, words, lexicon) ?? recognizeWords(question.text, words, lexicon)
}

const nonLatinLetter = /(?!\p{Script=Latin})\p{L}/u

function recognizeScript(text: string, words: readonly QuestionWord[], lexicon: Lexicon): RecognizedLanguage | null {
  if (!nonLatinLetter.test(text)) return null
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters < fewestLetters || latin * 2 >= letters || words.some((word) => isMember(lexicon, word))) {
    return null
  }
  for (const [code, language] of Object.entries(lexicon.grammar.languages.languages)) {
    const { scripts } = language
    if (scripts.length === 0 || (language.letters !== null && !new RegExp(language.letters, 'u').test(text))) continue
    const written = new RegExp(scripts.map((script) => `\\p{Script=${script}}`).join('|'), 'gu')
    if ((text.match(written)?.length ?? 0) * 2 >= letters) return { code, language, words: words.length }
  }
  return { code: '', language: unnamedLanguage(lexicon), words: words.length }
}

function unnamedLanguage({ grammar }: Lexicon): ForeignLanguage {
  return { name: '', scripts: [], letters: null, words: [], refusal: grammar.languages.offer }
}

function recognizeWords(text: string, words: readonly QuestionWord[], lexicon: Lexicon): RecognizedLanguage | null {
  // Short words many languages share ("die", "war", "me") say nothing by themselves.
  const unknown = words.filter(({ normal, stem }) => !isOwnWord(lexicon, normal, stem))
  if (unknown.length < fewestWords || unknown.length * share < words.length) return null
  const installed = new Set(lexicon.taxonomy.locales.map(({ language }) => language.language))
  let best: (RecognizedLanguage & { readonly score: number }) | null = null
  for (const [code, language] of Object.entries(lexicon.grammar.languages.languages)) {
    if (language.words.length === 0 || installed.has(code)) continue
    const known = wordsOf(language)
    const counted = unknown.filter(({ normal }) => known.has(normal)).length
    if (counted < fewestWords || counted * share < words.length) continue
    const written = language.letters !== null && new RegExp(language.letters, 'u').test(text.toLowerCase())
    const score = counted + (written ? 1 : 0)
    if (best === null || score > best.score) best = { code, language, words: counted, score }
  }
  return best
}

// Every message with a word nobody knows is held against every language.
const wordSets = new WeakMap<ForeignLanguage, ReadonlySet<string>>()

function wordsOf(language: ForeignLanguage): ReadonlySet<string> {
  const words = wordSets.get(language) ?? new Set(language.words)
  wordSets.set(language, words)
  return words
}

function isMember({ members }: Lexicon, { stem }: QuestionWord): boolean {
  return membersNamed(members, stem).length > 0
}
