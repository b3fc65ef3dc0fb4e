import type { Candidate, ValueMeaning } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { shared } from '../lexicon/name-table.ts'
import type { Message } from '../message.ts'
import { nameKeys } from '../text/words.ts'
import { costs } from './costs.ts'
import { isPartOfThing, isRun, joinsNames, membersOfRun, type NameRun } from './name-runs.ts'
import { slippedNames } from './name-slips.ts'
import { type NamedMember, type NameSpan, nameSpans } from './name-spans.ts'

/** Finds members of dimensions by their full name, their name run together, an alias, or a part of the name. */
export function recognizeMembers(message: Message): Candidate[] {
  const found: Candidate[] = []
  const covered = new Set<string>()
  for (const span of nameSpans(message)) {
    const letter = isLetter(message, span)
    const ordinary = letter ? null : ordinaryWord(message, span)
    if (ordinary === 'function' || asksToShow(message, span) || isPronoun(message, span)) continue
    for (let start = span.from; start < span.to; start += 1) {
      for (let end = start + 1; end <= span.to; end += 1) covered.add(`${start}-${end}`)
    }
    for (const meaning of byDimension(message.lexicon, span.members)) {
      // Short other names lie too close to words nobody knows: "Japan" is no misspelled "JAPAC".
      if (span.edits > 0 && meaning.alias) continue
      const { from, to } = span
      // Another name of several words was given on purpose, whatever its words say elsewhere.
      const isOrdinary = ordinary === 'cue' && !(meaning.alias && to - from > 1)
      found.push({
        from,
        to,
        meaning,
        cost:
          (isNumber(message, span) ? costs.numericMember : costs.value) +
          (isOrdinary && !isLabelled(message, span, meaning.dimension) ? costs.ordinaryWord : 0) -
          (isStateInFull(message, span, meaning) ? (isOrdinary ? costs.ordinaryWord : 0) + costs.stateInFull : 0) +
          (meaning.alias ? costs.alias : 0) +
          span.edits * costs.typo,
        rule: span.edits > 0 ? 'member-spelling' : meaning.alias ? 'member-alias' : 'member-name',
        typos: span.edits,
        ...(span.edits > 0 ? { spelling: span.key.split(' ') } : {}),
      })
    }
  }
  return [
    ...found,
    ...recognizeSlipped(message),
    ...recognizeCodes(message),
    ...recognizePartialNames(message, covered),
  ]
}

/** "press breaks" for "Press Brakes". */
function recognizeSlipped(message: Message): Candidate[] {
  return slippedNames(message).flatMap(({ from, to, member }) =>
    byDimension(message.lexicon, [ownName(member)]).map((meaning) => {
      return { from, to, meaning, cost: costs.value + costs.typo, rule: 'member-spelling', typos: 1 }
    }),
  )
}

/** "sales that fell through in June": a state of several words, all of them said, is no rise or fall through June. */
function isStateInFull(
  { lexicon }: Message,
  { from, to, edits }: NameSpan,
  { dimension, alias }: ValueMeaning,
): boolean {
  if (to - from < 2 || edits > 0 || alias) return false
  const label = lexicon.dimensionsById.get(dimension)?.label ?? ''
  const last = nameKeys(label, lexicon.grammar.equivalents).at(-1) ?? ''
  return lexicon.grammar['implied-metrics'].kinds.states.includes(last)
}

/** "customers who came to us": what is done to us, where "sales in us" are those of a country. */
function isPronoun(message: Message, { from, to }: NameSpan): boolean {
  const { words, lexicon } = message
  const word = words[from]
  if (to - from > 1 || !isFunctionWord(message, from, 'pronoun') || word?.text !== word?.normal) return false
  const at = isFunctionWord(message, from - 1, 'before_pronoun') ? from - 2 : from - 1
  const meanings = lexicon.phrases.get(words[at]?.stem ?? '') ?? []
  const does = meanings.some(
    (meaning) =>
      (meaning.kind === 'implied' && meaning.verb) || (meaning.kind === 'ignorable' && meaning.group === 'verbs'),
  )
  return does && !meanings.some(({ kind }) => kind === 'metric' || kind === 'record' || kind === 'dimension')
}

/** "the Growth plan": the dimension's own word beside a name that is also an ordinary word. */
function isLabelled({ lexicon, words }: Message, { from, to }: NameSpan, dimension: string): boolean {
  return [words[from - 1], words[to]].some((word) =>
    lexicon.phrases.get(word?.stem ?? '')?.some((other) => other.kind === 'dimension' && other.dimension === dimension),
  )
}

/** "size M", "XL and S": a letter by itself is a member beside the dimension's word, and elsewhere where it is a capital like the member's. */
function isLetter(message: Message, span: NameSpan): boolean {
  const { lexicon, question, shouted, words } = message
  const word = words[span.from]
  if (!word || span.to - span.from > 1 || span.edits > 0 || !/^\p{L}$/u.test(word.text)) return false
  if (/['’]/.test(question.text.charAt(word.start - 1))) return false
  const meanings = byDimension(lexicon, span.members)
  if (meanings.some(({ dimension }) => isLabelled(message, span, dimension))) return true
  const capital = word.text === word.text.toUpperCase() && !shouted && !['A', 'I'].includes(word.text)
  return capital && meanings.some(({ values }) => values.includes(word.text))
}

function isNumber({ words }: Message, { from, to }: NameSpan): boolean {
  return to - from === 1 && /^\d+$/.test(words[from]?.stem ?? '')
}

const longestTypedCode = 8

/** Order numbers and the like, however their signs are typed: "CA-2021-152156", "ca 2021 152156". */
function recognizeCodes(message: Message): Candidate[] {
  const { lexicon, words } = message
  const longest = Math.min(longestTypedCode, lexicon.members.longestCode)
  const found: Candidate[] = []
  for (let from = 0; from < words.length; from += 1) {
    let key = ''
    for (let to = from; to < words.length && to - from < longest; to += 1) {
      const word = words[to]
      if (!word || (to > from && word.gap !== 'space' && word.gap !== 'hyphen')) break
      key += word.normal.replace(/[^\p{L}\p{M}\d]/gu, '')
      const members = lexicon.members.codes.get(key)
      if (members === undefined || (to === from && lexicon.phrases.has(word.stem))) continue
      const cost = /^\d+$/.test(key) ? costs.numericMember + (to - from) : costs.value
      for (const meaning of byDimension(lexicon, (typeof members === 'number' ? [members] : members).map(ownName))) {
        found.push({ from, to: to + 1, meaning, cost, rule: 'member-code', typos: 0 })
        // "order HB-1042" says what the code is of and counts no orders.
        if (namesCoded(message, from - 1, meaning.dimension)) {
          found.push({ from: from - 1, to: to + 1, meaning, cost, rule: 'member-code', typos: 0 })
        }
      }
    }
  }
  return found
}

/** Whether a word is the noun that a dimension of codes identifies: its records, or what is counted by it. */
function namesCoded(message: Message, index: number, dimension: string): boolean {
  const { lexicon, words } = message
  return (lexicon.phrases.get(words[index]?.stem ?? '') ?? []).some((meaning) => {
    if (meaning.kind === 'record') return true
    if (meaning.kind !== 'metric') return false
    const metric = lexicon.metrics.get(meaning.metric)
    const aggregation = metric?.definition.aggregation
    if (!metric || aggregation?.kind !== 'count_distinct') return false
    const definition = lexicon.datasets[metric.dataset]?.model.dimensions.find(({ id }) => id === dimension)
    return definition?.column === aggregation.column
  })
}

function ownName(member: number): NamedMember {
  return { member, other: false }
}

/** One meaning per dimension; members the data writes in several ways are one. */
function byDimension(lexicon: Lexicon, members: readonly NamedMember[]): ValueMeaning[] {
  const grouped = new Map<number, { values: string[]; datasets: number; alias: boolean }>()
  for (const { member, other } of members) {
    const position = lexicon.members.dimensionOf[member] ?? 0
    const group = grouped.get(position) ?? { values: [], datasets: 0, alias: true }
    group.values.push(lexicon.members.values[member] ?? '')
    if (!other) group.alias = false
    group.datasets |= lexicon.members.datasetsOf[member] ?? 0
    grouped.set(position, group)
  }
  return Array.from(grouped, ([position, group]) => ({
    kind: 'value',
    dimension: lexicon.dimensions[position]?.id ?? '',
    values: group.values,
    datasets: group.datasets,
    alias: group.alias,
  }))
}

/**
 * Members whose name is also an ordinary word ("IN", "All"): a function word names a member only where it is written
 * in capitals like the member's, unlike the rest of the question.
 */
function ordinaryWord(message: Message, span: NameSpan): 'function' | 'cue' | null {
  const meanings = message.lexicon.phrases.get(span.key) ?? []
  const plain = meanings.some(
    (meaning) => meaning.kind === 'ignorable' && (meaning.group === 'function' || meaning.group === 'courtesy'),
  )
  const cue = meanings.some((meaning) => meaning.kind === 'cue')
  if (isPlainSpeech(message, span)) return 'cue'
  if (!plain && !cue) return null
  if (span.to - span.from > 1) return cue ? 'cue' : null
  const text = message.words[span.from]?.text ?? ''
  const capitals = text.length >= 2 && text === text.toUpperCase() && !message.shouted
  if (capitals || (cue && isNameLike(message, span))) return null
  // "or" joins what stands beside it, and is no state.
  const joins = meanings.some((meaning) => meaning.kind === 'cue' && meaning.cue === 'and')
  return plain || joins ? 'function' : 'cue'
}

/** "Starter vs Growth": a capital within a sentence that otherwise has small letters marks a name. */
function isNameLike({ words, shouted }: Message, { from }: NameSpan): boolean {
  const isLarge = (index: number) => /^\p{Lu}\p{Ll}/u.test(words[index]?.text ?? '')
  const large = words.filter((_, index) => isLarge(index)).length
  return !shouted && from > 0 && isLarge(from) && large * 2 <= words.length
}

/** "display the clicks" asks for them. */
function asksToShow(message: Message, { from, to, key }: NameSpan): boolean {
  const requests = (message.lexicon.phrases.get(key) ?? []).some(
    (meaning) => meaning.kind === 'ignorable' && meaning.group === 'request',
  )
  return requests && from === 0 && isFunctionWord(message, to, 'after_request')
}

/** "drop in visits" may be a drop; "drop-in visits" are not. */
function isPlainSpeech({ lexicon, words }: Message, { from, to }: NameSpan): boolean {
  const opener = lexicon.phrases.get(words[from]?.stem ?? '') ?? []
  if (to - from < 2 || !opener.some((meaning) => meaning.kind === 'cue' && meaning.cue === 'growth')) return false
  return words
    .slice(from, to)
    .every(
      ({ stem: key, gap }, index) =>
        (index === 0 || gap === 'space') &&
        (lexicon.phrases.get(key) ?? []).some(
          (meaning) => meaning.kind === 'cue' || (meaning.kind === 'ignorable' && meaning.group === 'function'),
        ),
    )
}

const mostOptions = 40
const mostNamesakes = 4
const none = new Int32Array(0)
/** Shorter words with a typo in them could be part of anything. */
const shortestMistyped = 6
const shortestSlipped = 5

/** "Neloms" for "Hayden Neloms" when one member has the word; several members are offered as options. */
function recognizePartialNames(message: Message, covered: ReadonlySet<string>): Candidate[] {
  const { words, lexicon } = message
  const found: Candidate[] = []
  const listed = new Map<string, ValueMeaning[]>()
  for (let from = 0; from < words.length; from += 1) {
    // "top ten products" names no "Ten-Outlet Protector".
    if ((words[from]?.normal ?? '') in message.lexicon.grammar.quantities.numbers) continue
    let members: Int32Array | undefined
    let edits = 0
    let anchored = false
    const spelling: string[] = []
    for (let to = from; to < words.length && to - from < 4; to += 1) {
      const word = words[to]
      if (!word || (to > from && word.gap !== 'space' && word.gap !== 'hyphen')) break
      const posted = bestPosting(message, to)
      if (!posted) break
      const both: Int32Array = members ? shared(members, posted.members) : posted.members
      if (both.length === 0) break
      members = both
      edits += posted.edits
      spelling.push(posted.key)
      const run: NameRun = { from, to: to + 1, key: spelling.join(' '), members }
      // "London and" is no part of "Brook & London": what joins names ends none, unless the name goes on like that.
      if (to > from && isJoint(message, word.stem) && (joinsNames(message, word.stem) || !isRun(message, run))) continue
      // "the Berlin store" is the store of that name, though "Berlin" by itself is the city.
      const labelled = labelledMembers(message, from, to + 1, members)
      anchored ||= anchorsName(message, to, members) || (to > from && (isSign(message, from) || isSign(message, to)))
      const season = labelled || anchored ? none : campaignsOf(message, from, to + 1, members)
      const named = labelled ?? (anchored && mayBegin(message, from) ? members : season)
      const usable = named.length > 0 || edits > 0 ? named : membersOfRun(message, run)
      if (usable.length === 0 || (covered.has(`${from}-${to + 1}`) && !labelled)) continue
      const short = to === from && word.normal.length < (edits === 1 ? shortestSlipped : shortestMistyped)
      const doubtful =
        edits > 0 &&
        (short ||
          (edits > 1 && usable.length > 1) ||
          (word.normal.length < shortestMistyped && namesSeveral(message, usable)))
      if (doubtful) continue
      // The same words again name the same members, up to the word beside them that tells of which dimension.
      const key = spelling.join(' ')
      const options = (labelled ? undefined : listed.get(key)) ?? optionsAmong(lexicon, usable)
      if (!labelled) listed.set(key, options)
      const asked = !labelled && season.length === 0 && isPartOfThing(message, run, named.length > 0)
      const saved = season.length > 0 ? costs.time - costs.partialName : labelled ? -costs.labelled : 0
      const candidates = partialCandidates(lexicon, run, usable, options, edits, { saved, asked })
      found.push(
        ...(edits > 0 ? candidates.map((candidate) => ({ ...candidate, spelling: [...spelling] })) : candidates),
      )
    }
  }
  return found
}

function namesSeveral({ lexicon: { members } }: Message, found: Int32Array): boolean {
  return found.some((member) => members.values[member] !== members.values[found[0] ?? 0])
}

function isJoint(message: Message, key: string): boolean {
  return (message.lexicon.phrases.get(key) ?? []).some(
    (meaning) => meaning.kind === 'cue' || (meaning.kind === 'ignorable' && meaning.group === 'function'),
  )
}

/** Those of the members that are of a dimension whose word stands right beside them; null when there is none. */
function labelledMembers(message: Message, from: number, to: number, members: Int32Array): Int32Array | null {
  const { lexicon, words } = message
  const beside = [words[from - 1], words[to]].flatMap((word) => lexicon.phrases.get(word?.stem ?? '') ?? [])
  const named = new Set(beside.flatMap((meaning) => (meaning.kind === 'dimension' ? [meaning.dimension] : [])))
  if (named.size === 0 || (words[from]?.normal.length ?? 0) < 3) return null
  // "Groundworks customers" are those of that trade, and not the one customer that has the word in its name.
  const several = words[to] !== undefined && words[to].normal !== words[to].stem
  const key = words
    .slice(from, to)
    .map((word) => word.stem)
    .join(' ')
  if (several && membersNamed(lexicon.members, key).length > 0) return null
  if (message.lexicon.phrases.get(words[from]?.stem ?? '')?.some((meaning) => meaning.kind !== 'record')) return null
  const labelled = members.filter((member) =>
    named.has(lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]?.id ?? ''),
  )
  return labelled.length > 0 ? labelled : null
}

function bestPosting(message: Message, index: number): { members: Int32Array; edits: number; key: string } | undefined {
  const { names } = message.lexicon.members
  for (const form of message.forms[index] ?? []) {
    if (form.ordinary) continue
    const numbers = form.edits > 0 ? [names.find(form.key)] : names.findAll(form.key)
    const members = numbers.map((number) => names.havingWord(number)).reduce(merged, none)
    if (members.length > 0) return { members, edits: form.edits, key: form.key }
  }
  return undefined
}

function merged(left: Int32Array, right: Int32Array): Int32Array {
  if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left
  return Int32Array.from(new Set([...left, ...right])).sort()
}

/** Words that already mean something, and ordinary English ones, are no part of a name by themselves. */
function anchorsName(message: Message, index: number, members: Int32Array): boolean {
  const { lexicon, words, shouted } = message
  const word = words[index]
  if (!word || word.normal.length < 3) return false
  if (lexicon.phrases.has(word.stem) || /^\d/.test(word.normal)) return false
  if (!lexicon.commonWords.has(word.normal) && !lexicon.commonWords.has(word.stem)) return true
  // "first" and "home" are part of a name only where they are written like one; "lamp" is a product wherever it stands.
  const product = members
    .subarray(0, mostOptions)
    .every((member) => lexicon.dimensions[lexicon.members.dimensionOf[member] ?? 0]?.subject === 'products')
  return (product && isNounPlace(message, index)) || (/^\p{Lu}/u.test(word.text) && index > 0 && !shouted)
}

/** "A4", "St", "Dr": too short to be a name, and yet part of one beside another word of it. */
function isSign({ lexicon, words }: Message, index: number): boolean {
  const word = words[index]
  if (!word || word.normal.length > 2 || /^\d/.test(word.normal)) return false
  return !lexicon.phrases.has(word.stem) && !lexicon.commonWords.has(word.normal)
}

/** "Dr Menon" begins with no word to be known by alone; what means something else, or joins names, begins none. */
function mayBegin(message: Message, index: number): boolean {
  const word = message.words[index]
  if (!word) return false
  const { lexicon } = message
  return word.normal.length < 3 ? !lexicon.phrases.has(word.stem) : !isJoint(message, word.stem)
}

/** "lamp revenue", "sales of lamps": where a thing is named and not what somebody does. */
function isNounPlace(message: Message, index: number): boolean {
  const { lexicon, words } = message
  if (index === 0 || isFunctionWord(message, index - 1, 'before_thing')) return true
  return (lexicon.phrases.get(words[index + 1]?.stem ?? '') ?? []).some(({ kind }) => kind === 'metric')
}

/** "clicks for summer" may be those of the Summer Sale as well as those of the season, where "in summer" is the season. */
function campaignsOf({ lexicon, words }: Message, from: number, to: number, members: Int32Array): Int32Array {
  const { dimensions, grammar, timeVocabulary } = lexicon
  const named = words.slice(from, to)
  if (!grammar['function-words'].before_campaign.includes(words[from - 1]?.normal ?? '')) return none
  const last = named[named.length - 1]
  if (!last || !(timeVocabulary.has(last.stem) || timeVocabulary.has(last.normal))) return none
  return members.filter((member) => dimensions[lexicon.members.dimensionOf[member] ?? 0]?.id === 'campaign')
}

function optionsAmong(lexicon: Lexicon, members: Int32Array): ValueMeaning[] {
  return Array.from(members.subarray(0, mostOptions), (member) => byDimension(lexicon, [ownName(member)])).flat()
}

function partialCandidates(
  lexicon: Lexicon,
  { from, to }: NameRun,
  members: Int32Array,
  options: readonly ValueMeaning[],
  edits: number,
  { saved, asked }: { readonly saved: number; readonly asked: boolean },
): Candidate[] {
  const extra = edits * costs.typo + saved
  const base = { from, to, rule: 'member-part', typos: edits }
  // One name in several dimensions is one member to people: which dimension is meant shows from the measure.
  const first = members[0] ?? 0
  if (
    !asked &&
    members.length <= mostNamesakes &&
    members.every((member) => lexicon.members.values[member] === lexicon.members.values[first])
  ) {
    return options.map((option) => ({ ...base, meaning: option, cost: costs.partialName + extra }))
  }
  return [{ ...base, meaning: { kind: 'value_options', options }, cost: costs.sharedName + extra }]
}
