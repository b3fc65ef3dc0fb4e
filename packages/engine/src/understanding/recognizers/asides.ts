import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'

const dataKinds = new Set(['metric', 'implied', 'absent', 'dimension', 'value', 'value_options'])
const operatorCues = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'exclude', 'blank', 'versus', 'why'])

/**
 * Finds clauses that talk about the asking and not about the data ("for the board deck tomorrow"): from an opener to the
 * end of the clause, when nothing in between names a metric, dimension, member or operator. Their dates bind nothing.
 */
export function recognizeAsides(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const { words } = message
  const found: Candidate[] = []
  for (const opener of candidates) {
    if (opener.meaning.kind !== 'refusal' || opener.meaning.refusal !== 'aside_openers') continue
    if (givesCause(message, opener) || saysWhen(message, opener)) continue
    const from = startOfClause(message, opener.from)
    let to = opener.to
    while (to < words.length && !endsClause(message, to)) to += 1
    for (const start of new Set([from, opener.from])) {
      if (isPeriodOfOccasion(message, candidates, opener.from, to)) continue
      if (!holdsData(candidates, start, to, !namesMeasure(candidates, start, to))) {
        found.push(aside(start, to, 'aside-clause'))
      }
    }
  }
  for (const { from, to } of occasions(message, candidates)) found.push(aside(from, to, 'aside-occasion'))
  for (const { from, to } of reasons(message, candidates)) found.push(aside(from, to, 'aside-clause'))
  for (const frame of [whoAsks(message, candidates), ...whoAsked(message, candidates)])
    if (frame) found.push(aside(frame.from, frame.to, 'aside-asker'))
  for (const [from, to] of sentences(message)) {
    if (to - from >= 3 && to - from < words.length && isTalk(message, candidates, from, to)) {
      found.push(aside(from, to, 'aside-sentence'))
    }
  }
  return found
}

/** "returns because of wrong size": right behind what is asked about, a cause says which of it is meant. */
function givesCause(message: Message, { from, to }: Candidate): boolean {
  const { words, lexicon } = message
  if (from === 0 || words[from]?.gap !== 'space') return false
  const { links, clauses } = lexicon.grammar['implied-metrics'].reasons
  if (links.includes(`${words[to - 1]?.normal} ${words[to]?.normal}`)) return true
  return clauses.includes(words[to - 1]?.normal ?? '') && !speaksOfAsking(message, to)
}

/** "lost because the champion left" tells which deals; "because I need it", "because the board meets" why one asks. */
function speaksOfAsking(message: Message, from: number): boolean {
  for (let index = from; index < message.words.length && !endsClause(message, index); index += 1) {
    if (askingUses.some((use) => isFunctionWord(message, index, use))) return true
  }
  return false
}

const askingUses = ['narrator', 'asker', 'asker_verb', 'occasion'] as const

/** "sales when the boss was away": a clause that narrows what is asked about. */
function saysWhen(message: Message, { from }: Candidate): boolean {
  return from > 1 && message.words[from - 1]?.gap === 'space' && isFunctionWord(message, from - 1, 'at_time')
}

function aside(from: number, to: number, rule: string): Candidate {
  return { from, to, meaning: { kind: 'aside' }, cost: costs.aside, rule, typos: 0 }
}

interface Clause {
  readonly from: number
  readonly to: number
}

/** "For tomorrow's stand-up: tickets last week" says what the answer is for; the period asked about stands elsewhere. */
function occasions(message: Message, candidates: readonly Candidate[]): Clause[] {
  const { words } = message
  const found: Clause[] = []
  for (const from of words.keys()) {
    const start = tellsOf(message, from) ?? from
    if (
      !isFunctionWord(message, from, 'before_occasion') ||
      (start > 0 && !endsClause(message, start) && !greets(message, start))
    )
      continue
    let to = from + 1
    // "For the board tomorrow I need capex by entity": the request begins without a comma.
    while (
      to < words.length &&
      !endsClause(message, to) &&
      !(from === 0 && isFunctionWord(message, to, 'opens_request'))
    )
      to += 1
    const clause = { from: start, to }
    const rest = candidates.some(({ meaning, from: start, to: end, typos }) => {
      const asked = meaning.kind === 'metric' || meaning.kind === 'implied' || meaning.kind === 'record'
      return asked && typos === 0 && (end <= clause.from || start >= to)
    })
    if (rest && isOccasion(message, candidates, clause) && !holdsData(candidates, from, to, false)) found.push(clause)
  }
  return found
}

/** "it's for Friday's board": where what the answer is called begins, when "for" stands right behind it; null elsewhere. */
function tellsOf(message: Message, from: number): number | null {
  // "it's" is written as one word, "this is" as two.
  const short =
    message.words[from - 1]?.text.toLowerCase().endsWith('s') && isFunctionWord(message, from - 1, 'told_of')
  if (short) return from - 1
  const long = isFunctionWord(message, from - 2, 'told_of') && isFunctionWord(message, from - 1, 'auxiliary')
  return long ? from - 2 : null
}

/** "for the board pack Q2: revenue" may well ask for that quarter. */
function isPeriodOfOccasion(message: Message, candidates: readonly Candidate[], from: number, to: number): boolean {
  // "the board" opens one as well as "for the board" does
  const isFor = [from, from - 1].some((index) => index >= 0 && isFunctionWord(message, index, 'before_occasion'))
  if (!isFor) return false
  const times = candidates.filter(({ meaning, typos }) => meaning.kind === 'time' && typos === 0)
  const inside = times.filter((time) => time.from >= from && time.to <= to)
  return !inside.every(isAhead) && !times.some((time) => time.to <= from || time.from >= to)
}

/** "since the bank will surely ask me about it": why it is asked, when the clause holds nothing of the data. */
function reasons(message: Message, candidates: readonly Candidate[]): Clause[] {
  const found: Clause[] = []
  for (const from of message.words.keys()) {
    if (!isFunctionWord(message, from, 'reason') || (from > 0 && !endsClause(message, from))) continue
    const asker = namesAsker(message, from + 1)
    if (asker === null || !isFunctionWord(message, asker + 1, 'asker_verb')) continue
    let to = from + 1
    while (to < message.words.length && !endsClause(message, to)) to += 1
    const spans = candidates.some(
      ({ meaning, from: start, to: end }) => meaning.kind === 'time' && start < to && end > from,
    )
    if (!spans && !holdsData(candidates, from, to)) found.push({ from, to })
  }
  return found
}

/** Whether somebody who wants to know is named at an index, with at most two words before: "our new chairman". Where. */
function namesAsker(message: Message, from: number): number | null {
  for (let index = from; index <= from + 2; index += 1) {
    if (isFunctionWord(message, index, 'asker')) return index
    if (index > from && endsClause(message, index)) return null
  }
  return null
}

/** "The chairman, who as you know never reads past the first line, would like to hear": who asks, before what is asked. */
function whoAsks(message: Message, candidates: readonly Candidate[]): Clause | null {
  const { words } = message
  let from = 0
  while (from < words.length && (greets(message, from + 1) || endsClause(message, from + 1)) && from < 4) from += 1
  for (const start of [0, from]) {
    const asker = namesAsker(message, start)
    if (asker === null) continue
    let to = asker + 1
    if (endsClause(message, to) && isFunctionWord(message, to, 'asking')) {
      to += 1
      while (to < words.length && !endsClause(message, to)) to += 1
    }
    const told = to
    while (isFunctionWord(message, to, 'asker_verb') || isFunctionWord(message, to, 'asker_rest')) to += 1
    const asks = words.slice(told, to).some((_, index) => isFunctionWord(message, told + index, 'asker_verb'))
    if (asks && to < words.length && !holdsData(candidates, start, to)) return { from: start, to }
  }
  return null
}

/** "sales in May, director wants to know": who asks, in a clause of its own behind what is asked. */
function whoAsked(message: Message, candidates: readonly Candidate[]): Clause[] {
  const { words } = message
  const found: Clause[] = []
  for (let from = 1; from < words.length; from += 1) {
    const asker = endsClause(message, from) ? namesAsker(message, from) : null
    if (asker === null || !isFunctionWord(message, asker + 1, 'asker_verb')) continue
    let to = asker + 1
    while (to < words.length && !endsClause(message, to)) to += 1
    const told = words.slice(asker + 1, to).every((_, index) => {
      const at = asker + 1 + index
      const ahead = candidates.some((time) => time.from <= at && at < time.to && isAhead(time))
      return ahead || toldUses.some((use) => isFunctionWord(message, at, use))
    })
    if (told && !holdsData(candidates, from, to)) found.push({ from, to })
  }
  return found
}

const toldUses = ['asker_verb', 'asker_rest', 'told_of', 'before_occasion_day'] as const

function greets({ words, lexicon }: Message, to: number): boolean {
  const { before_order: polite } = lexicon.grammar['function-words']
  return words.slice(0, to).every(({ normal }) => polite.includes(normal))
}

/** "the ops meeting tomorrow": behind what is attended or read only its day may stand. A period it is about must be said elsewhere too. */
function isOccasion(message: Message, candidates: readonly Candidate[], { from, to }: Clause): boolean {
  const { occasion, before_occasion_day: links } = message.lexicon.grammar['function-words']
  const times = candidates.filter(({ meaning, typos }) => meaning.kind === 'time' && typos === 0)
  const inside = times.filter((time) => time.from >= from && time.to <= to)
  const isDay = (index: number): boolean => inside.some((time) => time.from <= index && index < time.to)
  const noun = message.words.findLastIndex(({ normal }, index) => index < to && occasion.includes(normal))
  const told = !isFunctionWord(message, from, 'before_occasion')
  if (noun <= from && !told) return isDated(message, candidates, times, from, to)
  const purpose = message.words.findIndex(
    (_, index) => index >= from && isFunctionWord(message, index, 'before_occasion'),
  )
  for (let index = Math.max(noun, purpose) + 1; index < to; index += 1) {
    const normal = message.words[index]?.normal ?? ''
    if (!isDay(index) && !links.includes(normal)) return false
  }
  return inside.every(isAhead) || times.some((time) => time.to <= from || time.from >= to)
}

/** "for tomorrow's huddle: tickets last week": whatever a day of its own has. */
function isDated(
  message: Message,
  candidates: readonly Candidate[],
  times: readonly Candidate[],
  from: number,
  to: number,
): boolean {
  if (from > 0 || !namesMeasure(candidates, from, to)) return false
  const dated = times.some((time) => time.to < to && /['’]s$/.test(message.words[time.to - 1]?.text ?? ''))
  return dated && times.some((time) => time.from >= to)
}

/** A day that is no period to ask about, or how often one meets. */
export function isAhead({ meaning }: Candidate): boolean {
  if (meaning.kind !== 'time') return false
  const { kind, expression } = meaning.match
  if (kind === 'grain') return true
  if (expression?.type === 'weekday') return expression.which !== 'last'
  return (
    expression?.type === 'relative' && (expression.offset > 0 || (expression.unit === 'day' && expression.offset === 0))
  )
}

function startOfClause(message: Message, index: number): number {
  let from = index
  while (from > 0 && !endsClause(message, from)) from -= 1
  return index - from <= 2 ? from : index
}

function endsClause(message: Message, index: number): boolean {
  const gap = message.words[index]?.gap
  return gap === 'stop' || gap === 'dash' || gap === 'comma'
}

/** Whether a measure of the company is named outside of the words [from, to). */
function namesMeasure(candidates: readonly Candidate[], from: number, to: number): boolean {
  return candidates.some(
    ({ meaning, from: start, to: end, typos }) =>
      meaning.kind === 'metric' && typos === 0 && (end <= from || start >= to),
  )
}

/** "I'm preparing a review" names no measure that the company lacks, as long as another is asked for. */
function holdsData(candidates: readonly Candidate[], from: number, to: number, withAbsent = true): boolean {
  return candidates.some(({ meaning, from: start, to: end, cost }) => {
    if (end <= from || start >= to) return false
    if (meaning.kind === 'absent' && !withAbsent) return false
    if (meaning.kind === 'cue') return operatorCues.has(meaning.cue)
    if (meaning.kind === 'implied') return !meaning.verb
    return dataKinds.has(meaning.kind) && cost < 1.9
  })
}

/** The word ranges between full stops, question marks and line ends. */
export function sentences(message: Message): [number, number][] {
  const ranges: [number, number][] = []
  let from = 0
  message.words.forEach((word, index) => {
    if (index > from && word.gap === 'stop') {
      ranges.push([from, index])
      from = index
    }
  })
  if (from < message.words.length) ranges.push([from, message.words.length])
  return ranges
}

/** A sentence of its own with neither data, time nor question word in it. */
function isTalk(message: Message, candidates: readonly Candidate[], from: number, to: number): boolean {
  if (holdsData(candidates, from, to) || ordersAll(message, candidates, from, to)) return false
  const telling = candidates.some((candidate) => {
    const { meaning, from: start, to: end } = candidate
    if (end <= from || start >= to) return false
    return (
      meaning.kind === 'record' ||
      (meaning.kind === 'time' && !isAhead(candidate)) ||
      (meaning.kind === 'refusal' && meaning.refusal !== 'aside_openers') ||
      (meaning.kind === 'cue' && (meaning.cue === 'what' || meaning.cue === 'which' || meaning.cue === 'how_many'))
    )
  })
  return !telling && message.words.length > to - from
}

/** "All of them in order, please": how many are wanted is part of what is asked. */
export function ordersAll(message: Message, candidates: readonly Candidate[], from: number, to: number): boolean {
  return (
    hasFunctionWord(message, from, to, 'all_of_them') &&
    candidates.some(
      ({ meaning, from: start, to: end, typos }) =>
        meaning.kind === 'cue' && orders.has(meaning.cue) && typos === 0 && start >= from && end <= to,
    )
  )
}

const orders: ReadonlySet<string> = new Set(['rank', 'rank_ascending'])
