import type { Candidate } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import { membersNamed } from '../lexicon/members.ts'
import type { Meaning } from '../lexicon/types.ts'
import type { Message } from '../message.ts'
import { asksForContent, asksForKind, beginsRunningTotal, lacksItsRest } from './construction-guards.ts'
import { costs } from './costs.ts'
import {
  asksForList,
  asksStanding,
  asksToShare,
  isStanding,
  namesOwner,
  opensPeriod,
  turnsRoundBySlip,
} from './idiom-guards.ts'
import { type KeyedSpan, spansFrom } from './keyed-spans.ts'
import {
  asksDegree,
  asksInSingular,
  asksWorth,
  beginsWithMeasure,
  boundsNumber,
  completesSplit,
  countsMoney,
  countsTime,
  isAskedOfDoer,
  isClause,
  isCoded,
  isDone,
  isListed,
  isNoun,
  isNumber,
  isOneOfMany,
  isOwner,
  isParticle,
  isPlaced,
  isPluralName,
  isPluralNoun,
  isSomebody,
  isThing,
  isWrittenLarge,
  leavesOut,
  mayBeMistypedFiller,
  mayBeName,
  namesMoney,
  namesPartOfWhole,
  opensWithMember,
  passesThings,
  sortsAnother,
  standsAsName,
  writtenForm,
} from './phrase-guards.ts'

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
  switch (meaning.kind) {
    case 'metric':
      if (
        asksInSingular(message, span, all) ||
        countsMoney(message, span, meaning) ||
        isClause(message, span) ||
        isListed(message, span)
      )
        return undefined
      if (asksForList(message, span)) return undefined
      return {
        ...base,
        meaning,
        cost: costs.metric + (1 - meaning.weight) * costs.weakness + groupingCost(message, span, meaning.rule) + typo,
        rule: meaning.rule,
      }
    case 'implied':
      // "sell-through" is a noun, and nothing that anybody sells.
      if (meaning.verb && message.words[span.to]?.gap === 'hyphen') return undefined
      if (meaning.verb && (beginsWithMeasure(message, span) || isPluralNoun(message, span, all))) return undefined
      return {
        ...base,
        meaning,
        cost: (meaning.verb ? verbCost(all) : nounCost(message, span, meaning.far, all)) + typo,
        rule: meaning.verb ? 'metric-verb' : meaning.far ? 'metric-nearest' : 'metric-everyday',
      }
    case 'absent':
      // "in leeds" is a place nobody has, and no misspelled leads.
      if (span.edits > 0 && standsAsName(message, span.from)) return undefined
      return { ...base, meaning, cost: costs.absent + typo, rule: 'metric-absent' }
    case 'dimension':
      if (sortsAnother(message, span, meaning.weight) || namesOwner(message, span)) return undefined
      if (span.to - span.from === 1 && isFunctionWord(message, span.from, 'no_noun')) return undefined
      if (isDone(message, span) || isStanding(message, span))
        return { ...base, meaning: { kind: 'ignorable', group: 'verbs' }, cost: costs.ignorable, rule: 'ignore-verbs' }
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
      // "at the leeds shop" is a place nobody has, and no misspelled leap.
      if (span.edits > 0 && meaning.cue === 'growth' && standsAsName(message, span.from)) return undefined
      if (isPluralName(message, span, meaning)) return undefined
      if (meaning.cue === 'group' && !completesSplit(message, span)) return undefined
      if (lacksItsRest(message, span, meaning.cue)) return undefined
      if (meaning.cue === 'growth' && (isParticle(message, span) || isOwner(message, span))) return undefined
      if (meaning.cue === 'how_many' && namesMoney(message, span)) return undefined
      if (meaning.cue === 'exclude' && !leavesOut(message, span)) return undefined
      if (boundsNumber(message, span, meaning.cue) || turnsRoundBySlip(message, span, meaning.cue)) return undefined
      if (meaning.cue === 'share' && asksToShare(message, span)) return undefined
      if ((meaning.cue === 'worst' || meaning.cue === 'best') && opensPeriod(message, span)) return undefined
      if (meaning.cue === 'gt' && passesThings(message, span)) return undefined
      if (meaning.cue === 'what' && countsTime(message, span)) return undefined
      if (meaning.cue === 'forecast' && isNoun(message, span, all)) return undefined
      if (meaning.cue === 'where' && asksStanding(message, span))
        return { ...base, meaning: { ...meaning, cue: 'what' }, cost: costs.cue + typo, rule: 'cue-what' }
      return {
        ...base,
        meaning,
        cost: (isFollowCue(meaning.cue) ? costs.followCue : costs.cue) + typo,
        rule: `cue-${meaning.cue}`,
      }
    case 'ignorable': {
      if (span.edits > 0 && !mayBeMistypedFiller(message, span)) return undefined
      if (isThing(message, span, meaning.group) || isNumber(message, span) || isSomebody(message, span))
        return undefined
      if (beginsRunningTotal(message, span)) return undefined
      if (isFunctionWord(message, span.from, 'landing') && !isStanding(message, span)) return undefined
      if (isPluralName(message, span, meaning)) return undefined
      if (asksDegree(message, span) || asksForContent(message, span) || asksForKind(message, span)) return undefined
      if (meaning.group === 'generic' && isOneOfMany(message, span)) return undefined
      const contentful = meaning.group !== 'function' && meaning.group !== 'courtesy'
      if (
        (contentful && namesData(message, span, all) && !namesOwner(message, span)) ||
        namesPartOfWhole(message, span) ||
        asksWorth(message, span)
      )
        return undefined
      if (contentful && opensWithMember(message, span)) return undefined
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
      // What the company itself calls so can be asked about.
      if (span.to - span.from > 1 && all.some(({ kind }) => kind === 'metric')) return undefined
      if (meaning.refusal === 'action' && isAskedOfDoer(message, span)) return undefined
      if (meaning.refusal === 'out_of_scope' && all.some(({ kind }) => kind === 'metric' || kind === 'dimension'))
        return undefined
      return { ...base, meaning, cost: costs.refusal + typo, rule: `refusal-${meaning.refusal}` }
    case 'negative':
      return undefined
  }
}

/** Whether words name what the data holds, where they do not ask for one thing alone. */
function namesData(message: Message, span: KeyedSpan, all: readonly Meaning[]): boolean {
  const named = all.some(({ kind }) => kind === 'metric' || kind === 'dimension' || kind === 'record')
  return named && !asksInSingular(message, span, all)
}

/** A noun that stands for a measure gives way to what the data itself is called so. */
function nounCost(message: Message, span: KeyedSpan, far: boolean, all: readonly Meaning[]): number {
  return costs.impliedNoun + (far ? 0.6 : 0) + (namesData(message, span, all) ? 1 : 0)
}

/** A verb that may be passed over says what is measured rather than nothing: "what did the shop take". */
function verbCost(all: readonly Meaning[]): number {
  return all.some((meaning) => meaning.kind === 'ignorable') ? costs.ignorable - 0.05 : costs.impliedVerb
}

/** "revenue per customer" can be a ratio or a breakdown where customers are a dimension: then neither is cheaper. */
function groupingCost(message: Message, span: KeyedSpan, rule: string): number {
  const grouped = / per (.+)$/.exec(span.key)?.[1]
  if (grouped === undefined || rule !== 'metric-synonym') return 0
  const meanings = message.lexicon.phrases.get(grouped) ?? []
  // "items per bill": a figure for each of thousands of bills is no split that anybody reads.
  return meanings.some((meaning) => meaning.kind === 'dimension' && !isCoded(message, meaning.dimension))
    ? costs.cue + 0.25
    : 0
}

function isFollowCue(cue: string): boolean {
  return cue.startsWith('follow_')
}

/** Such phrases count only as written: "order by" is none in "orders by region". */
function isWritten(message: Message, from: number, to: number, phrase: string): boolean {
  return writtenForm(message, from, to) === phrase.replaceAll('-', ' ')
}

/** "MRR growth", "average revenue": the rest of the phrase is an operation on the metric, or a member, and not another name. */
function isOperation(message: Message, phrase: { from: number; to: number }, metric: Candidate): boolean {
  for (let index = phrase.from; index < phrase.to; index += 1) {
    if (index >= metric.from && index < metric.to) continue
    const word = message.words[index]?.stem ?? ''
    // "returned orders" are those in the state "Returned", and "partially refunded" ones those in one of two words.
    if (endsMember(message, index)) continue
    const meanings = message.lexicon.phrases.get(word) ?? []
    const operates = meanings.some(
      (meaning) => meaning.kind === 'cue' && (meaning.cue === 'growth' || meaning.cue === 'average'),
    )
    if (!operates) return false
  }
  return true
}

const longestState = 3

/** Whether a member's whole name ends with a word, however the words before it are misspelled. */
function endsMember({ words, forms, lexicon }: Message, last: number): boolean {
  let keys = [words[last]?.stem ?? '']
  for (let index = last; index >= 0 && index > last - longestState; index -= 1) {
    if (index < last) keys = (forms[index] ?? []).flatMap((form) => keys.map((key) => `${form.key} ${key}`))
    if (keys.some((key) => membersNamed(lexicon.members, key).length > 0)) return true
  }
  return false
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
      if (!meanings?.some(({ kind }) => kind === 'negative')) continue
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
