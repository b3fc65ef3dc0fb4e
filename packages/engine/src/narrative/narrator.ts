import type { MetricDefinition } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { findMetric } from '../model/tenant-data.ts'
import type { Period } from '../query/index.ts'
import { plural } from '../support/plural.ts'
import type { NarrativeContext } from './context.ts'
import { fill, type Slots } from './fill.ts'
import { formatPoints, formatValue } from './format-value.ts'
import { dimensionLabel, memberName } from './labels.ts'
import { type PeriodName, periodPhrase, scopePhrases, snapshotPhrase } from './scope.ts'
import type { NarrativePhrases, TemplateName } from './templates.ts'
import type { NarrativePhrase, Sentence } from './types.ts'

/** Turns facts and names into phrases; one per answer, holding no figures of its own. */
export interface Narrator {
  readonly phrases: NarrativePhrases
  /** The period asked. */
  readonly asked: Period
  /** A whole sentence, capitalized. */
  say(template: TemplateName, slots: Slots): Sentence
  /** A part of one. */
  clause(template: TemplateName, slots: Slots): Sentence
  value(fact: Fact): NarrativePhrase
  /** The size of a change or difference, without its sign. */
  size(fact: Fact): NarrativePhrase
  points(fact: Fact): NarrativePhrase
  direction(fact: Fact, pair: 'up_down' | 'ahead_behind'): NarrativePhrase
  period(fact: PeriodName): Sentence
  /** The period a metric's figure stands for; a snapshot stands for a moment. */
  periodOf(metric: MetricDefinition, fact: PeriodName): Sentence
  metric(metric: MetricDefinition): NarrativePhrase
  metricLabel(id: string): string
  was(metric: MetricDefinition): string
  /** The question's filters in words: " for EMEA excluding Refunds". */
  scope(): Sentence
  member(group: Fact['group']): NarrativePhrase
  /** " for EMEA": one group of several. */
  memberScope(group: Fact['group']): Sentence
  dimension(id: string): NarrativePhrase
  /** The dimension's name in the plural: "Regions". */
  members(id: string): NarrativePhrase
}

export function createNarrator(context: NarrativeContext, asked: Period): Narrator {
  const { phrases, locale } = context
  const member = (group: Fact['group']): NarrativePhrase => ({ kind: 'label', text: memberName(group, phrases) })
  return {
    phrases,
    asked,
    say: (name, slots) => capitalized(fill(phrases.templates[name], slots)),
    clause: (name, slots) => fill(phrases.templates[name], slots),
    value: (fact) => ({ kind: 'value', text: formatValue(fact.value ?? 0, fact.unit, locale), fact: fact.id }),
    size: (fact) => ({ kind: 'value', text: formatValue(Math.abs(fact.value ?? 0), fact.unit, locale), fact: fact.id }),
    points: (fact) => ({ kind: 'value', text: formatPoints(fact.value ?? 0, locale), fact: fact.id }),
    direction: (fact, pair) => directionPhrase(fact, pair, phrases),
    period: (fact) => periodPhrase(fact, phrases),
    periodOf: (metric, fact) =>
      metric.aggregation.kind === 'last'
        ? snapshotPhrase(metric, fact, context.data, phrases)
        : periodPhrase(fact, phrases),
    metric: (metric) => ({ kind: 'label', text: metric.label }),
    metricLabel: (id) => findMetric(context.data, id)?.metric.label ?? id,
    was: (metric) =>
      metric.unit.kind === 'count' && metric.label.endsWith('s') ? phrases.words.were : phrases.words.was,
    scope: () => scopePhrases(context),
    member,
    memberScope: (group) => fill(phrases.scope.in, { members: member(group) }),
    members: (id) => ({ kind: 'label', text: plural(dimensionLabel(context.data, id, phrases)) }),
    dimension: (id) => ({ kind: 'label', text: dimensionLabel(context.data, id, phrases) }),
  }
}

function directionPhrase(fact: Fact, pair: 'up_down' | 'ahead_behind', { words }: NarrativePhrases): NarrativePhrase {
  const [more, less] = pair === 'up_down' ? [words.up, words.down] : [words.ahead, words.behind]
  const isLess = (fact.value ?? 0) < 0
  return { kind: 'direction', text: isLess ? less : more, fact: fact.id, sign: isLess ? -1 : 1 }
}

function capitalized(sentence: readonly NarrativePhrase[]): NarrativePhrase[] {
  const [first, ...rest] = sentence
  if (!first || first.kind !== 'text') return [...sentence]
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest]
}
