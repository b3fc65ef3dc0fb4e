import type { Interpretation } from '@salestalk/protocol'
import type { Lexicon } from './lexicon/index.ts'
import type { LexiconDimension, LexiconMetric } from './lexicon/types.ts'
import { editDistance } from './text/distance.ts'
import { nameKeys } from './text/words.ts'

const most = 3

// The drafts of one question, and its follow-ups, ask about the same few unknown words again and again.
const remembered = new WeakMap<Lexicon['members'], Map<string, readonly string[]>>()
const mostRemembered = 1000

/** Up to three names of metrics, dimensions or members close in spelling to a word nobody knows. */
export function nearestNames(lexicon: Lexicon, word: string): string[] {
  if (word.length < 4) return []
  const known = remembered.get(lexicon.members) ?? new Map<string, readonly string[]>()
  remembered.set(lexicon.members, known)
  const names = known.get(word) ?? findNearest(lexicon, word)
  if (known.size >= mostRemembered) known.clear()
  known.set(word, names)
  return [...names]
}

function findNearest(lexicon: Lexicon, word: string): string[] {
  const limit = word.length <= 5 ? 1 : word.length <= 8 ? 2 : 3
  const scored: { name: string; distance: number }[] = []
  const consider = (name: string): void => {
    if (Math.abs(name.length - word.length) > limit) return
    const distance = editDistance(word, name.toLowerCase(), limit)
    if (distance <= limit && distance < word.length / 2) scored.push({ name, distance })
  }
  for (const metric of lexicon.metrics.values()) consider(metric.label)
  for (const dimension of lexicon.dimensions) consider(dimension.label)
  const { values, dimensionOf, coded } = lexicon.members
  // Names beyond this many are too many to compare one by one for a mere hint.
  let left = 3000
  for (let index = 0; index < values.length && left > 0; index += 1) {
    if (coded.has(dimensionOf[index] ?? 0)) continue
    consider(values[index] ?? '')
    left -= 1
  }
  scored.sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
  return [...new Set(scored.map((entry) => entry.name))].slice(0, most)
}

/** Questions this company's data can most likely answer, near to what was asked; `keepAnswerable` tells which it can. */
export function answerableQuestions(
  lexicon: Lexicon,
  interpretation: Pick<Interpretation, 'metrics' | 'breakdown'>,
): string[] {
  const metrics = [...lexicon.metrics.values()].sort((left, right) => right.importance - left.importance)
  const asked = interpretation.metrics.flatMap((slot) => lexicon.metrics.get(slot.id) ?? [])
  const main = asked[0] ?? metrics[0]
  if (!main) return []
  const name = plainName(main, lexicon)
  const year = lastYear(main, lexicon)
  const [first, second] = groupableDimensions(lexicon, main).map((dimension) => `${name} by ${lower(dimension.label)}`)
  const dated = year === null ? [name] : [`${name} by month`, `${name} in ${year}`]
  return [first, ...dated, second].flatMap((question) => question ?? [])
}

/** The label without the dataset it was told apart by, where it alone still names the measure. */
function plainName(metric: LexiconMetric, lexicon: Lexicon): string {
  const bare = metric.label.replace(/ \(.*\)$/u, '')
  const key = nameKeys(bare, lexicon.grammar.equivalents).join(' ')
  const named = lexicon.phrases.get(key)?.some((meaning) => meaning.kind === 'metric' && meaning.metric === metric.id)
  return named ? bare : metric.label
}

function lastYear(metric: LexiconMetric, lexicon: Lexicon): string | null {
  const column = metric.definition.timeColumn
  const span = column === null ? undefined : lexicon.datasets[metric.dataset]?.timeSpans[column]
  return span ? span.end.slice(0, 4) : null
}

const mostGroups = 60
const handyGroups = 12

// Every reading that cannot be answered offers them, and they are the same for all questions about a measure.
const splitsKnown = new WeakMap<Lexicon['members'], Map<LexiconMetric, readonly LexiconDimension[]>>()

/** The dimensions a measure is best split by: of a handful of members, and of a kind every company knows, come first. */
export function groupableDimensions(lexicon: Lexicon, metric: LexiconMetric): readonly LexiconDimension[] {
  const known = splitsKnown.get(lexicon.members) ?? new Map<LexiconMetric, readonly LexiconDimension[]>()
  splitsKnown.set(lexicon.members, known)
  const splits = known.get(metric) ?? findSplits(lexicon, metric)
  known.set(metric, splits)
  return splits
}

function findSplits(lexicon: Lexicon, metric: LexiconMetric): LexiconDimension[] {
  const { splits } = lexicon.grammar.suggestions
  const usual = new Map(splits.map((id, index) => [id, index / splits.length]))
  const identifiers = new Set(
    lexicon.datasets.flatMap(({ model }) => {
      const columns = new Set(model.columns.filter(({ role }) => role === 'identifier').map(({ key }) => key))
      return model.dimensions.filter(({ column }) => columns.has(column)).map(({ id }) => id)
    }),
  )
  const scored = lexicon.dimensions.flatMap((dimension, position) => {
    const members = lexicon.members.counts[position] ?? 0
    if (dimension.calendar || identifiers.has(dimension.id) || lexicon.members.coded.has(position)) return []
    if (members < 2 || members > mostGroups) return []
    if ((dimension.datasets & (1 << metric.dataset)) === 0) return []
    return [{ dimension, score: (usual.get(dimension.id) ?? 2) + (members <= handyGroups ? 0 : 1) }]
  })
  return scored.sort((left, right) => left.score - right.score).map(({ dimension }) => dimension)
}

const longestRepaired = 200

/** The question with the word at a span put right, so that it can be asked again as it stands. */
export function repairedQuestions(text: string, span: readonly [number, number], names: readonly string[]): string[] {
  if (text.length > longestRepaired) return []
  return names.map((name) => `${text.slice(0, span[0])}${name}${text.slice(span[1])}`)
}

/** The question without the words of a span and those that only lead to them ("in", "by"), where something is left of it. */
export function withoutWords(lexicon: Lexicon, text: string, span: readonly [number, number]): string[] {
  if (text.length > longestRepaired) return []
  const before = withoutLeading(text.slice(0, span[0]), lexicon.grammar['function-words'].before_removed)
  const left = `${before} ${text.slice(span[1])}`
    .replace(/\s+/gu, ' ')
    .replace(/\s+([?.!,])/gu, '$1')
    .trim()
  return /^[\p{L}\d]/u.test(left) && /\p{L}/u.test(left) ? [left] : []
}

function withoutLeading(text: string, leading: readonly string[]): string {
  const bare = text.replace(/[,\s]+$/u, '')
  const word = /\w+$/u.exec(bare)?.[0] ?? ''
  const leads = leading.includes(word.toLowerCase()) && /\s/u.test(text.charAt(bare.length))
  return leads ? withoutLeading(bare.slice(0, -word.length), leading) : bare
}

const mostSuggested = 3

/** Only what would be answered is offered, three questions at most, and never the one that was asked. */
export function keepAnswerable(
  interpretation: Interpretation,
  question: string,
  answers: (question: string) => boolean,
): Interpretation {
  if (interpretation.kind === 'answerable' || interpretation.suggestions.length === 0) return interpretation
  const kept: string[] = []
  for (const suggestion of new Set(interpretation.suggestions)) {
    if (kept.length === mostSuggested) break
    if (suggestion !== question && answers(suggestion)) kept.push(suggestion)
  }
  return { ...interpretation, suggestions: kept }
}

/** Lower case unless it is an abbreviation: "gross margin", "MRR". */
export function lower(label: string): string {
  return label.replace(/\p{L}+/gu, (word) =>
    word === word.toUpperCase() && word.length > 1 ? word : word.toLowerCase(),
  )
}
