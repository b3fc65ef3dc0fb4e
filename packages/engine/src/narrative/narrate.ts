import type { Interpretation, MetricDefinition } from '@salestalk/protocol'
import type { Analysis, Fact, Finding, GroupsFinding } from '../analysis/index.ts'
import { findMetric, type TenantData } from '../model/tenant-data.ts'
import type { QueryPlan } from '../query/index.ts'
import { plural } from '../support/plural.ts'
import type { NarrativeContext } from './context.ts'
import { dimensionLabel, memberLabel } from './labels.ts'
import { narrateGroups } from './narrate-groups.ts'
import { narrateSeries } from './narrate-series.ts'
import { narrateChange, narrateValue } from './narrate-values.ts'
import { createNarrator, type Narrator } from './narrator.ts'
import { dayName, lastDayOf, valueLabel } from './scope.ts'
import type { Narrative, Sentence } from './types.ts'
import { verifySentence } from './verify.ts'

const sentencesMax = 5

/** Findings -> sentences, each read back against the facts before it may stand; one that fails is left out and counted. */
export function narrate(analysis: Analysis, plan: QueryPlan, context: NarrativeContext): Narrative {
  const [asked] = plan.periods
  if (!asked) throw new Error('A plan has at least one period')
  const narrator = createNarrator(context, asked)
  const drafted = [
    ...analysis.findings.flatMap((finding, index) => sentencesOf(finding, analysis.findings, index, narrator)),
    ...caveats(plan, context, narrator),
  ]
  const facts = new Map(analysis.facts.map((fact) => [fact.id, fact]))
  const labels = knownLabels(analysis, plan, context)
  const kept = drafted
    .slice(0, sentencesMax)
    .map((sentence) => ({ sentence, check: verifySentence(sentence, facts, labels) }))
  return {
    sentences: kept.filter(({ check }) => check.holds).map(({ sentence }) => sentence),
    factsTotal: kept.reduce((sum, { check }) => sum + check.figures, 0),
    factsVerified: kept.reduce((sum, { check }) => sum + check.verified, 0),
    dropped: kept.filter(({ check }) => !check.holds).length,
  }
}

function sentencesOf(finding: Finding, all: readonly Finding[], index: number, narrator: Narrator): Sentence[] {
  switch (finding.type) {
    case 'value': {
      const next = all[index + 1]
      return [narrateValue(finding, next?.type === 'change' && next.current === finding.fact ? next : null, narrator)]
    }
    case 'change':
      return all[index - 1]?.type === 'value' && !isSeveral(all) ? [] : narrateChange(finding, narrator)
    case 'groups':
      return groupsSentences(finding, all, narrator)
    case 'series':
      return narrateSeries(finding, narrator)
    case 'records':
      return [
        narrator.say('records', {
          total: narrator.value(finding.total),
          records: { kind: 'label', text: finding.total.value === 1 ? finding.record.singular : finding.record.plural },
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
  return all.some((other) => other.type === 'value' && other.fact === finding.total) ? sentences.slice(0, 1) : sentences
}

/** More than one value followed by changes: a comparison of several periods, whose changes stand on their own. */
function isSeveral(findings: readonly Finding[]): boolean {
  return findings[0]?.type === 'value' && findings[1]?.type === 'value'
}

function emptySentence(finding: Finding & { type: 'empty' }, narrator: Narrator): Sentence {
  const slots = { scope: narrator.scope(), period: narrator.period(narrator.asked) }
  return finding.metric
    ? narrator.say('empty', { ...slots, metric: narrator.metric(finding.metric) })
    : narrator.say('empty_records', slots)
}

/** What a reader must know about the period: that it was assumed, that it is not over, that both sides were cut alike. */
function caveats(plan: QueryPlan, { interpretation, data }: NarrativeContext, narrator: Narrator): Sentence[] {
  const sentences: Sentence[] = []
  const { time } = interpretation
  const metrics = metricsOf(interpretation, data)
  const isSnapshot = metrics.length > 0 && metrics.every((metric) => metric.aggregation.kind === 'last')
  if (time?.status === 'assumed' && time.start === null)
    sentences.push(narrator.say(isSnapshot ? 'assumed_latest' : 'assumed_all', {}))
  const dataEnd = endOfData(interpretation, data)
  if (time?.partial && dataEnd !== null) {
    sentences.push(
      narrator.say('partial', {
        period: { kind: 'label', text: time.label },
        dataEnd: { kind: 'label', text: dataEnd },
      }),
    )
  }
  return [...sentences, ...plan.notes.map((note) => narrator.say('note', { note: { kind: 'label', text: note } }))]
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

/** Every name that may carry digits in a sentence, gathered from the data and the question, not from the sentence. */
function knownLabels(
  analysis: Analysis,
  plan: QueryPlan,
  { interpretation, data, phrases }: NarrativeContext,
): ReadonlySet<string> {
  const labels = new Set<string>([...plan.notes, ...plan.periods.map((period) => period.label)])
  for (const fact of analysis.facts) for (const label of factLabels(fact, phrases)) labels.add(label)
  for (const { model } of data.datasets) {
    for (const metric of model.metrics) labels.add(metric.label)
    for (const dimension of model.dimensions) labels.add(dimension.label).add(plural(dimension.label))
    labels.add(model.record.singular).add(model.record.plural)
  }
  for (const filter of interpretation.filters) {
    labels.add(dimensionLabel(data, filter.dimension, phrases))
    for (const value of filter.values) labels.add(valueLabel(value, phrases))
  }
  if (interpretation.time) labels.add(interpretation.time.label)
  const dataEnd = endOfData(interpretation, data)
  if (dataEnd !== null) labels.add(dataEnd)
  if (interpretation.rank?.limit) labels.add(String(interpretation.rank.limit))
  return labels
}

function factLabels({ label, group }: Fact, phrases: NarrativeContext['phrases']): string[] {
  const members = Object.entries(group).map(([dimension, member]) => memberLabel(dimension, member, phrases))
  return [label, ...members, members.join(phrases.words.comma)]
}
