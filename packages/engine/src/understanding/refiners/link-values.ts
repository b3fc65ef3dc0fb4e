import type { ValueMeaning } from '../candidate.ts'
import { bind, type Draft, evidence, fire, type Item, isCue, isPlural, neighbor } from '../draft.ts'
import { isFunctionWord } from '../function-words.ts'
import { nameKeys } from '../text/words.ts'
import { countsIn } from './count-in.ts'

interface Group {
  readonly dimension: string
  readonly items: Item[]
  /** The word of the dimension that stands beside the members ("the Consumer segment"). */
  label: Item | null
  readonly versus: boolean
}

/** Turns members into filters: lists of one dimension, exclusions, the dimension's word beside them, and the blank member. */
export function linkValues(draft: Draft): void {
  for (const group of collectGroups(draft)) addFilter(draft, group)
  linkBlank(draft)
  linkWholes(draft)
  linkTeams(draft)
}

/** "in all shops", "in all shops except Harbor": the whole of a dimension splits nothing. */
function linkWholes(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null || !isPlural(draft, item)) continue
    const all = neighbor(draft, item, -1)
    if (!all || !isCue(all, 'all')) continue
    if (!isFunctionWord(draft.message, all.from - 1, 'before_whole') && !isWholeBut(draft, all, item)) continue
    bind(item, 'dimension', item.meaning.dimension)
  }
}

/** "tickets all cities except Porto": behind what is measured the rest of the whole is one figure. */
function isWholeBut(draft: Draft, all: Item, whole: Item): boolean {
  const measured = neighbor(draft, all, -1)
  const cue = draft.items[whole.index + 1]
  const member = cue && neighbor(draft, cue, 1)
  if (measured?.meaning.kind !== 'metric' || !isCue(cue, 'exclude') || member?.meaning.kind !== 'value') return false
  return whole.meaning.kind === 'dimension' && member.meaning.dimension === whole.meaning.dimension
}

/** "Sunita's team": whoever leads a team, its records are the leader's. */
function linkTeams(draft: Draft): void {
  const { heads, teams } = draft.lexicon.grammar['name-words']
  for (const item of draft.items) {
    if (item.role !== null || !['absent_dimension', 'unknown'].includes(item.meaning.kind)) continue
    if (!teams.includes(draft.message.words[item.from]?.normal ?? '') || item.to - item.from > 1) continue
    const { meaning } = neighbor(draft, item, -1) ?? item
    if ((meaning.kind !== 'value' && meaning.kind !== 'dimension') || !heads.includes(meaning.dimension)) continue
    bind(item, 'ignorable', null)
  }
}

function collectGroups(draft: Draft): Group[] {
  const groups: Group[] = []
  let previous: Group | null = null
  for (const item of draft.items) {
    const { meaning } = item
    if (meaning.kind !== 'value') continue
    if (isOwnNoun(draft, item)) {
      bind(item, 'dimension', meaning.dimension)
      continue
    }
    const before = neighbor(draft, item, -1)
    const joins = previous && previous.dimension === meaning.dimension && joined(draft, previous, before)
    if (previous && joins) {
      previous.items.push(item)
      continue
    }
    previous = { dimension: meaning.dimension, items: [item], label: labelBefore(draft, item), versus: false }
    groups.push(previous)
  }
  for (const group of groups) group.label ??= labelAfter(draft, group)
  return groups
}

/** "temp to perm contracts" of a "Contract Type": behind a member its column's own noun is no second member, though one is called so. */
export function isOwnNoun({ lexicon, message, items }: Draft, { index, from, to, meaning }: Item): boolean {
  const before = items[index - 1]
  if (meaning.kind !== 'value' || before?.meaning.kind !== 'value') return false
  if (before.meaning.dimension !== meaning.dimension || message.words[from]?.gap !== 'space') return false
  const heading = nameKeys(lexicon.dimensionsById.get(meaning.dimension)?.label ?? '', lexicon.grammar.equivalents)
  const said = message.words.slice(from, to).map(({ stem }) => stem)
  const { sorting } = lexicon.grammar['short-names']
  return sorting.includes(heading.at(-1) ?? '') && heading.slice(0, -1).join(' ') === said.join(' ')
}

/** A member continues a list when only "and", "or", "vs" or nothing stands between it and the member before. */
function joined(draft: Draft, group: Group, before: Item | undefined): boolean {
  const last = group.items[group.items.length - 1]
  if (!last || !before) return false
  if (before === last) return true
  const linking = isCue(before, 'and', 'versus', 'compare', 'to', 'from') || before.meaning.kind === 'dimension'
  const further = neighbor(draft, before, -1)
  if (before.meaning.kind === 'dimension') return before.meaning.dimension === group.dimension && isCue(further, 'and')
  return linking && (further === last || further?.meaning.kind === 'dimension')
}

function labelBefore(draft: Draft, item: Item): Item | null {
  if (item.meaning.kind !== 'value') return null
  let before = draft.items[item.index - 1]
  if (isCue(before, 'equals') || isLink(draft, before)) before = draft.items[item.index - 2]
  if (before?.meaning.kind !== 'dimension' || before.meaning.dimension !== item.meaning.dimension) return null
  if (before.role !== null) return null
  const opener = neighbor(draft, before, -1)
  const asked = isCue(opener, 'which', 'what', 'who', 'how_many', 'top', 'bottom', 'best', 'worst', 'group', 'list')
  return asked ? null : before
}

function isLink(draft: Draft, item: Item | undefined): boolean {
  if (item?.meaning.kind !== 'ignorable' || item.to - item.from !== 1) return false
  return isFunctionWord(draft.message, item.from, 'link')
}

function labelAfter(draft: Draft, group: Group): Item | null {
  const last = group.items[group.items.length - 1]
  const after = last ? draft.items[last.index + 1] : undefined
  if (after?.meaning.kind !== 'dimension' || after.role !== null) return null
  if (after.meaning.dimension !== group.dimension) return null
  return !isPlural(draft, after) || group.items.length > 1 ? after : null
}

function addFilter(draft: Draft, group: Group): void {
  const first = group.items[0]
  if (!first) return
  const start = group.label && group.label.index < first.index ? group.label : first
  let before = neighbor(draft, start, -1)
  if (isCue(before, 'and') && before) {
    const further = neighbor(draft, before, -1)
    if (isCue(further, 'exclude')) before = further
  }
  before = deniedDeed(draft, start, before) ?? before
  const behind = excludedBehind(draft, group, before)
  const cue = behind ?? before
  // "leaving aside Harbor" takes away what follows it, whatever stands before.
  const taken =
    before !== undefined &&
    endsExclusion(draft, before) &&
    !isFunctionWord(draft.message, before.from, 'taking_away') &&
    neighbor(draft, before, -1)?.meaning.kind === 'value'
  const goesOn = behind === null && continuesExclusion(draft, start)
  const excluded = behind !== null || goesOn || (!taken && isCue(before, 'exclude', 'blank'))
  if (excluded && cue) bind(cue, 'operator', group.dimension)
  if (!excluded && countsIn(draft, group.items, group.dimension)) return
  const values = group.items.flatMap((item) => [...(item.meaning as ValueMeaning).values])
  for (const item of group.items) bind(item, 'value', group.dimension)
  const sign = draft.items[first.index - 1]
  if (sign && group.label && isCue(sign, 'equals')) bind(sign, 'operator', group.dimension)
  if (group.label) bind(group.label, 'dimension', group.dimension)
  for (const item of group.items) bindRepeatedLabel(draft, item, group.dimension)
  const operator = excluded ? 'not_in' : 'in'
  const items = group.label ? [...group.items, group.label] : group.items
  const known = draft.filters.find((filter) => filter.dimension === group.dimension && filter.operator === operator)
  if (known) {
    for (const value of values) if (!known.values.includes(value)) known.values.push(value)
    return
  }
  draft.filters.push({
    dimension: group.dimension,
    operator,
    values: [...new Set(values)],
    status: 'stated',
    ...evidence(draft, items),
    rule: excluded ? 'filter-exclusion' : group.label ? 'filter-labelled' : first.rule,
  })
  fire(draft, excluded ? 'filter-exclusion' : 'filter')
}

/** "not carried by Harbor", "not sold by Harbor": what is denied before a deed takes away whoever does it. */
function deniedDeed(draft: Draft, start: Item, by: Item | undefined): Item | undefined {
  if (!by || by.to !== start.from || !isFunctionWord(draft.message, by.to - 1, 'by')) return undefined
  const deed = neighborOfDeed(draft, by)
  const denied = deed && draft.items[deed.index - 1]
  return denied && isCue(denied, 'exclude') && denied.role === null ? denied : undefined
}

function neighborOfDeed(draft: Draft, by: Item): Item | undefined {
  const deed = draft.items[by.index - 1]
  const isVerb = deed?.meaning.kind === 'ignorable' || (deed?.meaning.kind === 'implied' && deed.meaning.verb)
  const alone = deed?.to === by.from && deed.to - deed.from === 1
  return isVerb && alone && /(?:ed|ld|en|de|ht)$/.test(draft.message.words[deed.from]?.normal ?? '') ? deed : undefined
}

/**
 * "Harbor excluded", "with Harbor and Downtown left out": the words behind the members take them away, when nothing but other members of
 * their dimension is in the same breath.
 */
function excludedBehind(draft: Draft, group: Group, before: Item | undefined): Item | null {
  const last = group.items[group.items.length - 1]
  const cue = last ? (group.label && group.label.index > last.index ? group.label : last) : undefined
  const behind = cue ? draft.items.slice(cue.index + 1).find((item) => !isLink(draft, item)) : undefined
  if (!behind || !isCue(behind, 'exclude') || !endsExclusion(draft, behind)) return null
  const next = draft.items[behind.index + 1]
  const { words } = draft.message
  const closed = next === undefined || ['comma', 'dash', 'stop'].includes(words[next.from]?.gap ?? '')
  const shared = isCue(before, 'and', 'exclude') || before?.meaning.kind === 'value'
  const apart = before === undefined || words[group.items[0]?.from ?? 0]?.gap === 'comma'
  return (closed || next?.meaning.kind === 'time') && (apart || !shared) ? behind : null
}

/** "excluding Gift Cards and cancelled orders", "excluding Online, Garden and Berlin" leave all of them out, "excluding Gift Cards and in Texas" one. */
export function continuesExclusion(draft: Draft, start: Item): boolean {
  // "and the Paper orders": the article may be a filler of its own.
  const direct = draft.items[start.index - 1]
  const article =
    direct && direct.meaning.kind === 'ignorable' && isFunctionWord(draft.message, direct.from, 'definite')
  const and = article ? draft.items[direct.index - 1] : direct
  const plain = and && (and.to - and.from === 1 || isFunctionWord(draft.message, and.to - 1, 'definite'))
  const before = plain && isCue(and, 'and') ? draft.items[and.index - 1] : listedBefore(draft, start)
  return before !== undefined && isLeftOut(draft, before)
}

/** The member before another one of a list that "and" ends. */
function listedBefore({ items, message }: Draft, start: Item): Item | undefined {
  const [and, last] = items.slice(start.index + 1)
  const isListed = message.words[start.from]?.gap === 'comma' && isCue(and, 'and') && last?.meaning.kind === 'value'
  return isListed ? items[start.index - 1] : undefined
}

function isLeftOut(draft: Draft, { meaning, role, index }: Item): boolean {
  // "without cancelled and RoomHub": a yes/no column said as an adjective.
  if (meaning.kind === 'dimension' && role === 'value') return isCue(draft.items[index - 1], 'exclude')
  if (meaning.kind !== 'value') return false
  const { dimension, values } = meaning
  return draft.filters.some(
    (filter) =>
      filter.operator === 'not_in' &&
      filter.dimension === dimension &&
      values.every((value) => filter.values.includes(value)),
  )
}

function endsExclusion(draft: Draft, cue: Item): boolean {
  return isFunctionWord(draft.message, cue.to - 1, 'after_excluded')
}

/** "the Starter plan versus the Team plan": the dimension's word beside each member. */
function bindRepeatedLabel(draft: Draft, member: Item, dimension: string): void {
  for (const beside of [draft.items[member.index - 1], draft.items[member.index + 1]]) {
    if (beside?.meaning.kind !== 'dimension' || beside.meaning.dimension !== dimension || beside.role !== null) continue
    if (!isPlural(draft, beside) && !isCue(neighbor(draft, beside, -1), 'group')) bind(beside, 'dimension', dimension)
  }
}

/** "without an account" keeps the rows whose account is blank, "with an account" the others. */
function linkBlank(draft: Draft): void {
  for (const item of draft.items) {
    if (item.meaning.kind !== 'dimension' || item.role !== null) continue
    const before = neighbor(draft, item, -1)
    const after = neighbor(draft, item, 1)
    const blank = isCue(before, 'blank')
    const trailing = isCue(after, 'blank') && after && neighbor(draft, after, 1) === undefined
    const present = isCue(before, 'present') && !isPlural(draft, item)
    if (!blank && !trailing && !present) continue
    const cue = trailing && !blank ? after : before
    if (!cue) continue
    bind(cue, 'operator', item.meaning.dimension)
    bind(item, 'dimension', item.meaning.dimension)
    draft.filters.push({
      dimension: item.meaning.dimension,
      operator: present && !blank ? 'not_in' : 'in',
      values: [null],
      status: 'stated',
      ...evidence(draft, [cue, item]),
      rule: 'filter-blank',
    })
    fire(draft, 'filter-blank')
  }
}
