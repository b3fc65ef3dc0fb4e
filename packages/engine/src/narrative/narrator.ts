import type { MetricDefinition } from '@salestalk/protocol'
import type { Fact } from '../analysis/index.ts'
import { findMetric } from '../model/tenant-data.ts'
import type { Period } from '../query/index.ts'
import type { NarrativeContext } from './context.ts'
import { fill, type Slots } from './fill.ts'
import { formatPoints, formatValue } from './format-value.ts'
import { dimensionLabel, memberName, plural, withoutBuckets } from './labels.ts'
import { conditionPhrases, type PeriodName, periodLabel, periodPhrase, scopePhrases, snapshotPhrase } from './scope.ts'
import type { NarrativePhrases, TemplateName } from './templates.ts'
import type { NameOfFact, NarrativePhrase, Sentence } from './types.ts'

/** Turns facts and names into phrases; one per answer, holding no figures of its own. */
export interface Narrator {
  readonly phrases: NarrativePhrases
  /** The periods read, the one asked first. */
  readonly periods: readonly [Period, ...Period[]]
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
  /** Only the name of a period, without its preposition. */
  periodName(fact: PeriodName): NarrativePhrase
  /** The period a metric's figure stands for; a snapshot stands for a moment. */
  periodOf(metric: MetricDefinition, fact: PeriodName): Sentence
  metric(metric: Pick<MetricDefinition, 'label'>): NarrativePhrase
  metricLabel(id: string): string
  was(metric: MetricDefinition): string
  /** The question's filters in words: " for EMEA excluding Refunds"; without those on a dimension that is told otherwise. */
  scope(told?: string): Sentence
  /** The question's conditions on groups in words: " with Sales over $500". */
  condition(): Sentence
  /** The members a fact is of. */
  member(fact: Fact): NarrativePhrase
  /** " for EMEA": one group of several. */
  memberScope(fact: Fact): Sentence
  dimension(id: string): NarrativePhrase
  /** The dimension's name in the plural: "Regions". */
  members(id: string): NarrativePhrase
}

export function createNarrator(context: NarrativeContext, periods: readonly [Period, ...Period[]]): Narrator {
  const { phrases, locale, data } = context
  const label = (text: string, of: NameOfFact | null = null): NarrativePhrase => ({ kind: 'label', text, of })
  return {
    phrases,
    periods,
    say: (name, slots) => capitalized(fill(phrases.templates[name], slots)),
    clause: (name, slots) => fill(phrases.templates[name], slots),
    value: (fact) => figure(fact, formatValue(knownValue(fact), fact.unit, locale)),
    size: (fact) => figure(fact, formatValue(Math.abs(knownValue(fact)), fact.unit, locale)),
    points: (fact) => figure(fact, formatPoints(knownValue(fact), locale)),
    direction: (fact, pair) => directionPhrase(fact, pair, phrases),
    period: (fact) => periodPhrase(fact, phrases),
    periodName: periodLabel,
    periodOf: (metric, fact) =>
      metric.aggregation.kind === 'last' ? snapshotPhrase(metric, fact, data, phrases) : periodPhrase(fact, phrases),
    metric: (metric) => label(metric.label),
    metricLabel: (id) => findMetric(data, id)?.metric.label ?? id,
    was: (metric) =>
      metric.unit.kind === 'count' && metric.label.endsWith(phrases.pluralEnding)
        ? phrases.words.were
        : phrases.words.was,
    scope: (told) => scopePhrases(context, told ?? null),
    condition: () => conditionPhrases(context),
    member: ({ id, group }) => label(memberName(group, phrases), { fact: id, name: 'member' }),
    memberScope: ({ id, group }) =>
      fill(phrases.scope.in, {
        members: label(memberName(withoutBuckets(group), phrases), { fact: id, name: 'member' }),
      }),
    members: (id) => label(plural(dimensionLabel(data, id, phrases), phrases)),
    dimension: (id) => label(dimensionLabel(data, id, phrases)),
  }
}

function figure(fact: Fact, text: string): NarrativePhrase {
  return { kind: 'value', text, fact: fact.id }
}

function knownValue({ id, value }: Fact): number {
  if (value === null) throw new Error(`Fact ${id} has no value to tell`)
  return value
}

/** The words that claim a sign, as every sentence that uses one is checked for. */
export function directionWords({ words }: NarrativePhrases): ReadonlyMap<string, -1 | 1> {
  return new Map([
    [words.up, 1],
    [words.ahead, 1],
    [words.down, -1],
    [words.behind, -1],
  ])
}

function directionPhrase(fact: Fact, pair: 'up_down' | 'ahead_behind', { words }: NarrativePhrases): NarrativePhrase {
  const [more, less] = pair === 'up_down' ? [words.up, words.down] : [words.ahead, words.behind]
  return { kind: 'direction', text: knownValue(fact) < 0 ? less : more, fact: fact.id }
}

function capitalized(sentence: readonly NarrativePhrase[]): NarrativePhrase[] {
  const [first, ...rest] = sentence
  if (first?.kind !== 'text') return [...sentence]
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest]
}
