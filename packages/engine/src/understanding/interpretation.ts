import type { Interpretation, MetricSlot, RankSlot, ReasonCode, Word, WordRole } from '@salestalk/protocol'
import { confidenceOf, type Margin } from './confidence.ts'
import { type Draft, type Item, isCue, neighbor } from './draft.ts'
import { hasFiscalBuckets } from './refiners/fiscal-buckets.ts'
import { restate } from './restate.ts'
import { answerableQuestions } from './suggest.ts'

/** The draft's slots as an Interpretation of the given kind; nothing in it refers to this stage's insides. */
export function toInterpretation(draft: Draft, margin: Margin): Interpretation {
  const metrics = draft.metrics.map(({ item: _item, ...slot }): MetricSlot => slot)
  const breakdown = breakdownOf(draft)
  const slots = {
    intent: draft.intent,
    metrics,
    filters: draft.filters,
    having: draft.having,
    breakdown,
    rank: rankOf(draft),
    calculation: draft.calculation,
    time: draft.time,
    periods: draft.periods,
    comparison: draft.comparison,
    target: draft.target,
  }
  return {
    kind: 'answerable',
    ...slots,
    ...(hasFiscalBuckets(draft) ? { fiscalBuckets: true } : {}),
    subject: subjectOf(draft),
    confidence: confidenceOf(draft, margin),
    words: wordsOfDraft(draft),
    readings: [],
    reason: null,
    message: null,
    suggestions: [],
    control: null,
    restatement: restate(slots, draft.lexicon),
  }
}

function rankOf({ rank }: Draft): RankSlot | null {
  if (!rank) return null
  const { cue: _cue, ...slot } = rank
  return slot
}

/** Dimensions to group by; a bucket the words name ("by month", "best month") counts as one. */
export function breakdownOf(draft: Draft): string[] {
  const dimensions = draft.groupings.map((grouping) => grouping.dimension)
  if (draft.grain === null || dimensions.includes(draft.grain)) return dimensions
  const after = draft.groupings.findIndex((grouping) => grouping.item.index > draft.grainAt)
  const ranked = draft.intent === 'rank'
  if (ranked && dimensions.length === 1 && !ranksBuckets(draft)) return [draft.grain, ...dimensions]
  const at = after < 0 || ranked ? dimensions.length : after
  return dimensions.toSpliced(at, 0, draft.grain)
}

/** "top 5 products by month" ranks products within months, "the best 3 months of each product" months within products. */
function ranksBuckets(draft: Draft): boolean {
  const cue = draft.rank?.cue
  const bucket = draft.items[draft.grainAt]
  if (!cue || !bucket || draft.rank?.limit === null || draft.rank?.by !== 'value') return true
  const beside = neighbor(draft, bucket, -1)
  const before = beside?.meaning.kind === 'number' ? neighbor(draft, beside, -1) : beside
  return before === cue || isCue(before, 'which', 'what', 'when')
}

/** A ranking is about the things ranked; any other question about what its measure measures. */
function subjectOf(draft: Draft): string | null {
  const ranked = draft.intent === 'rank' ? draft.groupings.at(-1) : draft.groupings[0]
  const entity = draft.lexicon.dimensionsById.get(ranked?.dimension ?? '')?.subject ?? null
  const measured = draft.lexicon.metrics.get(draft.metrics[0]?.id ?? '')?.subject ?? null
  return draft.intent === 'rank' || draft.intent === 'list' ? (entity ?? measured) : (measured ?? entity)
}

function wordsOfDraft(draft: Draft): Word[] {
  return draft.items.flatMap((item) => {
    const role = roleOf(item)
    return draft.message.words.slice(item.from, item.to).map(
      (word): Word => ({
        text: word.text,
        span: [word.start, word.end],
        role,
        boundTo: role === 'ignorable' || role === 'unbound' || role === 'aside' ? null : item.boundTo,
      }),
    )
  })
}

function roleOf(item: Item): WordRole {
  if (item.role !== null) return item.role
  switch (item.meaning.kind) {
    case 'ignorable':
      return 'ignorable'
    case 'aside':
      return 'aside'
    case 'cue':
      return 'ignorable'
    case 'time':
      return 'time'
    default:
      return 'unbound'
  }
}

/** The same slots as something that is not answered: the worst issue gives reason and message. */
export function toRefusal(draft: Draft, interpretation: Interpretation): Interpretation {
  const issue = [...draft.issues].sort((left, right) => right.severity - left.severity)[0]
  if (!issue) return interpretation
  return refuse(interpretation, issue.reason, issue.message, [
    ...issue.suggestions,
    ...answerableQuestions(draft.lexicon, interpretation),
  ])
}

export function refuse(
  interpretation: Interpretation,
  reason: ReasonCode,
  message: string,
  suggestions: readonly string[],
): Interpretation {
  return { ...interpretation, kind: 'refusal', reason, message, suggestions: [...suggestions].slice(0, 8) }
}
