import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { isProperSlip } from '../text/slips.ts'
import { nameKeys } from '../text/words.ts'

/** Words [from, to) that are the name of a member but for one word of it. */
export interface SlippedName {
  readonly from: number
  readonly to: number
  readonly member: number
}

const shortest = 4
const mostLooked = 40
const longestName = 5

/**
 * Names of several words of which one is misspelled into another word of plain speech ("press breaks", "untied motors"): the other words
 * tell which name is meant, and what is put right has the same letters in another order, or one too many or too few.
 */
export function slippedNames(message: Message): SlippedName[] {
  const { words, lexicon } = message
  const { names } = lexicon.members
  const found: SlippedName[] = []
  words.forEach((word, index) => {
    if (word.normal.length < shortest || lexicon.phrases.has(word.stem)) return
    const members = names.havingWord(names.find(word.stem))
    if (members.length > mostLooked) return
    for (const member of members) {
      const keys = nameKeys(lexicon.members.values[member] ?? '', lexicon.grammar.equivalents)
      const from = index - keys.indexOf(word.stem)
      if (from < 0 || keys.length > longestName || !isButForOne(message, from, keys)) continue
      if (!found.some((other) => other.from === from && other.member === member))
        found.push({ from, to: from + keys.length, member })
    }
  })
  return found
}

function isButForOne(message: Message, from: number, keys: readonly string[]): boolean {
  const { words } = message
  let slips = 0
  for (const [offset, key] of keys.entries()) {
    const word = words[from + offset]
    if (!word || (offset > 0 && word.gap !== 'space' && word.gap !== 'hyphen')) return false
    if (word.stem === key) continue
    if (!mayBeSlip(message, from + offset) || !isProperSlip(word.stem, key)) return false
    slips += 1
  }
  return slips === 1
}

function mayBeSlip(message: Message, index: number): boolean {
  const { words, lexicon } = message
  const word = words[index]
  if (!word || word.stem.length < shortest || !/^[a-z]+$/.test(word.normal)) return false
  if (lexicon.timeVocabulary.has(word.stem) || isFunctionWord(message, index, 'before_name')) return false
  return (lexicon.phrases.get(word.stem) ?? []).every(
    (meaning) =>
      meaning.kind !== 'metric' &&
      meaning.kind !== 'dimension' &&
      !(meaning.kind === 'ignorable' && meaning.group === 'function'),
  )
}
