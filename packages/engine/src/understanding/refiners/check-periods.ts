import type { TimeSlot } from '@salestalk/protocol'
import { type Draft, type Item, isCue, keyOf, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { isCompared } from './link-time.ts'

/** Several periods are set side by side only where the words say so, and for all that is asked about alike. */
export function checkPeriods(draft: Draft): void {
  checkCounterpart(draft)
  checkDeadline(draft)
  const ranges = draft.items.filter((item) => item.meaning.kind === 'time' && item.meaning.match.kind === 'range')
  if (ranges.length < 2 || draft.periods.length < 2) return
  const apart = isCompared(draft) ? undefined : ranges.find((item) => !isJoined(draft, item))
  if (apart) {
    const { text } = apart.meaning.kind === 'time' ? apart.meaning.match : { text: '' }
    refuse(draft, `I can use one period for the whole question, and "${text}" is another.`)
  } else if (isPaired(draft, ranges)) {
    refuse(draft, 'I can hold the same figures of several periods against each other, not one of each.')
  }
}

function refuse(draft: Draft, message: string): void {
  draft.issues.push({ reason: 'unsupported_operation', message, suggestions: [], severity: 2.5, final: true })
}

function isJoined(draft: Draft, { meaning, from }: Item): boolean {
  if (meaning.kind !== 'time' || meaning.match.follows === null) return true
  // "growth H2 over H1"
  if (isFunctionWord(draft.message, from - 1, 'over')) return true
  // "how did revenue move from May into June", "how different was June from May"
  if (draft.cues.has('growth') && isFunctionWord(draft.message, from - 1, 'parting')) return true
  // "Q1 Q2 Q3" is a list, "July Q2" is a slip
  return meaning.match.follows === 'listed' || (meaning.match.follows === 'adjacent' && isOneSize(draft.periods))
}

function isOneSize([first, ...others]: readonly TimeSlot[]): boolean {
  return others.every(({ grain }) => grain === first?.grain)
}

/** "shipments in 2024 and cost in 2025", "EMEA in Q1 and APAC in Q2": each period has a measure or a member of its own. */
function isPaired(draft: Draft, ranges: readonly Item[]): boolean {
  const [first, second] = ranges
  if (!first || !second) return false
  const named = draft.items.flatMap((item) => {
    if (item.meaning.kind === 'metric' || item.meaning.kind === 'record')
      return [{ item, of: 'metric', name: keyOf(draft, item) }]
    if (item.meaning.kind !== 'value' || item.role === null) return []
    return [{ item, of: item.meaning.dimension, name: item.meaning.values.join() }]
  })
  return [...new Set(named.map(({ of }) => of))].some((kind) => {
    const own = named.filter(({ of }) => of === kind)
    const parts = [
      own.filter(({ item }) => item.index < first.index),
      own.filter(({ item }) => item.index > first.index && item.index < second.index),
      own.filter(({ item }) => item.index > second.index),
    ].map((part) => new Set(part.map(({ name }) => name)))
    const [before, between, behind] = parts
    if (!before || !between || !behind || between.size === 0) return false
    const others = before.size > 0 ? (behind.size === 0 ? before : new Set<string>()) : behind
    return others.size > 0 && [...others].some((name) => !between.has(name))
  })
}

/** "reached 100k by June", "over 20 orders by March": what had come together until then, which is not what that month has. */
function checkDeadline(draft: Draft): void {
  const bounds = draft.thresholds.length > 0
  const until = draft.items.find(({ meaning, from }) => {
    if (meaning.kind !== 'time' || meaning.match.kind !== 'range') return false
    return isFunctionWord(draft.message, from, 'by') || isFunctionWord(draft.message, from - 1, 'by')
  })
  if (bounds && until)
    refuse(draft, `I cannot tell what had come together ${byWhen(draft, until)}: name the whole period.`)
}

function byWhen(draft: Draft, until: Item): string {
  const text = wordsOf(draft, until)
  return isFunctionWord(draft.message, until.from, 'by') ? text : `by ${text}`
}

/** "compare revenue last month" says no second thing to hold it against. */
function checkCounterpart(draft: Draft): void {
  const { intent, metrics, record, comparison, target } = draft
  const single = (intent === 'what' && metrics.length === 1) || (intent === 'list' && record !== null)
  if (!single || comparison !== null || target !== null) return
  // "won against Acme" compares nothing; "revenue versus" lacks what comes next
  const lacks = (item: Item): boolean => isCue(item, 'versus') && neighbor(draft, item, 1) === undefined
  if (!draft.items.some((item) => isCue(item, 'compare') || lacks(item))) return
  const message = 'What should it be compared with?'
  draft.issues.push({ reason: 'missing_time', message, suggestions: [], severity: 2, final: true })
}
