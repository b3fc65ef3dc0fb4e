import type { Word } from '@salestalk/protocol'
import type { Question } from '../../question/index.ts'
import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { opensNominal } from '../nominal-clauses.ts'
import type { CueName } from '../phrases/schema.ts'
import { ordersAll, sentences } from '../recognizers/asides.ts'

type Range = readonly [from: number, to: number]

export interface Parts {
  /** The first of several questions; null when the message is one. */
  readonly first: Question | null
  /** The other questions as typed, ready to be sent. */
  readonly rest: readonly string[]
  readonly others: readonly Word[]
}

/** Finds several questions in one message: sentences that each name a measure, or a new question word after "and". */
export function splitQuestions(message: Message, candidates: readonly Candidate[]): Parts {
  const one: Parts = { first: null, rest: [], others: [] }
  const listed = splitNumbered(message)
  if (listed) return listed
  const ranges = sentences(message).flatMap((range) => splitAtQuestionWord(message, candidates, range))
  const naming = ranges.filter(
    ([from, to], index) =>
      (namesMeasure(candidates, from, to) && !(index > 0 && ordersAll(message, candidates, from, to))) ||
      asksOn(message, candidates, ranges[index - 1], [from, to]),
  )
  const told = naming.filter(([from, to]) => !isTold(candidates, from, to))
  const asking = told.length > 0 ? told : naming
  const [main, ...rest] = asking
  // "if sales fell, which product line fell most": what is supposed is no question of its own.
  if (!main || rest.length === 0 || isPremise(message, main[0])) return one
  const cut = rest[0]?.[0] ?? message.words.length
  const end = message.words[cut]?.start ?? message.question.text.length
  const tokens = message.question.tokens.filter((token) => token.start < end)
  return {
    first: {
      text: message.question.text,
      tokens: withoutTrailing(tokens, message.lexicon.grammar['function-words'].and),
    },
    rest: rest.map(([from, to]) => textOf(message, from, to)),
    others: message.words
      .slice(cut)
      .map((word): Word => ({ text: word.text, span: [word.start, word.end], role: 'aside', boundTo: null })),
  }
}

function isPremise(message: Message, from: number): boolean {
  return isFunctionWord(message, from, 'supposing') && !isFunctionWord(message, from + 1, 'after_polite_if')
}

/** "1. revenue last month 2. orders by channel": the numbers of a list are no numbers of a question. */
function splitNumbered(message: Message): Parts | null {
  const { words, question } = message
  const marks: number[] = []
  words.forEach((word, index) => {
    const opens = index === 0 || word.gap !== 'hyphen'
    const numbered = word.normal === String(marks.length + 1) && /^\s*[.)]\s/.test(question.text.slice(word.end))
    if (opens && numbered && index + 1 < words.length && index > (marks.at(-1) ?? -2) + 1) marks.push(index)
  })
  if (marks.length < 2 || marks[0] !== 0) return null
  const [first = '', ...rest] = marks.map((at, index) => textOf(message, at + 1, marks[index + 1] ?? words.length))
  const from = words[1]?.start ?? 0
  const to = words[marks[1] ?? 0]?.start ?? 0
  const others = words.filter((word) => word.start < from || word.start >= to)
  return {
    first: {
      // Blanks keep every word at its place.
      text: ' '.repeat(from) + question.text.slice(from, to).trimEnd(),
      tokens: question.tokens.filter(({ start }) => start >= from && start < to),
    },
    rest: first === '' ? [] : rest,
    others: others.map(({ text, start, end }): Word => ({ text, span: [start, end], role: 'aside', boundTo: null })),
  }
}

/** "I'm preparing a report on churn." tells why something is asked, and asks nothing itself. */
function isTold(candidates: readonly Candidate[], from: number, to: number): boolean {
  return candidates.some(({ meaning, rule, from: at, to: end }) => {
    if (rule === 'aside-preamble') return at >= from && end <= to
    return meaning.kind === 'refusal' && meaning.refusal === 'aside_openers' && at >= from && at <= from + 1 && at < to
  })
}

function withoutTrailing(tokens: Question['tokens'], joining: readonly string[]): Question['tokens'] {
  const last = tokens.findLast((token) => /[\p{L}\d]/u.test(token.text))
  return last !== undefined && joining.includes(last.normal)
    ? tokens.filter((token) => token.start < last.start)
    : tokens
}

function textOf(message: Message, from: number, to: number): string {
  const start = message.words[from]?.start ?? 0
  const end = message.words[to - 1]?.end ?? 0
  const text = message.question.text.slice(start, end)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function namesMeasure(candidates: readonly Candidate[], from: number, to: number): boolean {
  return candidates.some(({ meaning, from: start, to: end }) => {
    if (start < from || end > to) return false
    if (meaning.kind === 'implied') return true
    return meaning.kind === 'metric' || meaning.kind === 'absent'
  })
}

/** "What was revenue in March? Which depot was best?": behind a whole question, a question word opens another. */
function asksOn(
  message: Message,
  candidates: readonly Candidate[],
  before: [number, number] | undefined,
  [from, to]: [number, number],
): boolean {
  if (!before || !namesMeasure(candidates, before[0], before[1])) return false
  const end = message.words[before[1] - 1]?.end ?? 0
  const asked = message.question.text.slice(end, message.words[from]?.start).includes('?')
  const opens = ([first, last]: [number, number]): boolean =>
    candidates.some(
      ({ meaning, from: at }) =>
        meaning.kind === 'cue' && openers.has(meaning.cue) && at >= first && at <= first + 1 && at < last,
    )
  return asked && opens(before) && opens([from, to])
}

const openers = new Set(['what', 'why', 'how_many', 'which', 'who'])

/** "…and why did churn rise": a question word after "and" opens another question when both sides name a measure. */
function splitAtQuestionWord(
  message: Message,
  candidates: readonly Candidate[],
  [from, to]: [number, number],
): [number, number][] {
  for (const candidate of candidates) {
    const { meaning, from: at } = candidate
    if (meaning.kind !== 'cue' || !openers.has(meaning.cue) || at <= from + 1 || at >= to) continue
    // "revenue and the number of orders" are two measures of one question; "and how many orders" asks anew.
    if (meaning.cue === 'how_many' && !isFunctionWord(message, at, 'how')) continue
    if (meaning.cue === 'what' && opensNominal(message, at)) continue
    const joined = isFunctionWord(message, at - 1, 'and') || (message.words[at]?.gap === 'comma' && at > from + 2)
    if (!joined || !namesMeasure(candidates, from, at) || !namesMeasure(candidates, at, to)) continue
    if (!isFunctionWord(message, at - 1, 'and') && leadsIn(message, candidates, [from, at])) continue
    if (sharesThings(message, candidates, [from, at], [at, to])) continue
    return [
      [from, at],
      [at, to],
    ]
  }
  return [[from, to]]
}

/** "For accounts that churned, what was NPS": a clause that only says whose figures are asked for. */
function leadsIn(message: Message, candidates: readonly Candidate[], [from, to]: Range): boolean {
  // "by sales, which region is first": in what order is no question.
  if (isFunctionWord(message, from, 'by')) return true
  if (!isFunctionWord(message, from, 'before_records') && !narrows(message, candidates, [from, to])) return false
  return !candidates.some(
    ({ meaning, from: at }) => meaning.kind === 'cue' && openers.has(meaning.cue) && at >= from && at < to,
  )
}

/** "excluding group tickets, how many seats", "group tickets aside, …", "between 40 and 80 seats, which accounts": whom a question is about. */
function narrows(message: Message, candidates: readonly Candidate[], [from, to]: Range): boolean {
  const excludes = (candidate: Candidate): boolean =>
    candidate.typos === 0 && candidate.meaning.kind === 'cue' && candidate.meaning.cue === 'exclude'
  return candidates.some((candidate) => {
    const { meaning, typos } = candidate
    if (candidate.from === from) {
      return excludes(candidate) || (typos === 0 && meaning.kind === 'cue' && bounds.has(meaning.cue))
    }
    return candidate.to === to && excludes(candidate) && isFunctionWord(message, to - 1, 'after_excluded')
  })
}

const bounds: ReadonlySet<CueName> = new Set(['gt', 'gte', 'lt', 'lte', 'between'])

const amountCues: ReadonlySet<CueName> = new Set(['what', 'how_many'])
const neutralCues: ReadonlySet<CueName> = new Set([
  'what',
  'how_many',
  'group',
  'and',
  'both',
  'total',
  'average',
  'from',
  'to',
])
const narrowing = new Set(['time', 'value', 'value_options', 'dimension'])

/**
 * "For each region, how many units did we sell and how much profit did we make in 2025?": two amounts asked for in clauses of one kind are
 * two measures of the same things, where not each clause says by itself which things and when.
 */
function sharesThings(message: Message, candidates: readonly Candidate[], before: Range, behind: Range): boolean {
  const within = ([from, to]: Range) =>
    candidates.filter((found) => found.from >= from && found.to <= to && found.typos === 0)
  const times = candidates.filter(({ meaning }) => meaning.kind === 'time')
  const cuesOf = (range: Range) =>
    within(range).flatMap(({ meaning, from, to }) => {
      const dated = times.some((time) => time.from <= from && to <= time.to)
      return meaning.kind === 'cue' && !dated ? meaning.cue : []
    })
  for (const range of [before, behind]) {
    const cues = cuesOf(range)
    if (!cues.some((cue) => amountCues.has(cue)) || cues.some((cue) => !neutralCues.has(cue))) return false
  }
  const isPast = (range: Range) => hasFunctionWord(message, ...range, 'past_verb')
  const isPresent = (range: Range) => hasFunctionWord(message, ...range, 'present_verb')
  const changesTense = isPast(before) ? isPresent(behind) : isPresent(before) && isPast(behind)
  if (changesTense) return false
  const says = (range: Range) => within(range).some(({ meaning }) => narrowing.has(meaning.kind))
  const asked = within(before).find(({ meaning }) => meaning.kind === 'cue' && amountCues.has(meaning.cue))
  return !says(behind) || !says([asked?.from ?? before[0], before[1]])
}
