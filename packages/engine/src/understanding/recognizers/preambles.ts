import type { Candidate } from '../candidate.ts'
import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import { isAhead } from './asides.ts'
import { costs } from './costs.ts'

interface Clause {
  readonly from: number
  readonly to: number
}

/**
 * "We meet the buyer of Acme on Friday: …", "Before I call Acme back: …": what one is busy with, told before a question that is whole without
 * it. Anything in it that could be meant for the question (a measure, a period, a member the question does not name again) keeps it from
 * being passed over; a member that "they" speaks of is left to be bound.
 */
export function recognizePreambles(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const found: Candidate[] = []
  for (const clause of clauses(message)) {
    const isTold = concedes(message, clause.to) || tells(message, clause) || isAppointment(message, candidates, clause)
    if (!(isTold || memberTells(message, candidates, clause)) || !isWhole(candidates, clause.to, message.words.length))
      continue
    const kept = keptMembers(message, candidates, clause)
    if (kept === null || holdsMeaning(message, candidates, clause)) continue
    const parts = around(clause, kept)
    // What stands between may be a day that is cheaper to read than to pass over.
    const cost = parts.length > 1 ? costs.aside / 3 : costs.aside
    for (const { from, to } of parts) {
      found.push({ from, to, meaning: { kind: 'aside' }, cost, rule: 'aside-preamble', typos: 0 })
    }
  }
  return found
}

/** From the beginning, or behind a comma, to a colon, a dash, a comma or the end of a sentence that is no question. */
function clauses(message: Message): Clause[] {
  const { words, question } = message
  const starts = [...words.keys()].filter((index) => index === 0 || endsClause(message, index))
  return starts.flatMap((from) =>
    [...words.keys()].flatMap((to) => {
      const between = question.text.slice(words[to - 1]?.end ?? 0, words[to]?.start ?? 0)
      if (from === 0 && concedes(message, to)) return [{ from, to }]
      if (from <= longestGreeting && goesOnToAsk(message, from, to)) return [{ from, to }]
      if (to - from < 2 || between.includes('?') || !endsClause(message, to)) return []
      // Only the first clause may end with a comma: "Leeds, we think, and Hull".
      return !/^,\s*$/.test(between) || from === 0 ? [{ from, to }] : []
    }),
  )
}

/** "I am new here and would like", "I'm sitting down with Ciaran and need": who asks, and behind "and" that they do. */
function goesOnToAsk(message: Message, from: number, to: number): boolean {
  if (to - from < shortestIntroduction || !isFunctionWord(message, to - 1, 'before_opening')) return false
  const asks = (at: number): boolean =>
    isFunctionWord(message, at, 'polite') || isFunctionWord(message, at, 'introduced_wish')
  return asks(to) || (isFunctionWord(message, to, 'before_wish') && [1, 2, 3].some((step) => asks(to + step)))
}

const shortestIntroduction = 4
const longestGreeting = 3

/** "I know it is late, but", "sorry to bother you again but": what is conceded before a question begins with the words [0, to). */
function concedes(message: Message, to: number): boolean {
  return isFunctionWord(message, to - 1, 'but') && to > 2 && hasFunctionWord(message, 0, to - 1, 'conceding')
}

function endsClause({ words }: Message, index: number): boolean {
  const gap = words[index]?.gap
  return gap === 'stop' || gap === 'dash' || gap === 'comma'
}

/** "I present …", "before calling …", "the CFO has me …": somebody does something; "our Berlin shops" do nothing. */
function tells(message: Message, { from, to }: Clause): boolean {
  let at = from
  while (at < to && (isFunctionWord(message, at, 'before_narrator') || isGreeting(message, at))) at += 1
  if (isNarrator(message, at) && at + 1 < to) {
    return !isFunctionWord(message, at + 1, 'wishing') || isForSomeone(message, { from: at, to })
  }
  if (isFunctionWord(message, at, 'engaged') && at + 1 < to) return true
  const isAround = hasFunctionWord(message, from, at, 'before_meeting')
  for (let index = at; index <= at + someoneReach && index < to; index += 1) {
    const someone = isFunctionWord(message, index, 'asker') || isFunctionWord(message, index, 'occasion')
    if ((isAround || endsAtHour(message, to)) && isFunctionWord(message, index, 'occasion')) return true
    if (!someone && !isFunctionWord(message, index, 'audience')) continue
    if (hasFunctionWord(message, index + 1, Math.min(to, index + someoneReach), 'narrating')) return true
  }
  return false
}

/** "Board meeting on Friday, …", "investor call in ten minutes: …", "my flight boards in an hour: …": what is soon, and nothing else. */
function isAppointment(message: Message, candidates: readonly Candidate[], { from, to }: Clause): boolean {
  const soon = startOfSoon(message, from, to) ?? startOfDay(candidates, from, to)
  if (soon === null) return false
  const said = [...message.words.keys()].slice(from, soon)
  const leaves = said.some((index) => isFunctionWord(message, index, 'leaving'))
  const own = isFunctionWord(message, from, 'before_narrator')
  if (!(own && leaves) && !said.some((index) => isFunctionWord(message, index, 'occasion'))) return false
  const uses = ['occasion', 'asker', 'audience', 'before_narrator', 'leaving', 'starting'] as const
  return said.every((index) => isSmall(message, index) || uses.some((use) => isFunctionWord(message, index, use)))
}

const longestSoon = 5

/** Where "in ten minutes", "in half an hour" begins, at the end of the words [from, to). */
function startOfSoon(message: Message, from: number, to: number): number | null {
  if (!isFunctionWord(message, to - 1, 'talked_amount')) return null
  for (let at = to - 2; at > from && at >= to - longestSoon; at -= 1) {
    if (isFunctionWord(message, at, 'before_unit')) return at
  }
  return null
}

/** Where the day ahead begins that the words [from, to) end with: "on Friday", "tomorrow". */
function startOfDay(candidates: readonly Candidate[], from: number, to: number): number | null {
  const day = candidates.find((time) => isAhead(time) && time.from > from && time.to === to && time.typos === 0)
  return day?.from ?? null
}

/** "I need for the auditors": whom the figures are for. */
function isForSomeone(message: Message, { from, to }: Clause): boolean {
  return [...message.words.keys()].slice(from, to).some((index) => {
    if (!isFunctionWord(message, index, 'before_occasion')) return false
    const nouns = ['asker', 'occasion', 'audience'] as const
    return nouns.some((use) => hasFunctionWord(message, index + 1, Math.min(to, index + someoneReach), use))
  })
}

/** "Acme is on the phone", "Acme called". */
function memberTells(message: Message, candidates: readonly Candidate[], { from, to }: Clause): boolean {
  return candidates.some(
    ({ meaning, from: start, to: end }) =>
      meaning.kind === 'value' && start === from && end < to && isFunctionWord(message, end, 'narrating'),
  )
}

/** "we", and the "we" of "we're" and "we'll". */
function isNarrator(message: Message, index: number): boolean {
  const [pronoun = ''] = (message.words[index]?.text ?? '').toLowerCase().split(/['’]/u)
  return (
    isFunctionWord(message, index, 'narrator') || message.lexicon.grammar['function-words'].narrator.includes(pronoun)
  )
}

/** How far behind the start or one's article stands who is told of, and how far behind that what they do. */
const someoneReach = 4

function isGreeting({ words, lexicon }: Message, index: number): boolean {
  return lexicon.grammar.ignorables.courtesy.includes(words[index]?.normal ?? '')
}

/** Whether the words [from, to) name what is asked for themselves. */
function isWhole(candidates: readonly Candidate[], from: number, to: number): boolean {
  const inside = candidates.filter((candidate) => candidate.from >= from && candidate.to <= to)
  const measured = inside.some(({ meaning, typos }) => {
    return (meaning.kind === 'metric' || meaning.kind === 'implied' || meaning.kind === 'record') && typos <= 1
  })
  const asks = inside.some(({ meaning }) => meaning.kind === 'cue' && askingCues.has(meaning.cue))
  return measured || (asks && inside.some(({ meaning, typos }) => meaning.kind === 'dimension' && typos === 0))
}

const askingCues = new Set(['which', 'what', 'who', 'how_many', 'list', 'why', 'top', 'bottom', 'best', 'worst'])

/**
 * The members of the clause that the question speaks of as "they"; null where one is named that the question may be about without saying so,
 * or where nobody is named whom "they" could mean.
 */
function keptMembers(message: Message, candidates: readonly Candidate[], { from, to }: Clause): Clause[] | null {
  const size = message.words.length
  const refers = [...message.words.keys()].some((index) => index >= to && isFunctionWord(message, index, 'they'))
  const repeated = (word: number): boolean =>
    message.words.slice(to).some(({ stem }) => stem === message.words[word]?.stem)
  const named: Clause[] = []
  const isSlip = concedes(message, to)
  const soon = startOfSoon(message, from, to) ?? to
  for (const { meaning, from: start, to: end, cost, typos } of candidates) {
    if (start < from || end > to || (meaning.kind !== 'value' && meaning.kind !== 'value_options')) continue
    // "half an hour" is no half board.
    if (start >= soon) continue
    // "sorry to bother you, but" names no Brother: what is conceded is not asked about.
    if (isSlip && typos > 0) continue
    const own = [...message.words.keys()].slice(start, end)
    const isPart = cost >= costs.partialName
    if (
      own.every((word) => repeated(word) || isPlainWord(message, word, to) || (isPart && isOccasion(message, word)))
    ) {
      continue
    }
    if (meaning.kind !== 'value' || cost >= costs.partialName || !refers) return null
    named.push({ from: start, to: end })
  }
  const longest = named.filter(
    (one) => !named.some((other) => other !== one && other.from <= one.from && one.to <= other.to && !same(one, other)),
  )
  const members = longest.filter((one, index) => longest.findIndex((other) => same(one, other)) === index)
  const again = [...message.words.keys()].slice(from, to).some((word) => isName(message, word) && repeated(word))
  const others = again || namesMember(candidates, to, size)
  if (members.length === 0 && !others && (refers || placesName(message, candidates, { from, to }))) return null
  return members.length > 1 ? null : members
}

/** The parts of a clause before, between and behind the members that stay. */
function around({ from, to }: Clause, members: readonly Clause[]): Clause[] {
  const ends = [from, ...members.map((member) => member.to)]
  const starts = [...members.map((member) => member.from), to]
  return ends.flatMap((start, index) => {
    const end = starts[index] ?? to
    return end > start ? [{ from: start, to: end }] : []
  })
}

function same(one: Clause, other: Clause): boolean {
  return one.from === other.from && one.to === other.to
}

function namesMember(candidates: readonly Candidate[], from: number, to: number): boolean {
  return candidates.some(
    ({ meaning, from: start, to: end, typos }) =>
      (meaning.kind === 'value' || meaning.kind === 'dimension') && typos === 0 && start >= from && end <= to,
  )
}

/** "we opened in Zorblax": a name nobody knows may be where, or whose, what is asked for is. */
function placesName(message: Message, candidates: readonly Candidate[], { from, to }: Clause): boolean {
  return [...message.words.keys()].slice(from, to).some((index) => {
    if (!isName(message, index) || !isFunctionWord(message, index - 1, 'before_place_told')) return false
    return !candidates.some(({ from: start, to: end, typos }) => start <= index && index < end && typos === 0)
  })
}

function isName({ words }: Message, index: number): boolean {
  return index > 0 && /^\p{Lu}/u.test(words[index]?.text ?? '')
}

/** A word of everyday language, written small, that stands before whom one meets or names them: the "plant" of "the plant managers". */
function isPlainWord(message: Message, index: number, to: number): boolean {
  const word = message.words[index]
  if (!word || isName(message, index)) return false
  if (isFunctionWord(message, index, 'asker') || isFunctionWord(message, index, 'audience')) return true
  if (!message.lexicon.grammar['common-words'].includes(word.normal)) return false
  return isSmall(message, index) || describesSomeone(message, index, to)
}

/** "doing the pack": what one is busy with, and no part of a longer name that is in it. */
function isOccasion(message: Message, index: number): boolean {
  return !isName(message, index) && isFunctionWord(message, index, 'occasion')
}

function isSmall({ words, lexicon }: Message, index: number): boolean {
  return lexicon.grammar.ignorables.function.includes(words[index]?.normal ?? '')
}

/** "the sales meeting", "the plant managers": a thing that only tells whose people or what occasion. */
function describesSomeone(message: Message, index: number, to: number): boolean {
  const next = index + 1
  if (next >= to) return false
  return (['asker', 'occasion', 'audience'] as const).some((use) => isFunctionWord(message, next, use))
}

/** Whether the clause holds what may not be passed over. */
function holdsMeaning(message: Message, candidates: readonly Candidate[], { from, to }: Clause): boolean {
  const wishes = hasFunctionWord(message, from, to, 'wishing')
  const rest = candidates.filter((candidate) => candidate.from >= to)
  const dated = rest.some(({ meaning, typos }) => meaning.kind === 'time' && typos === 0)
  const compares = rest.some(({ meaning }) => meaning.kind === 'cue' && comparingCues.has(meaning.cue))
  const tells = concedes(message, to) ? concedingCues : tellingCues
  const soon = startOfSoon(message, from, to) ?? to
  return candidates.some((candidate) => {
    const { meaning, from: start, to: end, typos } = candidate
    if (start < from || end > to) return false
    const isVerb = end - start === 1 && isFunctionWord(message, start - 1, 'before_verb')
    switch (meaning.kind) {
      case 'metric':
      case 'record':
      case 'implied': {
        const isSaid = typos > 0 || (meaning.kind === 'implied' && meaning.verb) || (isVerb && !wishes)
        return (
          !isSaid && !isSpan(message, end - 1) && !isPlace(message, end - 1) && !describesSomeone(message, end - 1, to)
        )
      }
      case 'dimension':
        return typos === 0 && wishes
      case 'time':
        return typos === 0 && start < soon && !isAhead(candidate) && (!dated || compares)
      case 'number':
        return (
          start < soon &&
          !isSpan(message, end) &&
          !isHour(message, candidate, to) &&
          !candidates.some((other) => isTimeOver(other, candidate))
        )
      case 'cue':
        return (
          typos === 0 && !isVerb && !tells.has(meaning.cue) && !isSpan(message, start) && !isParticle(message, start)
        )
      case 'refusal':
        return meaning.refusal !== 'out_of_scope' && meaning.refusal !== 'aside_openers'
      default:
        return false
    }
  })
}

/** "sitting down with": a particle of what one does, and no movement. */
function isParticle(message: Message, index: number): boolean {
  return isFunctionWord(message, index, 'particle') && isFunctionWord(message, index - 1, 'engaged')
}

const tellingCues: ReadonlySet<string> = new Set([
  'and',
  'to',
  'from',
  'who',
  'when',
  'where',
  'present',
  'all',
  'both',
])
/** "sorry to ask" corrects nothing that was asked before. */
const concedingCues: ReadonlySet<string> = new Set([...tellingCues, 'follow_instead', 'follow_widen', 'follow_same'])
const comparingCues: ReadonlySet<string> = new Set(['versus', 'compare', 'growth', 'why'])

/** "in an hour", "two questions": amounts that only belong to the talk. */
function isSpan(message: Message, index: number): boolean {
  return (
    isFunctionWord(message, index, 'talked_amount') && (index === 0 || !isFunctionWord(message, index - 1, 'wishing'))
  )
}

/** "Board call at 4, …" */
function endsAtHour(message: Message, to: number): boolean {
  return /^\d{1,2}$/.test(message.words[to - 1]?.normal ?? '') && isFunctionWord(message, to - 2, 'before_hour')
}

const lastHour = 12

/** "meeting the board at 3": the hour at which something is, at the end of what is told. */
function isHour(message: Message, { meaning, from, to }: Candidate, end: number): boolean {
  if (meaning.kind !== 'number' || to !== end) return false
  const { value } = meaning.quantity
  return Number.isInteger(value) && value > 0 && value <= lastHour && isFunctionWord(message, from - 1, 'before_hour')
}

/** "on the line" speaks of no order lines. */
function isPlace(message: Message, index: number): boolean {
  const before = message.words.slice(Math.max(0, index - 2), index).map(({ normal }) => normal)
  return isFunctionWord(message, index, 'talked_place') && before.join(' ') === onThe
}

const onThe = 'on the'

function isTimeOver({ meaning, from, to }: Candidate, inner: Candidate): boolean {
  return meaning.kind === 'time' && from <= inner.from && inner.to <= to
}
