import type { NarrativePhrase, Sentence } from './types.ts'

/** A piece of a marked text: `[F2]` stands for a figure, `[N1]` for a name, `[D3]` for a direction. */
export type MarkedItem =
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'punctuation'; readonly text: string }

export interface MarkedText {
  /** Templates and marks: no figure, no name, nothing of anybody's data. */
  readonly text: string
  /** What each mark stands for. */
  readonly phrases: ReadonlyMap<string, NarrativePhrase>
}

const letters = { value: 'F', label: 'N', direction: 'D' } as const

/** The sentences with a mark in place of everything that does not come from a template. */
export function markedText(sentences: readonly Sentence[]): MarkedText {
  const phrases = new Map<string, NarrativePhrase>()
  const mark = (phrase: NarrativePhrase) => {
    if (phrase.kind === 'text') return phrase.text
    const name = `[${letters[phrase.kind]}${phrases.size + 1}]`
    phrases.set(name, phrase)
    return name
  }
  return { text: sentences.map((sentence) => sentence.map(mark).join('')).join(' '), phrases }
}

/** The pieces of a marked text on one line; null when there is anything but marks, words and plain punctuation in it. */
export function readMarkedText(text: string): MarkedItem[] | null {
  const items: MarkedItem[] = []
  const piece = /(?<mark>\[[FND]\d+\])|(?<word>\p{L}+)|(?<punctuation>[.,;:()])| +/uy
  while (piece.lastIndex < text.length) {
    const groups = piece.exec(text)?.groups
    if (groups === undefined) return null
    for (const kind of ['mark', 'word', 'punctuation'] as const) {
      const found = groups[kind]
      if (found !== undefined) items.push({ kind, text: found })
    }
  }
  return items
}

/** The items by sentence; each ends with a full stop, but perhaps the last. */
export function sentencesOfItems(items: readonly MarkedItem[]): MarkedItem[][] {
  const sentences: MarkedItem[][] = [[]]
  for (const item of items) {
    sentences.at(-1)?.push(item)
    if (item.text === '.') sentences.push([])
  }
  return sentences.filter((sentence) => sentence.length > 0)
}

/** The items as phrases again, spaced and capitalized as sentences are. */
export function phrasesOfItems(items: readonly MarkedItem[], phrases: MarkedText['phrases']): NarrativePhrase[] {
  return items.flatMap((item, index): NarrativePhrase[] => {
    const before = items[index - 1]?.text
    const space = before === undefined || before === '(' || /^[.,;:)]$/.test(item.text) ? '' : ' '
    const phrase = phrases.get(item.text)
    if (phrase) return space === '' ? [phrase] : [{ kind: 'text', text: space }, phrase]
    const text = index === 0 ? item.text.charAt(0).toUpperCase() + item.text.slice(1) : item.text
    return [{ kind: 'text', text: space + text }]
  })
}
