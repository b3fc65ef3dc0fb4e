import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Meaning } from '../lexicon/types.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

/** "us" where it says nothing of what is asked. */
export function recognizePronouns(message: Message): Candidate[] {
  return [...message.words.keys()].flatMap((index) =>
    isOurselves(message, index)
      ? [
          {
            from: index,
            to: index + 1,
            meaning: { kind: 'ignorable', group: 'function' },
            cost: costs.ignorable,
            rule: 'ignore-function',
            typos: 0,
          },
        ]
      : [],
  )
}

/** "customers who came to us", "which shop beats us": those who ask, where "sales in us" are those of a country. */
export function isOurselves(message: Message, index: number): boolean {
  const { words } = message
  const word = words[index]
  if (index === 0 || !isFunctionWord(message, index, 'pronoun') || word?.text !== word?.normal) return false
  const following = meaningsAt(message, index + 1)
  if (isFunctionWord(message, index - 1, 'aiming')) return !following.some(isNoun)
  const before = meaningsAt(message, isFunctionWord(message, index - 1, 'before_pronoun') ? index - 2 : index - 1)
  return before.some(isVerb) && !before.some(isNoun)
}

function meaningsAt({ words, lexicon }: Message, index: number): readonly Meaning[] {
  return lexicon.phrases.get(words[index]?.stem ?? '') ?? []
}

function isVerb(meaning: Meaning): boolean {
  if (meaning.kind === 'cue') return meaning.cue === 'gt' || meaning.cue === 'versus'
  return (meaning.kind === 'implied' && meaning.verb) || (meaning.kind === 'ignorable' && meaning.group === 'verbs')
}

function isNoun({ kind }: Meaning): boolean {
  return kind === 'metric' || kind === 'record' || kind === 'dimension'
}
