import type {
  Calculation,
  ComparisonSlot,
  FilterSlot,
  HavingSlot,
  Intent,
  MetricSlot,
  RankSlot,
  ReasonCode,
  TargetSlot,
  TimeSlot,
  WordRole,
} from '@salestalk/protocol'
import type { Candidate } from './candidate.ts'
import type { Cover } from './decode.ts'
import type { Lexicon } from './lexicon/index.ts'
import type { Message } from './message.ts'
import type { CueName } from './phrases/schema.ts'
import { shortSingular } from './text/short-singular.ts'
import type { UnderstandingContext } from './types.ts'

/** A candidate of the cover, with what the refiners made of it. */
export interface Item extends Candidate {
  readonly index: number
  /** Set once a refiner has bound it to a slot; an unbound content item keeps a question from being answered. */
  role: WordRole | null
  boundTo: string | null
}

/** Something that keeps a draft from being answered as it stands. */
export interface Issue {
  readonly reason: ReasonCode
  readonly message: string
  /** Options the user could mean instead: complete questions in place of slots. */
  readonly suggestions: readonly string[]
  /** How bad: a larger number loses against a reading with a smaller one. */
  readonly severity: number
  /** Said by the words themselves, so that no other reading of them is better for lacking it. */
  readonly final?: boolean
}

/** A threshold of the question before it is known what it applies to. */
export interface Threshold {
  readonly operator: HavingSlot['operator']
  readonly value: number
  readonly upper: number | null
  readonly percent: boolean
  readonly currency: string | null
  readonly items: readonly Item[]
  /** What it applies to, where its own words say so ("unprofitable"). */
  readonly metric?: string
}

/** A dimension to group by, and how sure its place in the question makes it. */
export interface Grouping {
  readonly dimension: string
  readonly item: Item
  /** Bound by "by", "per", "each"…, or only by standing there. */
  readonly loose: boolean
}

/** Something a refiner disliked about a reading as a whole, in units of cost. */
export interface Penalty {
  readonly name: string
  readonly amount: number
}

/** What one cover of a question says, while the refiners work on it in place; a draft never leaves this stage. */
export interface Draft {
  readonly message: Message
  readonly lexicon: Lexicon
  readonly context: UnderstandingContext
  readonly items: readonly Item[]
  readonly coverCost: number
  readonly cues: Set<CueName>
  readonly thresholds: Threshold[]
  readonly groupings: Grouping[]
  readonly metrics: (MetricSlot & { readonly item: Item | null })[]
  readonly filters: FilterSlot[]
  readonly having: HavingSlot[]
  readonly issues: Issue[]
  readonly fired: string[]
  /** Record noun the question counts or lists ("opportunities"), as a dataset's position. */
  record: number | null
  /** A question word asks for the members of a dimension ("which customers"). */
  asked: boolean
  /** Slots taken over from the conversation. */
  inherited: number
  rank: (RankSlot & { readonly cue: Item | null }) | null
  calculation: Calculation | null
  intent: Intent
  grain: TimeSlot['grain'] | null
  /** Where the words name the bucket, among the items; infinite when they do not. */
  grainAt: number
  time: TimeSlot | null
  periods: TimeSlot[]
  comparison: ComparisonSlot | null
  target: TargetSlot | null
  /** Everything a refiner disliked about this reading; added to the cover's cost. */
  readonly penalties: Penalty[]
}

export function openDraft(message: Message, cover: Cover, context: UnderstandingContext): Draft {
  const items = cover.candidates.map(openItem)
  const cues = new Set<CueName>()
  for (const { meaning } of items) if (meaning.kind === 'cue') cues.add(meaning.cue)
  return {
    message,
    lexicon: message.lexicon,
    context,
    items,
    coverCost: cover.cost,
    cues,
    thresholds: [],
    groupings: [],
    metrics: [],
    filters: [],
    having: [],
    issues: [],
    fired: [],
    record: null,
    asked: false,
    inherited: 0,
    rank: null,
    calculation: null,
    intent: 'what',
    grain: null,
    grainAt: Number.POSITIVE_INFINITY,
    time: null,
    periods: [],
    comparison: null,
    target: null,
    penalties: [],
  }
}

/** Field by field, since all refiners read items all the time: copies of different candidates keep one and the same shape. */
function openItem(candidate: Candidate, index: number): Item {
  const { from, to, meaning, cost, rule, typos, spelling } = candidate
  return { from, to, meaning, cost, rule, typos, spelling, index, role: null, boundTo: null }
}

/** Binds an item to a slot: its words are accounted for. */
export function bind(item: Item, role: WordRole, boundTo: string | null): void {
  item.role = role
  item.boundTo = boundTo
}

export function isCue(item: Item | undefined, ...cues: readonly CueName[]): boolean {
  return item?.meaning.kind === 'cue' && cues.includes(item.meaning.cue)
}

/** The item that carries meaning next to this one, in either direction. */
export function neighbor(draft: Draft, item: Item, step: 1 | -1): Item | undefined {
  for (let index = item.index + step; ; index += step) {
    const candidate = draft.items[index]
    if (!candidate) return undefined
    if (candidate.meaning.kind !== 'ignorable') return candidate
  }
}

/** The words of an item as typed, with their offsets. */
export function evidence(draft: Draft, items: readonly Item[]): { text: string; span: [number, number] } {
  const words = draft.message.words
  const start = Math.min(...items.map((item) => words[item.from]?.start ?? 0))
  const end = Math.max(...items.map((item) => words[item.to - 1]?.end ?? 0))
  return { text: draft.message.question.text.slice(start, end), span: [start, end] }
}

export function wordsOf({ message: { words, question } }: Draft, { from, to }: Item): string {
  return question.text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0)
}

/** The words of an item as the lexicon looks them up: their stems. */
export function keyOf({ message: { words } }: Draft, { from, to }: Item): string {
  if (to - from === 1) return words[from]?.stem ?? ''
  return words
    .slice(from, to)
    .map((word) => word.stem)
    .join(' ')
}

/** Whether the last word of an item is a plural ("regions"). */
export function isPlural(draft: Draft, item: Item): boolean {
  const word = draft.message.words[item.to - 1]
  if (!word) return false
  return (
    (word.normal.endsWith('s') && word.normal !== word.stem) ||
    isLettersPlural(draft, word.normal) ||
    (item.meaning.kind === 'value' && item.to - item.from > 1 && shortSingular(word.normal) !== word.normal) ||
    draft.lexicon.grammar['function-words'].people.includes(word.normal)
  )
}

/** "AEs": too short for its plural to be folded. */
function isLettersPlural({ lexicon }: Draft, word: string): boolean {
  return word.length === 3 && word.endsWith('s') && word.slice(0, -1) in lexicon.grammar['short-names'].roles.letters
}

/** Makes a reading dearer by an amount; nothing is noted for none. */
export function penalize(draft: Draft, name: string, amount: number): void {
  if (amount !== 0) draft.penalties.push({ name, amount })
}

export function fire(draft: Draft, rule: string): void {
  draft.fired.push(rule)
}
