import type { SeriesFinding } from '../analysis/index.ts'
import type { Narrator } from './narrator.ts'
import type { Sentence } from './types.ts'

/** For a trend: from where to where, whether a test bears it out, and the extremes; beside another answer only the extremes. */
export function narrateSeries(finding: SeriesFinding, narrator: Narrator): Sentence[] {
  if (!finding.asked) return course(finding, narrator)
  const complete = finding.lastIsPartial ? finding.points.slice(0, -1) : finding.points
  const known = complete.filter((point) => point.value !== null)
  const first = known[0]
  const last = known.at(-1)
  const { metric } = finding
  const period = narrator.period(finding.points[0] ?? narrator.asked)
  if (!first || !last)
    return [narrator.say('empty', { metric: narrator.metric(metric), scope: narrator.scope(), period })]
  const sentences = [movement(finding, first, last, narrator)]
  sentences.push(narrator.say(trendTemplate(finding), {}))
  sentences.push(...extremes(finding, narrator))
  const partial = finding.points.at(-1)
  if (finding.lastIsPartial && partial)
    sentences.push(narrator.say('last_partial', { lastPeriod: [{ kind: 'label', text: partial.label }] }))
  return Object.keys(finding.group).length > 0 ? sentences.slice(0, 1) : sentences
}

function movement(
  { metric, group }: SeriesFinding,
  first: SeriesFinding['points'][number],
  last: SeriesFinding['points'][number],
  narrator: Narrator,
): Sentence {
  const scope = Object.keys(group).length > 0 ? narrator.memberScope(group) : narrator.scope()
  const slots = {
    metric: narrator.metric(metric),
    scope,
    was: narrator.was(metric),
    last: narrator.value(last),
    lastPeriod: narrator.period(last),
    first: narrator.value(first),
    firstPeriod: narrator.period(first),
  }
  return narrator.say('trend', slots)
}

function trendTemplate({ trend }: SeriesFinding) {
  if (!trend) return 'trend_short'
  return trend.direction === 'rising' ? 'trend_rising' : trend.direction === 'falling' ? 'trend_falling' : 'trend_none'
}

function extremes({ highest, lowest }: SeriesFinding, narrator: Narrator): Sentence[] {
  if (!highest || !lowest || highest === lowest) return []
  return [
    narrator.say('extremes', {
      highest: narrator.value(highest),
      highestPeriod: narrator.period(highest),
      lowest: narrator.value(lowest),
      lowestPeriod: narrator.period(lowest),
    }),
  ]
}

/** A snapshot has no course within itself: where it stood before is left to the chart. */
function course({ metric, highest, lowest, points }: SeriesFinding, narrator: Narrator): Sentence[] {
  if (metric.aggregation.kind === 'last') return []
  if (!highest || !lowest || highest === lowest || points.length < 3) return []
  return [
    narrator.say('course', {
      highest: narrator.value(highest),
      highestPeriod: narrator.period(highest),
      lowest: narrator.value(lowest),
      lowestPeriod: narrator.period(lowest),
    }),
  ]
}
