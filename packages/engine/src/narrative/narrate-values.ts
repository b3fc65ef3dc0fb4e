import type { ChangeFinding, Fact, ValueFinding } from '../analysis/index.ts'
import type { Narrator } from './narrator.ts'
import type { Sentence } from './types.ts'

/** "Revenue for EMEA was $2.5M in Q3 2025, up 15.2% from $2.17M in Q2 2025." */
export function narrateValue(finding: ValueFinding, change: ChangeFinding | null, narrator: Narrator): Sentence {
  const { metric, fact } = finding
  const named = { metric: narrator.metric(metric), scope: narrator.scope(), period: narrator.periodOf(metric, fact) }
  if (fact.value === null) return narrator.say('empty', named)
  if (finding.average) {
    const { grain, buckets } = finding.average
    const { words } = narrator.phrases
    return narrator.say('average', {
      ...named,
      was: narrator.was(metric),
      value: narrator.value(fact),
      grain: words[grain],
      count: narrator.value(buckets),
      grains: buckets.value === 1 ? words[grain] : words[`${grain}s`],
    })
  }
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
  const label = (metric: string) => narrator.metric({ label: narrator.metricLabel(metric) })
  return narrator.clause('value_parts', {
    numerator: narrator.value(numerator),
    numeratorLabel: label(numerator.metric),
    denominator: narrator.value(denominator),
    denominatorLabel: label(denominator.metric),
  })
}

/** ", up 15.2% from $2.17M in Q2 2025"; percentages change by points, and what a ratio would say nothing of by its difference. */
function changeClause({ metric, current, base, difference, change }: ChangeFinding, narrator: Narrator): Sentence {
  const basePeriod = narrator.periodOf(metric, base)
  const slots = { base: narrator.value(base), basePeriod }
  if (difference.value === 0) return narrator.clause('change_flat', { basePeriod })
  if (narrator.value(base).text === narrator.value(current).text) return narrator.clause('change_near', { basePeriod })
  if (metric.unit.kind === 'percent') {
    return narrator.clause('change_points', {
      ...slots,
      direction: narrator.direction(difference, 'up_down'),
      difference: narrator.points(difference),
    })
  }
  if (!change)
    return narrator.clause('change_by', {
      ...slots,
      direction: narrator.direction(difference, 'up_down'),
      difference: narrator.size(difference),
    })
  return narrator.clause('change_up', {
    ...slots,
    direction: narrator.direction(change, 'up_down'),
    change: narrator.size(change),
  })
}

/** A comparison that was asked for: both sides, then the difference, which of several periods would be too much. */
export function narrateChange(finding: ChangeFinding, narrator: Narrator): Sentence[] {
  return finding.between === 'members' ? [membersSentence(finding, narrator)] : periodsSentences(finding, narrator)
}

function periodsSentences(finding: ChangeFinding, narrator: Narrator): Sentence[] {
  const { metric, current, base, difference, change } = finding
  const told = (fact: Fact) => ({
    type: 'value' as const,
    metric,
    fact,
    numerator: null,
    denominator: null,
    average: null,
  })
  if (current.value === null || base.value === null)
    return [current, base].map((fact) => narrateValue(told(fact), null, narrator))
  const value = narrateValue(told(current), finding, narrator)
  if (!difference.value || !change || narrator.periods.length > 2) return [value]
  return [value, narrator.say('difference', { difference: narrator.size(difference) })]
}

function membersSentence({ metric, current, base, difference }: ChangeFinding, narrator: Narrator): Sentence {
  const [compared] = Object.keys(current.group)
  const named = {
    metric: narrator.metric(metric),
    scope: narrator.scope(compared),
    period: narrator.periodOf(metric, current),
    was: narrator.was(metric),
  }
  const [known, unknown] = current.value === null ? [base, current] : [current, base]
  if (known.value === null) return narrator.say('empty', { ...named, scope: narrator.scope() })
  const slots = {
    ...named,
    member: narrator.member(known),
    baseMember: narrator.member(unknown),
    value: narrator.value(known),
  }
  if (unknown.value === null) return narrator.say('compare_members_one', slots)
  if (difference.value === 0) return narrator.say('compare_members_equal', slots)
  return narrator.say('compare_members', {
    ...slots,
    base: narrator.value(unknown),
    direction: narrator.direction(difference, 'ahead_behind'),
    difference:
      metric.unit.kind === 'percent'
        ? [narrator.points(difference), { kind: 'text', text: narrator.phrases.words.points }]
        : narrator.size(difference),
  })
}
