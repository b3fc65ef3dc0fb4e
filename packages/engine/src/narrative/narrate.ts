import type { Interpretation, MetricDefinition } from '@salestalk/protocol'
import type { Analysis, Finding, GroupsFinding } from '../analysis/index.ts'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import type { QueryPlan } from '../query/index.ts'
import type { NarrativeContext } from './context.ts'
import { dimensionLabel, memberName, plural, withoutBuckets } from './labels.ts'
import { asked, narrateGroups } from './narrate-groups.ts'
import { narrateSeries } from './narrate-series.ts'
import { narrateChange, narrateValue } from './narrate-values.ts'
import { createNarrator, directionWords, type Narrator } from './narrator.ts'
import { conditionValue, dayName, lastDayOf, valueLabel } from './scope.ts'
import type { Narrative, Sentence } from './types.ts'
import { type Evidence, verifySentence } from './verify.ts'

const sentencesMax = 12

/** With more metrics than this the course of each within the period is left to the chart. */
const metricsWithCourse = 2

/** Findings -> sentences, each read back against the facts before it may stand; one that fails is left out and counted. */
export function narrate(analysis: Analysis, plan: QueryPlan, context: NarrativeContext): Narrative {
  const evidence = evidenceFor(analysis, plan, context)
  const kept = draft(analysis, plan, context).map((sentence) => ({
    sentence,
    check: verifySentence(sentence, evidence),
  }))
  return {
    sentences: kept.filter(({ check }) => check.holds).map(({ sentence }) => sentence),
    factsTotal: kept.reduce((sum, { check }) => sum + check.figures, 0),
    factsVerified: kept.reduce((sum, { check }) => sum + check.verified, 0),
    dropped: kept.filter(({ check }) => !check.holds).length,
  }
}

/** The sentences before they are checked; what a reader must know comes last, however much there was to tell. */
export function draft({ findings }: Analysis, plan: QueryPlan, context: NarrativeContext): Sentence[] {
  const [asked, ...others] = plan.periods
  if (!asked) throw new Error('A plan has at least one period')
  const narrator = createNarrator(context, [asked, ...others])
  const told = findings.flatMap((finding, index) => sentencesOf(finding, findings, index, narrator))
  const more = told.length > sentencesMax ? [narrator.say('more_in_table', {})] : []
  return [...told.slice(0, sentencesMax), ...more, ...caveats(plan, context, narrator)]
}

function sentencesOf(finding: Finding, all: readonly Finding[], index: number, narrator: Narrator): Sentence[] {
  switch (finding.type) {
    case 'value': {
      const next = all[index + 1]
      return [narrateValue(finding, next?.type === 'change' && next.current === finding.fact ? next : null, narrator)]
    }
    case 'change':
      return all.some((other) => other.type === 'value' && other.fact === finding.current && other.fact.value !== null)
        ? []
        : narrateChange(finding, narrator)
    case 'groups':
      return groupsSentences(finding, all, narrator)
    case 'series':
      return finding.asked || all.filter(({ type }) => type === 'value').length <= metricsWithCourse
        ? narrateSeries(finding, narrator)
        : []
    case 'series_cut':
      return [
        narrator.say('series_cut', { shown: narrator.value(finding.shown), count: narrator.value(finding.count) }),
      ]
    case 'records':
      return [
        narrator.say('records', {
          total: narrator.value(finding.total),
          records: {
            kind: 'label',
            text: finding.total.value === 1 ? finding.record.singular : finding.record.plural,
            of: null,
          },
          match: finding.total.value === 1 ? narrator.phrases.words.matches : narrator.phrases.words.match,
          scope: narrator.scope(),
          period: narrator.period(finding.total),
        }),
      ]
    case 'empty':
      return [emptySentence(finding, narrator)]
  }
}

/** Groups beside a value already told add only themselves; beside two members held against each other nothing. */
function groupsSentences(finding: GroupsFinding, all: readonly Finding[], narrator: Narrator): Sentence[] {
  if (all.some((other) => other.type === 'change' && other.between === 'members')) return []
  const sentences = narrateGroups(finding, narrator)
  const isTold = all.some((other) => other.type === 'value' && other.fact === finding.totals[0])
  return isTold ? sentences.slice(0, 1) : sentences
}

function emptySentence(finding: Finding & { type: 'empty' }, narrator: Narrator): Sentence {
  const slots = { scope: narrator.scope(), period: narrator.period(narrator.periods[0]) }
  if (finding.reason === 'condition')
    return narrator.say('empty_condition', { ...slots, condition: narrator.condition() })
  if (finding.metric === null) return narrator.say('empty_records', slots)
  const named = { ...slots, metric: narrator.metric(finding.metric) }
  if (finding.reason === 'nothing_recorded') return narrator.say('empty', named)
  if ('bucket' in finding.reason)
    return narrator.say('empty_bucket', { ...named, grain: narrator.phrases.words[finding.reason.bucket] })
  const { place, dimension } = finding.reason
  return narrator.say('empty_place', { ...named, position: asked(place), dimensions: narrator.members(dimension) })
}

/** Intents that are about a period of their own when none is named; a company does not choose it. */
const ownPeriods: ReadonlySet<Interpretation['intent']> = new Set(['why', 'anomaly', 'forecast', 'target', 'compare'])

/** What a reader must know about the period: that it was assumed, that it is not over, that both sides were cut alike. */
function caveats(plan: QueryPlan, { interpretation, data }: NarrativeContext, narrator: Narrator): Sentence[] {
  const sentences: Sentence[] = []
  const { time } = interpretation
  const metrics = metricsOf(interpretation, data)
  const isSnapshot = metrics.length > 0 && metrics.every((metric) => metric.aggregation.kind === 'last')
  if (time?.status === 'assumed' && time.start === null)
    sentences.push(narrator.say(isSnapshot ? 'assumed_latest' : 'assumed_all', {}))
  else if (time?.status === 'assumed' && !ownPeriods.has(interpretation.intent))
    sentences.push(narrator.say('assumed_period', { period: { kind: 'label', text: time.label, of: null } }))
  const dataEnd = endOfData(interpretation, data)
  if (time?.partial && dataEnd !== null) {
    sentences.push(
      narrator.say('partial', {
        period: { kind: 'label', text: time.label, of: null },
        dataEnd: { kind: 'label', text: dataEnd, of: null },
      }),
    )
  }
  return [
    ...sentences,
    ...plan.notes.map(({ code, period }) => narrator.say(code, { period: { kind: 'label', text: period, of: null } })),
  ]
}

/** The last day the metrics asked have data for, in words; null where nothing is dated. */
function endOfData(interpretation: Interpretation, data: TenantData): string | null {
  const ends = metricsOf(interpretation, data).flatMap((metric) => lastDayOf(metric, data) ?? [])
  const last = ends.sort().at(-1)
  return last === undefined ? null : dayName(last)
}

function metricsOf({ metrics }: Interpretation, data: TenantData): MetricDefinition[] {
  return metrics.flatMap(({ id }) => findMetric(data, id)?.metric ?? [])
}

/** What the sentences of an answer are read back against. */
export function evidenceFor(analysis: Analysis, plan: QueryPlan, context: NarrativeContext): Evidence {
  return {
    facts: new Map(analysis.facts.map((fact) => [fact.id, fact])),
    labels: knownLabels(plan, context),
    namesOf: ({ label, group }, name) =>
      name === 'period'
        ? [label]
        : [group, withoutBuckets(group)].map((members) => memberName(members, context.phrases)),
    directions: directionWords(context.phrases),
  }
}

/** Every name that may carry digits in a sentence, gathered from the data and the question, not from the sentence. */
function knownLabels(plan: QueryPlan, context: NarrativeContext): ReadonlySet<string> {
  const { interpretation, data, phrases } = context
  const labels = new Set<string>(plan.periods.map((period) => period.label))
  for (const { model } of data.datasets) {
    for (const metric of model.metrics) labels.add(metric.label)
    for (const dimension of model.dimensions) labels.add(dimension.label).add(plural(dimension.label, phrases))
    labels.add(model.record.singular).add(model.record.plural)
  }
  for (const filter of interpretation.filters) {
    labels.add(dimensionLabel(data, filter.dimension, phrases))
    for (const value of filter.values) labels.add(valueLabel(filter.dimension, value, phrases))
  }
  for (const { metric, value, upper } of interpretation.having) {
    for (const each of upper === null ? [value] : [value, upper]) labels.add(conditionValue(metric, each, context))
  }
  if (interpretation.time) labels.add(interpretation.time.label)
  const dataEnd = endOfData(interpretation, data)
  if (dataEnd !== null) labels.add(dataEnd)
  if (interpretation.rank?.limit) labels.add(String(interpretation.rank.limit))
  if (interpretation.calculation?.kind === 'moving_average') labels.add(String(interpretation.calculation.window))
  return labels
}
