import type { Cover } from './decode.ts'
import type { Told } from './locales/index.ts'
import type { MendedWord, Message, WordForm } from './message.ts'

/** A message with its misspelled words put right. */
export interface Mended extends Told {
  readonly words: readonly MendedWord[]
}

/** The message as the cheapest cover spells it: read anew, every rule sees the words that were meant. Null where no word of it is misspelled. */
export function mendSpelling(message: Message, cover: Cover | undefined): Mended | null {
  const meant = new Map<number, string>()
  for (const { from, spelling, meaning } of cover?.candidates ?? []) {
    const unit = meaning.kind === 'unknown' ? message.forms[from]?.find((form) => isQuantity(message, form)) : undefined
    if (unit) meant.set(from, unit.written)
    spelling?.forEach((key, offset) => {
      const form = message.forms[from + offset]?.find((other) => other.key === key && other.edits > 0)
      if (form) meant.set(from + offset, form.written)
    })
  }
  return meant.size === 0 ? null : respelled(message, meant)
}

/** The message with some of its words, by their position, spelled otherwise. */
export function respelled({ question, words }: Message, meant: ReadonlyMap<number, string>): Mended {
  const segments: Told['segments'][number][] = []
  const mended: MendedWord[] = []
  let text = ''
  let from = 0
  const take = (to: number, other: string | null): void => {
    if (to === from) return
    const written = other ?? question.text.slice(from, to)
    segments.push({ from, to, start: text.length, end: text.length + written.length, verbatim: other === null })
    text += written
    from = to
  }
  for (const [index, written] of [...meant].sort(([left], [right]) => left - right)) {
    const word = words[index]
    if (!word) continue
    take(word.start, null)
    const start = text.length
    take(word.end, inCaseOf(written, word.text))
    mended.push({ start, end: text.length, typed: word.text })
  }
  take(question.text.length, null)
  const tokens = words.map((word) => ({ text: word.text, start: word.start, end: word.end, kind: 'word' as const }))
  return { text, segments, tokens, words: mended }
}

function inCaseOf(written: string, typed: string): string {
  if (typed.length > 1 && typed === typed.toUpperCase()) return written.toUpperCase()
  return /^\p{Lu}/u.test(typed) ? written.charAt(0).toUpperCase() + written.slice(1) : written
}

/** Numbers and their units are read from the words themselves, so no candidate spells them. */
function isQuantity({ lexicon }: Message, { written, edits }: WordForm): boolean {
  const { currencies, multipliers, numbers, ordinals } = lexicon.grammar.quantities
  return edits === 1 && [currencies, multipliers, numbers, ordinals].some((words) => Object.hasOwn(words, written))
}
