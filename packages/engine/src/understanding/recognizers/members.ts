import type { Candidate, ValueMeaning } from '../candidate.ts'
import { isFunctionWord } from '../function-words.ts'
import type { Message } from '../message.ts'
import type { CueName } from '../phrases/schema.ts'
import { nameKeys } from '../text/words.ts'
import { recognizeClipped, recognizeOpposed } from './clipped-names.ts'
import { joinsNothing } from './construction-guards.ts'
import { costs } from './costs.ts'
import { byDimension, ownName } from './member-values.ts'
import { slippedNames } from './name-slips.ts'
import { type NameSpan, nameSpans } from './name-spans.ts'
import { recognizePartialNames } from './partial-names.ts'
import { isPluralName } from './phrase-guards.ts'
import { isOurselves } from './pronouns.ts'

/** Finds members of dimensions by their full name, their name run together, an alias, or a part of the name. */
export function recognizeMembers(message: Message): Candidate[] {
  const found: Candidate[] = []
  const covered = new Set<string>()
  const spans = nameSpans(message)
  for (const span of spans) {
    const letter = isLetter(message, span)
    const ordinary = letter ? null : ordinaryWord(message, span)
    if (
      ordinary === 'function' ||
      asksToShow(message, span) ||
      (span.to - span.from === 1 && isOurselves(message, span.from))
    )
      continue
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
          // "the 2019 vintage" is no year.
          (isNumber(message, span) && !isLabelled(message, span, meaning.dimension)
            ? costs.numericMember
            : costs.value) +
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
    ...recognizeClipped(message),
    ...recognizeOpposed(message, spans),
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

/**
 * Members whose name is also an ordinary word ("IN", "All"): a function word names a member only where it is written
 * in capitals like the member's, unlike the rest of the question.
 */
function ordinaryWord(message: Message, span: NameSpan): 'function' | 'cue' | null {
  const meanings = message.lexicon.phrases.get(span.key) ?? []
  const plain = meanings.some(
    (meaning) => meaning.kind === 'ignorable' && (meaning.group === 'function' || meaning.group === 'courtesy'),
  )
  const cue = meanings.some((meaning) => meaning.kind === 'cue' && !isPluralName(message, span, meaning))
  if (isPlainSpeech(message, span)) return 'cue'
  if (!plain && !cue) return null
  if (span.to - span.from > 1) return cue ? 'cue' : null
  const text = message.words[span.from]?.text ?? ''
  const capitals = text.length >= 2 && text === text.toUpperCase() && !message.shouted
  if (capitals || (cue && isNameLike(message, span))) return null
  // "or" joins what stands beside it, and is no state.
  const joins = meanings.some((meaning) => meaning.kind === 'cue' && joiningCues.has(meaning.cue))
  if (joins && joinsNothing(message, span.from)) return null
  return plain || joins ? 'function' : 'cue'
}

const joiningCues: ReadonlySet<CueName> = new Set(['and', 'follow_widen'])

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
