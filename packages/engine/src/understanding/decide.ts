import type { Interpretation, ReasonCode } from '@salestalk/protocol'
import { assemble, checkSlots, fillSlots, nothingSupplied, type Supply } from './assemble.ts'
import type { ValueMeaning } from './candidate.ts'
import { chosenBefore } from './conversation/choices.ts'
import type { Cover } from './decode.ts'
import { type Draft, type Item, wordsOf } from './draft.ts'
import { breakdownOf, toInterpretation, toRefusal } from './interpretation.ts'
import type { Message } from './message.ts'
import { assumeTime } from './refiners/apply-defaults.ts'
import type { Inheritance } from './refiners/inheritance.ts'
import { listOf } from './refiners/issues.ts'
import { comparisonOf } from './refiners/link-time.ts'
import { totalCost } from './refiners/prefer.ts'
import { restateApart } from './restate.ts'
import { addRival, askingMargin, distinctReadings, isBehind, isLost, isRepeated, openRivals } from './rivals.ts'
import { answerableQuestions } from './suggest.ts'
import { noteReadings, type TracedContext } from './trace.ts'
import type { UnderstandingContext } from './types.ts'

const mostReadings = 4
/** In words: a longer message is tried with the most important measures only, since each reading of it is long as well. */
const longMessage = 150
const mostNamed = 6

/** Chooses among the readings of a message: answer, ask between readings that differ, or refuse with the reason. */
export function decide(
  message: Message,
  covers: readonly Cover[],
  context: TracedContext,
  inheritance: Inheritance | null,
): Interpretation {
  const supply: Supply = { ...nothingSupplied, inheritance }
  const drafts = assembleLikely(message, covers, context, supply)
  const best = drafts[0]
  if (!best) throw new Error('a message with words always has a cover')
  const rivals = distinctReadings(drafts.filter((draft) => draft.issues.length === 0 || draft === best))
  const margin = rivals[1] ? totalCost(rivals[1]) - totalCost(best) : Number.POSITIVE_INFINITY
  if (context.trace) noteReadings(context.trace, message, drafts, margin)
  const interpretation = toInterpretation(best, margin)
  if (best.issues.length === 0) {
    const close = rivals.filter((draft) => totalCost(draft) - totalCost(best) < askingMargin)
    if (close.length > 1 && differsInSlots(close)) {
      const readings = close.map((draft) => toInterpretation(draft, Number.POSITIVE_INFINITY))
      return chosenBefore(readings, context.conversation) ?? askBetween(best, close, interpretation)
    }
    return settle(best, interpretation)
  }
  return (
    offerNames(message, best, context, supply, interpretation) ??
    offerTimes(message, best, context, supply, interpretation) ??
    offerMetrics(message, best, context, supply, interpretation) ??
    offerComparisons(best, interpretation) ??
    toRefusal(best, interpretation)
  )
}

/** The most that a conversation makes up for what a reading costs. */
const mostSpared = 2

/** The readings that could be the best or close to it, cheapest first; all of them when they are to be explained. */
function assembleLikely(message: Message, covers: readonly Cover[], context: TracedContext, supply: Supply): Draft[] {
  const rivals = openRivals(Boolean(context.trace), supply.inheritance ? mostSpared : 0)
  const drafts: Draft[] = []
  for (const cover of covers) {
    if (isBehind(rivals, cover)) break
    const draft = fillSlots(message, cover, context, supply)
    if (isRepeated(rivals, draft)) continue
    if (!checkSlots(draft, supply, (unfinished) => isLost(rivals, unfinished))) continue
    drafts.push(draft)
    addRival(rivals, draft)
  }
  return drafts.sort((left, right) => totalCost(left) - totalCost(right))
}

/** Answers above the upper band, asks between the bands, refuses below. */
function settle(draft: Draft, interpretation: Interpretation): Interpretation {
  const { bands } = draft.lexicon.grammar.confidence
  const { overall } = interpretation.confidence
  if (overall >= bands.answer) return interpretation
  const message = `Did you mean: ${interpretation.restatement}?`
  if (overall >= bands.ask) {
    return { ...interpretation, kind: 'clarification', reason: 'low_confidence', message, readings: [interpretation] }
  }
  const suggestions = answerableQuestions(draft.lexicon, interpretation)
  return {
    ...interpretation,
    kind: 'refusal',
    reason: 'low_confidence',
    message: 'I am not sure what you mean.',
    suggestions,
  }
}

/** The measures asked for; what a list shows beside its things where nothing was asked of them is none. */
function metricsOf(draft: Draft): string {
  return draft.metrics.flatMap(({ id, rule }) => (rule === 'metric-list-default' ? [] : [id])).join()
}

function filtersOf(draft: Draft): string {
  return JSON.stringify(draft.filters.map((filter) => [filter.dimension, filter.operator, filter.values]))
}

/** Only different measures, members or groups are worth a question; other differences lower the confidence. */
function differsInSlots(drafts: readonly Draft[]): boolean {
  return new Set(drafts.map((draft) => `${metricsOf(draft)}|${filtersOf(draft)}|${breakdownOf(draft).join()}`)).size > 1
}

function askBetween(best: Draft, close: readonly Draft[], interpretation: Interpretation): Interpretation {
  const readings = restateApart(
    close.slice(0, mostReadings).map((draft) => toInterpretation(draft, Number.POSITIVE_INFINITY)),
    best.lexicon,
  )
  const reason: ReasonCode =
    new Set(close.map(metricsOf)).size > 1
      ? 'ambiguous_metric'
      : new Set(close.map(filtersOf)).size > 1
        ? 'ambiguous_value'
        : 'low_confidence'
  return ask(
    best,
    interpretation,
    reason,
    `Did you mean ${listOf(readings.map((reading) => reading.restatement))}?`,
    readings,
  )
}

function ask(
  draft: Draft,
  interpretation: Interpretation,
  reason: ReasonCode,
  message: string,
  readings: readonly Interpretation[],
): Interpretation {
  const { bands } = draft.lexicon.grammar.confidence
  const overall = Math.min(interpretation.confidence.overall, bands.answer - 0.05)
  return {
    ...interpretation,
    kind: 'clarification',
    reason,
    message,
    readings: restateApart(readings, draft.lexicon),
    confidence: { ...interpretation.confidence, overall },
  }
}

/** What the question says with one of its words meant otherwise; null where that cannot be answered. */
function readWith(
  message: Message,
  best: Draft,
  position: number,
  meaning: Item['meaning'],
  context: UnderstandingContext,
  supply: Supply,
): Interpretation | null {
  const candidates = best.items.map((item, index) => (index === position ? { ...item, meaning } : item))
  const draft = assemble(message, { candidates, cost: best.coverCost }, context, supply)
  return draft.issues.length === 0 ? toInterpretation(draft, Number.POSITIVE_INFINITY) : null
}

/** A part of a name that several members share: each member makes one reading. */
function offerNames(
  message: Message,
  best: Draft,
  context: UnderstandingContext,
  supply: Supply,
  interpretation: Interpretation,
): Interpretation | null {
  const position = best.items.findIndex((item) => item.meaning.kind === 'value_options')
  const item = best.items[position]
  if (item?.meaning.kind !== 'value_options') return null
  const readings: Interpretation[] = []
  const names: string[] = []
  const recorded = best.metrics.reduce((bits, { id }) => bits | (1 << (best.lexicon.metrics.get(id)?.dataset ?? 0)), 0)
  const fits = (option: ValueMeaning): number => ((option.datasets & recorded) === 0 ? 1 : 0)
  for (const option of item.meaning.options.toSorted((left, right) => fits(left) - fits(right))) {
    if (readings.length === mostNamed) break
    const reading = readWith(message, best, position, option, context, supply)
    if (reading === null) continue
    readings.push(reading)
    names.push(...option.values)
  }
  const issue = best.issues.find((candidate) => candidate.reason === 'ambiguous_value')
  if (readings.length === 0 || !issue) return null
  const before = chosenBefore(readings, context.conversation)
  if (before) return before
  const said = `"${wordsOf(best, item)}" could be ${listOf(names)}.`
  return ask(best, interpretation, 'ambiguous_value', said, readings)
}

/** "03/04/2025", "mid-June", "the last few months": each way to read the days makes one reading. */
function offerTimes(
  message: Message,
  best: Draft,
  context: UnderstandingContext,
  supply: Supply,
  interpretation: Interpretation,
): Interpretation | null {
  const position = best.items.findIndex(({ meaning }) => meaning.kind === 'time' && meaning.match.kind === 'ambiguous')
  const item = best.items[position]
  const issue = best.issues.find((candidate) => candidate.reason === 'ambiguous_time')
  if (item?.meaning.kind !== 'time' || !issue || best.issues.length > 1) return null
  const { match } = item.meaning
  const readings = match.readings.flatMap((expression) => {
    const meaning = {
      kind: 'time',
      match: { ...match, kind: 'range', expression, readings: [], reason: null },
    } as const
    return readWith(message, best, position, meaning, context, supply) ?? []
  })
  return readings.length === 0 ? null : ask(best, interpretation, 'ambiguous_time', issue.message, readings)
}

/** "compare revenue last month" lacks only what it is held against: the period before, or the same one a year earlier. */
function offerComparisons(best: Draft, interpretation: Interpretation): Interpretation | null {
  const [issue, ...others] = best.issues
  if (issue?.reason !== 'missing_time' || others.length > 0) return null
  const readings = (['previous_period', 'same_period_last_year'] as const).map((kind) => {
    const draft: Draft = {
      ...best,
      issues: [],
      intent: 'compare',
      time: best.time?.status === 'stated' ? best.time : null,
    }
    draft.comparison = comparisonOf(draft, kind, 'assumed')
    assumeTime(draft)
    return toInterpretation(draft, Number.POSITIVE_INFINITY)
  })
  const [before, yearBefore] = readings
  const same = before?.comparison?.start === yearBefore?.comparison?.start
  return ask(best, interpretation, 'missing_time', issue.message, same ? readings.slice(0, 1) : readings)
}

/** A question that lacks only its measure is completed with the company's most important ones. */
function offerMetrics(
  message: Message,
  best: Draft,
  context: UnderstandingContext,
  supply: Supply,
  interpretation: Interpretation,
): Interpretation | null {
  if (best.issues.some((issue) => issue.reason !== 'missing_metric')) return null
  const issue = best.issues[0]
  const bound = best.filters.length + best.groupings.length + best.periods.length > 0 || best.time?.status === 'stated'
  if (!issue || !bound) return null
  const metrics = [...best.lexicon.metrics.values()].sort((left, right) => right.importance - left.importance)
  const readings: Interpretation[] = []
  const tried = message.words.length > longMessage ? mostReadings : metrics.length
  for (const metric of metrics.slice(0, tried)) {
    if (readings.length === mostReadings) break
    const draft = assemble(message, { candidates: best.items, cost: best.coverCost }, context, {
      ...supply,
      metric: metric.id,
    })
    if (draft.issues.length === 0) readings.push(toInterpretation(draft, Number.POSITIVE_INFINITY))
  }
  return readings.length === 0 ? null : ask(best, interpretation, 'missing_metric', issue.message, readings)
}
