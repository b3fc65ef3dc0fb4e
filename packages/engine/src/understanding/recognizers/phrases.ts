import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { shortRule, sortingWeight } from '../lexicon/short-names.ts'
import type { LexiconMetric, Meaning } from '../lexicon/types.ts'
import type { Message } from '../message.ts'
import type { CueName, PhraseFiles } from '../phrases/schema.ts'
import { costs } from './costs.ts'

type MetricMeaning = Extract<Meaning, { kind: 'metric' }>

/** Words [from, to) read as a key of the vocabulary, with the typos that took. */
export interface KeyedSpan {
  readonly from: number
  readonly to: number
  readonly key: string
  readonly edits: number
  /** Rests on an ordinary word being a misspelling. */
  readonly ordinary: boolean
}

/** All keys that words from `from` on can spell, shortest first, up to `longest` words; never across a clause end. */
export function spansFrom(message: Message, from: number, longest: number): KeyedSpan[] {
  const spans: KeyedSpan[] = []
  let keys: Omit<KeyedSpan, 'from' | 'to'>[] = [{ key: '', edits: 0, ordinary: false }]
  for (let to = from; to < message.words.length && to - from < longest; to += 1) {
    const gap = message.words[to]?.gap
    if (to > from && (gap === 'stop' || gap === 'dash')) break
    const forms = message.forms[to] ?? []
    const extended: typeof keys = []
    for (const { key, edits, ordinary } of keys) {
      for (const form of forms) {
        if (extended.length >= 8) break
        extended.push({
          key: key === '' ? form.key : `${key} ${form.key}`,
          edits: edits + form.edits,
          ordinary: ordinary || form.ordinary === true,
        })
      }
    }
    keys = extended
    // "tie" alone is a tie; "delivery tie" is a delivery time.
    for (const span of keys) if (!span.ordinary || to > from) spans.push({ from, to: to + 1, ...span })
  }
  return spans
}

/** Finds the phrases of the closed vocabulary: metrics, dimensions, records, cues, words to ignore or to refuse. */
export function recognizePhrases(message: Message): Candidate[] {
  const { lexicon } = message
  const found: Candidate[] = []
  for (let from = 0; from < message.words.length; from += 1) {
    for (const span of spansFrom(message, from, longestFrom(message, from))) {
      const meanings = lexicon.phrases.get(span.key) ?? joinedMeanings(message, span)
      for (const meaning of meanings) {
        const candidate = toCandidate(message, span, meaning, meanings)
        if (candidate) found.push(candidate)
      }
    }
  }
  return withoutNegatives(message, found)
}

/** Letters of a noun too short to be recognized when it is misspelled. */
const shortNoun = 4

/** Two words can be one phrase written apart, whatever begins with the first. */
const longestJoined = 2

/** Most words that a phrase from this word on can have. */
function longestFrom({ forms, lexicon }: Message, from: number): number {
  const lengths = (forms[from] ?? []).map(({ key }) => lexicon.longestFrom.get(key) ?? 0)
  return Math.max(longestJoined, ...lengths)
}

/** "sub category" for a dimension named "Subcategory", and "grossmargin" for "gross margin". */
function joinedMeanings(message: Message, span: KeyedSpan): readonly Meaning[] {
  if (span.to - span.from !== 2 || span.edits > 0) return []
  const joined = message.lexicon.phrases.get(span.key.replace(' ', '')) ?? []
  return joined.filter((meaning) => meaning.kind === 'metric' || meaning.kind === 'dimension')
}

function toCandidate(
  message: Message,
  span: KeyedSpan,
  meaning: Meaning,
  all: readonly Meaning[],
): Candidate | undefined {
  const base = {
    from: span.from,
    to: span.to,
    typos: span.edits,
    spelling: span.edits > 0 ? span.key.split(' ') : undefined,
  }
  const typo = span.edits * costs.typo
  const asks = asksInSingular(message, span, all)
  const named =
    !asks && all.some((other) => other.kind === 'metric' || other.kind === 'dimension' || other.kind === 'record')
  switch (meaning.kind) {
    case 'metric':
      if (asks || countsMoney(message, span, meaning) || isClause(message, span)) return undefined
      return {
        ...base,
        meaning,
        cost: costs.metric + (1 - meaning.weight) * costs.weakness + groupingCost(message, span, meaning.rule) + typo,
        rule: meaning.rule,
      }
    case 'implied':
      if (meaning.verb && beginsWithMeasure(message, span)) return undefined
      return {
        ...base,
        meaning,
        cost: (meaning.verb ? verbCost(all) : costs.impliedNoun + (meaning.far ? 0.6 : 0) + (named ? 1 : 0)) + typo,
        rule: meaning.verb ? 'metric-verb' : meaning.far ? 'metric-nearest' : 'metric-everyday',
      }
    case 'absent':
      // "in leeds" is a place nobody has, and no misspelled leads.
      if (span.edits > 0 && standsAsName(message, span.from)) return undefined
      return { ...base, meaning, cost: costs.absent + typo, rule: 'metric-absent' }
    case 'dimension':
      if (sortsAnother(message, span, meaning.weight)) return undefined
      return { ...base, meaning, cost: costs.dimension + (1 - meaning.weight) * 0.8 + typo, rule: 'dimension-name' }
    case 'absent_dimension':
      if (span.edits > 0 && standsAsName(message, span.from)) return undefined
      return { ...base, meaning, cost: costs.absentDimension + typo, rule: 'dimension-absent' }
    case 'record':
      // "roas" is no misspelled "rows": the nouns of records lie close to much that people measure.
      if (span.edits > 0 && span.key.length <= shortNoun) return undefined
      return { ...base, meaning, cost: costs.record + typo, rule: 'record-name' }
    case 'cue':
      if (span.edits > 0 && mayBeName(message, span)) return undefined
      if (meaning.cue === 'group' && !completesSplit(message, span)) return undefined
      if (meaning.cue === 'growth' && isParticle(message, span)) return undefined
      if (meaning.cue === 'how_many' && namesMoney(message, span)) return undefined
      if (meaning.cue === 'exclude' && !leavesOut(message, span)) return undefined
      if (boundsNumber(message, span, meaning.cue)) return undefined
      if (meaning.cue === 'forecast' && isNoun(message, span, all)) return undefined
      return {
        ...base,
        meaning,
        cost: (isFollowCue(meaning.cue) ? costs.followCue : costs.cue) + typo,
        rule: `cue-${meaning.cue}`,
      }
    case 'ignorable': {
      if (span.edits > 0 && !mayBeMistypedFiller(message, span)) return undefined
      if (isThing(message, span, meaning.group) || isNumber(message, span)) return undefined
      if (meaning.group === 'generic' && isOneOfMany(message, span)) return undefined
      const contentful = meaning.group !== 'function' && meaning.group !== 'courtesy'
      if ((contentful && named) || namesPartOfWhole(message, span) || asksWorth(message, span)) return undefined
      const known = membersNamed(message.lexicon.members, span.key).length > 0
      const member = known && (contentful || span.to - span.from > 1 || isWrittenLarge(message, span))
      return {
        ...base,
        meaning,
        cost:
          costs.ignorable + (member ? costs.ordinaryWord * (contentful && isPlaced(message, span) ? 2 : 1) : 0) + typo,
        rule: `ignore-${meaning.group}`,
      }
    }
    case 'refusal':
      if (!message.lexicon.refusalForms.has(writtenForm(message, span.from, span.to))) return undefined
      return { ...base, meaning, cost: costs.refusal + typo, rule: `refusal-${meaning.refusal}` }
    case 'negative':
      return undefined
  }
}

/** "three times" says how often, where "order time" is something to measure. */
function isOneOfMany({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const word = words[from]
  if (!word || to - from > 1 || word.normal !== word.stem) return false
  const { generic } = lexicon.grammar.ignorables
  const many = !generic.includes(word.normal) && generic.includes(`${word.normal}s`)
  return many && isCounted(lexicon, words[from - 1]?.stem)
}

/** "How many claims" asks for no money, so it is not "Claims Paid" that is meant, nor are "rooms" their "Room Price". */
function countsMoney({ words, lexicon }: Message, span: KeyedSpan, { metric, rule }: MetricMeaning): boolean {
  const known = lexicon.metrics.get(metric)
  if (rule !== shortRule || known?.unit.kind !== 'currency') return false
  const { from, to } = span
  const word = words[from]
  if (word && to - from === 1 && word.normal !== word.stem && isPricedThing(lexicon, known.label, word)) return true
  const before = words.slice(Math.max(0, from - 2), from).map(({ stem }) => stem)
  const meanings = lexicon.phrases.get(before.join(' ')) ?? []
  return meanings.some((meaning) => meaning.kind === 'cue' && meaning.cue === 'how_many')
}

/** Whether a plural is of what a heading has but one of, in front of what one costs or brings. */
function isPricedThing({ grammar }: Lexicon, label: string, { normal, stem }: Message['words'][number]): boolean {
  const { each, bought } = grammar['short-names'].acts
  const [first = '', last = ''] = label.toLowerCase().split(' ')
  if (first === normal || first !== stem || bought.includes(first)) return false
  return each.includes(last) || (last.endsWith('s') && each.includes(last.slice(0, -1)))
}

/** The "amount of donations" is how many there are, but not where a column of money is headed "Amount". */
function namesMoney({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  if (to - from < 2) return false
  const meanings = lexicon.phrases.get(words[from]?.stem ?? '') ?? []
  return meanings.some(
    (meaning) => meaning.kind === 'metric' && lexicon.metrics.get(meaning.metric)?.unit.kind === 'currency',
  )
}

/** How far behind "value of" stands what it is the value of. */
const worthReach = 3

/** "Value of orders" and "deal value" must not be read as their number: a count says nothing of what they are worth. */
function asksWorth(message: Message, { from, to }: KeyedSpan): boolean {
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

function measuresNamed(lexicon: Lexicon, word: string): LexiconMetric[] {
  return (lexicon.phrases.get(word) ?? []).flatMap((meaning) =>
    meaning.kind === 'metric' ? (lexicon.metrics.get(meaning.metric) ?? []) : [],
  )
}

/** "Which type of course" is no type of customer. */
function sortsAnother(message: Message, { to }: KeyedSpan, weight: number): boolean {
  return weight <= sortingWeight && isFunctionWord(message, to, 'before_name')
}

/** "group revenue" is the whole company's; "product groups" and "which group" are not. */
function namesPartOfWhole({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !lexicon.grammar['implied-metrics'].wholes.includes(words[from]?.stem ?? '')) return false
  const next = lexicon.phrases.get(words[to]?.stem ?? '') ?? []
  const before = lexicon.phrases.get(words[from - 1]?.stem ?? '') ?? []
  const measured = next.some(({ kind }) => kind === 'metric' || kind === 'implied')
  return !measured || words[from]?.normal !== words[from]?.stem || before.some(({ kind }) => kind === 'dimension')
}

/** A verb that may be passed over says what is measured rather than nothing: "what did the shop take". */
function verbCost(all: readonly Meaning[]): number {
  return all.some((meaning) => meaning.kind === 'ignorable') ? costs.ignorable - 0.05 : costs.impliedVerb
}

/** "add up to", "racked up": no movement up or down. */
function isParticle(message: Message, { from, to }: KeyedSpan): boolean {
  return (
    to - from === 1 && isFunctionWord(message, from, 'particle') && isFunctionWord(message, from - 1, 'before_particle')
  )
}

/** "at least 2" is no ranking of the least. */
function boundsNumber(message: Message, { from, to }: KeyedSpan, cue: CueName): boolean {
  if ((cue !== 'top' && cue !== 'bottom') || to - from > 1) return false
  return isFunctionWord(message, from, 'most') && isFunctionWord(message, from - 1, 'before_terms')
}

/** "with one order", "had only one visit": the number of what somebody has. */
function isNumber(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'asked_one')) return false
  const { before_number: holding } = message.lexicon.grammar['function-words']
  const { narrow } = message.lexicon.grammar.conversation
  const before = message.words[from - 1]?.normal ?? ''
  return [holding, narrow, message.lexicon.grammar.cues.equals].some((words) => words.includes(before))
}

/** "lowest margin project": where the company has projects, only an order or a wish to "project" something looks ahead. */
function isNoun(message: Message, { from, to }: KeyedSpan, all: readonly Meaning[]): boolean {
  const word = message.words[from]
  if (!word || to - from > 1 || !all.some(({ kind }) => kind === 'dimension')) return false
  const orders = from === 0 || word.gap === 'stop' || isFunctionWord(message, from - 1, 'before_order')
  return word.normal !== word.stem || !orders
}

/** "all regions but the South" leaves one out, where "but" elsewhere only goes on. */
function leavesOut(message: Message, { from, to }: KeyedSpan): boolean {
  if (to - from > 1 || !isFunctionWord(message, from, 'but')) return true
  return isFunctionWord(message, from - 2, 'every') || isFunctionWord(message, from - 3, 'every')
}

/** "break sales down by region": "down by" groups only where a word before it splits. */
function completesSplit({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const written = words.slice(from, to).map((word) => word.normal)
  if (written[0] !== 'down') return true
  const rest = ` ${written.join(' ')}`
  const openers = lexicon.grammar.cues.group.flatMap((phrase) =>
    phrase.endsWith(rest) ? [phrase.slice(0, -rest.length)] : [],
  )
  return words.slice(0, from).some((word) => openers.includes(word.normal))
}

/** "return the sales" asks for something where only "returns" are counted. */
function asksInSingular(message: Message, span: KeyedSpan, all: readonly Meaning[]): boolean {
  const word = message.words[span.from]
  if (!word || span.to - span.from > 1 || word.normal !== word.stem) return false
  if (all.some(({ kind }) => kind === 'dimension' || kind === 'record')) return false
  return all.some((meaning) => meaning.kind === 'ignorable' && meaning.group === 'request')
}

/** "returns" asks for nothing, as "return" may, and "cans" are no "can"; "how many hits" counts what only sounds like a verb. */
function isThing(message: Message, { from, to }: KeyedSpan, group: keyof PhraseFiles['ignorables']): boolean {
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
function isClause({ words, lexicon }: Message, { from, to }: KeyedSpan): boolean {
  const { auxiliaries } = lexicon.grammar['implied-metrics'].amounts
  const [subject, last] = [words[from], words[to - 1]]
  if (to - from !== 2 || !subject || !last || subject.normal === subject.stem) return false
  if (!words.slice(Math.max(0, from - 3), from).some(({ normal }) => auxiliaries.includes(normal))) return false
  if (lexicon.grammar['implied-metrics'].outgoings.verbs.includes(last.normal)) return true
  return (lexicon.phrases.get(last.stem) ?? []).some((meaning) => meaning.kind === 'implied' && meaning.verb)
}

/** "orders for Home Office" counts orders; only "order for" is a verb. */
function beginsWithMeasure(message: Message, span: KeyedSpan): boolean {
  const word = message.words[span.from]
  if (!word || span.to - span.from < 2 || word.normal === word.stem) return false
  return (message.lexicon.phrases.get(word.stem) ?? []).some(({ kind }) => kind === 'metric')
}

/** A name nobody knows must not be explained away as a misspelled filler: only short slips of plain words are. */
function mayBeMistypedFiller(message: Message, span: KeyedSpan): boolean {
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
function standsAsName(message: Message, index: number): boolean {
  return awaitsName(message, isFunctionWord(message, index - 1, 'definite') ? index - 1 : index)
}

/** "which channels", "in Rome": no "which changes", and nothing that rose. */
function awaitsThing(message: Message, index: number): boolean {
  return isFunctionWord(message, index - 1, 'before_group')
}

/** "in Lisbon and Rome": a word nobody knows that stands like a name is a member nobody has, no misspelled "rose". */
function mayBeName(message: Message, { from, to }: KeyedSpan): boolean {
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
function isPlaced(message: Message, span: KeyedSpan): boolean {
  return isFunctionWord(message, span.from - 1, 'before_name')
}

/** "IN" among small letters is Indiana rather than a preposition, and "M" a size. */
function isWrittenLarge(message: Message, span: KeyedSpan): boolean {
  const text = message.words[span.from]?.text ?? ''
  return span.to - span.from === 1 && !/^[AI\d]$/.test(text) && text === text.toUpperCase() && !message.shouted
}

/** "revenue per customer" can be a ratio or a breakdown where customers are a dimension: then neither is cheaper. */
function groupingCost(message: Message, span: KeyedSpan, rule: string): number {
  const grouped = / per (.+)$/.exec(span.key)?.[1]
  if (grouped === undefined || rule !== 'metric-synonym') return 0
  const meanings = message.lexicon.phrases.get(grouped) ?? []
  return meanings.some((meaning) => meaning.kind === 'dimension') ? costs.cue + 0.25 : 0
}

function isFollowCue(cue: string): boolean {
  return cue.startsWith('follow_')
}

/** Such phrases count only as written: "order by" is none in "orders by region". */
function isWritten(message: Message, from: number, to: number, phrase: string): boolean {
  return writtenForm(message, from, to) === phrase.replaceAll('-', ' ')
}

function writtenForm(message: Message, from: number, to: number): string {
  return message.words
    .slice(from, to)
    .map((word) => word.normal)
    .join(' ')
}

/** "MRR growth", "average revenue": the rest of the phrase is an operation on the metric, or a member, and not another name. */
function isOperation(message: Message, phrase: { from: number; to: number }, metric: Candidate): boolean {
  for (let index = phrase.from; index < phrase.to; index += 1) {
    if (index >= metric.from && index < metric.to) continue
    const word = message.words[index]?.stem ?? ''
    // "returned orders" are those in the state "Returned".
    if (membersNamed(message.lexicon.members, word).length > 0) continue
    const meanings = message.lexicon.phrases.get(word) ?? []
    const operates = meanings.some(
      (meaning) => meaning.kind === 'cue' && (meaning.cue === 'growth' || meaning.cue === 'average'),
    )
    if (!operates) return false
  }
  return true
}

/** Drops a metric where its words are part of a longer phrase that is known to mean something else. */
function withoutNegatives(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const { lexicon, words } = message
  const negatives: { from: number; to: number; metric: string }[] = []
  for (let from = 0; from < words.length; from += 1) {
    let key = ''
    const longest = lexicon.longestFrom.get(words[from]?.stem ?? '') ?? 0
    for (let to = from; to < words.length && to - from < longest; to += 1) {
      key = key === '' ? (words[to]?.stem ?? '') : `${key} ${words[to]?.stem ?? ''}`
      const meanings = lexicon.phrases.get(key)
      if (meanings === undefined) continue
      // "revenue per customer" is no metric of its own here: then it is a breakdown, and "revenue" stays revenue.
      const named = meanings.some((meaning) => meaning.kind !== 'negative')
      const grouped = / per (.+)$/.exec(key)?.[1]
      const groups =
        grouped !== undefined && (lexicon.phrases.get(grouped) ?? []).some((other) => other.kind === 'dimension')
      if ((!named && / per /.test(key)) || groups) continue
      for (const meaning of meanings) {
        if (meaning.kind !== 'negative' || !isWritten(message, from, to + 1, meaning.phrase)) continue
        negatives.push({ from, to: to + 1, metric: meaning.metric })
      }
    }
  }
  if (negatives.length === 0) return [...candidates]
  return candidates.filter((candidate) => {
    const { meaning, from, to } = candidate
    if (meaning.kind !== 'metric') return true
    return !negatives.some((negative) => {
      if (isOperation(message, negative, candidate)) return false
      const inside = negative.from <= from && to <= negative.to && negative.to - negative.from > to - from
      return inside && negative.metric === meaning.metric
    })
  })
}
