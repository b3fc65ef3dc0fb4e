import type { QuestionWord } from './words.ts'

const shortestGlued = 7
const shortestPart = 4
/** Below this length a part is one of the words that tie others together: "donations" are no "do nations". */
const shortestWord = 3

interface Part {
  readonly key: string
  /** Whether the word names a measure or a dimension. */
  readonly data: boolean
  /** Whether the word means something by itself. */
  readonly alone: boolean
  /** Whether the word groups or opposes what stands beside it: "by", "vs". */
  readonly ties: boolean
}

/** The two words a word was run together from ("salesby", "byregion"), or the word itself; `named` tells whether two words name data together. */
export function splitGlued(
  word: QuestionWord,
  find: (part: string) => Part,
  named: (left: string, right: string) => boolean,
): readonly QuestionWord[] {
  const { normal, text } = word
  if (normal.length < shortestGlued || normal.length !== text.length || !/^[a-z]+$/.test(normal)) return [word]
  for (let at = normal.length - 2; at >= 2; at -= 1) {
    const left = find(normal.slice(0, at))
    const right = find(normal.slice(at))
    const data = (left.data && at >= shortestPart) || (right.data && normal.length - at >= shortestPart)
    const isLong = (left.ties || at >= shortestWord) && (right.ties || normal.length - at >= shortestWord)
    if (!(data && isLong && left.alone && right.alone) && !named(left.key, right.key)) continue
    const middle = word.start + at
    return [
      { ...word, text: text.slice(0, at), normal: normal.slice(0, at), stem: left.key, end: middle },
      { ...word, text: text.slice(at), normal: normal.slice(at), stem: right.key, start: middle, gap: 'space' },
    ]
  }
  return [word]
}
