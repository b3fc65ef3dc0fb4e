import type { Message } from '../message.ts'

/** Whether a message is written in a language other than English: another script, or another language's function words. */
export function isForeign(message: Message): boolean {
  const { words, lexicon, question } = message
  const letters = question.text.match(/\p{L}/gu)?.length ?? 0
  const latin = question.text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters >= 4 && latin * 2 < letters && !namesMembers(message)) return true
  const unknown = words.filter(
    (word) => !lexicon.phrases.has(word.stem) && lexicon.members.names.find(word.stem) < 0,
  ).length
  if (unknown === 0) return false
  return Object.values(lexicon.grammar.languages).some((list) => {
    const known = new Set(list)
    const foreign = words.filter((word) => known.has(word.normal) && !isEnglish(message, word.normal)).length
    return foreign >= 2 && foreign * 3 >= words.length
  })
}

function namesMembers(message: Message): boolean {
  return message.words.some((word) => message.lexicon.members.names.find(word.stem) >= 0)
}

/** Short words many languages share with English ("die", "war", "me") say nothing by themselves. */
function isEnglish(message: Message, word: string): boolean {
  const meanings = message.lexicon.phrases.get(word) ?? []
  return meanings.some((meaning) => meaning.kind === 'ignorable' || meaning.kind === 'cue')
}
