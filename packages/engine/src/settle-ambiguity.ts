import { type Clarification, type Interpretation, type MetricDefinition, timeGrains } from '@salestalk/protocol'
import { type Analysis, analyze, type Fact, type Finding, isAnalyzed } from './analysis/index.ts'
import type { AnswerContext } from './answer-context.ts'
import { findMetric, type TenantData } from './model/tenant-data.ts'
import { formatValue } from './narrative/index.ts'
import { listMembers, planQueries, runPlan } from './query/index.ts'
import { refusedReading } from './refuse-unanswerable.ts'
import type { UnderstandingContext } from './understanding/index.ts'

export type Settled =
  | { readonly kind: 'coverage'; readonly interpretation: Interpretation }
  | { readonly kind: 'settled'; readonly interpretation: Interpretation }
  | { readonly kind: 'clarification'; readonly clarification: Clarification }
  | { readonly kind: 'declined'; readonly interpretation: Interpretation }

/** The part of an answer's context that settling needs. */
export type SettleContext = Pick<AnswerContext, 'data' | 'metricStore' | 'phrases' | 'locale'> & {
  readonly understanding: Pick<UnderstandingContext, 'today' | 'calendar'>
}

const readingsMax = 4

/**
 * Decides what is answered. Several readings are all evaluated: where their figures are equal the best is taken without asking, otherwise
 * the user chooses, each option showing its own figure.
 */
export async function settleAmbiguity(understood: Interpretation, context: SettleContext): Promise<Settled> {
  switch (understood.kind) {
    case 'answerable':
      return settleAnswerable(understood, context)
    case 'refusal':
      return {
        kind: 'declined',
        interpretation: isDataMissing(understood, context) ? noData(understood, context) : understood,
      }
    case 'control':
      if (understood.control === 'coverage' && context.data.datasets.length > 0)
        return { kind: 'coverage', interpretation: understood }
      return { kind: 'declined', interpretation: withReply(understood, context) }
    case 'clarification':
      return priceReadings(understood, context)
  }
}

/** Without any data every measure is unknown, which is not what the user needs to hear; what is wrong with the words still is. */
function isDataMissing({ reason }: Interpretation, { data }: SettleContext): boolean {
  return data.datasets.length === 0 && reason !== 'empty' && reason !== 'too_long'
}

function noData(understood: Interpretation, { phrases }: SettleContext): Interpretation {
  return { ...understood, reason: 'no_data', message: phrases.replies.noData, suggestions: [] }
}

function withReply(understood: Interpretation, { phrases }: SettleContext): Interpretation {
  const { message, control } = understood
  const reply = control === null ? null : control === 'coverage' ? phrases.replies.noData : phrases.replies[control]
  return { ...understood, message: message ?? reply }
}

function settleAnswerable(understood: Interpretation, context: SettleContext): Settled {
  if (!isAnalyzed(understood.intent)) return { kind: 'declined', interpretation: notYetAnswered(understood, context) }
  const tooFine = metricStatedCoarser(understood, context.data)
  return tooFine
    ? { kind: 'declined', interpretation: splitTooFine(understood, tooFine, context) }
    : { kind: 'settled', interpretation: understood }
}

/** The metric whose data are stated by a coarser grain than the question splits time by; monthly figures have no weeks. */
function metricStatedCoarser({ metrics, breakdown }: Interpretation, data: TenantData): MetricDefinition | undefined {
  const finest = Math.min(...breakdown.map((name) => grainRank(name)))
  return metrics
    .flatMap(({ id }) => findMetric(data, id)?.metric ?? [])
    .find((metric) => grainRank(metric.grain) > finest)
}

function grainRank(name: string): number {
  const rank = name === 'weekday' ? 0 : timeGrains.findIndex((grain) => grain === name)
  return rank < 0 ? timeGrains.length : rank
}

function splitTooFine(
  understood: Interpretation,
  metric: MetricDefinition,
  { phrases }: SettleContext,
): Interpretation {
  const named = (template: string) => template.replace('{metric}', metric.label).replace('{grain}', metric.grain)
  const message = named(phrases.replies.tooFine)
  return {
    ...understood,
    kind: 'refusal',
    reason: 'unsupported_operation',
    message,
    suggestions: [named(phrases.replies.byGrain)],
  }
}

/** Understood, but of an intent without an analysis in this release: says so and offers what shows the same figures. */
function notYetAnswered(understood: Interpretation, { phrases }: SettleContext): Interpretation {
  return {
    ...understood,
    kind: 'refusal',
    reason: 'unsupported_operation',
    message: phrases.replies.notYetAnswered.replace('{restatement}', understood.restatement),
    suggestions: understood.suggestions,
  }
}

async function priceReadings(understood: Interpretation, context: SettleContext): Promise<Settled> {
  const readings = understood.readings.filter((reading) => isAnalyzed(reading.intent)).slice(0, readingsMax)
  const tried = await Promise.all(readings.map((reading) => price(reading, context)))
  const priced = tried.flatMap((one) => ('analysis' in one ? [one] : []))
  const [best, ...others] = priced
  if (!best) {
    const [refused] = tried.flatMap((one) => ('refused' in one ? [one.refused] : []))
    return { kind: 'declined', interpretation: refused ?? { ...understood, kind: 'refusal' } }
  }
  const first = fingerprint(best.analysis)
  if (others.length > 0 && others.every(({ analysis }) => fingerprint(analysis) === first))
    return { kind: 'settled', interpretation: { ...best.reading, readings: others.map(({ reading }) => reading) } }
  const options = priced.map(({ reading, analysis }) => ({
    interpretation: reading,
    label: optionLabel(reading, analysis, context),
  }))
  return { kind: 'clarification', clarification: { question: understood.message ?? understood.restatement, options } }
}

type Priced = { readonly reading: Interpretation; readonly analysis: Analysis } | { readonly refused: Interpretation }

/** A reading that the data cannot answer is no choice to offer. */
async function price(reading: Interpretation, context: SettleContext): Promise<Priced> {
  try {
    return { reading, analysis: await evaluate(reading, context) }
  } catch (error) {
    const refused = refusedReading(error, reading)
    if (refused === null) throw error
    return { refused }
  }
}

async function evaluate(
  reading: Interpretation,
  { data, metricStore, understanding }: SettleContext,
): Promise<Analysis> {
  const interpretation = listMembers(reading, data)
  const plan = planQueries(interpretation, data, understanding.today, understanding.calendar)
  const results = await runPlan(plan, data, metricStore)
  return analyze({ interpretation, plan, results, data, calendar: understanding.calendar })
}

/** Two readings have the same result when what was asked agrees to nine digits; context around it may differ. */
function fingerprint({ findings }: Analysis): string {
  return JSON.stringify(
    findings.flatMap(askedFacts).map(({ value, group }) => [value?.toPrecision(9) ?? null, Object.values(group)]),
  )
}

function askedFacts(finding: Finding): readonly Fact[] {
  switch (finding.type) {
    case 'value':
      return [finding.fact]
    case 'change':
      return finding.asked ? [finding.current, finding.base] : []
    case 'groups':
      return finding.members.flatMap(({ values }) => values.flatMap(({ fact, bases }) => [fact, ...bases]))
    case 'series':
      return finding.asked ? finding.points : []
    case 'records':
      return [finding.total]
    case 'series_cut':
    case 'empty':
      return []
  }
}

function optionLabel(interpretation: Interpretation, analysis: Analysis, { locale }: SettleContext): string {
  const fact = ownFigure(interpretation, analysis)
  if (!fact || fact.value === null || interpretation.breakdown.length > 0) return interpretation.restatement
  return `${interpretation.restatement}: ${formatValue(fact.value, fact.unit, locale)}`
}

/** The figure the reading asks for. What was computed from the metric's values comes behind them among the facts. */
function ownFigure({ calculation }: Interpretation, { findings, facts }: Analysis): Fact | undefined {
  const value = findings.find((finding) => finding.type === 'value')
  return value?.fact ?? (calculation === null ? facts[0] : undefined)
}
