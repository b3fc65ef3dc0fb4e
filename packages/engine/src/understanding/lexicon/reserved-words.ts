import type { PhraseFiles } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { hasMeaning, type PhraseTable } from './phrase-table.ts'

/** Verbs and function words never name a metric by themselves, whatever a synonym list says: they only imply one. */
export function reservedWords(grammar: PhraseFiles, table: PhraseTable, withVerbs = true): Set<string> {
  const { ignorables } = grammar
  const phrases = [
    ...Object.values(ignorables).flat(),
    ...(withVerbs ? grammar['implied-metrics'].phrases.flatMap((implied) => implied.phrases) : []),
    ...Object.values(grammar.cues).flat(),
  ]
  return new Set(phrases.flatMap((phrase) => [phrase, nameKeys(phrase, table.equivalents).join(' ')]))
}

export function isReserved(table: PhraseTable, name: string, reserved: ReadonlySet<string>): boolean {
  // Where the company's rows are returns, "returns" is a noun, whatever "return" may be elsewhere.
  if (!reserved.has(keyOf(table, name)) || hasMeaning(table, name, 'record')) return false
  return !(isPluralNoun(name) && !reserved.has(name))
}

/** "returns" are things where "return" is what people do: only the plural names them. */
export function isPluralNoun(name: string): boolean {
  return /^[a-z]{4,}s$/.test(name) && !/(?:ss|us|is)$/.test(name)
}

export function keyOf(table: PhraseTable, name: string): string {
  return nameKeys(name, table.equivalents).join(' ')
}
