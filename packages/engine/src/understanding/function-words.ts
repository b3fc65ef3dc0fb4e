import type { Message } from './message.ts'
import type { FunctionWordUse } from './phrases/function-words-schema.ts'

/** Whether the word at an index is one that the taxonomy lists for a use; there is none before the first and behind the last. */
export function isFunctionWord({ words, lexicon }: Message, index: number, use: FunctionWordUse): boolean {
  const word = words[index]
  return word !== undefined && lexicon.grammar['function-words'][use].includes(word.normal)
}

/** Whether one of the words from an index to before another is listed for a use. */
export function hasFunctionWord({ words, lexicon }: Message, from: number, to: number, use: FunctionWordUse): boolean {
  const listed = lexicon.grammar['function-words'][use]
  return words.slice(Math.max(0, from), to).some(({ normal }) => listed.includes(normal))
}
