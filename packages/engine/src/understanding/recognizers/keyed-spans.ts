import type { Message } from '../message.ts'

/** Words [from, to) read as a key of the vocabulary, with the typos that took. */
export interface KeyedSpan {
  readonly from: number
  readonly to: number
  readonly key: string
  readonly edits: number
  /** Rests on an ordinary word being a misspelling. */
  readonly ordinary: boolean
}

/** All keys that words from `from` on can spell, shortest first, up to `longest` words; never across a clause end. */
export function spansFrom(message: Message, from: number, longest: number): KeyedSpan[] {
  const spans: KeyedSpan[] = []
  let keys: Omit<KeyedSpan, 'from' | 'to'>[] = [{ key: '', edits: 0, ordinary: false }]
  for (let to = from; to < message.words.length && to - from < longest; to += 1) {
    const gap = message.words[to]?.gap
    if (to > from && (gap === 'stop' || gap === 'dash')) break
    const forms = message.forms[to] ?? []
    const extended: typeof keys = []
    for (const { key, edits, ordinary } of keys) {
      for (const form of forms) {
        if (extended.length >= 8) break
        extended.push({
          key: key === '' ? form.key : `${key} ${form.key}`,
          edits: edits + form.edits,
          ordinary: ordinary || form.ordinary === true,
        })
      }
    }
    keys = extended
    // "tie" alone is a tie; "delivery tie" is a delivery time.
    for (const span of keys) if (!span.ordinary || to > from) spans.push({ from, to: to + 1, ...span })
  }
  return spans
}
