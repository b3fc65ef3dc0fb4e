import type { Interpretation } from '@salestalk/protocol'
import type { Question } from '../question/index.ts'
import { type ConfidenceTerm, confidenceTerms } from './confidence.ts'
import { describeMeaning } from './describe-meaning.ts'
import { type Draft, evidence, type Item, type Penalty, wordsOf } from './draft.ts'
import { toInterpretation } from './interpretation.ts'
import type { MendedWord } from './message.ts'
import { totalCost } from './refiners/prefer.ts'
import { openTrace } from './trace.ts'
import type { UnderstandingContext } from './types.ts'
import { understand } from './understand.ts'
import { intentProbabilities } from './weights/intent-classifier.ts'
import { intentFeatures, maskWords } from './weights/mask-words.ts'

/** One stretch of words as the chosen reading takes it. */
export interface ExplainedWords {
  readonly text: string
  /** What they were taken for: "metric revenue", "value region = EMEA", "cue top". */
  readonly meaning: string
  readonly rule: string
  readonly cost: number
  readonly typos: number
  readonly role: string
  readonly boundTo: string | null
}

/** One reading of the whole message. */
export interface ExplainedReading {
  readonly restatement: string
  readonly cost: number
  /** How much dearer than the chosen one; 0 for itself. */
  readonly behind: number
  /** Cost of the words as read, before the refiners disliked anything. */
  readonly wordsCost: number
  readonly penalties: readonly Penalty[]
  /** What keeps it from being answered. */
  readonly issues: readonly { readonly reason: string; readonly message: string; readonly severity: number }[]
  /** Rules that fired, in order; the last ones decided the intent. */
  readonly rules: readonly string[]
  /** Words that it takes otherwise than the chosen reading. */
  readonly differs: readonly string[]
}

export interface Explanation {
  readonly words: readonly ExplainedWords[]
  /** Null when the message was settled before its words were weighed: a control word, a refusal by its form, a picked option. */
  readonly chosen: ExplainedReading | null
  /** Other readings of the same words, the nearest first. */
  readonly runnersUp: readonly ExplainedReading[]
  readonly confidence: readonly ConfidenceTerm[]
  /** The words with all names masked: what the intent is judged by. */
  readonly masked: readonly string[]
  /** How likely each intent is by the way the question is asked, the likeliest first. */
  readonly intents: readonly { readonly intent: string; readonly probability: number }[]
}

const nothingWeighed: Explanation = { words: [], chosen: null, runnersUp: [], confidence: [], masked: [], intents: [] }

const mostRunnersUp = 5

/** Understands a question and says how: which rule bound each word, what else was possible and why it lost. */
export function explain(
  question: Question,
  context: UnderstandingContext,
): { interpretation: Interpretation; explanation: Explanation } {
  const trace = openTrace()
  const interpretation = understand(question, { ...context, trace })
  const { weighed } = trace
  const [best, ...others] = weighed?.drafts ?? []
  if (!weighed || !best) return { interpretation, explanation: nothingWeighed }
  return {
    interpretation,
    explanation: {
      words: best.items.map((item) => explainItem(best, item)),
      chosen: explainReading(best, best),
      runnersUp: others.slice(0, mostRunnersUp).map((draft) => explainReading(draft, best)),
      confidence: confidenceTerms(best, weighed.margin),
      masked: maskWords(best),
      intents: intentsOf(best),
    },
  }
}

function intentsOf(draft: Draft): Explanation['intents'] {
  const { intents } = draft.lexicon.weights
  const probabilities = intentProbabilities(intents, intentFeatures(maskWords(draft)))
  return intents.intents
    .map((intent, position) => ({ intent, probability: rounded(probabilities[position] ?? 0) }))
    .sort((left, right) => right.probability - left.probability)
}

function explainItem(draft: Draft, item: Item): ExplainedWords {
  return {
    text: typedWords(draft, item),
    meaning: describeMeaning(item.meaning),
    rule: item.rule,
    cost: rounded(item.cost),
    typos: item.typos + mendedIn(draft, item).length,
    role: item.role ?? (item.meaning.kind === 'ignorable' ? 'ignorable' : 'unbound'),
    boundTo: item.boundTo,
  }
}

function mendedIn(draft: Draft, item: Item): readonly MendedWord[] {
  const { span } = evidence(draft, [item])
  return draft.message.mended.filter(({ start, end }) => span[0] <= start && end <= span[1])
}

/** The words of an item with their misspellings. */
function typedWords(draft: Draft, item: Item): string {
  const { text, span } = evidence(draft, [item])
  return mendedIn(draft, item).reduceRight(
    (typed, word) => typed.slice(0, word.start - span[0]) + word.typed + typed.slice(word.end - span[0]),
    text,
  )
}

function explainReading(draft: Draft, best: Draft): ExplainedReading {
  const taken = new Set(best.items.map((item) => itemKey(best, item)))
  return {
    restatement: toInterpretation(draft, Number.POSITIVE_INFINITY).restatement,
    cost: rounded(totalCost(draft)),
    behind: rounded(totalCost(draft) - totalCost(best)),
    wordsCost: rounded(draft.coverCost),
    penalties: draft.penalties.map(({ name, amount }) => ({ name, amount: rounded(amount) })),
    issues: draft.issues.map(({ reason, message, severity }) => ({ reason, message, severity })),
    rules: draft.fired,
    differs: draft.items.map((item) => itemKey(draft, item)).filter((key) => !taken.has(key)),
  }
}

function itemKey(draft: Draft, item: Item): string {
  return `"${wordsOf(draft, item)}" as ${describeMeaning(item.meaning)}`
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
