import type { Candidate } from '../candidate.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import { recognizeTime, type TimeMatch } from '../time/index.ts'
import { isWindow } from './construction-guards.ts'
import { costs } from './costs.ts'

/** Finds time expressions, with misspelled time words ("quater") put right first. */
export function recognizeTimes(message: Message): Candidate[] {
  const { text, starts, ends, typos, keys, ordinary } = correctedText(message)
  const found: Candidate[] = []
  const matches = recognizeTime(text, message.calendar, message.lexicon.timeWords)
  for (const match of [...matches, ...behindNames(message, text, starts, ends, matches)]) {
    const from = ends.findIndex((end) => end > match.start)
    let to = starts.findIndex((start) => start >= match.end)
    if (to < 0) to = starts.length
    if (from < 0 || to <= from) continue
    if (isWindow(message, from, to)) continue
    // "thus month" is this month; "moths" alone are moths.
    if (to - from === 1 && ordinary[from]) continue
    const edits = typos.slice(from, to).reduce((sum, count) => sum + count, 0)
    found.push({
      from,
      to,
      meaning: { kind: 'time', match },
      cost: costs.time + edits * costs.typo,
      rule: `time-${match.rule}`,
      typos: edits,
      ...(edits > 0 ? { spelling: keys.slice(from, to) } : {}),
    })
  }
  return found
}

/** The June of "fell through in June", where "through" may as well end the name of a member. */
function behindNames(
  message: Message,
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  matches: readonly TimeMatch[],
): TimeMatch[] {
  return matches.flatMap((match) => {
    const from = starts.indexOf(match.start)
    const [before, first] = [message.words[from - 1], message.words[from]]
    const end = ends[from] ?? 0
    if (!before || !first || first.gap !== 'space' || match.end <= end) return []
    if (membersNamed(message.lexicon.members, `${before.stem} ${first.stem}`).length === 0) return []
    const rest = `${' '.repeat(end)}${text.slice(end)}`
    return recognizeTime(rest, message.calendar, message.lexicon.timeWords).filter((other) => other.end <= match.end)
  })
}

function correctedText(message: Message): {
  text: string
  starts: number[]
  ends: number[]
  typos: number[]
  keys: string[]
  ordinary: boolean[]
} {
  const keys: string[] = []
  const ordinary: boolean[] = []
  const { question, words, forms, lexicon } = message
  const starts: number[] = []
  const ends: number[] = []
  const typos: number[] = []
  let text = ''
  let copied = 0
  words.forEach((word, index) => {
    text += question.text.slice(copied, word.start)
    const isTimeWord = lexicon.timeWords.words.has(word.normal)
    const meant = isTimeWord
      ? undefined
      : (forms[index] ?? []).find((form) => form.edits > 0 && lexicon.timeVocabulary.has(form.key))
    starts.push(text.length)
    text += meant ? meant.key : word.text
    ends.push(text.length)
    typos.push(meant?.edits ?? 0)
    ordinary.push(meant?.ordinary ?? false)
    keys.push(meant?.key ?? word.stem)
    copied = word.end
  })
  return { text: text + question.text.slice(copied), starts, ends, typos, keys, ordinary }
}
