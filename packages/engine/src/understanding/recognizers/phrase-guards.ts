import { hasFunctionWord, isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { shortRule, sortingWeight } from '../lexicon/short-names.ts'
import type { LexiconMetric, Meaning } from '../lexicon/types.ts'
import type { Message } from '../message.ts'
import type { CueName, PhraseFiles } from '../phrases/schema.ts'
import { averagesBehind, spansTime } from './construction-guards.ts'
import type { KeyedSpan } from './keyed-spans.ts'

type MetricMeaning = Extract<Meaning, { kind: 'metric' }>

/** "three times" says how often, where "order time" is something to measure. */
export function isOneOfMany({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const word = words[from]
  if (!word || to - from > 1 || word.normal !== word.stem) return false
  const { generic } = lexicon.grammar.ignorables
  const many = !generic.includes(word.normal) && generic.includes(`${word.normal}s`)
  return many && isCounted(lexicon, words[from - 1]?.stem)
}

/** "How many claims" asks for no money, so it is not "Claims Paid" that is meant, nor are "rooms" their "Room Price". */
export function countsMoney({ words, lexicon }: Message, span: KeyedSpan, { metric, rule }: MetricMeaning): boolean {
  const known = lexicon.metrics.get(metric)
  if (rule !== shortRule || known?.unit.kind !== 'currency') return false
  const { from, to } = span
  const word = words[from]
  if (word && to - from === 1 && word.normal !== word.stem && isPricedThing(lexicon, known.label, word)) return true
  const before = words.slice(Math.max(0, from - 2), from).map(({ stem }) => stem)
  const meanings = lexicon.phrases.get(before.join(' ')) ?? []
  return meanings.some((meaning) => meaning.kind === 'cue' && meaning.cue === 'how_many')
}

/** "how many days did we ship" counts them, as do "days" that the company measures; "how many days does it take" asks how long. */
export function countsTime(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  const amount = writtenForm(message, from, to)
  const unit = lexicon.grammar.cues.how_many.find((cue) => amount.startsWith(`${cue} `))
  if (unit === undefined) return false
  if (measuresNamed(lexicon, words[to - 1]?.stem ?? '').length > 0) return true
  return !hasFunctionWord(message, to, words.length, 'taking')
}

/** Whether a plural is of what a heading has but one of, in front of what one costs or brings. */
function isPricedThing({ grammar }: Lexicon, label: string, { normal, stem }: Message['words'][number]): boolean {
  const { each, bought } = grammar['short-names'].acts
  const [first = '', last = ''] = label.toLowerCase().split(' ')
  if (first === normal || first !== stem || bought.includes(first)) return false
  return each.includes(last) || (last.endsWith('s') && each.includes(last.slice(0, -1)))
}

/** The "amount of donations" is how many there are, but not where a column of money is headed "Amount". */
export function namesMoney({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  if (to - from < 2) return false
  const meanings = lexicon.phrases.get(words[from]?.stem ?? '') ?? []
  return meanings.some(
    (meaning) => meaning.kind === 'metric' && lexicon.metrics.get(meaning.metric)?.unit.kind === 'currency',
  )
}

/** How far behind "value of" stands what it is the value of. */
const worthReach = 3

/** "Value of orders" and "deal value" must not be read as their number: a count says nothing of what they are worth. */
export function asksWorth(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  const isWorth = to - from === 1 && lexicon.grammar['short-names'].worth.includes(words[from]?.stem ?? '')
  if (!isWorth) return false
  if (isCounted(lexicon, words[from - 1]?.stem)) return true
  if (!isFunctionWord(message, to, 'before_name')) return false
  return isCounted(
    lexicon,
    words.slice(to + 1, to + 1 + worthReach).find(({ stem }) => measuresNamed(lexicon, stem).length > 0)?.stem,
  )
}

/** Whether a word names records, or nothing but numbers of things. */
function isCounted(lexicon: Lexicon, word: string | undefined): boolean {
  if (word === undefined) return false
  const measures = measuresNamed(lexicon, word)
  if (measures.length > 0) return measures.every(({ unit }) => unit.kind === 'count')
  return (lexicon.phrases.get(word) ?? []).some(({ kind }) => kind === 'record')
}

/** The measures that a word or words name. */
export function measuresNamed(lexicon: Lexicon, word: string): LexiconMetric[] {
  return (lexicon.phrases.get(word) ?? []).flatMap((meaning) =>
    meaning.kind === 'metric' ? (lexicon.metrics.get(meaning.metric) ?? []) : [],
  )
}

/** "Which type of course" is no type of customer. */
export function sortsAnother(message: Message, { to }: KeyedSpan, weight: number): boolean {
  return weight <= sortingWeight && isFunctionWord(message, to, 'before_name')
}

/** "group revenue" is the whole company's; "product groups" and "which group" are not. */
export function namesPartOfWhole({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !lexicon.grammar['implied-metrics'].wholes.includes(words[from]?.stem ?? '')) return false
  const next = lexicon.phrases.get(words[to]?.stem ?? '') ?? []
  const before = lexicon.phrases.get(words[from - 1]?.stem ?? '') ?? []
  const measured = next.some(({ kind }) => kind === 'metric' || kind === 'implied')
  return !measured || words[from]?.normal !== words[from]?.stem || before.some(({ kind }) => kind === 'dimension')
}

/** "add up to", "racked up": no movement up or down. */
export function isParticle(message: Message, { from, to }: KeyedSpan): boolean {
  return (
    to - from === 1 && isFunctionWord(message, from, 'particle') && isFunctionWord(message, from - 1, 'before_particle')
  )
}

/** "rose's sales": who owns something is no rise. */
export function isOwner({ words }: Message, { to }: KeyedSpan): boolean {
  return /['’]s$/.test(words[to - 1]?.text ?? '') && words[to] !== undefined
}

/** "at least 2" is no ranking of the least. */
export function boundsNumber(message: Message, { from, to }: KeyedSpan, cue: CueName): boolean {
  if (to - from > 1) return false
  // "trailing 12 months" rank nothing.
  if (cue === 'worst' && isFunctionWord(message, from, 'rolling_on'))
    return averagesBehind(message, to) || spansTime(message, to)
  if (cue !== 'top' && cue !== 'bottom') return false
  return isFunctionWord(message, from, 'most') && isFunctionWord(message, from - 1, 'before_terms')
}

/** "with one order", "had only one visit": the number of what somebody has. */
export function isNumber(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'asked_one')) return false
  const { before_number: holding } = message.lexicon.grammar['function-words']
  const { narrow } = message.lexicon.grammar.conversation
  const before = message.words[from - 1]?.normal ?? ''
  return [holding, narrow, message.lexicon.grammar.cues.equals].some((words) => words.includes(before))
}

/**
 * "lowest margin project": where the company has projects, only an order or a wish to "project" something looks ahead. "by project"
 * never does.
 */
export function isNoun(message: Message, { from, to }: KeyedSpan, all: readonly Meaning[]): boolean {
  const word = message.words[from]
  if (!word || to - from > 1) return false
  const before = message.lexicon.phrases.get(message.words[from - 1]?.stem ?? '') ?? []
  const splits = before.some(
    (meaning) => meaning.kind === 'cue' && (meaning.cue === 'group' || meaning.cue === 'which'),
  )
  if (splits) return true
  if (!all.some(({ kind }) => kind === 'dimension')) return false
  const orders = from === 0 || word.gap === 'stop' || isFunctionWord(message, from - 1, 'before_order')
  return word.normal !== word.stem || !orders
}

/** "all regions but the South" leaves one out, where "but" elsewhere only goes on. */
export function leavesOut(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'but')) return true
  return isFunctionWord(message, from - 2, 'every') || isFunctionWord(message, from - 3, 'every')
}

/** "break sales down by region": "down by" groups only where a word before it splits. */
export function completesSplit({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const written = words.slice(from, to).map((word) => word.normal)
  if (written[0] !== 'down') return true
  const rest = ` ${written.join(' ')}`
  const openers = lexicon.grammar.cues.group.flatMap((phrase) =>
    phrase.endsWith(rest) ? [phrase.slice(0, -rest.length)] : [],
  )
  return words.slice(0, from).some((word) => openers.includes(word.normal))
}

/** "return the sales" asks for something where only "returns" are counted. */
export function asksInSingular(message: Message, span: KeyedSpan, all: readonly Meaning[]): boolean {
  const word = message.words[span.from]
  if (!word || span.to - span.from > 1 || word.normal !== word.stem) return false
  if (all.some(({ kind }) => kind === 'dimension' || kind === 'record')) return false
  return all.some((meaning) => meaning.kind === 'ignorable' && meaning.group === 'request')
}

/** "units shipped by product line": the verb is a state that records are in, and is not passed over with the word behind it. */
export function opensWithMember({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const first = words[from]
  if (!first || to - from < 2 || lexicon.grammar.ignorables.function.includes(first.normal)) return false
  const plain = (lexicon.phrases.get(first.stem) ?? []).some(({ kind }) => kind !== 'ignorable' && kind !== 'implied')
  return !plain && first.normal.endsWith('ed') && membersNamed(lexicon.members, first.stem).length > 0
}

/** "how quickly" asks for a speed, where "quickly" elsewhere only hurries. */
export function asksDegree(message: Message, { from, to }: KeyedSpan): boolean {
  const asks = to - from === 1 && isFunctionWord(message, from - 1, 'how')
  return asks && message.lexicon.phrases.has(`${message.words[from - 1]?.stem} ${message.words[from]?.stem}`)
}

/** "returns" asks for nothing, as "return" may, and "cans" are no "can"; "how many hits" counts what only sounds like a verb. */
export function isThing(message: Message, { from, to }: KeyedSpan, group: keyof PhraseFiles['ignorables']): boolean {
  const word = message.words[from]
  if (!word || to - from > 1 || word.normal === word.stem) return false
  if (group !== 'request' && !word.normal.endsWith('s')) return false
  if (group === 'verbs' && !isCountedNext(message, from)) return false
  return !message.lexicon.grammar.ignorables[group].includes(word.normal)
}

/** Behind "how many" or "which" stands a noun. */
function isCountedNext(message: Message, index: number): boolean {
  const before = message.words[index - 1]?.normal ?? ''
  const counts = message.lexicon.grammar.cues.how_many.some(
    (phrase) => phrase === before || phrase.endsWith(` ${before}`),
  )
  return (before !== '' && counts) || awaitsThing(message, index)
}

/** "how much did customers spend" says what customers do; only without the auxiliary is "customer spend" a measure's name. */
export function isClause({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
  const [subject, last] = [words[from], words[to - 1]]
  if (to - from !== 2 || !subject || !last || subject.normal === subject.stem) return false
  if (!words.slice(Math.max(0, from - 3), from).some(({ normal }) => auxiliaries.includes(normal))) return false
  if (lexicon.grammar['implied-metrics'].outgoings.verbs.includes(last.normal)) return true
  return (lexicon.phrases.get(last.stem) ?? []).some((meaning) => meaning.kind === 'implied' && meaning.verb)
}

/** "how much did we make", "how much profit did Ann Lee make" ask for no makes: behind who did it stands what they did. */
export function isDone(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon } = message
  const [before, word] = [words[from - 1], words[from]]
  if (!before || !word || to - from > 1 || word.normal !== word.stem || word.gap !== 'space') return false
  const { 'implied-metrics': implied, ignorables } = lexicon.grammar
  if (!ignorables.verbs.includes(word.normal)) return false
  return implied.outgoings.subjects.includes(before.normal) || isDoneByNamed(message, from)
}

/** Whether a member's name, and nothing else, stands between an auxiliary and a verb. */
function isDoneByNamed({ words, lexicon }: Message, verb: number): boolean {
  const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
  const at = words.findLastIndex(({ normal }, index) => index < verb && auxiliaries.includes(normal))
  if (at < 1 || verb - at < 2) return false
  const name = words.slice(at + 1, verb).map(({ stem }) => stem)
  return membersNamed(lexicon.members, name.join(' ')).length > 0
}

/** "voided bills" are the bills that the data numbers, and nothing that anybody bills. */
export function isPluralNoun(message: Message, { from, to }: KeyedSpan, all: readonly Meaning[]): boolean {
  const word = message.words[from]
  if (!word || to - from > 1 || !word.normal.endsWith('s') || word.normal === word.stem) return false
  return all.some((meaning) => meaning.kind === 'dimension' && isCoded(message, meaning.dimension))
}

/** Whether the members of a dimension are numbers of records. */
export function isCoded({ lexicon }: Message, dimension: string): boolean {
  return lexicon.members.coded.has(lexicon.dimensions.findIndex(({ id }) => id === dimension))
}

/** "orders for Home Office" counts orders; only "order for" is a verb. */
export function beginsWithMeasure(message: Message, span: KeyedSpan): boolean {
  const word = message.words[span.from]
  if (!word || span.to - span.from < 2 || word.normal === word.stem) return false
  return (message.lexicon.phrases.get(word.stem) ?? []).some(({ kind }) => kind === 'metric')
}

/** A name nobody knows must not be explained away as a misspelled filler: only short slips of plain words are. */
export function mayBeMistypedFiller(message: Message, span: KeyedSpan): boolean {
  const word = message.words[span.from]
  const named =
    word !== undefined &&
    span.from > 0 &&
    word.gap !== 'stop' &&
    !message.shouted &&
    word.text !== word.text.toLowerCase()
  return span.edits === 1 && !named && !awaitsName(message, span.from)
}

/** Behind "in", "per" or "which" stands the name of something, so a word nobody knows there is one nobody has. */
function awaitsName(message: Message, index: number): boolean {
  return isFunctionWord(message, index - 1, 'before_name') || awaitsThing(message, index)
}

/** "at the Leeds store" as well as "in Leeds". */
export function standsAsName(message: Message, index: number): boolean {
  return awaitsName(message, isFunctionWord(message, index - 1, 'definite') ? index - 1 : index)
}

/** "which channels", "in Rome": no "which changes", and nothing that rose. */
function awaitsThing(message: Message, index: number): boolean {
  return isFunctionWord(message, index - 1, 'before_group')
}

/** "in Lisbon and Rome": a word nobody knows that stands like a name is a member nobody has, no misspelled "rose". */
export function mayBeName(message: Message, { from, to }: KeyedSpan): boolean {
  const { words, lexicon, shouted } = message
  const word = words[from]
  if (!word || to - from > 1 || from === 0) return false
  if (awaitsThing(message, from)) return true
  const large = words.filter(({ text }) => /^\p{Lu}/u.test(text)).length
  if (/^\p{Lu}/u.test(word.text) && word.gap !== 'stop' && !shouted && large * 2 <= words.length) return true
  const joined = (lexicon.phrases.get(words[from - 1]?.stem ?? '') ?? []).some(
    (meaning) => meaning.kind === 'cue' && (meaning.cue === 'and' || meaning.cue === 'versus'),
  )
  const before = words[joined ? from - 2 : word.gap === 'comma' ? from - 1 : -1]
  return before !== undefined && membersNamed(lexicon.members, before.stem).length > 0
}

/** "clicks on display": behind a preposition stands what is named, not what is asked for. */
export function isPlaced(message: Message, span: KeyedSpan): boolean {
  return isFunctionWord(message, span.from - 1, 'before_name')
}

/** "IN" among small letters is Indiana rather than a preposition, and "M" a size. */
export function isWrittenLarge(message: Message, span: KeyedSpan): boolean {
  const text = message.words[span.from]?.text ?? ''
  return span.to - span.from === 1 && !/^[AI\d]$/.test(text) && text === text.toUpperCase() && !message.shouted
}

export function writtenForm(message: Message, from: number, to: number): string {
  return message.words
    .slice(from, to)
    .map((word) => word.normal)
    .join(' ')
}

/** "which shop assistant", where "hi assistant, sales in May" only speaks to one. */
export function isSomebody(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'spoken_to')) return false
  const { words, lexicon } = message
  const edge = from === 0 || to === words.length || words[from]?.gap !== 'space' || words[to]?.gap !== 'space'
  const before = lexicon.phrases.get(words[from - 1]?.stem ?? '') ?? []
  const greeted = before.some((meaning) => meaning.kind === 'ignorable' && meaning.group === 'courtesy')
  return !greeted && (!edge || (from > 0 && isFunctionWord(message, from - 1, 'by')))
}

/** "units, revenue": what a comma parts are two measures and no "unit revenue". */
export function isListed({ words, question }: Message, { from, to }: KeyedSpan): boolean {
  return words
    .slice(from + 1, to)
    .some(({ start }, index) => /[,;:]/.test(question.text.slice(words[from + index]?.end ?? start, start)))
}

/** "passed 10k in revenue" bounds an amount, where "passed 3 tests" says what somebody did, and how often. */
export function passesThings(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'past')) return false
  const { words, lexicon } = message
  const next = words.slice(to).find((_, index) => !isFunctionWord(message, to + index, 'before_bound'))
  const counted = next === undefined ? undefined : words[words.indexOf(next) + 1]
  const isAmount =
    next !== undefined && (/^\p{Sc}|\d{4}|\d\p{L}|,\d{3}/u.test(next.text) || isScaled(lexicon, counted?.normal))
  return !isAmount
}

function isScaled({ grammar }: Lexicon, word: string | undefined): boolean {
  return word !== undefined && (grammar.quantities.multipliers[word] ?? 0) > 1
}

/**
 * "monthly sales of aggregates": a plural that is a member's whole name, as the data writes it, and that no list of cues or fillers has
 * in this form is that member.
 */
export function isPluralName(
  { words, lexicon }: Message,
  { from, to }: { from: number; to: number },
  meaning: Meaning,
): boolean {
  const word = words[from]
  if (!word || to - from > 1 || word.normal === word.stem) return false
  const cues: Readonly<Record<string, readonly string[] | undefined>> = lexicon.grammar.cues
  const listed = meaning.kind === 'cue' ? cues[meaning.cue] : ignored(lexicon, meaning)
  if (listed?.includes(word.normal)) return false
  return membersNamed(lexicon.members, word.stem).some(
    (member) => lexicon.members.values[member]?.toLowerCase() === word.normal,
  )
}

function ignored({ grammar }: Lexicon, meaning: Meaning): readonly string[] {
  return meaning.kind === 'ignorable' ? grammar.ignorables[meaning.group] : []
}

/** "on which day do we raise the most invoices", "do people buy more in Leeds" ask what is done, where "raise the prices" wants it done. */
export function isAskedOfDoer(message: Message, { from, to }: KeyedSpan): boolean {
  if (!isFunctionWord(message, to, 'most') && !isFunctionWord(message, to - 1, 'more')) return false
  const { auxiliaries } = message.lexicon.grammar['implied-metrics'].amounts
  return isFunctionWord(message, from - 1, 'doer') && auxiliaries.includes(message.words[from - 2]?.normal ?? '')
}
