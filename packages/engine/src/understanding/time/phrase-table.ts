import type { Token } from './tokens.ts'
import { tokenize } from './tokens.ts'

interface Node<T> {
  readonly next: Map<string, Node<T>>
  value: T | null
}

export interface PhraseFound<T> {
  readonly value: T
  /** Index of the first token after the phrase. */
  readonly end: number
}

/** Phrases of one or more words, found longest first from a token position. */
export interface PhraseTable<T> {
  readonly root: Node<T>
}

/** Builds a table from [phrase, value] pairs; "valentine's" is also found as "valentines". */
export function phraseTable<T>(entries: Iterable<readonly [string, T]>): PhraseTable<T> {
  const root: Node<T> = { next: new Map(), value: null }
  for (const [phrase, value] of entries) {
    insert(root, phrase, value)
    if (phrase.includes("'")) insert(root, phrase.replaceAll("'", ''), value)
  }
  return { root }
}

function insert<T>(root: Node<T>, phrase: string, value: T): void {
  let node = root
  const tokens = tokenize(phrase)
  for (const token of tokens) {
    if (tokens.length > 1 && (token.text === "'" || token.text === '-')) continue
    let next = node.next.get(token.text)
    if (next === undefined) {
      next = { next: new Map(), value: null }
      node.next.set(token.text, next)
    }
    node = next
  }
  node.value = value
}

/** The longest phrase that begins at the token; apostrophes and hyphens inside it do not matter. */
export function findPhrase<T>(
  table: PhraseTable<T>,
  tokens: readonly Token[],
  position: number,
): PhraseFound<T> | null {
  let node = table.root
  let found: PhraseFound<T> | null = null
  for (let index = position; index < tokens.length; index += 1) {
    const token = tokens[index]
    if (token === undefined) break
    if (index > position && token.glued && (token.text === "'" || token.text === '-')) continue
    const next = node.next.get(token.text)
    if (next === undefined) break
    node = next
    if (node.value !== null) found = { value: node.value, end: index + 1 }
  }
  return found
}

/** The first words of all phrases. */
export function firstWords<T>(table: PhraseTable<T>): Iterable<string> {
  return table.root.next.keys()
}

/** True when some phrase of the table ends right before the token. */
export function phraseEndsAt<T>(table: PhraseTable<T>, tokens: readonly Token[], position: number): boolean {
  for (let start = position - 1; start >= 0 && start >= position - 4; start -= 1) {
    if (findPhrase(table, tokens, start)?.end === position) return true
  }
  return false
}
