import type { Interpretation } from '@salestalk/protocol'
import { type Question, readQuestion } from '../question/index.ts'
import type { Candidate } from './candidate.ts'
import { inheritanceFor } from './conversation/follow-up.ts'
import { chooseReading } from './conversation/pending.ts'
import { splitQuestions } from './conversation/split-questions.ts'
import { steer } from './conversation/steer.ts'
import { decide } from './decide.ts'
import { decode } from './decode.ts'
import { isFunctionWord } from './function-words.ts'
import type { Lexicon } from './lexicon/index.ts'
import { mapBack, understandInLocale } from './locales/index.ts'
import { type Mended, mendSpelling } from './mend-spelling.ts'
import { type MendedWord, type Message, prepareMessage } from './message.ts'
import { recognizeAsides } from './recognizers/asides.ts'
import { readBlows } from './recognizers/blows.ts'
import { readBounds } from './recognizers/bounds.ts'
import { readCauses } from './recognizers/causes.ts'
import { recognizeCycles } from './recognizers/cycles.ts'
import { recognizeDocuments } from './recognizers/documents.ts'
import { readDoubleNegatives } from './recognizers/double-negatives.ts'
import { readListings } from './recognizers/listings.ts'
import { readLosses } from './recognizers/losses.ts'
import { recognizeManner } from './recognizers/manner.ts'
import { readMeasureNames } from './recognizers/measure-names.ts'
import { recognizeMembers } from './recognizers/members.ts'
import { causeRule, recognizeHeads } from './recognizers/name-heads.ts'
import { readNamedBounds } from './recognizers/named-bounds.ts'
import { recognizeNumbers } from './recognizers/numbers.ts'
import { recognizeOpenings } from './recognizers/openings.ts'
import { recognizePhrases } from './recognizers/phrases.ts'
import { recognizePreambles } from './recognizers/preambles.ts'
import { recognizePronouns } from './recognizers/pronouns.ts'
import { readRemovals } from './recognizers/removals.ts'
import { readSalesVerbs } from './recognizers/sales-verbs.ts'
import { readShares } from './recognizers/shares.ts'
import { readStateNouns } from './recognizers/state-nouns.ts'
import { recognizeTimes } from './recognizers/times.ts'
import { readControl, readSlippedControl, refuseUnfit, refuseUnread } from './refusals/guards.ts'
import { respellings } from './respell.ts'
import { keepAnswerable } from './suggest.ts'
import type { TracedContext } from './trace.ts'
import { emptyConversation } from './types.ts'

const mostCovers = 8

/** What a question means for one company: a complete Interpretation, or one that says why it cannot be answered. Never throws. */
export function understand(question: Question, context: TracedContext): Interpretation {
  return understandInLocale(question, context, (message) => understandOwn(message, context))
}

/** A message in the vocabulary's own language. */
function understandOwn(question: Question, context: TracedContext): Interpretation {
  const reading = read(question, context)
  if (context.suggesting === false && reading.kind !== 'answerable') return { ...reading, suggestions: [] }
  const alone = { ...context, conversation: emptyConversation, trace: null }
  return keepAnswerable(reading, question.text, (offer) => isAnswerable(offer, alone))
}

// Refusals offer the same few questions about a company's data again and again.
const offered = new WeakMap<Lexicon, Map<string, boolean>>()
const mostOffered = 1000

/** Whether a question would be answered by itself, on this day. */
function isAnswerable(offer: string, alone: TracedContext): boolean {
  const { lexicon, today, calendar } = alone
  const known = offered.get(lexicon) ?? new Map<string, boolean>()
  offered.set(lexicon, known)
  const key = JSON.stringify([offer, today, calendar])
  const answers = known.get(key) ?? read(readQuestion(offer), alone).kind === 'answerable'
  if (known.size >= mostOffered) known.clear()
  known.set(key, answers)
  return answers
}

function read(question: Question, context: TracedContext): Interpretation {
  const { lexicon, calendar } = context
  const unread = refuseUnread(question, lexicon)
  if (unread) return unread
  const message = prepareMessage(question, lexicon, calendar)
  const slipped = readSlippedControl(message)
  if (slipped) return slipped
  const misspelled = message.forms.some((forms) => forms.length > 1) && refuseUnfit(message) === null
  const found = misspelled ? recognize(message) : null
  const mended = found === null ? null : mendSpelling(message, decode(message, found, 1)[0])
  if (mended === null) return readAgain(message, readPrepared(message, context, found), context)
  const put = prepareMessage(readQuestion(mended.text), lexicon, calendar, mended.words)
  return mapBack(readAgain(put, readPrepared(put, context), context), question.text, mended)
}

/** The reading, or the only one that another spelling of what nobody knows gives where there is none. */
function readAgain(message: Message, reading: Interpretation, context: TracedContext): Interpretation {
  if (context.conversation.frames.length > 0 || context.conversation.pending) return reading
  const readable = respellings(message, reading).flatMap((other) => {
    const words = [...moved(message.mended, other), ...other.words]
    const put = prepareMessage(readQuestion(other.text), context.lexicon, context.calendar, words)
    const read = readPrepared(put, { ...context, trace: null })
    return read.kind === 'answerable' ? [{ other, put, restatement: read.restatement }] : []
  })
  const [first] = readable
  if (!first || readable.some(({ restatement }) => restatement !== first.restatement)) return reading
  return mapBack(readPrepared(first.put, context), message.question.text, first.other)
}

/** Words put right before, where another spelling of the rest leaves them. */
function moved(mended: readonly MendedWord[], { segments }: Mended): MendedWord[] {
  return mended.map((word) => {
    const segment = segments.find(({ from, to }) => from <= word.start && word.end <= to)
    const by = segment === undefined ? 0 : segment.start - segment.from
    return { ...word, start: word.start + by, end: word.end + by }
  })
}

/** The reading of a message, with what the recognizers found in it where that is known already. */
function readPrepared(
  whole: Message,
  context: TracedContext,
  known: readonly Candidate[] | null = null,
): Interpretation {
  const { lexicon, conversation } = context
  const steered = readControl(whole)
  if (steered) return steered
  const option = conversation.pending ? chooseReading(whole, conversation.pending) : null
  if (option) return option
  const found = known ?? recognize(whole)
  const edited = steer(whole, found, context)
  if (edited) return edited
  const unfit = refuseUnfit(whole)
  if (unfit) return unfit

  const parts = splitQuestions(whole, found)
  const message = parts.first === null ? whole : prepareMessage(parts.first, lexicon, context.calendar, whole.mended)
  const candidates = parts.first === null ? found : recognize(message)
  const covers = decode(message, candidates, mostCovers)
  const interpretation = decide(message, covers, context, inheritanceFor(message, covers, conversation))
  return parts.first === null
    ? interpretation
    : {
        ...interpretation,
        words: [...interpretation.words, ...parts.others],
        suggestions: [...parts.rest, ...interpretation.suggestions].slice(0, 5),
      }
}

/** Every typed candidate any recognizer finds in the message. */
export function recognize(message: Message): Candidate[] {
  const phrases = recognizePhrases(message)
  const read = [
    ...phrases,
    ...recognizeManner(message, phrases),
    ...recognizeOpenings(message),
    ...recognizeDocuments(message),
    ...recognizeMembers(message),
    ...recognizeCycles(message),
    ...recognizeHeads(message),
    ...recognizeNumbers(message),
    ...recognizePronouns(message),
    ...recognizeTimes(message),
  ]
  const excluded = readShares(
    message,
    readDoubleNegatives(
      message,
      readRemovals(
        message,
        readCauses(
          message,
          readSalesVerbs(message, readBlows(message, readLosses(message, readStateNouns(message, read)))),
        ),
      ),
    ),
  )
  const found = readMeasureNames(message, readBounds(message, readNamedBounds(message, excluded)))
  const named = withoutPassedNames(message, readListings(message, found))
  return withoutShadowed([...named, ...recognizeAsides(message, named), ...recognizePreambles(message, named)])
}

/** "on hold": what may be passed over elsewhere is not where its words are together the full name of a member. */
function withoutPassedNames(message: Message, candidates: readonly Candidate[]): Candidate[] {
  const names = candidates.filter(({ meaning, typos, rule, from, to }) => {
    const whole = meaning.kind === 'value' && rule === 'member-name' && typos === 0 && to - from > 1
    // "the shop" may be the whole company as well as one called "The Shop".
    return whole && !isFunctionWord(message, from, 'definite')
  })
  if (names.length === 0) return [...candidates]
  return candidates.filter(({ meaning, from, to }) => {
    if (meaning.kind !== 'ignorable' || meaning.group === 'function' || meaning.group === 'courtesy') return true
    // "show me" asks, whatever is called so; "on display" asks for nothing.
    const asks = meaning.group === 'request'
    return !names.some((name) => to <= name.to && (asks ? name.from < from : name.from <= from))
  })
}

/** A phrase to refuse gives way where the company's own data bears its words: "games" may be a category. */
function withoutShadowed(candidates: readonly Candidate[]): Candidate[] {
  const named = candidates.filter(({ meaning, typos, rule }) => {
    const data = meaning.kind === 'metric' || meaning.kind === 'dimension' || meaning.kind === 'value'
    return data && typos === 0 && rule !== 'member-part'
  })
  const months = candidates.filter(
    ({ meaning }) => meaning.kind === 'time' && meaning.match.expression?.type === 'period_of_year',
  )
  const absent = candidates.filter(({ meaning, typos }) => meaning.kind === 'absent' && typos === 0)
  const lacked = candidates.filter(({ meaning, typos }) => meaning.kind === 'absent_dimension' && typos === 0)
  const own = named.filter(({ rule }) => ['metric-label', 'metric-column', 'dimension-name'].includes(rule))
  // The "amount" of a "billed amount" is no filler.
  const synonyms = named.filter(({ rule }) => rule === 'metric-synonym')
  const doers = candidates.filter(({ rule }) => rule === causeRule)
  const whole = named.filter(({ meaning }) => meaning.kind === 'value')
  const longNouns = candidates.filter(({ meaning, typos, from, to }) => {
    const noun = meaning.kind === 'metric' || meaning.kind === 'record' || meaning.kind === 'dimension'
    return noun && typos === 0 && to - from > 1
  })
  const nouns = candidates.filter(({ meaning, typos }) => {
    return (meaning.kind === 'metric' || meaning.kind === 'record') && typos === 0
  })
  return candidates.filter(({ meaning, from, to, rule }) => {
    if (meaning.kind === 'cue' && meaning.cue === 'why' && doers.some((doer) => doer.from === from)) return false
    // The "line" of a "product line" that the company lacks counts no lines.
    const counts = meaning.kind === 'record' || meaning.kind === 'metric'
    if (counts && lacked.some((other) => other.from < from && to === other.to)) return false
    // "sales per order line" is none for each order.
    if (meaning.kind === 'metric' && rule === 'metric-synonym' && to - from > 2) {
      return !longNouns.some((noun) => noun.from === to - 1 && noun.to > to)
    }
    // "trainer pay" is a measure, and no trainer with a verb.
    const verb = meaning.kind === 'implied' && meaning.verb && meaning.rank === null
    if (verb || (meaning.kind === 'ignorable' && (meaning.group === 'verbs' || meaning.group === 'generic'))) {
      const telling = meaning.kind === 'ignorable' && meaning.group === 'generic' ? [...own, ...synonyms] : own
      return !telling.some((other) => other.from <= from && to <= other.to && other.to - other.from > to - from)
    }
    // "pipeline value" names what the company lacks; "pipeline" alone must not stand in for it.
    if (meaning.kind === 'implied' && !meaning.verb) {
      return !absent.some((other) => other.from <= from && to <= other.to && other.to - other.from > to - from)
    }
    // "discount %" names a rate that the company lacks, and no share of the discounts.
    if (meaning.kind === 'cue' && meaning.cue === 'share') {
      return !absent.some((other) => other.from < from && to === other.to)
    }
    // "in May": the grammar of time takes it for a month only where it cannot be the verb.
    if (meaning.kind === 'ignorable') return !months.some((month) => month.from === from && month.to === to)
    // "returned orders" are orders where "Returned" is a state they are in.
    if (meaning.kind === 'absent') {
      return !whole.some((member) => {
        if (member.from === from) return nouns.some((noun) => noun.from === member.to && noun.to === to)
        return member.to === to && nouns.some((noun) => noun.from === from && noun.to === member.from)
      })
    }
    if (meaning.kind !== 'refusal') return true
    const longer = candidates.some(
      (other) =>
        (other.meaning.kind === 'cue' || other.meaning.kind === 'time') &&
        other.from <= from &&
        to <= other.to &&
        other.to - other.from > to - from,
    )
    return !longer && !named.some((other) => other.from <= from && to <= other.to)
  })
}
