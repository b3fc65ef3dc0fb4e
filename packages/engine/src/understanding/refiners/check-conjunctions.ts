import { bind, type Draft, evidence, type Item, isCue, neighbor, wordsOf } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Gap } from '../text/words.ts'
import { countsRecords } from './record-counts.ts'

/**
 * "Customers who bought phones and chairs" may be those who bought both or those who bought either: amounts can be added up over several
 * members, but what is counted or listed once cannot be told to have them all. Such questions are refused by name.
 */
export function checkConjunctions(draft: Draft): void {
  checkStates(draft)
  const couples = draft.filters.filter(
    ({ operator, values, status }) => operator === 'in' && values.length > 1 && status === 'stated',
  )
  const thing = thingsPicked(draft)
  for (const item of draft.items) {
    if (!isCue(item, 'both') || item.role !== null) continue
    const isBoth = isFunctionWord(draft.message, item.from, 'both')
    const paired = couples.length > 0 || (draft.metrics.length > 1 && isBoth) || isBothPeriods(draft, item)
    if (!paired) refuse(draft, `I do not know what "${wordsOf(draft, item)}" is about.`)
    else if (isBoth && thing && couples.length > 0) refuseAll(draft, couples[0]?.dimension ?? '')
    bind(item, 'ignorable', null)
  }
  if (!thing || draft.issues.length > 0) return
  const couple = couples.find(({ dimension }) => isHad(draft, dimension) && isJoinedByAnd(draft, dimension))
  if (couple) refuseAll(draft, couple.dimension)
  else checkContrast(draft)
}

/** "both Q1 and Q2": the two periods set side by side. */
function isBothPeriods(draft: Draft, item: Item): boolean {
  const next = neighbor(draft, item, 1)
  return draft.periods.length === 2 && next?.meaning.kind === 'time' && next.role === 'time'
}

/** "how many disputed orders were resolved": what was in one state and is in another now, where each record has but one. */
function checkStates(draft: Draft): void {
  const { states } = draft.lexicon.grammar['implied-metrics'].kinds
  for (const item of draft.items) {
    if (item.meaning.kind !== 'value' || !isFunctionWord(draft.message, item.from - 1, 'becoming')) continue
    const { dimension } = item.meaning
    const label = draft.lexicon.dimensionsById.get(dimension)?.label.toLowerCase() ?? ''
    if (!states.includes(label.split(' ').at(-1) ?? '')) continue
    const before = draft.items.findLast(
      ({ meaning, index }) => index < item.index && meaning.kind === 'value' && meaning.dimension === dimension,
    )
    const between = before ? draft.items.slice(before.index + 1, item.index) : []
    if (!before || between.some((other) => isCue(other, 'and', 'versus'))) continue
    const [first, last] = [wordsOf(draft, before), wordsOf(draft, item)]
    refuse(draft, `Each has one ${label} here, so I cannot tell which were "${first}" and are "${last}" now.`)
    return
  }
}

/** "chat, sorry, email" and "March, I mean April" take back what stands before: an answer about both would be to another question. */
export function checkCorrections(draft: Draft): void {
  const { words, lexicon } = draft.message
  const breaks = [...words.keys()].filter((at) => at > 0 && breaking.has(words[at]?.gap ?? 'space'))
  if (breaks.length === 0) return
  for (const phrase of lexicon.grammar.conversation.instead) {
    for (const from of breaks) {
      if (!phrase.startsWith(words[from]?.normal ?? '')) continue
      const parts = phrase.split(' ')
      if (from + parts.length >= words.length) continue
      if (!parts.every((part, index) => words[from + index]?.normal === part)) continue
      const next = from + parts.length
      const after = draft.items.find((item) => item.from <= next && item.to > next)
      const kind = after?.meaning.kind ?? ''
      if (!correctable.has(kind) || !draft.items.some((item) => item.to <= from && item.meaning.kind === kind)) continue
      refuse(draft, `I cannot tell what "${phrase}" takes back: please ask once more with only what you mean.`)
    }
  }
}

const breaking = new Set<Gap>(['comma', 'dash'])
const correctable = new Set(['value', 'time', 'metric'])

/** Whether what is asked for are things that can have several members of another dimension: customers, not amounts of money. */
function thingsPicked(draft: Draft): boolean {
  if (draft.rank !== null || draft.comparison?.kind === 'entities') return false
  const counted = draft.metrics.some(({ id }) => {
    const metric = draft.lexicon.metrics.get(id)
    return metric?.definition.aggregation.kind === 'count_distinct' && !countsRecords(draft, metric)
  })
  return counted || (draft.intent === 'list' && draft.asked)
}

/** Things have products, and whatever a verb of buying stands before; they are in a region or of a segment. */
function isHad(draft: Draft, dimension: string): boolean {
  if (draft.lexicon.dimensionsById.get(dimension)?.subject === 'products') return true
  const { buying } = draft.lexicon.grammar['implied-metrics'].who
  const first = draft.items.find((item) => item.meaning.kind === 'value' && item.boundTo === dimension)
  return draft.message.words.slice(0, first?.from ?? 0).some((word) => buying.includes(word.normal))
}

function isJoinedByAnd(draft: Draft, dimension: string): boolean {
  const members = draft.items.filter((item) => item.meaning.kind === 'value' && item.boundTo === dimension)
  return members.slice(1).some((member) => {
    const joint = neighbor(draft, member, -1)
    return joint !== undefined && isCue(joint, 'and') && !isFunctionWord(draft.message, joint.from, 'or')
  })
}

/** "customers in East but not in West" compares two lists of customers; rows of East are never of West. */
function checkContrast(draft: Draft): void {
  const excluded = draft.filters.find(({ operator, status }) => operator === 'not_in' && status === 'stated')
  const kept = draft.filters.find(({ operator, dimension }) => operator === 'in' && dimension === excluded?.dimension)
  if (!excluded || !kept) return
  refuse(draft, `I cannot leave out those that also have ${excluded.values.join(' or ')} yet.`)
}

function refuseAll(draft: Draft, dimension: string): void {
  const members = draft.items.filter(
    (item): item is Item => item.meaning.kind === 'value' && item.boundTo === dimension,
  )
  const named = members.map((item) => evidence(draft, [item]).text)
  refuse(draft, `I cannot tell which have both ${named.join(' and ')} yet; I can say which have one or the other.`)
}

function refuse(draft: Draft, message: string): void {
  draft.issues.push({ reason: 'unsupported_operation', message, suggestions: [], severity: 2.5, final: true })
}
