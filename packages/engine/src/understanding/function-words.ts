import type { Message } from './message.ts'
import type { FunctionWordUse } from './phrases/schema.ts'

/** Whether the word at an index is one that the taxonomy lists for a use; there is none before the first and behind the last. */
export function isFunctionWord({ words, lexicon }: Message, index: number, use: FunctionWordUse): boolean {
  const word = words[index]
  return word !== undefined && lexicon.grammar['function-words'][use].includes(word.normal)
}
