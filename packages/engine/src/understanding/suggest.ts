import type { Interpretation } from '@salestalk/protocol'
import type { Lexicon } from './lexicon/index.ts'
import { editDistance } from './text/distance.ts'

const most = 3

// The drafts of one question, and its follow-ups, ask about the same few unknown words again and again.
const remembered = new WeakMap<Lexicon, Map<string, readonly string[]>>()
const mostRemembered = 1000

/** Up to three names of metrics, dimensions or members close in spelling to a word nobody knows. */
export function nearestNames(lexicon: Lexicon, word: string): string[] {
  if (word.length < 4) return []
  const known = remembered.get(lexicon) ?? new Map<string, readonly string[]>()
  remembered.set(lexicon, known)
  const names = known.get(word) ?? findNearest(lexicon, word)
  if (known.size >= mostRemembered) known.clear()
  known.set(word, names)
  return [...names]
}

function findNearest(lexicon: Lexicon, word: string): string[] {
  const limit = word.length <= 5 ? 2 : 3
  const scored: { name: string; distance: number }[] = []
  const consider = (name: string): void => {
    if (Math.abs(name.length - word.length) > limit) return
    const distance = editDistance(word, name.toLowerCase(), limit)
    if (distance <= limit && distance < word.length / 2) scored.push({ name, distance })
  }
  for (const metric of lexicon.metrics.values()) consider(metric.label)
  for (const dimension of lexicon.dimensions) consider(dimension.label)
  const { values } = lexicon.members
  // Names beyond this many are too many to compare one by one for a mere hint.
  for (let index = 0; index < values.length && index < 3000; index += 1) consider(values[index] ?? '')
  scored.sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
  return [...new Set(scored.map((entry) => entry.name))].slice(0, most)
}

/** Questions this company's data can answer, near to what was asked. */
export function answerableQuestions(
  lexicon: Lexicon,
  interpretation: Pick<Interpretation, 'metrics' | 'breakdown'>,
): string[] {
  const metrics = [...lexicon.metrics.values()].sort((left, right) => right.importance - left.importance)
  const asked = interpretation.metrics.flatMap((slot) => lexicon.metrics.get(slot.id) ?? [])
  const main = asked[0] ?? metrics[0]
  if (!main) return []
  const dimension = lexicon.dimensions.find(
    (candidate) => !candidate.calendar && (candidate.datasets & (1 << main.dataset)) !== 0,
  )
  const questions = [`What is our ${lower(main.label)}?`]
  if (dimension) questions.push(`${main.label} by ${lower(dimension.label)}`)
  questions.push(`${main.label} by month`)
  return questions
}

/** Lower case unless it is an abbreviation: "gross margin", "MRR". */
export function lower(label: string): string {
  return label.replace(/\p{L}+/gu, (word) =>
    word === word.toUpperCase() && word.length > 1 ? word : word.toLowerCase(),
  )
}
