import { type Header, squash } from './header.ts'

/** How a header matched a name: 3 as written, 2 with abbreviations or fillers resolved, 1 by its last words. */
export interface NameMatch<Target> {
  readonly target: Target
  readonly quality: 1 | 2 | 3
  /** Place of the name in its target's list: earlier names are meant more often. */
  readonly order: number
}

interface Entry<Target> {
  readonly target: Target
  readonly order: number
}

/** Names of the vocabulary by what they mean; spacing, case and punctuation do not matter. */
export class NameIndex<Target> {
  private readonly entries = new Map<string, Entry<Target>>()

  /** The first meaning given to a name stays. */
  add(target: Target, names: readonly string[]): this {
    for (const [order, name] of names.entries()) {
      const key = squash(name)
      if (!this.entries.has(key)) this.entries.set(key, { target, order })
    }
    return this
  }

  /** Matches a whole header; with `tails`, also by the longest ending for which it is true. */
  match(header: Header, tails: (ending: string) => boolean = () => false): NameMatch<Target> | null {
    for (const [index, form] of header.forms.entries()) {
      const entry = this.entries.get(squash(form))
      if (entry) return { ...entry, quality: index === 0 ? 3 : 2 }
    }
    // "Country of student" is a country and no student.
    if (header.head !== null) {
      const entry = tails(header.head) ? this.entries.get(squash(header.head)) : undefined
      return entry ? { ...entry, quality: 1 } : null
    }
    for (let start = 1; start < header.words.length; start++) {
      const ending = header.words.slice(start).join(' ')
      const entry = tails(ending) ? this.entries.get(squash(ending)) : undefined
      if (entry) return { ...entry, quality: 1 }
    }
    return null
  }
}

/** Whether one of the names is the header or its ending. */
export function endsIn(header: Header, names: readonly string[]): boolean {
  const known = new Set(names.map(squash))
  if (header.forms.some((form) => known.has(squash(form)))) return true
  return header.words.some((_, start) => known.has(squash(header.words.slice(start).join(' '))))
}

/** Whether a word, or a run of words, of the header is one of the names. */
export function hasWord(header: Header, names: readonly string[]): boolean {
  const text = ` ${header.words.join(' ')} `
  return names.some((name) => text.includes(` ${name} `))
}
