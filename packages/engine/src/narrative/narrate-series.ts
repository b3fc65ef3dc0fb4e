import type { SeriesFinding } from '../analysis/index.ts'
import type { Narrator } from './narrator.ts'
import type { Sentence } from './types.ts'

/** For a trend: from where to where, whether a test bears it out, and the extremes; beside another answer only the extremes. */
export function narrateSeries(finding: SeriesFinding, narrator: Narrator): Sentence[] {
  if (!finding.asked) return course(finding, narrator)
  const { metric, points } = finding
  const told = finding.complete.length > 0 ? finding.complete : points.filter((point) => point.value !== null)
  const [first] = told
  const last = told.at(-1)
  if (!first || !last) {
    const period = narrator.period(points[0] ?? narrator.periods[0])
    return [narrator.say('empty', { metric: narrator.metric(metric), scope: scopeOf(finding, narrator), period })]
  }
  const sentences = [movement(finding, first, last, narrator)]
  if (first !== last && finding.calculation === null) sentences.push(narrator.say(trendTemplate(finding), {}))
  sentences.push(...extremes(finding, narrator))
  const partial = finding.points.at(-1)
  if (finding.lastIsPartial && partial && finding.calculation === null)
    sentences.push(narrator.say('last_partial', { lastPeriod: narrator.periodName(partial) }))
  return Object.keys(finding.group).length > 0 ? sentences.slice(0, 1) : sentences
}

function movement(
  finding: SeriesFinding,
  first: SeriesFinding['points'][number],
  last: SeriesFinding['points'][number],
  narrator: Narrator,
): Sentence {
  const { metric } = finding
  const slots = {
    metric: measured(finding, narrator),
    scope: scopeOf(finding, narrator),
    was: narrator.was(metric),
    last: narrator.value(last),
    lastPeriod: narrator.period(last),
    first: narrator.value(first),
    firstPeriod: narrator.period(first),
  }
  return narrator.say(first === last ? 'one_point' : 'trend', slots)
}

/** "Sales", "Cumulative Sales", "Sales, averaged over three points at a time". */
function measured({ metric, calculation }: SeriesFinding, narrator: Narrator): Sentence {
  const name = narrator.metric(metric)
  switch (calculation?.kind) {
    case 'running_total':
      return narrator.clause('running_total', { metric: name })
    case 'moving_average':
      return narrator.clause('moving_average', {
        metric: name,
        window: { kind: 'label', text: String(calculation.window), of: null },
      })
    default:
      return [name]
  }
}

/** One member of several, and whatever else was asked for. */
function scopeOf({ group, points }: SeriesFinding, narrator: Narrator): Sentence {
  const [dimension] = Object.keys(group)
  const [point] = points
  return dimension === undefined || !point
    ? narrator.scope()
    : [...narrator.memberScope(point), ...narrator.scope(dimension)]
}

function trendTemplate({ trend }: SeriesFinding) {
  if (!trend) return 'trend_short'
  return trend.direction === 'rising' ? 'trend_rising' : trend.direction === 'falling' ? 'trend_falling' : 'trend_none'
}

function extremes({ highest, lowest }: SeriesFinding, narrator: Narrator): Sentence[] {
  if (!highest || !lowest || highest.value === lowest.value) return []
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
  if (!highest || !lowest || highest.value === lowest.value || points.length < 3) return []
  return [
    narrator.say('course', {
      highest: narrator.value(highest),
      highestPeriod: narrator.period(highest),
      lowest: narrator.value(lowest),
      lowestPeriod: narrator.period(lowest),
    }),
  ]
}
