import type { Lexicon } from './lexicon/index.ts'
import type { FunctionWordUse } from './phrases/function-words-schema.ts'
import type { QuestionWord } from './text/words.ts'

/** What the taxonomy lists each word for: looked up once, since recognizers and refiners ask for it thousands of times. */
export type WordUses = readonly (ReadonlySet<FunctionWordUse> | undefined)[]

export function usesOf(words: readonly QuestionWord[], { functionWords }: Lexicon): WordUses {
  return words.map(({ normal }) => functionWords.get(normal))
}
