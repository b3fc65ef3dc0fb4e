/** One word, number or sign of a question; [start, end) are offsets into the question as typed. */
export interface Token {
  readonly text: string
  /** Lower case, accents and possessive endings removed: what the vocabulary is matched against. */
  readonly normal: string
  readonly start: number
  readonly end: number
}

/** A question as typed, with its tokens. Plain data: the first stage's product. */
export interface Question {
  readonly text: string
  readonly tokens: readonly Token[]
}

// A number keeps its sign of currency, separators between digits, a percent sign and a unit written onto it ("$2.5M", "15%").
const tokenPattern =
  /\p{Sc}?\d+(?:[.,]\d+)*(?:%|[\p{L}\d]*)|[\p{L}\p{M}\d]+(?:['’&.][\p{L}\p{M}\d]+)*|[^\s\p{L}\p{M}\d]/gu

/** Splits a question into tokens with their offsets; never fails, an empty or blank text has none. */
export function readQuestion(text: string): Question {
  const tokens = Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    normal: normalizeWord(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
  return { text, tokens }
}

/** Nothing but ASCII letters and digits, as nearly all words are: they need only be put in lower case. */
export const plainWord = /^[A-Za-z\d]+$/

/** Lower case without accents, compatibility forms and possessive endings: "Société’s" -> "societe". */
export function normalizeWord(word: string): string {
  if (plainWord.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?$/u, '')
}
