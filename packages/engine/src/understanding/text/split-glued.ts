import type { QuestionWord } from './words.ts'

const shortestGlued = 7
const shortestPart = 4

/** The two words a word was run together from ("salesby", "byregion"), or the word itself; `find` knows a word's key and whether it names data. */
export function splitGlued(
  word: QuestionWord,
  find: (part: string) => { readonly key: string; readonly data: boolean } | null,
): readonly QuestionWord[] {
  const { normal, text } = word
  if (normal.length < shortestGlued || normal.length !== text.length || !/^[a-z]+$/.test(normal)) return [word]
  for (let at = normal.length - 2; at >= 2; at -= 1) {
    const left = find(normal.slice(0, at))
    const right = left && find(normal.slice(at))
    if (!left || !right) continue
    const named = (left.data && at >= shortestPart) || (right.data && normal.length - at >= shortestPart)
    if (!named) continue
    const middle = word.start + at
    return [
      { ...word, text: text.slice(0, at), normal: normal.slice(0, at), stem: left.key, end: middle },
      { ...word, text: text.slice(at), normal: normal.slice(at), stem: right.key, start: middle, gap: 'space' },
    ]
  }
  return [word]
}
