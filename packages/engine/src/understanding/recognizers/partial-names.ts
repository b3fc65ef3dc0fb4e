import type { Candidate, ValueMeaning } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Lexicon } from '../lexicon/index.ts'
import { membersNamed } from '../lexicon/members.ts'
import { shared } from '../lexicon/name-table.ts'
import type { Message } from '../message.ts'
import { costs } from './costs.ts'
import { byDimension, ownName } from './member-values.ts'
import { isPartOfThing, isRun, isWholeName, joinsNames, membersOfRun, type NameRun } from './name-runs.ts'

const mostOptions = 40
const mostNamesakes = 4
const none = new Int32Array(0)
/** Shorter words with a typo in them could be part of anything. */
const shortestMistyped = 6
const shortestSlipped = 5

/** "Neloms" for "Hayden Neloms" when one member has the word; several members are offered as options. */
export function recognizePartialNames(message: Message, covered: ReadonlySet<string>): Candidate[] {
  const { words, lexicon } = message
  const found: Candidate[] = []
  const listed = new Map<string, ValueMeaning[]>()
  for (let from = 0; from < words.length; from += 1) {
    // "top ten products" names no "Ten-Outlet Protector", where "two minute rule" leaves out but an article.
    const number = (words[from]?.normal ?? '') in message.lexicon.grammar.quantities.numbers
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
      if (splitsByThing(message, from, usable) || (number && !isWholeName(message, run))) continue
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

/** "orders by blend", "orders per Quill": a split by something nobody knows, and none of the one product whose name has the word. */
function splitsByThing(message: Message, from: number, members: Int32Array): boolean {
  const { dimensions, members: known } = message.lexicon
  if (isFunctionWord(message, from - 1, 'per')) return true
  if (!isFunctionWord(message, from - 1, 'by') || /^\p{Lu}/u.test(message.words[from]?.text ?? '')) return false
  return members
    .subarray(0, mostOptions)
    .every((member) => dimensions[known.dimensionOf[member] ?? 0]?.subject === 'products')
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
