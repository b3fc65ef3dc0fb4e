import type { PhraseFiles } from '../phrases/schema.ts'
import { foldWord, nameKeys, nameWords, wordKey } from '../text/words.ts'
import type { NameTable } from './name-table.ts'

const umlauts = /[äöüåø]/gu
const plain = /^[a-z0-9]*$/

/** How ä, ö and ü are written where a keyboard has none; null for words without them. */
export function writtenOut(word: string): string | null {
  const lower = word.toLowerCase().normalize('NFC')
  const written = lower.replace(umlauts, (letter) =>
    letter === 'ü' ? 'ue' : letter === 'å' ? 'aa' : letter === 'ä' ? 'ae' : 'oe',
  )
  return written === lower ? null : written
}

/** "St" is a saint and a street: all the ways each word of names is written. */
function spellingGroups(
  spellings: PhraseFiles['name-words']['spellings'],
  equivalents: PhraseFiles['equivalents'],
): Map<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const spelling of spellings) {
    const keys = spelling.flatMap((word) => nameKeys(word, equivalents))
    for (const key of keys) groups.set(key, [...(groups.get(key) ?? []), ...keys.filter((other) => other !== key)])
  }
  return groups
}

/** Numbers the words of names as the table does, each distinct spelling folded only once. */
export class NameReader {
  private readonly numbers = new Map<string, number>()
  private readonly table: NameTable
  private readonly equivalents: PhraseFiles['equivalents']

  constructor(table: NameTable, { equivalents, 'name-words': { spellings } }: PhraseFiles) {
    this.table = table
    this.equivalents = equivalents
    table.varyBy(spellingGroups(spellings, equivalents))
  }

  /** The words of a name of the data, all of which become known. */
  read(name: string): number[] {
    const words: number[] = []
    for (const word of nameWords(name)) {
      const number = this.numbers.get(word) ?? this.add(word)
      if (number >= 0) words.push(number)
    }
    return words
  }

  private add(word: string): number {
    const key = this.keyOf(word)
    const number = key === '' ? -1 : this.table.number(key)
    this.numbers.set(word, number)
    if (number < 0) return number
    const written = plain.test(word) ? null : writtenOut(word)
    if (written !== null) this.table.spell(this.keyOf(written), number)
    return number
  }

  private keyOf(word: string): string {
    return wordKey(plain.test(word) ? word : foldWord(word), this.equivalents)
  }
}
