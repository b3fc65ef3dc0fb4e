import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'
import { passedOver } from './passed-over.ts'
import { behindHolders, isHolderNoun, readRemovedHolders } from './removed-holders.ts'

/** The rule of words that take members out. */
export const removalRule = 'cue-removal'

/** What takes members away: the words before them, the members, and the words behind that belong to it. */
interface Removal {
  readonly from: number
  readonly members: number
  readonly tail: number
  readonly to: number
  /** "don't take Furniture out": what then is asked stays open. */
  readonly denied?: boolean
  /** "take out Furniture" and nothing more: an order, which may go on from an answer, and no measure of what is taken. */
  readonly ordered?: boolean
}

/** Most words of the members that stand between "take" and "out". */
const longestMembers = 8

/**
 * "take Furniture out", "with Furniture removed", "after dropping Furniture", "everything bar Furniture": said around members these words leave
 * them out, elsewhere they say what somebody does. What else they could mean there gives way.
 */
export function readRemovals(message: Message, candidates: readonly Candidate[]): readonly Candidate[] {
  const values = candidates.filter(({ meaning, typos }) => meaning.kind === 'value' && typos === 0)
  if (values.length === 0) return candidates
  const removals = [...message.words.keys()].flatMap(
    (from) =>
      split(message, candidates, values, from) ??
      passive(message, candidates, values, from) ??
      plain(message, candidates, values, from) ??
      subtracted(message, candidates, values, from) ??
      [],
  )
  const holders = readRemovedHolders(message, candidates)
  if (removals.length === 0) return holders.length === 0 ? candidates : [...candidates, ...holders]
  const opens = ({ from, to, meaning }: Candidate): boolean =>
    removals.some(({ ordered, members, ...removal }) => {
      const stays = ordered === true && meaning.kind !== 'metric' && meaning.kind !== 'implied'
      return !stays && from < members && removal.from < to
    })
  const kept = candidates.filter((candidate) => !opens(candidate) && !isTailOf(removals, candidate))
  return [...kept, ...holders, ...removals.flatMap(candidatesOf)]
}

function isTailOf(removals: readonly Removal[], { from, to }: Candidate): boolean {
  return removals.some((removal) => removal.tail < removal.to && from < removal.to && removal.tail < to)
}

function candidatesOf({ from, members, tail, to, denied, ordered }: Removal): Candidate[] {
  if (denied || ordered) return []
  const rule = removalRule
  const taken: Candidate = {
    from,
    to: members,
    meaning: { kind: 'cue', cue: 'exclude' },
    cost: costs.cue,
    rule,
    typos: 0,
  }
  return tail < to ? [taken, passedOver(tail, to, rule)] : [taken]
}

/** "take Furniture out", "filter out Furniture", "if we leave Furniture and Paper aside". */
function split(
  message: Message,
  candidates: readonly Candidate[],
  values: readonly Candidate[],
  at: number,
): Removal | undefined {
  if (!isFunctionWord(message, at, 'taking_away')) return undefined
  const denied = isFunctionWord(message, at - 1, 'never_taking')
  const from = denied ? at : openingOf(message, candidates, at)
  if (from === null) return undefined
  if (isFunctionWord(message, at + 1, 'away')) {
    const members = behindHolders(message, candidates, at + 2)
    const tail = endsOfMembers(message, values, members)[0]
    if (tail === undefined) return undefined
    const ordered = from === at && !isGoing(message, at) && !goesOn(message, tail) && from === 0
    return { from, members, tail, to: tail, denied, ordered }
  }
  for (const tail of endsOfMembers(message, values, at + 1)) {
    const away = behindNoun(message, candidates, tail).find((end) => isFunctionWord(message, end, 'away'))
    if (away !== undefined) return { from, members: at + 1, tail, to: behindWhole(message, away + 1), denied }
  }
  return undefined
}

/** "take the cancelled orders out": the noun of what the members describe belongs to them. Where a member may end, and its noun. */
function behindNoun(message: Message, candidates: readonly Candidate[], tail: number): number[] {
  const nouns = candidates.filter((each) => each.from === tail && isHolderNoun(message, each))
  return [tail, ...nouns.map(({ to }) => to)]
}

/** "with Furniture removed", "once Furniture is left out". */
function passive(
  message: Message,
  candidates: readonly Candidate[],
  values: readonly Candidate[],
  from: number,
): Removal | undefined {
  if (!isFunctionWord(message, from, 'before_taken')) return undefined
  for (const tail of endsOfMembers(message, values, from + 1)) {
    for (const end of behindNoun(message, candidates, tail)) {
      let at = end
      while (isFunctionWord(message, at, 'becoming')) at += 1
      const parted = isFunctionWord(message, at, 'taken') && isFunctionWord(message, at + 1, 'away')
      if (parted || isFunctionWord(message, at, 'removed')) {
        return { from, members: from + 1, tail, to: behindWhole(message, at + (parted ? 2 : 1)) }
      }
    }
  }
  return undefined
}

/** "after removing Furniture", "if we drop Furniture", and "drop Furniture and show me …". */
function plain(
  message: Message,
  candidates: readonly Candidate[],
  values: readonly Candidate[],
  at: number,
): Removal | undefined {
  if (!isFunctionWord(message, at, 'removing')) return undefined
  const opened = openingOf(message, candidates, at)
  const ordered = opened !== null && isFunctionWord(message, opened, 'removing')
  const members = behindHolders(message, candidates, at + 1)
  const ends = opened === null ? [] : endsOfMembers(message, values, members)
  for (const tail of ends) {
    if (ordered && !goesOn(message, tail) && !isGoing(message, at)) continue
    return { from: opened ?? at, members, tail, to: tail }
  }
  return undefined
}

/** "revenue less Furniture", "everything bar Furniture": behind what it is taken from. */
function subtracted(
  message: Message,
  candidates: readonly Candidate[],
  values: readonly Candidate[],
  from: number,
): Removal | undefined {
  if (!isFunctionWord(message, from, 'less') || message.words[from]?.gap !== 'space') return undefined
  const whole =
    isFunctionWord(message, from - 1, 'before_less') ||
    candidates.some(({ meaning, to, typos }) => to === from && typos === 0 && wholes.has(meaning.kind))
  const compares = message.words.slice(from).some((_, index) => isFunctionWord(message, from + index, 'after_more'))
  const members = isFunctionWord(message, from + 1, 'before_occasion') ? from + 2 : from + 1
  const tail = endsOfMembers(message, values, members)[0]
  return whole && !compares && tail !== undefined ? { from, members, tail, to: tail } : undefined
}

/** "revenue taking Furniture out", where "customers taking …" do something. */
function endsWhole({ lexicon }: Message, candidates: readonly Candidate[], at: number): boolean {
  return candidates.some(({ meaning, to, typos }) => {
    if (to !== at || typos > 0) return false
    return (
      meaning.kind === 'time' ||
      (meaning.kind === 'metric' && lexicon.metrics.get(meaning.metric)?.unit.kind !== 'count')
    )
  })
}

function isGoing({ words }: Message, at: number): boolean {
  return /ing$/.test(words[at]?.normal ?? '')
}

const wholes: ReadonlySet<string> = new Set(['metric', 'time', 'dimension'])

/** Where the words begin that lead to a verb of taking away; null where somebody takes something, or is told not to. */
function openingOf(message: Message, candidates: readonly Candidate[], at: number): number | null {
  const pronoun = isFunctionWord(message, at - 1, 'narrator') || isFunctionWord(message, at - 1, 'spoken')
  const first = pronoun ? at - 1 : at
  if (isFunctionWord(message, first - 1, 'before_taking')) return first - 1
  if (pronoun) return null
  if (isGoing(message, at) && endsWhole(message, candidates, at)) return at
  const { words, lexicon } = message
  const { before_order: polite } = lexicon.grammar['function-words']
  const before = words.slice(0, at).findLastIndex((_, index) => index > 0 && words[index]?.gap !== 'space')
  const clause = words.slice(Math.max(0, before), at)
  const starts = words[at]?.gap !== 'space' && words[at]?.gap !== 'hyphen'
  return starts || clause.every(({ normal }) => polite.includes(normal)) ? at : null
}

/** "… and show me revenue": the order before only prepares what is asked for. */
function goesOn(message: Message, at: number): boolean {
  const joined = isFunctionWord(message, at, 'goes_on')
  return joined || message.words[at]?.gap === 'comma' || message.words[at]?.gap === 'dash'
}

/** "out of it", "out of the mix". */
function behindWhole(message: Message, at: number): number {
  if (!isFunctionWord(message, at, 'part_of')) return at
  const noun =
    isFunctionWord(message, at + 1, 'definite') || isFunctionWord(message, at + 1, 'picked') ? at + 2 : at + 1
  if (isFunctionWord(message, noun, 'the_whole')) return noun + 1
  return isFunctionWord(message, at + 1, 'picked') ? at + 2 : at
}

/** Where a run of members that begins at an index may end, longest first: "the Furniture and Paper". */
function endsOfMembers(message: Message, values: readonly Candidate[], from: number): number[] {
  const ends = new Set<number>()
  const first = isFunctionWord(message, from, 'definite') ? from + 1 : from
  const open = [first]
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    for (const value of values) {
      if (value.from !== start || ends.has(value.to) || value.to - from > longestMembers) continue
      if (start > first && !values.some((other) => ends.has(other.to) && ofOneKind(other, value))) continue
      ends.add(value.to)
      open.push(isFunctionWord(message, value.to, 'and') ? value.to + 1 : value.to)
    }
  }
  return [...ends].sort((left, right) => right - left)
}

/** Members that stand side by side are of one dimension. */
function ofOneKind({ meaning: one }: Candidate, { meaning: other }: Candidate): boolean {
  return one.kind === 'value' && other.kind === 'value' && one.dimension === other.dimension
}

/** Most words of a name looked for behind an order. */
const longestName = 4

/** "drop Furniture and tell me …" at the beginning orders nothing: it says what the question behind it leaves out. */
export function leavesMembersOut(message: Message, first: number): boolean {
  const { words, lexicon } = message
  if (!isFunctionWord(message, first, 'removing') && !isFunctionWord(message, first, 'taking_away')) return false
  const from = isFunctionWord(message, first + 1, 'definite') ? first + 2 : first + 1
  const names = words.slice(from, from + longestName).map(({ stem }) => stem)
  return names.some((_, index) => {
    const end = from + index + 1
    const last = isFunctionWord(message, end, 'away') ? end + 1 : end
    return membersNamed(lexicon.members, names.slice(0, index + 1).join(' ')).length > 0 && goesOn(message, last)
  })
}
