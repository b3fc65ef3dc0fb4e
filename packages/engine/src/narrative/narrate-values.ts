import type { ChangeFinding, ValueFinding } from '../analysis/index.ts'
import type { Narrator } from './narrator.ts'
import type { Sentence } from './types.ts'

/** "Revenue for EMEA was $2.5M in Q3 2025, up 15.2% from $2.17M in Q2 2025." */
export function narrateValue(finding: ValueFinding, change: ChangeFinding | null, narrator: Narrator): Sentence {
  const { metric, fact } = finding
  const named = { metric: narrator.metric(metric), scope: narrator.scope(), period: narrator.periodOf(metric, fact) }
  if (fact.value === null) return narrator.say('empty', named)
  return narrator.say('value', {
    ...named,
    was: narrator.was(metric),
    value: narrator.value(fact),
    parts: partsOf(finding, narrator),
    change: change ? changeClause(change, narrator) : '',
  })
}

function partsOf({ numerator, denominator }: ValueFinding, narrator: Narrator): Sentence {
  if (!numerator || !denominator) return []
  const label = (metric: string) => ({ kind: 'label' as const, text: narrator.metricLabel(metric) })
  return narrator.clause('value_parts', {
    numerator: narrator.value(numerator),
    numeratorLabel: label(numerator.metric),
    denominator: narrator.value(denominator),
    denominatorLabel: label(denominator.metric),
  })
}

/** ", up 15.2% from $2.17M in Q2 2025"; percentages change by points; over an empty or negative base only the base is told. */
export function changeClause(
  { metric, current, base, difference, change }: ChangeFinding,
  narrator: Narrator,
): Sentence {
  const basePeriod = narrator.periodOf(metric, base)
  const slots = { base: narrator.value(base), basePeriod }
  if (difference.value === 0 || narrator.value(base).text === narrator.value(current).text)
    return narrator.clause('change_flat', { basePeriod })
  if (metric.unit.kind === 'percent') {
    return narrator.clause('change_points', {
      ...slots,
      direction: narrator.direction(difference, 'up_down'),
      difference: narrator.points(difference),
    })
  }
  if (!change) return narrator.clause('change_from_nothing', slots)
  return narrator.clause('change_up', {
    ...slots,
    direction: narrator.direction(change, 'up_down'),
    change: narrator.size(change),
  })
}

/** A comparison that was asked for: both sides, then the difference. */
export function narrateChange(finding: ChangeFinding, narrator: Narrator): Sentence[] {
  return finding.between === 'members' ? [membersSentence(finding, narrator)] : periodsSentences(finding, narrator)
}

function periodsSentences(finding: ChangeFinding, narrator: Narrator): Sentence[] {
  const { metric, current, base, difference } = finding
  const value = narrateValue(
    { type: 'value', metric, fact: current, numerator: null, denominator: null },
    base.value === null ? null : finding,
    narrator,
  )
  if (difference.value === null || difference.value === 0 || metric.unit.kind === 'percent') {
    return base.value === null
      ? [
          value,
          narrator.say('empty', {
            metric: narrator.metric(metric),
            scope: narrator.scope(),
            period: narrator.period(base),
          }),
        ]
      : [value]
  }
  return [value, narrator.say('difference', { difference: narrator.value(difference) })]
}

function membersSentence({ metric, current, base, difference }: ChangeFinding, narrator: Narrator): Sentence {
  const slots = {
    metric: narrator.metric(metric),
    period: narrator.periodOf(metric, current),
    was: narrator.was(metric),
    member: narrator.member(current.group),
    baseMember: narrator.member(base.group),
    value: narrator.value(current),
    base: narrator.value(base),
  }
  if (!difference.value) return narrator.say('compare_members_equal', slots)
  const isPercent = metric.unit.kind === 'percent'
  return narrator.say('compare_members', {
    ...slots,
    direction: narrator.direction(difference, 'ahead_behind'),
    difference: isPercent
      ? [narrator.points(difference), { kind: 'text', text: narrator.phrases.words.points }]
      : narrator.size(difference),
  })
}
