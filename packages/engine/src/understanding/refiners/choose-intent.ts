import type { Intent } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'
import type { RankRequest } from './link-rank.ts'
import { bindComparisonCues, comparisonOf, isCompared } from './link-time.ts'

/** Decides what the user wants from what the question holds; earlier rules are the more specific ones. */
export function chooseIntent(draft: Draft, rank: RankRequest | null): void {
  draft.intent = intentOf(draft, rank)
  fire(draft, `intent-${draft.intent}`)
  bindIntentCues(draft)
  if (draft.intent === 'compare') bindComparatives(draft)
  if (draft.intent === 'correlation' || draft.intent === 'why') bindDirections(draft, draft.intent)
  checkGradedPair(draft)
  bindComparisonCues(draft)
}

/**
 * "does a longer cycle hurt the win rate", "why are we losing more deals": which way a measure goes is part of asking whether it goes with
 * another, or why it goes there.
 */
function bindDirections(draft: Draft, intent: 'correlation' | 'why'): void {
  for (const item of draft.items) {
    const after = isCue(item, 'comparative') && item.role === null ? neighbor(draft, item, 1) : undefined
    const before = intent === 'why' && isCue(item, 'comparative') ? draft.items[item.index - 1] : undefined
    // "why did customers buy less": behind the verb that says what is measured.
    if (after?.role === 'metric' || (before?.role === 'metric' && item.role === null)) bind(item, 'intent', intent)
  }
}

/** "do guests who book further ahead give better ratings": whether one goes with the other, and no change over time. */
function checkGradedPair(draft: Draft): void {
  const changes = draft.comparison !== null && draft.comparison.status !== 'implied'
  if (draft.intent !== 'compare' || changes || draft.periods.length > 0 || draft.cues.has('versus')) return
  const { message, lexicon, items } = draft
  const { comparative } = lexicon.grammar.cues
  const graded = items.filter((item) => {
    const words = message.words.slice(item.from, item.to).map(({ normal }) => normal)
    return isCue(item, 'growth', 'comparative') && words.some((word) => comparative.includes(word))
  })
  if (graded.length < 2 || !isFunctionWord(message, 0, 'asking_deed')) return
  issue(draft, 'unsupported_operation', 'I can tell whether two measures go together, if you name both.', 3)
}

function intentOf(draft: Draft, rank: RankRequest | null): Intent {
  const { cues } = draft
  if (cues.has('why')) return 'why'
  if (cues.has('correlation') && draft.metrics.length >= 2) return 'correlation'
  if (cues.has('target') && (!cues.has('forecast') || isAuxiliary(draft))) return 'target'
  if (cues.has('forecast') && !isPastOnly(draft)) return 'forecast'
  if (cues.has('target')) return 'target'
  if (cues.has('anomaly')) return 'anomaly'
  if (rank) return 'rank'
  if (draft.calculation !== null && draft.calculation.kind !== 'average_per_period') return 'trend'
  const compared = compareIntent(draft)
  if (compared) return compared
  if (isList(draft)) return 'list'
  if (draft.calculation !== null) return draft.groupings.length > 0 ? 'breakdown' : 'what'
  if (cues.has('trend') || draft.grain !== null || isProgressive(draft)) return 'trend'
  if (cues.has('growth')) return growthIntent(draft)
  return draft.groupings.length > 0 ? 'breakdown' : 'what'
}

/** "will we hit our goal": the future is only that of the goal. */
function isAuxiliary(draft: Draft): boolean {
  return draft.items.every(
    (item) => !isCue(item, 'forecast') || hasFunctionWord(draft.message, item.from, item.to, 'future'),
  )
}

/** "expected" or "estimate" beside a period that is over asks for no forecast. */
function isPastOnly(draft: Draft): boolean {
  return draft.time?.end != null && draft.time.end <= draft.context.today && draft.time.status === 'stated'
}

function compareIntent(draft: Draft): Intent | null {
  if (draft.periods.length > 1) {
    draft.comparison = { kind: 'periods', start: null, end: null, label: null, status: 'stated' }
    return 'compare'
  }
  const several = draft.filters.find((filter) => filter.operator === 'in' && filter.values.length > 1)
  if (
    several &&
    (isCompared(draft) ||
      draft.cues.has('comparative') ||
      asksWhichIsMore(draft) ||
      toldApart(draft, several.dimension))
  ) {
    draft.comparison ??= { kind: 'entities', start: null, end: null, label: null, status: 'stated' }
    return 'compare'
  }
  if (draft.comparison) return draft.grain !== null || draft.cues.has('trend') ? 'trend' : 'compare'
  // "compare regions by revenue" sets all members of a dimension side by side.
  if (draft.cues.has('compare') && draft.groupings.length > 0) return 'breakdown'
  return null
}

/** "for EMEA and APAC respectively", "how much came from EMEA and how much from APAC", "split between EMEA and APAC": a figure for each. */
function toldApart(draft: Draft, dimension: string): boolean {
  const members = draft.items.filter(
    ({ meaning, role }) => meaning.kind === 'value' && role === 'value' && meaning.dimension === dimension,
  )
  const [first, last] = [members[0], members.at(-1)]
  if (!first || !last || first === last || draft.groupings.length > 0 || draft.grain !== null) return false
  if (draft.message.words.some((_, index) => isFunctionWord(draft.message, index, 'told_apart'))) return true
  const between = draft.items.slice(first.index + 1, last.index)
  const askedAgain = between.some(
    (item) => isCue(item, 'what', 'how_many') || (item.role === 'metric' && draft.metrics.length === 1),
  )
  const parted =
    isFunctionWord(draft.message, first.from - 1, 'between_parts') &&
    hasFunctionWord(draft.message, 0, first.from, 'dividing')
  return askedAgain || parted
}

/** "EMEA or APAC, which has higher revenue?" */
function asksWhichIsMore(draft: Draft): boolean {
  const asks = draft.cues.has('which') || draft.cues.has('who')
  const graded = draft.cues.has('growth') || draft.cues.has('comparative')
  return graded && draft.periods.length === 0 && (asks || offersChoice(draft))
}

/** "is conversion better on desktop or on mobile": one of the two, and no change over time. */
function offersChoice(draft: Draft): boolean {
  const { comparative } = draft.lexicon.grammar.cues
  const members = draft.items.filter(({ meaning, role }) => meaning.kind === 'value' && role === 'value')
  const graded = draft.items.some(
    (item) => isCue(item, 'growth') && comparative.includes(wordsOf(draft, item).toLowerCase()),
  )
  const [first, last] = [members[0], members.at(-1)]
  if (!first || !last || draft.comparison !== null) return false
  return graded && hasFunctionWord(draft.message, first.to, last.from, 'or')
}

/** "which is bigger, EMEA or APAC": the word only says how the two differ. */
function bindComparatives(draft: Draft): void {
  for (const item of draft.items) if (isCue(item, 'comparative') && item.role === null) bind(item, 'intent', 'compare')
}

/** Records of a dataset, or members of a dimension that satisfy a condition. */
function isList(draft: Draft): boolean {
  // "how many customers spent over 10k" lists those customers: how many there are is part of the answer.
  if (draft.cues.has('how_many')) return draft.asked && draft.having.length > 0
  if (draft.record !== null && draft.metrics.length === 0 && draft.groupings.length === 0) return true
  // "and the growth?" of those that were listed asks how they changed.
  if (draft.inherited > 0 && draft.cues.has('growth') && !draft.asked) return false
  return draft.asked || listsMembers(draft)
}

/** "Furniture products with more than 5 orders": what is grouped by comes before any measure, and a condition follows. */
function listsMembers(draft: Draft): boolean {
  if (draft.having.length === 0) return false
  const conditions = new Set(draft.thresholds.flatMap((threshold) => threshold.items))
  const first = draft.items.find(
    (item) =>
      item.role === 'metric' ||
      conditions.has(item) ||
      isCue(item, 'group') ||
      draft.groupings.some((grouping) => grouping.item === item),
  )
  // What is taken over from the conversation stands at no place of its own.
  const names = first !== undefined && (first.role === 'dimension' || conditions.has(first))
  return (names && draft.groupings.some((grouping) => grouping.item === first)) || opensWithAdjective(draft, first)
}

/** "unprofitable products": the condition stands right before what it picks. */
function opensWithAdjective(draft: Draft, first: Item | undefined): boolean {
  const next = first ? neighbor(draft, first, 1) : undefined
  return draft.thresholds.some(({ items }) => items[0] === first) && draft.groupings.some(({ item }) => item === next)
}

const progressive = /(?:ing)$/

/** "is revenue growing?" and "is it going up or down this year" ask for a direction, not for one change. */
function isProgressive(draft: Draft): boolean {
  if (draft.comparison !== null) return false
  const { words } = draft.message
  const asked = draft.time === null || draft.cues.has('yes_no') || isFunctionWord(draft.message, 0, 'auxiliary')
  return (
    asked &&
    draft.items.some((item) => {
      if (!isCue(item, 'growth')) return false
      return words.slice(Math.max(0, item.from - 1), item.to).some((word) => progressive.test(word.normal))
    })
  )
}

function growthIntent(draft: Draft): Intent {
  if (draft.time !== null && (draft.time.start === null || draft.time.end === null)) return 'trend'
  if (asksForCourse(draft)) return 'trend'
  draft.comparison = comparisonOf(draft, 'previous_period', 'implied')
  return 'compare'
}

/** "how has the margin moved over the past 12 months": its way through several of them, and no one change. */
function asksForCourse(draft: Draft): boolean {
  const { courses } = draft.lexicon.grammar.changes
  const moves = draft.items.some(
    (item) => isCue(item, 'growth') && courses.includes(wordsOf(draft, item).toLowerCase()),
  )
  if (!moves || !isFunctionWord(draft.message, 0, 'how') || isCue(draft.items[0], 'how_many')) return false
  return draft.items.some(({ meaning, role }) => {
    if (meaning.kind !== 'time' || role !== 'time') return false
    const { expression } = meaning.match
    return expression?.type === 'rolling' && expression.count >= fewestBuckets
  })
}

/** Periods that make a course. */
const fewestBuckets = 3

const intentCues = [
  'why',
  'anomaly',
  'forecast',
  'target',
  'correlation',
  'trend',
  'growth',
  'list',
  'which',
  'who',
  'what',
  'when',
  'where',
  'yes_no',
] as const

function bindIntentCues(draft: Draft): void {
  for (const item of draft.items) {
    if (item.role !== null || item.meaning.kind !== 'cue') continue
    // "what hurt revenue": one measure goes together with nothing.
    if (isCue(item, 'correlation') && draft.intent !== 'correlation' && draft.intent !== 'why') continue
    if (intentCues.some((cue) => isCue(item, cue))) bind(item, 'intent', intentFor(draft, item))
  }
}

function intentFor(draft: Draft, item: Item): string {
  return item.meaning.kind === 'cue' && item.meaning.cue === draft.intent ? item.meaning.cue : draft.intent
}
