import { type RankSlot, timeGrains } from '@salestalk/protocol'
import { bind, type Draft, fire, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { issue } from './issues.ts'
import type { Goodness } from './link-rank.ts'

type Polarity = 'up' | 'down' | 'good' | 'either'

/**
 * "fastest growing", "the biggest drop in profit", "grew the least": an order by change instead of by value. Growth is relative, a rise or a
 * fall is told in the measure's own unit. Null where the ranking is not about change.
 */
export function rankedChange(
  draft: Draft,
  goodness: Goodness,
  upIsBad: boolean,
): Pick<RankSlot, 'direction' | 'by'> | null {
  const moved = draft.items.filter((item) => isCue(item, 'growth') || isGrowthLeader(draft, item))
  const words = moved.flatMap((item) => wordsFrom(draft, item))
  if (words.length === 0) return null
  const { up, down, good, relative, absolute } = draft.lexicon.grammar.changes
  const has = (list: readonly string[]): boolean => words.some((word) => list.includes(word))
  if (isMovedThing(draft)) return null
  const polarity: Polarity = has(down) ? 'down' : has(good) ? 'good' : has(up) ? 'up' : 'either'
  const isRising = polarity === 'down' ? false : polarity === 'good' ? !upIsBad : true
  // The worst fall is the biggest, the worst growth the smallest.
  const isMost = goodness === 'top' || goodness === 'best' || (goodness === 'worst' && polarity === 'down')
  const inPercent = draft.items.filter(
    (item) => isCue(item, 'share') && item.role === null && isChangeUnit(draft, item),
  )
  for (const item of inPercent) bind(item, 'rank', 'growth')
  for (const item of draft.items) if (isCue(item, 'growth') && item.role === null) bind(item, 'rank', 'change')
  if (polarity === 'either') {
    issue(draft, 'unsupported_operation', 'I can rank by what rose most or by what fell most, one at a time.', 2.5)
  }
  fire(draft, 'rank-by-change')
  const isAbsolute = draft.message.words.some(({ normal }) => absolute.includes(normal))
  const isRelative = !isAbsolute && (has(relative) || inPercent.length > 0)
  return { direction: isRising === isMost ? 'top' : 'bottom', by: isRelative ? 'growth' : 'change' }
}

/** "which month had the biggest jump": each month's change on the one before is no comparison of two periods. */
export function checkBuckets(draft: Draft): void {
  if (draft.rank === null || draft.rank.by === 'value' || draft.comparison?.kind !== 'previous_period') return
  const bucket =
    draft.grain ?? draft.groupings.find(({ dimension }) => timeGrains.some((grain) => grain === dimension))?.dimension
  if (bucket === undefined) return
  const message = `I cannot rank every ${bucket}'s change on the one before yet; a trend by ${bucket} shows the course.`
  issue(draft, 'unsupported_operation', message, 2.5)
}

/** "fell most in percent": how the movement is told, and no share of anything. */
export function isChangeUnit(draft: Draft, share: Item): boolean {
  const { message, lexicon } = draft
  const before = isFunctionWord(message, share.from - 1, 'before_unit') || isFunctionWord(message, share.from - 1, 'by')
  const ofWhat = isFunctionWord(message, share.to - 1, 'part_of') || isFunctionWord(message, share.to, 'part_of')
  return before && !ofWhat && wordsFrom(draft, share).some((word) => lexicon.grammar.changes.relative.includes(word))
}

/** "growth leaders": what is first in an order by change. */
function isGrowthLeader(draft: Draft, item: Item): boolean {
  const { relative } = draft.lexicon.grammar.changes
  return isCue(item, 'top') && wordsFrom(draft, item).some((word) => relative.includes(word))
}

/** "the biggest difference", "the largest variance": of what, and which way, the ranking by value would not tell. */
export function checkDifference(draft: Draft, cue: Item): void {
  if (!isCue(neighbor(draft, cue, 1), 'compare')) return
  issue(draft, 'unsupported_operation', 'I can rank by what rose most or by what fell most, one at a time.', 2.5)
}

/** "the sharpest drop": what is said of movements alone puts nothing else in order. */
export function checkSteepness(draft: Draft, cue: Item): void {
  if (!draft.lexicon.grammar.changes.steep.includes(wordsFrom(draft, cue).join(' '))) return
  issue(draft, 'unbound_words', `I do not know what "${wordsOf(draft, cue)}" means here.`, 2.5)
}

/** "which carrier moved the most shipments": what is moved is counted, nothing changed. */
function isMovedThing(draft: Draft): boolean {
  const { up, down, good } = draft.lexicon.grammar.changes
  const [verb, ...others] = draft.items.filter((item) => isCue(item, 'growth'))
  if (!verb || others.length > 0 || wordsFrom(draft, verb).some((word) => [...up, ...down, ...good].includes(word)))
    return false
  const most = neighbor(draft, verb, 1)
  const counted = most?.role === 'rank' ? neighbor(draft, most, 1) : undefined
  if (counted?.role !== 'metric') return false
  bind(verb, 'ignorable', null)
  return true
}

function wordsFrom(draft: Draft, item: { from: number; to: number }): string[] {
  return draft.message.words.slice(item.from, item.to).map((word) => word.normal)
}
