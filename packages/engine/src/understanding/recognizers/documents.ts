import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { passedOver } from './passed-over.ts'

/** "how many invoices did we write", "the most quotes we cut": how a document comes about says nothing more of it, where the company counts it. */
export function recognizeDocuments(message: Message): Candidate[] {
  const { words, lexicon } = message
  const written = words.some(({ stem }) => {
    if (!lexicon.grammar['function-words'].document.includes(stem)) return false
    const meanings = lexicon.phrases.get(stem) ?? []
    return meanings.some(({ kind }) => kind === 'metric' || kind === 'record' || kind === 'dimension')
  })
  if (!written) return []
  return [...words.keys()].flatMap((from) =>
    isFunctionWord(message, from, 'drawing_up') && from > 0 && !isDoneToMeasure(message, from)
      ? passedOver(from, from + 1)
      : [],
  )
}

/** "invoices that cut revenue": what is cut is a measure, and no document. */
function isDoneToMeasure(message: Message, from: number): boolean {
  const { words, lexicon } = message
  const { function: fillers } = lexicon.grammar.ignorables
  const object = words.slice(from + 1).find(({ normal }) => !fillers.includes(normal))
  if (!object || lexicon.grammar['function-words'].document.includes(object.stem)) return false
  return (lexicon.phrases.get(object.stem) ?? []).some(({ kind }) => kind === 'metric' || kind === 'implied')
}
