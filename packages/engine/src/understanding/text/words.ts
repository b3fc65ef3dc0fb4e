import { normalizeWord, plainWord, type Question } from '../../question/index.ts'
import { stem } from './stem.ts'

/** What separates a word from the one before it. */
export type Gap = 'space' | 'hyphen' | 'comma' | 'dash' | 'stop'

/** One word of a question, as the vocabulary is matched against it. */
export interface QuestionWord {
  readonly text: string
  /** Lower case, without accents, apostrophes, dots and possessive endings. */
  readonly normal: string
  /** `normal` with plurals folded and written-out abbreviations: the key of every lookup. */
  readonly stem: string
  readonly start: number
  readonly end: number
  readonly gap: Gap
}

const commaMarks = new Set([',', ';', ':', '(', ')', '"', '“', '”', '[', ']'])
const stopMarks = new Set(['.', '?', '!', '…', '？', '。'])
const dashMarks = new Set(['-', '–', '—', '‑'])
const keptMarks = new Set(['&', '%', '=', '>', '<', '#'])
const gapStrength: Record<Gap, number> = { space: 0, hyphen: 1, comma: 2, dash: 3, stop: 4 }

/** Lower case without accents, apostrophes and dots ("U.S." -> "us"): one form for names and for questions. */
export function foldWord(word: string): string {
  if (plainWord.test(word)) return word.toLowerCase()
  return normalizeWord(word)
    .replace(/['’.](?!\d)/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/ø/gu, 'o')
    .replace(/ł/gu, 'l')
    .replace(/æ/gu, 'ae')
}

/** The lookup key of one folded word. */
export function wordKey(folded: string, equivalents: Readonly<Record<string, string>>): string {
  const written = equivalents[folded]
  return stem(written ?? folded)
}

interface ReadWords {
  readonly equivalents: Readonly<Record<string, string>>
  readonly words: readonly QuestionWord[]
}

// The choice of a language and the reading itself look at the same words.
const readBefore = new WeakMap<Question, ReadWords>()

/** Turns tokens into words: punctuation becomes the gap before the next word, signs that mean something stay. */
export function questionWords(
  question: Question,
  equivalents: Readonly<Record<string, string>>,
): readonly QuestionWord[] {
  const before = readBefore.get(question)
  if (before?.equivalents === equivalents) return before.words
  const words = readWords(question, equivalents)
  readBefore.set(question, { equivalents, words })
  return words
}

function readWords(question: Question, equivalents: Readonly<Record<string, string>>): QuestionWord[] {
  const words: QuestionWord[] = []
  let gap: Gap = 'space'
  let previousEnd = 0
  for (const token of question.tokens) {
    if (token.start > previousEnd && question.text.slice(previousEnd, token.start).includes('\n')) {
      gap = stronger(gap, 'stop')
    }
    previousEnd = token.end
    if (/[\p{L}\d]/u.test(token.text) || keptMarks.has(token.text)) {
      const normal = shorthandOf(question.text, token, equivalents) ?? foldWord(token.text)
      words.push({
        text: token.text,
        normal,
        // "F-150s", "CR-Vs": several of what the last figures or letter end the name of.
        stem:
          gap === 'hyphen' && /^(?:\d+|\p{Lu})s$/u.test(token.text)
            ? normal.slice(0, -1)
            : wordKey(normal, equivalents),
        start: token.start,
        end: token.end,
        gap,
      })
      gap = 'space'
    } else if (!cutsShort(question.text, token.text, token.start, words.at(-1), equivalents)) {
      gap = stronger(gap, gapOf(token.text, question.text, token.start, token.end))
    }
  }
  return words
}

/** "region w/ most sales": what a stroke behind a letter is short for. */
function shorthandOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  equivalents: ReadWords['equivalents'],
): string | undefined {
  if (text.charAt(end) !== '/' || end - start > 1 || !/^\s|^[\p{L}\d]{3}/u.test(text.slice(end + 1))) return undefined
  return equivalents[text.slice(start, end + 1).toLowerCase()]
}

/** What names begin with in many languages, written with a dot: no sentence ends in one. */
const beforeNames = new Set(['st', 'ste', 'mt', 'ft', 'dr', 'mr', 'mrs', 'ms', 'prof'])

/** "excl. returns", "vs. last year", "St. Ives": the dot of a word cut short ends no sentence unless a capital follows that begins one. */
function cutsShort(
  text: string,
  mark: string,
  start: number,
  word: QuestionWord | undefined,
  equivalents: ReadWords['equivalents'],
): boolean {
  if (mark !== '.' || word?.end !== start) return false
  if (beforeNames.has(word.normal) && /^\p{Lu}/u.test(word.text)) return /^\s*\p{L}/u.test(text.slice(start + 1))
  if (!Object.hasOwn(equivalents, word.normal)) return false
  return /^\s*[\p{Ll}\d]/u.test(text.slice(start + 1))
}

function gapOf(mark: string, text: string, start: number, end: number): Gap {
  if (stopMarks.has(mark)) return 'stop'
  if (commaMarks.has(mark)) return 'comma'
  if (!dashMarks.has(mark)) return 'space'
  const joined = /\S/u.test(text.charAt(start - 1)) && /\S/u.test(text.charAt(end))
  return joined ? 'hyphen' : 'dash'
}

function stronger(left: Gap, right: Gap): Gap {
  return gapStrength[left] >= gapStrength[right] ? left : right
}

const simpleName = /^[A-Za-z0-9 ]+$/
const nameWord = /[\p{L}\p{M}\d]+(?:['’&.][\p{L}\p{M}\d]+)*|[&%=<>#]/gu

/** The words of a name in lower case, otherwise as written. */
export function nameWords(name: string): string[] {
  const lower = name.toLowerCase()
  // Plain ASCII names are by far the most, and company data can hold a hundred thousand of them.
  if (simpleName.test(name)) return lower.split(' ').filter(isFilled)
  return lower.match(nameWord) ?? []
}

function isFilled(word: string): boolean {
  return word !== ''
}

/** The lookup keys of a name of the vocabulary or the data, word by word; the counterpart of `questionWords`. */
export function nameKeys(name: string, equivalents: Readonly<Record<string, string>>): string[] {
  const plain = simpleName.test(name)
  return nameWords(name)
    .map((word) => wordKey(plain ? word : foldWord(word), equivalents))
    .filter(isFilled)
}
