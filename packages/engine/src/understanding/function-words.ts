import type { Message } from './message.ts'
import type { FunctionWordUse } from './phrases/function-words-schema.ts'

/** Whether the word at an index is one that the taxonomy lists for a use; there is none before the first and behind the last. */
export function isFunctionWord({ uses }: Message, index: number, use: FunctionWordUse): boolean {
  return uses[index]?.has(use) === true
}

/** Whether one of the words from an index to before another is listed for a use. */
export function hasFunctionWord(message: Message, from: number, to: number, use: FunctionWordUse): boolean {
  for (let index = Math.max(0, from); index < to; index += 1) if (isFunctionWord(message, index, use)) return true
  return false
}
